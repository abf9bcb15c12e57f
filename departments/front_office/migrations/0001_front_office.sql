-- The front desk: what was promised (appointments), who came (visits), and what was checked at the desk.
-- Written once for both databases (see office/src/migrate.rs).

--@postgres
CREATE EXTENSION IF NOT EXISTS btree_gist;
--@both

CREATE TABLE visit_type (
    id BYTEA PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    minutes BIGINT NOT NULL,
    for_whom TEXT NOT NULL,
    tone TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    version BIGINT NOT NULL
) STRICT;

-- When a provider sees patients at a site, week after week, in civil minutes of that site's day.
CREATE TABLE provider_hours (
    id BYTEA PRIMARY KEY,
    provider BYTEA NOT NULL REFERENCES staff (id),
    site BYTEA NOT NULL REFERENCES site (id),
    weekday BIGINT NOT NULL,
    from_minute BIGINT NOT NULL,
    to_minute BIGINT NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_until BIGINT,
    CHECK (weekday BETWEEN 1 AND 7),
    CHECK (from_minute >= 0 AND from_minute < to_minute AND to_minute <= 1440)
) STRICT;
CREATE INDEX provider_hours_by_provider ON provider_hours (provider, site, weekday);
CREATE INDEX provider_hours_by_site ON provider_hours (site, weekday);

-- When a site is shut, or a provider away, on one day or a part of it.
CREATE TABLE closure (
    id BYTEA PRIMARY KEY,
    site BYTEA REFERENCES site (id),
    provider BYTEA REFERENCES staff (id),
    day BIGINT NOT NULL,
    from_minute BIGINT NOT NULL,
    to_minute BIGINT NOT NULL,
    kind TEXT NOT NULL,
    note TEXT NOT NULL,
    CHECK ((site IS NULL) <> (provider IS NULL)),
    CHECK (from_minute >= 0 AND from_minute < to_minute AND to_minute <= 1440)
) STRICT;
CREATE INDEX closure_by_day ON closure (day);

CREATE TABLE appointment (
    id BYTEA PRIMARY KEY,
    site BYTEA NOT NULL REFERENCES site (id),
    provider BYTEA NOT NULL REFERENCES staff (id),
    room BYTEA REFERENCES room (id),
    patient BYTEA NOT NULL REFERENCES patient (id),
    visit_type BYTEA NOT NULL REFERENCES visit_type (id),
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    day BIGINT NOT NULL,
    standing TEXT NOT NULL,
    reason TEXT NOT NULL,
    cancel_reason TEXT,
    double_reason TEXT,
    booked_by BYTEA NOT NULL,
    booked_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    CHECK (starts_at < ends_at)
) STRICT;
CREATE INDEX appointment_by_site ON appointment (site, day, starts_at);
CREATE INDEX appointment_by_provider ON appointment (provider, day, starts_at);
CREATE INDEX appointment_by_patient ON appointment (patient, starts_at);

-- The time that appointments hold of providers and rooms. A row held on purpose over another one says so.
CREATE TABLE held_time (
    appointment BYTEA NOT NULL REFERENCES appointment (id),
    resource BYTEA NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    on_purpose BOOLEAN NOT NULL,
    PRIMARY KEY (appointment, resource)
) WITHOUT ROWID, STRICT;
CREATE INDEX held_time_by_resource ON held_time (resource, starts_at, ends_at);
--@postgres
ALTER TABLE held_time ADD CONSTRAINT held_time_never_overlaps
    EXCLUDE USING gist (resource WITH =, int8range(starts_at, ends_at) WITH &&) WHERE (NOT on_purpose);
--@sqlite
CREATE TRIGGER held_time_never_overlaps BEFORE INSERT ON held_time
WHEN NEW.on_purpose = 0 AND EXISTS (
    SELECT 1 FROM held_time AS other
    WHERE other.resource = NEW.resource AND other.on_purpose = 0
        AND other.starts_at > NEW.starts_at - 86400000000 AND other.starts_at < NEW.ends_at
        AND other.ends_at > NEW.starts_at
)
BEGIN
    SELECT RAISE(ABORT, 'exclusion constraint held_time_never_overlaps');
END;
CREATE TRIGGER held_time_never_edited BEFORE UPDATE ON held_time
BEGIN
    SELECT RAISE(ABORT, 'held time is given back and held anew, never edited');
