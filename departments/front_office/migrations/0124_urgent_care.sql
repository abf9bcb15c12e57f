-- Urgent care: visits that wait for whichever provider is free next, the levels a nurse gives them, and what a site sets for it.
-- Written once for both databases (see office/src/migrate.rs).

-- A visit may have no provider yet. Whoever is with a provider, or was, was seen by somebody.
--@postgres
ALTER TABLE visit ALTER COLUMN provider DROP NOT NULL;
ALTER TABLE visit ADD CONSTRAINT visit_seen_by_somebody
    CHECK (provider IS NOT NULL OR status NOT IN ('with_provider', 'checking_out', 'left'));
--@sqlite
ALTER TABLE visit ADD COLUMN seen_by BYTEA REFERENCES staff (id);
UPDATE visit SET seen_by = provider;
ALTER TABLE visit DROP COLUMN provider;
ALTER TABLE visit RENAME COLUMN seen_by TO provider;
CREATE TRIGGER visit_begins_seen_by_somebody BEFORE INSERT ON visit
WHEN NEW.provider IS NULL AND NEW.status IN ('with_provider', 'checking_out', 'left')
BEGIN
    SELECT RAISE(ABORT, 'check constraint visit_seen_by_somebody');
END;
CREATE TRIGGER visit_seen_by_somebody BEFORE UPDATE ON visit
WHEN NEW.provider IS NULL AND NEW.status IN ('with_provider', 'checking_out', 'left')
BEGIN
    SELECT RAISE(ABORT, 'check constraint visit_seen_by_somebody');
END;
--@both

-- Each change of a visit says whom the patient sees from then on, and why somebody was taken before others. The changes of
-- before had the provider of their visit, which never changed; that is filled in once.
ALTER TABLE visit_change ADD COLUMN provider BYTEA;
ALTER TABLE visit_change ADD COLUMN out_of_turn TEXT;
--@sqlite
DROP TRIGGER visit_change_never_edited;
UPDATE visit_change SET provider = (SELECT visit.provider FROM visit WHERE visit.id = visit_change.visit);
CREATE TRIGGER visit_change_never_edited BEFORE UPDATE ON visit_change
BEGIN
    SELECT RAISE(ABORT, 'changes of a visit are only added');
END;
--@postgres
ALTER TABLE visit_change DISABLE TRIGGER visit_change_only_grows;
UPDATE visit_change SET provider = visit.provider FROM visit WHERE visit.id = visit_change.visit;
ALTER TABLE visit_change ENABLE TRIGGER visit_change_only_grows;
--@both

-- How urgent a nurse found a visit, each time somebody looked: by the numbers of the Emergency Severity Index.
CREATE TABLE visit_triage (
    visit BYTEA NOT NULL REFERENCES visit (id),
    seq BIGINT NOT NULL,
    level TEXT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    account BYTEA NOT NULL,
    PRIMARY KEY (visit, seq),
    CHECK (seq > 0),
    CHECK (level IN ('1', '2', '3', '4', '5'))
) WITHOUT ROWID, STRICT;
--@sqlite
CREATE TRIGGER visit_triage_never_edited BEFORE UPDATE ON visit_triage
BEGIN
    SELECT RAISE(ABORT, 'levels of a visit are only added');
END;
CREATE TRIGGER visit_triage_never_deleted BEFORE DELETE ON visit_triage
BEGIN
    SELECT RAISE(ABORT, 'levels of a visit are only added');
END;
--@postgres
CREATE FUNCTION visit_triage_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'levels of a visit are only added';
END $$;
CREATE TRIGGER visit_triage_only_grows BEFORE UPDATE OR DELETE ON visit_triage
    FOR EACH ROW EXECUTE FUNCTION visit_triage_only_grows();
--@both

-- Whether walk-ins at a site wait for the next provider. No row means no.
CREATE TABLE urgent_care (
    site BYTEA PRIMARY KEY REFERENCES site (id),
    is_on BOOLEAN NOT NULL,
    version BIGINT NOT NULL
) STRICT;

-- From how many minutes its clocks are long and too long, where the site wants other minutes than Moa's own.
CREATE TABLE urgent_care_limit (
    site BYTEA NOT NULL REFERENCES urgent_care (site),
    clock TEXT NOT NULL,
    warn_minutes BIGINT NOT NULL,
    alarm_minutes BIGINT NOT NULL,
    PRIMARY KEY (site, clock),
    CHECK (warn_minutes > 0 AND warn_minutes <= alarm_minutes AND alarm_minutes <= 1440)
) WITHOUT ROWID, STRICT;
