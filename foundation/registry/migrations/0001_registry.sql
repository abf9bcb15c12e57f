-- The card file. Written once for both databases (see office/src/migrate.rs).

CREATE TABLE practice (
    id BYTEA PRIMARY KEY,
    name TEXT NOT NULL,
    npi TEXT,
    tax_id TEXT,
    version BIGINT NOT NULL
) STRICT;

CREATE TABLE site (
    id BYTEA PRIMARY KEY,
    name TEXT NOT NULL,
    zone TEXT NOT NULL,
    street TEXT NOT NULL,
    city TEXT NOT NULL,
    state TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    phone TEXT NOT NULL,
    closed_on BIGINT,
    version BIGINT NOT NULL
) STRICT;

CREATE TABLE room (
    id BYTEA PRIMARY KEY,
    site BYTEA NOT NULL REFERENCES site (id),
    name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    position BIGINT NOT NULL,
    closed_on BIGINT,
    UNIQUE (site, name)
) STRICT;

-- Everybody who works here. A provider is one who sees patients on a schedule of their own.
CREATE TABLE staff (
    id BYTEA PRIMARY KEY,
    account BYTEA UNIQUE REFERENCES account (id),
    given TEXT NOT NULL,
    family TEXT NOT NULL,
    credential TEXT NOT NULL,
    npi TEXT UNIQUE,
    scheduled BOOLEAN NOT NULL,
    ended_on BIGINT,
    version BIGINT NOT NULL
) STRICT;
CREATE INDEX staff_by_name ON staff (family, given);

CREATE TABLE staff_site (
    staff BYTEA NOT NULL REFERENCES staff (id),
    site BYTEA NOT NULL REFERENCES site (id),
    PRIMARY KEY (staff, site)
) WITHOUT ROWID, STRICT;
CREATE INDEX staff_site_by_site ON staff_site (site);

-- Numbers people read out: each series counts up, the number gets a check digit behind.
CREATE TABLE series (
    name TEXT PRIMARY KEY,
    next BIGINT NOT NULL
) STRICT;
-- The first medical record number is the one behind this.
INSERT INTO series (name, next) VALUES ('mrn', 100000);

CREATE TABLE patient (
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
) STRICT;
CREATE INDEX patient_by_birth_day ON patient (birth_day, family);

-- Words a person is found by, in lower case without accents: names, birthday, phone, MRN.
-- Compared byte by byte, so that the index serves prefixes on both databases.
CREATE TABLE patient_key (
--@sqlite
    key TEXT NOT NULL,
--@postgres
    key TEXT COLLATE "C" NOT NULL,
--@both
    patient BYTEA NOT NULL REFERENCES patient (id),
    PRIMARY KEY (key, patient)
) WITHOUT ROWID, STRICT;
CREATE INDEX patient_key_by_patient ON patient_key (patient, key);

CREATE TABLE patient_contact (
    patient BYTEA NOT NULL REFERENCES patient (id),
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (patient, kind)
) WITHOUT ROWID, STRICT;

CREATE TABLE patient_address (
    patient BYTEA PRIMARY KEY REFERENCES patient (id),
    street TEXT NOT NULL,
    unit TEXT NOT NULL,
    city TEXT NOT NULL,
    state TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    country TEXT NOT NULL
) STRICT;

-- People around the patient: emergency contacts, guarantors, proxies.
CREATE TABLE patient_relation (
    id BYTEA PRIMARY KEY,
    patient BYTEA NOT NULL REFERENCES patient (id),
    part TEXT NOT NULL,
    relationship TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL
) STRICT;
CREATE INDEX patient_relation_by_patient ON patient_relation (patient);

-- Numbers others know the patient by.
CREATE TABLE patient_identifier (
    system TEXT NOT NULL,
    value TEXT NOT NULL,
    patient BYTEA NOT NULL REFERENCES patient (id),
    kind TEXT NOT NULL,
    PRIMARY KEY (system, value)
) WITHOUT ROWID, STRICT;
CREATE INDEX patient_identifier_by_patient ON patient_identifier (patient);

-- Every field as it was before a change: the history of the demographics.
CREATE TABLE patient_history (
    patient BYTEA NOT NULL REFERENCES patient (id),
    version BIGINT NOT NULL,
    field TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    at BIGINT NOT NULL,
    account BYTEA NOT NULL,
    PRIMARY KEY (patient, version, field)
) WITHOUT ROWID, STRICT;

-- What everybody who opens the chart must see at once.
CREATE TABLE patient_alert (
    id BYTEA PRIMARY KEY,
    patient BYTEA NOT NULL REFERENCES patient (id),
    says TEXT NOT NULL,
    raised_at BIGINT NOT NULL,
    account BYTEA NOT NULL,
    ended_at BIGINT
) STRICT;
CREATE INDEX patient_alert_by_patient ON patient_alert (patient, ended_at);

CREATE TABLE patient_photo (
    patient BYTEA PRIMARY KEY REFERENCES patient (id),
    media_type TEXT NOT NULL,
    image BYTEA NOT NULL,
    taken_at BIGINT NOT NULL
) STRICT;

CREATE TABLE payer (
    id BYTEA PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    payer_number TEXT NOT NULL
) STRICT;

CREATE TABLE coverage (
    id BYTEA PRIMARY KEY,
    patient BYTEA NOT NULL REFERENCES patient (id),
    payer BYTEA NOT NULL REFERENCES payer (id),
    priority BIGINT NOT NULL,
    plan TEXT NOT NULL,
    member_number TEXT NOT NULL,
    group_number TEXT NOT NULL,
    relationship TEXT NOT NULL,
    subscriber_name TEXT NOT NULL,
    subscriber_birth_day BIGINT,
    starts_on BIGINT,
    ends_on BIGINT,
    copay BIGINT,
    version BIGINT NOT NULL
) STRICT;
CREATE INDEX coverage_by_patient ON coverage (patient, priority);
