-- What an appointment needs besides its provider, templates that recur, and time held for a caller.
-- Written once for both databases (see office/src/migrate.rs).

-- Every so many weeks, counted from the week in which the piece begins; and how many patients at once it takes.
ALTER TABLE provider_hours ADD COLUMN every_weeks BIGINT NOT NULL DEFAULT 1;
ALTER TABLE provider_hours ADD COLUMN at_once BIGINT NOT NULL DEFAULT 1;

-- What can be held together with a provider: an ECG machine, an ultrasound, an interpreter on a screen.
CREATE TABLE equipment (
    id BYTEA PRIMARY KEY,
    site BYTEA NOT NULL REFERENCES site (id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    closed_on BIGINT,
    UNIQUE (site, name)
) STRICT;

-- A visit type is held in one of these kinds of room; without a row it holds none.
CREATE TABLE visit_type_room (
    visit_type BYTEA NOT NULL REFERENCES visit_type (id),
    purpose TEXT NOT NULL,
    PRIMARY KEY (visit_type, purpose)
) WITHOUT ROWID, STRICT;

-- A visit type holds one piece of each of these kinds.
CREATE TABLE visit_type_equipment (
    visit_type BYTEA NOT NULL REFERENCES visit_type (id),
    kind TEXT NOT NULL,
    PRIMARY KEY (visit_type, kind)
) WITHOUT ROWID, STRICT;

-- Only these providers see patients for it; without a row everybody does.
CREATE TABLE visit_type_provider (
    visit_type BYTEA NOT NULL REFERENCES visit_type (id),
    provider BYTEA NOT NULL REFERENCES staff (id),
    PRIMARY KEY (visit_type, provider)
) WITHOUT ROWID, STRICT;

-- When a patient was last seen here before Moa, as the desk found out.
CREATE TABLE seen_before (
    patient BYTEA PRIMARY KEY REFERENCES patient (id),
    day BIGINT NOT NULL,
    account BYTEA NOT NULL,
    noted_at BIGINT NOT NULL
) STRICT;

-- A provider's time kept for a caller for some minutes. It is shown to the others and expires by itself.
CREATE TABLE slot_hold (
    id BYTEA PRIMARY KEY,
    account BYTEA NOT NULL,
    site BYTEA NOT NULL REFERENCES site (id),
    provider BYTEA NOT NULL REFERENCES staff (id),
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    CHECK (starts_at < ends_at)
) STRICT;
CREATE INDEX slot_hold_by_provider ON slot_hold (provider, starts_at);
CREATE INDEX slot_hold_by_account ON slot_hold (account);