END;
--@both

-- Every version of an appointment as it stood after the deed, so that a move can be shown and taken back.
CREATE TABLE appointment_history (
    appointment BYTEA NOT NULL REFERENCES appointment (id),
    version BIGINT NOT NULL,
    at BIGINT NOT NULL,
    account BYTEA NOT NULL,
    deed TEXT NOT NULL,
    site BYTEA NOT NULL,
    provider BYTEA NOT NULL,
    room BYTEA,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    standing TEXT NOT NULL,
    cancel_reason TEXT,
    PRIMARY KEY (appointment, version)
) WITHOUT ROWID, STRICT;

-- Somebody came through the door. The version is the number of the last change.
CREATE TABLE visit (
    id BYTEA PRIMARY KEY,
    site BYTEA NOT NULL REFERENCES site (id),
    day BIGINT NOT NULL,
    patient BYTEA NOT NULL REFERENCES patient (id),
    appointment BYTEA UNIQUE REFERENCES appointment (id),
    provider BYTEA NOT NULL REFERENCES staff (id),
    visit_type BYTEA NOT NULL REFERENCES visit_type (id),
    reason TEXT NOT NULL,
    status TEXT NOT NULL,
    room BYTEA REFERENCES room (id),
    status_since BIGINT NOT NULL,
    arrived_at BIGINT NOT NULL,
    left_at BIGINT,
    version BIGINT NOT NULL
) STRICT;
CREATE INDEX visit_by_site ON visit (site, day);
CREATE INDEX visit_by_patient ON visit (patient, arrived_at);
-- One patient in a room at a time.
CREATE UNIQUE INDEX visit_by_room ON visit (room) WHERE room IS NOT NULL;
-- Who is still in the office.
CREATE INDEX visit_here ON visit (site, day) WHERE left_at IS NULL;

-- Every change of a visit's status or room. Written once, never changed; all waiting times come from here.
CREATE TABLE visit_change (
    visit BYTEA NOT NULL REFERENCES visit (id),
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    from_status TEXT,
    to_status TEXT NOT NULL,
    since BIGINT NOT NULL,
    room BYTEA,
    account BYTEA NOT NULL,
    undone_of BIGINT,
    PRIMARY KEY (visit, seq)
) WITHOUT ROWID, STRICT;
--@sqlite
CREATE TRIGGER visit_change_never_edited BEFORE UPDATE ON visit_change
BEGIN
    SELECT RAISE(ABORT, 'changes of a visit are only added');
END;
CREATE TRIGGER visit_change_never_deleted BEFORE DELETE ON visit_change
BEGIN
    SELECT RAISE(ABORT, 'changes of a visit are only added');
END;
--@postgres
CREATE FUNCTION visit_change_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'changes of a visit are only added';
END $$;
CREATE TRIGGER visit_change_only_grows BEFORE UPDATE OR DELETE ON visit_change
    FOR EACH ROW EXECUTE FUNCTION visit_change_only_grows();
--@both

-- From how many minutes in a status the board warns, where the office wants other minutes than Moa's own.
CREATE TABLE flow_threshold (
    status TEXT PRIMARY KEY,
    warn_minutes BIGINT NOT NULL,
    alarm_minutes BIGINT NOT NULL,
    CHECK (warn_minutes > 0 AND warn_minutes <= alarm_minutes)
) STRICT;

-- What was checked at the desk, how and by whom. No row means not done.
CREATE TABLE check_in_tick (
    visit BYTEA NOT NULL REFERENCES visit (id),
    tick TEXT NOT NULL,
    done_at BIGINT NOT NULL,
    account BYTEA NOT NULL,
    how TEXT NOT NULL,
    note TEXT NOT NULL,
    amount BIGINT,
    PRIMARY KEY (visit, tick)
) WITHOUT ROWID, STRICT;

CREATE TABLE consent (
    id BYTEA PRIMARY KEY,
    patient BYTEA NOT NULL REFERENCES patient (id),
    kind TEXT NOT NULL,
    edition TEXT NOT NULL,
    how TEXT NOT NULL,
    signed_at BIGINT NOT NULL,
    expires_on BIGINT,
    account BYTEA NOT NULL
) STRICT;
CREATE INDEX consent_by_patient ON consent (patient, kind, signed_at);
