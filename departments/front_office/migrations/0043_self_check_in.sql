-- Self check-in: what patients enter themselves, before the visit or at a kiosk, until somebody accepts it. Written once for both databases.

CREATE TABLE kiosk (
    id BYTEA PRIMARY KEY,
    site BYTEA NOT NULL REFERENCES site (id),
    name TEXT NOT NULL,
    code_hash BYTEA UNIQUE,
    code_until BIGINT,
    secret_hash BYTEA UNIQUE,
    wrong_in_a_row BIGINT NOT NULL,
    wrong_at BIGINT,
    registered_at BIGINT NOT NULL,
    registered_by BYTEA NOT NULL,
    ended_at BIGINT
) STRICT;

CREATE TABLE self_check_in (
    id BYTEA PRIMARY KEY,
    patient BYTEA NOT NULL REFERENCES patient (id),
    appointment BYTEA NOT NULL REFERENCES appointment (id),
    site BYTEA NOT NULL REFERENCES site (id),
    kiosk BYTEA REFERENCES kiosk (id),
    secret_hash BYTEA NOT NULL UNIQUE,
    opened_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    wrong_tries BIGINT NOT NULL,
    sent_at BIGINT,
    reviewed_at BIGINT
) STRICT;
CREATE INDEX self_check_in_to_review ON self_check_in (site, sent_at) WHERE sent_at IS NOT NULL AND reviewed_at IS NULL;
CREATE INDEX self_check_in_by_appointment ON self_check_in (appointment, opened_at);
CREATE INDEX self_check_in_by_patient ON self_check_in (patient);

CREATE INDEX self_check_in_by_kiosk ON self_check_in (kiosk, expires_at) WHERE kiosk IS NOT NULL;

CREATE TABLE self_entry (
    check_in BYTEA NOT NULL REFERENCES self_check_in (id),
    field TEXT NOT NULL,
    said TEXT NOT NULL,
    entered_at BIGINT NOT NULL,
    standing TEXT NOT NULL,
    decided_at BIGINT,
    decided_by BYTEA,
    PRIMARY KEY (check_in, field)
) WITHOUT ROWID, STRICT;

CREATE TABLE self_card_picture (
    check_in BYTEA NOT NULL REFERENCES self_check_in (id),
    side TEXT NOT NULL,
    sha256 BYTEA NOT NULL REFERENCES stored_file (sha256),
    PRIMARY KEY (check_in, side)
) WITHOUT ROWID, STRICT;
