-- What the practice learned from its own history: coefficients and durations, never whose they were. Each is computed anew from
-- appointments and visits.
CREATE TABLE learned (
    what TEXT NOT NULL,
    whose TEXT NOT NULL,
    learned_at BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (what, whose)
) WITHOUT ROWID, STRICT;
