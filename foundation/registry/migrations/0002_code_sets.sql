-- Code sets by date: which code meant what on a day of service. Written once for both databases.

CREATE TABLE code_release (
    code_set TEXT NOT NULL,
    starts_on BIGINT NOT NULL,
    codes BIGINT NOT NULL,
    digest TEXT NOT NULL,
    loaded_at BIGINT NOT NULL,
    PRIMARY KEY (code_set, starts_on)
) WITHOUT ROWID, STRICT;

-- A row holds from its first day to its last; a release closes what it leaves out or changes.
CREATE TABLE code_entry (
    code_set TEXT NOT NULL,
    code TEXT NOT NULL,
    starts_on BIGINT NOT NULL,
    ends_on BIGINT,
    label TEXT NOT NULL,
    billable BOOLEAN NOT NULL,
    parent TEXT NOT NULL,
    PRIMARY KEY (code_set, code, starts_on)
) WITHOUT ROWID, STRICT;
