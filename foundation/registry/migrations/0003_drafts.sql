-- What somebody has half done at a desk: the fields of a form as they were typed, and where the cursor stood.
CREATE TABLE draft (
    account BYTEA NOT NULL,
    form TEXT NOT NULL,
    page TEXT NOT NULL,
    title TEXT NOT NULL,
    fields TEXT NOT NULL,
    cursor_field TEXT NOT NULL,
    cursor_at BIGINT NOT NULL,
    parked BOOLEAN NOT NULL,
    kept_at BIGINT NOT NULL,
    PRIMARY KEY (account, form)
) WITHOUT ROWID, STRICT;
