-- What is left to do about appointments: the waitlist and its offers, fees for missed appointments, patients to call so that
-- they come again. Written once for both databases (see office/src/migrate.rs).

-- Somebody who would come sooner. The days of the week are bits: 1 is Monday, 64 Sunday; 0 is any day.
CREATE TABLE waitlist_entry (
    id BYTEA PRIMARY KEY,
    patient BYTEA NOT NULL REFERENCES patient (id),
    visit_type BYTEA NOT NULL REFERENCES visit_type (id),
    minutes BIGINT NOT NULL,
    site BYTEA REFERENCES site (id),
    provider BYTEA REFERENCES staff (id),
    part TEXT NOT NULL,
    weekdays BIGINT NOT NULL,
    from_day BIGINT NOT NULL,
    until_day BIGINT NOT NULL,
    urgency TEXT NOT NULL,
    appointment BYTEA REFERENCES appointment (id),
    note TEXT NOT NULL,
    standing TEXT NOT NULL,
    added_by BYTEA NOT NULL,
    added_at BIGINT NOT NULL,
    version BIGINT NOT NULL
) STRICT;
CREATE INDEX waitlist_entry_by_patient ON waitlist_entry (patient);
CREATE INDEX waitlist_entry_waiting ON waitlist_entry (standing, until_day);

-- A freed time offered to somebody who waits; several are offered the same time, and one gets it.
CREATE TABLE slot_offer (
    id BYTEA PRIMARY KEY,
    entry BYTEA NOT NULL REFERENCES waitlist_entry (id),
    patient BYTEA NOT NULL REFERENCES patient (id),
    site BYTEA NOT NULL REFERENCES site (id),
    provider BYTEA NOT NULL REFERENCES staff (id),
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    rank BIGINT NOT NULL,
    standing TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    version BIGINT NOT NULL
) STRICT;
CREATE INDEX slot_offer_by_slot ON slot_offer (provider, starts_at);
CREATE INDEX slot_offer_by_entry ON slot_offer (entry);
CREATE INDEX slot_offer_by_patient ON slot_offer (patient);
CREATE INDEX slot_offer_open ON slot_offer (site, standing, expires_at);

-- What a missed appointment costs, where the practice takes something for it.
CREATE TABLE missed_fee_rule (
    kind TEXT PRIMARY KEY,
    within_hours BIGINT NOT NULL,
    cents BIGINT NOT NULL,
    CHECK (within_hours >= 0 AND cents > 0)
) STRICT;

CREATE TABLE missed_fee (
    appointment BYTEA PRIMARY KEY REFERENCES appointment (id),
    patient BYTEA NOT NULL REFERENCES patient (id),
    kind TEXT NOT NULL,
    cents BIGINT NOT NULL,
    standing TEXT NOT NULL,
    waived_because TEXT,
    made_at BIGINT NOT NULL,
    version BIGINT NOT NULL
) STRICT;
CREATE INDEX missed_fee_by_patient ON missed_fee (patient, made_at);

-- A cancelled or missed appointment that is to be booked again.
CREATE TABLE rebooking (
    appointment BYTEA PRIMARY KEY REFERENCES appointment (id),
    patient BYTEA NOT NULL REFERENCES patient (id),
    site BYTEA NOT NULL REFERENCES site (id),
    visit_type BYTEA NOT NULL REFERENCES visit_type (id),
    provider BYTEA NOT NULL REFERENCES staff (id),
    because TEXT NOT NULL,
    standing TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    hidden_until BIGINT,
    attempts BIGINT NOT NULL,
    rebooked_as BYTEA REFERENCES appointment (id),
    version BIGINT NOT NULL
) STRICT;
CREATE INDEX rebooking_open ON rebooking (site, standing, made_at);
CREATE INDEX rebooking_by_patient ON rebooking (patient, standing);

-- After which care a patient is to come again, when, and for what.
CREATE TABLE recall_rule (
    id BYTEA PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    after_type BYTEA NOT NULL REFERENCES visit_type (id),
    months BIGINT NOT NULL,
    book_type BYTEA NOT NULL REFERENCES visit_type (id),
    active BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    CHECK (months BETWEEN 1 AND 120)
) STRICT;
-- Who was seen for what and when: recalls are computed from this, never kept.
CREATE INDEX visit_by_type ON visit (visit_type, day);

-- Somebody tried to reach a patient about a recall; until the day it is hidden.
CREATE TABLE recall_attempt (
    id BYTEA PRIMARY KEY,
    rule BYTEA NOT NULL REFERENCES recall_rule (id),
    patient BYTEA NOT NULL REFERENCES patient (id),
    outcome TEXT NOT NULL,
    at BIGINT NOT NULL,
    account BYTEA NOT NULL,
    hidden_until BIGINT NOT NULL
) STRICT;
CREATE INDEX recall_attempt_by_patient ON recall_attempt (patient, rule, hidden_until);
