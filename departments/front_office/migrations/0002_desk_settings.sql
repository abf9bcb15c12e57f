-- What the office itself sets for its desk, where it wants something else than Moa's own.

-- From how many minutes since the door on a visit is long, and too long. One row, or none.
CREATE TABLE stay_threshold (
    only_row BIGINT PRIMARY KEY,
    warn_minutes BIGINT NOT NULL,
    alarm_minutes BIGINT NOT NULL,
    CHECK (only_row = 1),
    CHECK (warn_minutes > 0 AND warn_minutes <= alarm_minutes)
) STRICT;

-- Which edition of each consent form the practice hands out now. What was signed before asks_again_since must be signed anew.
CREATE TABLE consent_edition (
    kind TEXT PRIMARY KEY,
    edition TEXT NOT NULL,
    since BIGINT NOT NULL,
    asks_again_since BIGINT
) STRICT;
