-- A card lies where its id says, not behind an index of ids: a page that names two hundred people reads one page of the file
-- for each, not two. PostgreSQL keeps its tables in no order; nothing is to be done there.

--@sqlite
CREATE TABLE patient_by_id (
    id BYTEA PRIMARY KEY,
    mrn TEXT NOT NULL UNIQUE,
    family TEXT NOT NULL,
    given TEXT NOT NULL,
    middle TEXT NOT NULL,
    suffix TEXT NOT NULL,
    preferred TEXT NOT NULL,
    birth_day BIGINT NOT NULL,
    sex TEXT NOT NULL,
    gender_identity TEXT NOT NULL,
    pronouns TEXT NOT NULL,
    language TEXT NOT NULL,
    interpreter BOOLEAN NOT NULL,
    marital_status TEXT NOT NULL,
    race TEXT NOT NULL,
    ethnicity TEXT NOT NULL,
    deceased_on BIGINT,
    note TEXT NOT NULL,
    registered_at BIGINT NOT NULL,
    version BIGINT NOT NULL
) WITHOUT ROWID, STRICT;
INSERT INTO patient_by_id
SELECT id, mrn, family, given, middle, suffix, preferred, birth_day, sex, gender_identity, pronouns, language, interpreter,
    marital_status, race, ethnicity, deceased_on, note, registered_at, version
FROM patient ORDER BY id;
DROP TABLE patient;
ALTER TABLE patient_by_id RENAME TO patient;
CREATE INDEX patient_by_birth_day ON patient (birth_day, family);
--@both
