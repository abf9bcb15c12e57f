-- Two charts of one person: which was merged into which, what moved, and which pairs somebody should look at.

CREATE TABLE patient_merge (
    id BYTEA PRIMARY KEY,
    gone BYTEA NOT NULL REFERENCES patient (id),
    survivor BYTEA NOT NULL REFERENCES patient (id),
    merged_at BIGINT NOT NULL,
    account BYTEA NOT NULL,
    parted_at BIGINT,
    parted_by BYTEA,
    CHECK (gone <> survivor)
) STRICT;
-- A chart is merged into one other at a time.
CREATE UNIQUE INDEX patient_merge_now ON patient_merge (gone) WHERE parted_at IS NULL;
CREATE INDEX patient_merge_by_survivor ON patient_merge (survivor, merged_at);

-- Every row that a merge moved, so that parting moves back these and no others.
CREATE TABLE merge_moved (
    merge BYTEA NOT NULL REFERENCES patient_merge (id),
    pointer TEXT NOT NULL,
    row_id BYTEA NOT NULL,
    row_key TEXT NOT NULL,
    PRIMARY KEY (merge, pointer, row_id, row_key)
) WITHOUT ROWID, STRICT;

-- Pairs of charts that may be of one person, and what was decided. The score is in thousandths of a bit.
CREATE TABLE duplicate_pair (
    one BYTEA NOT NULL REFERENCES patient (id),
    other BYTEA NOT NULL REFERENCES patient (id),
    score BIGINT NOT NULL,
    found_at BIGINT NOT NULL,
    decision TEXT NOT NULL,
    decided_at BIGINT,
    account BYTEA,
    PRIMARY KEY (one, other)
) WITHOUT ROWID, STRICT;
CREATE INDEX duplicate_pair_open ON duplicate_pair (decision, score);
