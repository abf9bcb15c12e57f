-- Appointments that somebody carries to another day. Each keeps its place until it is set down, so nothing lifted is lost.
CREATE TABLE carried (
    appointment BYTEA PRIMARY KEY REFERENCES appointment (id),
    account BYTEA NOT NULL,
    lifted_at BIGINT NOT NULL
) STRICT;
CREATE INDEX carried_by_account ON carried (account, lifted_at);
