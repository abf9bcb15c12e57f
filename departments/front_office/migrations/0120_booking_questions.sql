-- The questions that find the right visit: one set for the practice, built as a draft and published in editions.

CREATE TABLE booking_questions (
    only_one BIGINT PRIMARY KEY CHECK (only_one = 1),
    draft TEXT NOT NULL,
    edition BIGINT NOT NULL,
    in_use BOOLEAN NOT NULL,
    version BIGINT NOT NULL
) STRICT;

-- What was published stays as it was asked: appointments were booked by these words.
CREATE TABLE booking_questions_edition (
    edition BIGINT PRIMARY KEY,
    body TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    account BYTEA NOT NULL
) STRICT;

-- What was answered when an appointment was booked: pairs of question and answer, and whether it was booked as they led.
CREATE TABLE appointment_answers (
    appointment BYTEA PRIMARY KEY REFERENCES appointment (id),
    edition BIGINT NOT NULL REFERENCES booking_questions_edition (edition),
    steps TEXT NOT NULL,
    led TEXT NOT NULL,
    kept_at BIGINT NOT NULL,
    account BYTEA NOT NULL
) STRICT;
--@sqlite
CREATE TRIGGER booking_questions_edition_never_edited BEFORE UPDATE ON booking_questions_edition
BEGIN
    SELECT RAISE(ABORT, 'what was published or signed stays as it is');
END;
CREATE TRIGGER booking_questions_edition_never_deleted BEFORE DELETE ON booking_questions_edition
BEGIN
    SELECT RAISE(ABORT, 'what was published or signed stays as it is');
END;
--@postgres
CREATE TRIGGER booking_questions_edition_stays BEFORE UPDATE OR DELETE ON booking_questions_edition
    FOR EACH ROW EXECUTE FUNCTION signed_stays();
--@both
