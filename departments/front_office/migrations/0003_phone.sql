-- The telephone: lines that say who calls, calls, red-flag questions, and the call-backs that are owed.

-- A line of the switchboard, which says who calls. Of its token only the hash is kept.
CREATE TABLE phone_line (
    id BYTEA PRIMARY KEY,
    site BYTEA NOT NULL REFERENCES site (id),
    name TEXT NOT NULL,
    token_hash BYTEA NOT NULL UNIQUE,
    added_at BIGINT NOT NULL,
    closed_at BIGINT
) STRICT;

CREATE TABLE phone_call (
    id BYTEA PRIMARY KEY,
    site BYTEA NOT NULL REFERENCES site (id),
    number TEXT NOT NULL,
    began_at BIGINT NOT NULL,
    answered_at BIGINT,
    answered_by BYTEA,
    ended_at BIGINT,
    outcome TEXT,
    patient BYTEA REFERENCES patient (id),
    verified TEXT NOT NULL,
    reason TEXT,
    words TEXT NOT NULL,
    red_flag_set BYTEA,
    urgency TEXT,
    advice TEXT NOT NULL,
    advised_by BYTEA,
    version BIGINT NOT NULL
) STRICT;
-- The calls that ring or are being talked on.
CREATE INDEX phone_call_open ON phone_call (site, began_at) WHERE ended_at IS NULL;
CREATE INDEX phone_call_by_patient ON phone_call (patient, began_at);

-- A version of the questions about one complaint. It is used from when a physician approves it until it is retired.
CREATE TABLE red_flag_set (
    id BYTEA PRIMARY KEY,
    title TEXT NOT NULL,
    version BIGINT NOT NULL,
    written_at BIGINT NOT NULL,
    written_by BYTEA NOT NULL,
    approved_on BIGINT,
    approved_by BYTEA,
    retired_at BIGINT,
    UNIQUE (title, version)
) STRICT;

CREATE TABLE red_flag_question (
    red_flag_set BYTEA NOT NULL REFERENCES red_flag_set (id),
    position BIGINT NOT NULL,
    asks TEXT NOT NULL,
    urgency TEXT NOT NULL,
    PRIMARY KEY (red_flag_set, position)
) WITHOUT ROWID, STRICT;

-- What a caller answered to each set. A set asked again, its answers are replaced; the journal keeps that they were.
CREATE TABLE red_flag_answer (
    phone_call BYTEA NOT NULL REFERENCES phone_call (id),
    red_flag_set BYTEA NOT NULL REFERENCES red_flag_set (id),
    position BIGINT NOT NULL,
    flagged BOOLEAN NOT NULL,
    PRIMARY KEY (phone_call, red_flag_set, position)
) WITHOUT ROWID, STRICT;

CREATE TABLE call_back (
    id BYTEA PRIMARY KEY,
    site BYTEA NOT NULL REFERENCES site (id),
    phone_call BYTEA NOT NULL REFERENCES phone_call (id),
    patient BYTEA REFERENCES patient (id),
    number TEXT NOT NULL,
    asks TEXT NOT NULL,
    urgency TEXT NOT NULL,
    route TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    asked_by BYTEA NOT NULL,
    due_at BIGINT NOT NULL,
    owner BYTEA,
    tries BIGINT NOT NULL,
    tried_at BIGINT,
    done_at BIGINT,
    outcome TEXT,
    version BIGINT NOT NULL
) STRICT;
CREATE INDEX call_back_owed ON call_back (site, due_at) WHERE done_at IS NULL;
CREATE INDEX call_back_by_patient ON call_back (patient, asked_at);
