-- Reminders: what patients wish and consent to, the practice's rules and wordings, what is planned, sent and answered. An
-- appointment is known here by its id alone: what it is the front office knows. Written once for both databases.

-- How a patient wants to be reached: channels in order, the best one first, as words with commas; empty is: not at all. Hours are
-- civil minutes of the site's day; none are the practice's own.
CREATE TABLE contact_wish (
    patient BYTEA PRIMARY KEY REFERENCES patient (id),
    channels TEXT NOT NULL,
    from_minute BIGINT,
    to_minute BIGINT,
    kept_at BIGINT NOT NULL,
    kept_by BYTEA NOT NULL,
    version BIGINT NOT NULL
) STRICT;

CREATE TABLE contact_consent (
    id BYTEA PRIMARY KEY,
    patient BYTEA NOT NULL REFERENCES patient (id),
    channel TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    given_how TEXT NOT NULL,
    given_to BYTEA NOT NULL,
    withdrawn_at BIGINT,
    withdrawn_how TEXT,
    withdrawn_to BYTEA
) STRICT;
CREATE INDEX contact_consent_by_patient ON contact_consent (patient, channel, given_at);

-- The practice's own settings; one row.
CREATE TABLE reminder_setting (
    name TEXT PRIMARY KEY,
    from_minute BIGINT NOT NULL,
    to_minute BIGINT NOT NULL,
    cancel_hours BIGINT,
    text_works BOOLEAN NOT NULL,
    mail_works BOOLEAN NOT NULL,
    hook_sha256 TEXT,
    version BIGINT NOT NULL,
    CHECK (from_minute >= 480 AND to_minute <= 1260 AND from_minute + 120 <= to_minute)
) STRICT;

CREATE TABLE reminder_wording (
    id BYTEA PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    edition BIGINT NOT NULL
) STRICT;

-- What an edition says in a language. It never changes once it is written.
CREATE TABLE reminder_words (
    wording BYTEA NOT NULL REFERENCES reminder_wording (id),
    edition BIGINT NOT NULL,
    language TEXT NOT NULL,
    brief TEXT NOT NULL,
    subject TEXT NOT NULL,
    letter TEXT NOT NULL,
    script TEXT NOT NULL,
    written_at BIGINT NOT NULL,
    written_by BYTEA NOT NULL,
    PRIMARY KEY (wording, edition, language)
) WITHOUT ROWID, STRICT;

CREATE TABLE reminder_step (
    id BYTEA PRIMARY KEY,
    minutes_before BIGINT NOT NULL,
    wording BYTEA NOT NULL REFERENCES reminder_wording (id),
    way TEXT NOT NULL,
    risk_from BIGINT,
    also_confirmed BOOLEAN NOT NULL,
    active BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    CHECK (minutes_before BETWEEN 60 AND 86400)
) STRICT;

-- For which kinds of visit a step is; a step without a row here is for all.
CREATE TABLE reminder_step_type (
    step BYTEA NOT NULL REFERENCES reminder_step (id),
    visit_type BYTEA NOT NULL,
    PRIMARY KEY (step, visit_type)
) WITHOUT ROWID, STRICT;

CREATE TABLE reminder (
    id BYTEA PRIMARY KEY,
    appointment BYTEA NOT NULL,
    step BYTEA NOT NULL REFERENCES reminder_step (id),
    patient BYTEA NOT NULL REFERENCES patient (id),
    site BYTEA NOT NULL REFERENCES site (id),
    visit_at BIGINT NOT NULL,
    wording BYTEA NOT NULL REFERENCES reminder_wording (id),
    edition BIGINT,
    language TEXT NOT NULL,
    channel TEXT NOT NULL,
    standing TEXT NOT NULL,
    why TEXT,
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    failed_channels TEXT NOT NULL,
    taken_at BIGINT,
    sent_at BIGINT,
    sent_to TEXT NOT NULL,
    delivered_at BIGINT,
    version BIGINT NOT NULL
) STRICT;
-- Nobody is reminded twice by one step of one visit.
CREATE UNIQUE INDEX reminder_once ON reminder (appointment, step, visit_at);
CREATE INDEX reminder_due ON reminder (standing, channel, due_at);
CREATE INDEX reminder_by_visit ON reminder (site, visit_at);
CREATE INDEX reminder_by_standing ON reminder (site, standing, due_at);
CREATE INDEX reminder_by_patient ON reminder (patient, visit_at);
CREATE INDEX reminder_by_number ON reminder (sent_to, visit_at);

-- What opens a patient's page about a visit. Of the secret only the SHA-256 is kept; it runs out with the visit.
CREATE TABLE reminder_link (
    secret_sha256 TEXT PRIMARY KEY,
    reminder BYTEA NOT NULL REFERENCES reminder (id),
    expires_at BIGINT NOT NULL
) STRICT;
CREATE INDEX reminder_link_by_reminder ON reminder_link (reminder);

CREATE TABLE reminder_answer (
    id BYTEA PRIMARY KEY,
    patient BYTEA REFERENCES patient (id),
    site BYTEA NOT NULL REFERENCES site (id),
    appointment BYTEA,
    reminder BYTEA REFERENCES reminder (id),
    visit_at BIGINT,
    came_at BIGINT NOT NULL,
    came_by TEXT NOT NULL,
    number TEXT NOT NULL,
    meaning TEXT NOT NULL,
    words TEXT NOT NULL,
    outside_id TEXT UNIQUE,
    done_at BIGINT,
    done_by BYTEA,
    version BIGINT NOT NULL
) STRICT;
CREATE INDEX reminder_answer_open ON reminder_answer (site, came_at) WHERE done_at IS NULL;
CREATE INDEX reminder_answer_by_appointment ON reminder_answer (appointment, came_at);
CREATE INDEX reminder_answer_by_patient ON reminder_answer (patient, came_at);
