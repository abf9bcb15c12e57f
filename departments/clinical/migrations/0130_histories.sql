-- Histories: what stands in the sections of a chart, who entered and changed it, and who went through it last.
-- Written once for both databases.

CREATE TABLE family_illness (
    id BYTEA PRIMARY KEY,
    patient BYTEA NOT NULL REFERENCES patient (id),
    at_key BIGINT NOT NULL,
    present BOOLEAN NOT NULL,
    relation TEXT NOT NULL,
    code_system TEXT NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    age_at_onset TEXT NOT NULL,
    deceased TEXT NOT NULL,
    age_at_death TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX family_illness_by_patient ON family_illness (patient, present, at_key);

CREATE TABLE social_answer (
    id BYTEA PRIMARY KEY,
    patient BYTEA NOT NULL REFERENCES patient (id),
    at_key BIGINT NOT NULL,
    at_text TEXT NOT NULL,
    until_text TEXT NOT NULL,
    present BOOLEAN NOT NULL,
    topic TEXT NOT NULL,
    code_system TEXT NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    amount TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX social_answer_by_patient ON social_answer (patient, present, at_key);

-- Where an entry of a section came from and how it was changed here. What came from another office and was never touched
-- here has none: `received` tells of it.
CREATE TABLE entry_standing (
    id BYTEA PRIMARY KEY,
    patient BYTEA NOT NULL REFERENCES patient (id),
    section TEXT NOT NULL,
    origin TEXT NOT NULL,
    version BIGINT NOT NULL,
    in_error TEXT NOT NULL,
    entered_at BIGINT NOT NULL,
    entered_by BYTEA NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by BYTEA NOT NULL
) STRICT;
CREATE INDEX entry_standing_by_patient ON entry_standing (patient, section);

CREATE TABLE entry_change (
    entry BYTEA NOT NULL,
    version BIGINT NOT NULL,
    patient BYTEA NOT NULL REFERENCES patient (id),
    deed TEXT NOT NULL,
    reason TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by BYTEA NOT NULL,
    PRIMARY KEY (entry, version)
) WITHOUT ROWID, STRICT;
CREATE INDEX entry_change_by_patient ON entry_change (patient);

CREATE TABLE entry_change_field (
    entry BYTEA NOT NULL,
    version BIGINT NOT NULL,
    field TEXT NOT NULL,
    was TEXT NOT NULL,
    became TEXT NOT NULL,
    PRIMARY KEY (entry, version, field)
) WITHOUT ROWID, STRICT;

-- That there is none of something: stated, or taken back. The last one holds, while nothing contradicts it.
CREATE TABLE section_statement (
    id BYTEA PRIMARY KEY,
    patient BYTEA NOT NULL REFERENCES patient (id),
    section TEXT NOT NULL,
    says TEXT NOT NULL,
    origin TEXT NOT NULL,
    stated_at BIGINT NOT NULL,
    stated_by BYTEA NOT NULL
) STRICT;
CREATE INDEX section_statement_last ON section_statement (patient, section, stated_at);

-- `as_of` is what the reviewer had before their eyes: what came later they have not seen.
CREATE TABLE section_review (
    id BYTEA PRIMARY KEY,
    patient BYTEA NOT NULL REFERENCES patient (id),
    section TEXT NOT NULL,
    as_of BIGINT NOT NULL,
    reviewed_at BIGINT NOT NULL,
    reviewed_by BYTEA NOT NULL,
    role TEXT NOT NULL
) STRICT;
CREATE INDEX section_review_last ON section_review (patient, section, reviewed_at);

-- Sections that became one by a merge of two charts, and are to be gone through as a whole again.
CREATE TABLE section_joined (
    merge BYTEA NOT NULL,
    section TEXT NOT NULL,
    patient BYTEA NOT NULL REFERENCES patient (id),
    joined_at BIGINT NOT NULL,
    PRIMARY KEY (merge, section)
) WITHOUT ROWID, STRICT;
CREATE INDEX section_joined_by_patient ON section_joined (patient, section, joined_at);
