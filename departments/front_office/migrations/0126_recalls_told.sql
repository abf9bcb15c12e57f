-- Recalls that patients are told of by message: one for each rule and visit after which it is counted, so that the message, the answer
-- and the page behind a link mean the same. Who is due is computed as before. Written once for both databases.

CREATE TABLE recall_told (
    id BYTEA PRIMARY KEY,
    rule BYTEA NOT NULL REFERENCES recall_rule (id),
    visit BYTEA NOT NULL REFERENCES visit (id),
    patient BYTEA NOT NULL REFERENCES patient (id),
    site BYTEA NOT NULL REFERENCES site (id),
    last_day BIGINT NOT NULL,
    due_day BIGINT NOT NULL,
    opened_at BIGINT NOT NULL
) STRICT;
CREATE UNIQUE INDEX recall_told_once ON recall_told (visit, rule);
CREATE INDEX recall_told_by_patient ON recall_told (patient);
