-- Insurance on file: pictures of cards, and injuries that another insurer pays for. Written once for both databases.

-- Every picture of a card; the latest of each side is the one shown.
CREATE TABLE insurance_card_picture (
    coverage BYTEA NOT NULL REFERENCES coverage (id),
    side TEXT NOT NULL,
    taken_at BIGINT NOT NULL,
    patient BYTEA NOT NULL REFERENCES patient (id),
    sha256 BYTEA NOT NULL REFERENCES stored_file (sha256),
    account BYTEA NOT NULL,
    PRIMARY KEY (coverage, side, taken_at)
) WITHOUT ROWID, STRICT;
CREATE INDEX insurance_card_picture_by_patient ON insurance_card_picture (patient, coverage, side, taken_at);

-- An injury at work or in traffic: a case of its own, with its own insurer, claim number and days.
CREATE TABLE injury_case (
    id BYTEA PRIMARY KEY,
    patient BYTEA NOT NULL REFERENCES patient (id),
    cause TEXT NOT NULL,
    injured_on BIGINT NOT NULL,
    state TEXT NOT NULL,
    insurer TEXT NOT NULL,
    claim_number TEXT NOT NULL,
    adjuster TEXT NOT NULL,
    adjuster_phone TEXT NOT NULL,
    employer TEXT NOT NULL,
    employer_phone TEXT NOT NULL,
    body_parts TEXT NOT NULL,
    closed_on BIGINT,
    opened_at BIGINT NOT NULL,
    opened_by BYTEA NOT NULL,
    version BIGINT NOT NULL
) STRICT;
CREATE INDEX injury_case_by_patient ON injury_case (patient, injured_on);
