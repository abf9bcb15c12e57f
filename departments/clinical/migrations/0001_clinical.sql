-- The chart. Written once for both databases (see office/src/migrate.rs).
--
-- Dates are kept as they were told: `at_text` as it was written (a year, a month, a day or a moment), `at_key` its digits
-- (YYYYMMDDhhmmss, zero where untold) for order only.

CREATE TABLE encounter (
    id BYTEA PRIMARY KEY,
    patient BYTEA NOT NULL REFERENCES patient (id),
    at_key BIGINT NOT NULL,
    at_text TEXT NOT NULL,
    until_text TEXT NOT NULL,
    status TEXT NOT NULL,
    class TEXT NOT NULL,
    code_system TEXT NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    reason TEXT NOT NULL,
    place TEXT NOT NULL,
    clinician TEXT NOT NULL,
    discharge TEXT NOT NULL
) STRICT;
CREATE INDEX encounter_by_patient ON encounter (patient, at_key);

CREATE TABLE listed_problem (
    id BYTEA PRIMARY KEY,
    patient BYTEA NOT NULL REFERENCES patient (id),
    encounter BYTEA,
    at_key BIGINT NOT NULL,
    at_text TEXT NOT NULL,
    abated_text TEXT NOT NULL,
    recorded_text TEXT NOT NULL,
    present BOOLEAN NOT NULL,
    code_system TEXT NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    clinical_status TEXT NOT NULL,
    verification TEXT NOT NULL,
    category TEXT NOT NULL,
    severity TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX listed_problem_by_patient ON listed_problem (patient, present, at_key);

CREATE TABLE allergy (
    id BYTEA PRIMARY KEY,
    patient BYTEA NOT NULL REFERENCES patient (id),
    at_key BIGINT NOT NULL,
    at_text TEXT NOT NULL,
    recorded_text TEXT NOT NULL,
    present BOOLEAN NOT NULL,
    code_system TEXT NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    categories TEXT NOT NULL,
    criticality TEXT NOT NULL,
    severity TEXT NOT NULL,
    reactions TEXT NOT NULL,
    clinical_status TEXT NOT NULL,
    verification TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX allergy_by_patient ON allergy (patient, present, at_key);

CREATE TABLE medication (
    id BYTEA PRIMARY KEY,
    patient BYTEA NOT NULL REFERENCES patient (id),
    encounter BYTEA,
    at_key BIGINT NOT NULL,
    at_text TEXT NOT NULL,
    until_text TEXT NOT NULL,
    present BOOLEAN NOT NULL,
    basis TEXT NOT NULL,
    code_system TEXT NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    status TEXT NOT NULL,
    intent TEXT NOT NULL,
    forbidden BOOLEAN NOT NULL,
    dosage TEXT NOT NULL,
    as_needed BOOLEAN NOT NULL,
    route TEXT NOT NULL,
    quantity TEXT NOT NULL,
    refills BIGINT,
    reason TEXT NOT NULL,
    prescriber TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX medication_by_patient ON medication (patient, present, at_key);

CREATE TABLE dose_given (
    id BYTEA PRIMARY KEY,
    patient BYTEA NOT NULL REFERENCES patient (id),
    encounter BYTEA,
    at_key BIGINT NOT NULL,
    at_text TEXT NOT NULL,
    code_system TEXT NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    status TEXT NOT NULL,
    dose TEXT NOT NULL,
    route TEXT NOT NULL,
    site TEXT NOT NULL,
    reason TEXT NOT NULL,
    giver TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX dose_given_by_patient ON dose_given (patient, at_key);

CREATE TABLE immunization (
    id BYTEA PRIMARY KEY,
    patient BYTEA NOT NULL REFERENCES patient (id),
    encounter BYTEA,
    at_key BIGINT NOT NULL,
    at_text TEXT NOT NULL,
    code_system TEXT NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    status TEXT NOT NULL,
    not_done_reason TEXT NOT NULL,
    first_hand BOOLEAN,
    lot TEXT NOT NULL,
    expires_text TEXT NOT NULL,
    manufacturer TEXT NOT NULL,
    dose TEXT NOT NULL,
    route TEXT NOT NULL,
    site TEXT NOT NULL,
    place TEXT NOT NULL,
    giver TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX immunization_by_patient ON immunization (patient, at_key);

-- One value each; the parts of a panel are rows of their own that name it.
CREATE TABLE observation (
    id BYTEA PRIMARY KEY,
    patient BYTEA NOT NULL REFERENCES patient (id),
    encounter BYTEA,
    panel BYTEA,
    position BIGINT NOT NULL,
    at_key BIGINT NOT NULL,
    at_text TEXT NOT NULL,
    category TEXT NOT NULL,
    code_system TEXT NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    status TEXT NOT NULL,
    comparator TEXT NOT NULL,
    number TEXT NOT NULL,
    unit TEXT NOT NULL,
    unit_code TEXT NOT NULL,
    words TEXT NOT NULL,
    absent TEXT NOT NULL,
    interpretation TEXT NOT NULL,
    range_low TEXT NOT NULL,
    range_high TEXT NOT NULL,
    range_text TEXT NOT NULL,
    body_site TEXT NOT NULL,
    method TEXT NOT NULL,
    performer TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX observation_by_code ON observation (patient, code, at_key);
CREATE INDEX observation_by_category ON observation (patient, category, at_key);
CREATE INDEX observation_by_panel ON observation (panel, position);

CREATE TABLE procedure_done (
    id BYTEA PRIMARY KEY,
    patient BYTEA NOT NULL REFERENCES patient (id),
    encounter BYTEA,
    at_key BIGINT NOT NULL,
    at_text TEXT NOT NULL,
    until_text TEXT NOT NULL,
    code_system TEXT NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    status TEXT NOT NULL,
    body_site TEXT NOT NULL,
    reason TEXT NOT NULL,
    outcome TEXT NOT NULL,
    place TEXT NOT NULL,
    performer TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX procedure_done_by_patient ON procedure_done (patient, at_key);

CREATE TABLE report (
    id BYTEA PRIMARY KEY,
    patient BYTEA NOT NULL REFERENCES patient (id),
    encounter BYTEA,
    at_key BIGINT NOT NULL,
    at_text TEXT NOT NULL,
    issued_text TEXT NOT NULL,
    category TEXT NOT NULL,
    code_system TEXT NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    status TEXT NOT NULL,
    performer TEXT NOT NULL,
    conclusion TEXT NOT NULL
) STRICT;
CREATE INDEX report_by_patient ON report (patient, at_key);

CREATE TABLE report_observation (
    report BYTEA NOT NULL REFERENCES report (id),
    position BIGINT NOT NULL,
    observation BYTEA NOT NULL,
    PRIMARY KEY (report, position)
) WITHOUT ROWID, STRICT;

CREATE TABLE document (
    id BYTEA PRIMARY KEY,
    patient BYTEA NOT NULL REFERENCES patient (id),
    encounter BYTEA,
    at_key BIGINT NOT NULL,
    at_text TEXT NOT NULL,
    category TEXT NOT NULL,
    code_system TEXT NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    status TEXT NOT NULL,
    document_status TEXT NOT NULL,
    author TEXT NOT NULL,
    custodian TEXT NOT NULL,
    description TEXT NOT NULL
) STRICT;
CREATE INDEX document_by_patient ON document (patient, at_key);

-- What a report or document brings along. The same bytes of one patient are kept once.
CREATE TABLE attachment (
    owner BYTEA NOT NULL,
    position BIGINT NOT NULL,
    patient BYTEA NOT NULL REFERENCES patient (id),
    title TEXT NOT NULL,
    media_type TEXT NOT NULL,
    url TEXT NOT NULL,
    digest BYTEA,
    PRIMARY KEY (owner, position)
) WITHOUT ROWID, STRICT;
CREATE INDEX attachment_by_patient ON attachment (patient);

CREATE TABLE attachment_bytes (
    patient BYTEA NOT NULL REFERENCES patient (id),
    digest BYTEA NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (patient, digest)
) STRICT;

-- Providers, organizations and places outside the practice that records name.
CREATE TABLE outside_party (
    id BYTEA PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    npi TEXT NOT NULL,
    specialty TEXT NOT NULL,
    phone TEXT NOT NULL,
    fax TEXT NOT NULL,
    email TEXT NOT NULL,
    street TEXT NOT NULL,
    city TEXT NOT NULL,
    state TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    belongs_to BYTEA,
    works_at BYTEA,
    active BOOLEAN NOT NULL
) STRICT;
CREATE INDEX outside_party_by_name ON outside_party (kind, name);

CREATE TABLE outside_identifier (
    system TEXT NOT NULL,
    value TEXT NOT NULL,
    kind TEXT NOT NULL,
    party BYTEA NOT NULL REFERENCES outside_party (id),
    PRIMARY KEY (system, value, kind)
) WITHOUT ROWID, STRICT;
CREATE INDEX outside_identifier_by_party ON outside_identifier (party);

-- Everything that came from outside, each piece whole as it came (packed with zlib), known by where it came from.
CREATE TABLE received (
    id BYTEA PRIMARY KEY,
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    source_id TEXT NOT NULL,
    patient BYTEA REFERENCES patient (id),
    version BIGINT NOT NULL,
    kept TEXT NOT NULL,
    digest BYTEA NOT NULL,
    content BYTEA NOT NULL,
    received_at BIGINT NOT NULL,
    UNIQUE (source, kind, source_id)
) STRICT;
CREATE INDEX received_by_patient ON received (patient, kind, id);

-- What stood there before the sender sent it again with another content.
CREATE TABLE received_before (
    id BYTEA NOT NULL REFERENCES received (id),
    version BIGINT NOT NULL,
    digest BYTEA NOT NULL,
    content BYTEA NOT NULL,
    received_at BIGINT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT;
