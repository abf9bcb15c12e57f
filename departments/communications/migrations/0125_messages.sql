-- What reminded of visits is from now on every message that the office sends by itself: it also offers freed times and tells who is
-- to come again. A message knows what it is about by occasion and id; what that is the front office knows. Written once for both
-- databases.

ALTER TABLE reminder_wording RENAME TO message_wording;
ALTER TABLE reminder_words RENAME TO message_words;

-- When a message of an occasion goes out. Minutes are those before a visit, after the day on which a recall is due, and between
-- one patient who is offered a time and the next; a reply has none.
CREATE TABLE message_step (
    id BYTEA PRIMARY KEY,
    occasion TEXT NOT NULL,
    minutes BIGINT NOT NULL,
    wording BYTEA NOT NULL REFERENCES message_wording (id),
    way TEXT NOT NULL,
    risk_from BIGINT,
    also_confirmed BOOLEAN NOT NULL,
    active BOOLEAN NOT NULL,
    version BIGINT NOT NULL,
    CHECK (minutes BETWEEN 0 AND 525600)
) STRICT;
INSERT INTO message_step (id, occasion, minutes, wording, way, risk_from, also_confirmed, active, version)
    SELECT id, 'visit', minutes_before, wording, way, risk_from, also_confirmed, active, version FROM reminder_step;

CREATE TABLE message_step_type (
    step BYTEA NOT NULL REFERENCES message_step (id),
    visit_type BYTEA NOT NULL,
    PRIMARY KEY (step, visit_type)
) WITHOUT ROWID, STRICT;
INSERT INTO message_step_type (step, visit_type) SELECT step, visit_type FROM reminder_step_type;

-- The thing is an appointment, an offer or a recall, by the occasion. From until_at on it is too late to say it.
CREATE TABLE message (
    id BYTEA PRIMARY KEY,
    occasion TEXT NOT NULL,
    thing BYTEA NOT NULL,
    step BYTEA NOT NULL REFERENCES message_step (id),
    patient BYTEA NOT NULL REFERENCES patient (id),
    site BYTEA NOT NULL REFERENCES site (id),
    until_at BIGINT NOT NULL,
    wording BYTEA NOT NULL REFERENCES message_wording (id),
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
INSERT INTO message (id, occasion, thing, step, patient, site, until_at, wording, edition, language, channel, standing, why, due_at,
        attempts, failed_channels, taken_at, sent_at, sent_to, delivered_at, version)
    SELECT id, 'visit', appointment, step, patient, site, visit_at, wording, edition, language, channel, standing, why, due_at,
        attempts, failed_channels, taken_at, sent_at, sent_to, delivered_at, version FROM reminder;
-- Nobody is told twice of one thing by one step.
CREATE UNIQUE INDEX message_once ON message (thing, step, until_at);
CREATE INDEX message_due ON message (standing, channel, due_at);
CREATE INDEX message_by_end ON message (site, occasion, until_at);
CREATE INDEX message_by_standing ON message (site, standing, due_at);
CREATE INDEX message_by_patient ON message (patient, until_at);
CREATE INDEX message_by_number ON message (sent_to, until_at);

-- What opens a patient's page about one thing. Of the secret only the SHA-256 is kept.
CREATE TABLE message_link (
    secret_sha256 TEXT PRIMARY KEY,
    message BYTEA NOT NULL REFERENCES message (id),
    expires_at BIGINT NOT NULL
) STRICT;
INSERT INTO message_link (secret_sha256, message, expires_at) SELECT secret_sha256, reminder, expires_at FROM reminder_link;
CREATE INDEX message_link_by_message ON message_link (message);

CREATE TABLE message_answer (
    id BYTEA PRIMARY KEY,
    patient BYTEA REFERENCES patient (id),
    site BYTEA NOT NULL REFERENCES site (id),
    occasion TEXT,
    thing BYTEA,
    message BYTEA REFERENCES message (id),
    until_at BIGINT,
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
INSERT INTO message_answer (id, patient, site, occasion, thing, message, until_at, came_at, came_by, number, meaning, words, outside_id,
        done_at, done_by, version)
    SELECT id, patient, site, CASE WHEN appointment IS NULL THEN NULL ELSE 'visit' END, appointment, reminder, visit_at, came_at,
        came_by, number, meaning, words, outside_id, done_at, done_by, version FROM reminder_answer;
CREATE INDEX message_answer_open ON message_answer (site, came_at) WHERE done_at IS NULL;
CREATE INDEX message_answer_by_thing ON message_answer (thing, came_at);
CREATE INDEX message_answer_by_patient ON message_answer (patient, came_at);

DROP TABLE reminder_answer;
DROP TABLE reminder_link;
DROP TABLE reminder;
DROP TABLE reminder_step_type;
DROP TABLE reminder_step;

-- Charts that were merged before are parted as they would have been.
UPDATE merge_moved SET pointer = 'message.patient' WHERE pointer = 'reminder.patient';
UPDATE merge_moved SET pointer = 'message_answer.patient' WHERE pointer = 'reminder_answer.patient';
