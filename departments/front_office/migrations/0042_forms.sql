-- Forms: built by the practice, published in editions, signed by patients. Written once for both databases.

CREATE TABLE paper_form (
    id BYTEA PRIMARY KEY,
    title TEXT NOT NULL,
    consent_kind TEXT,
    valid_days BIGINT,
    draft TEXT NOT NULL,
    edition BIGINT NOT NULL,
    retired BOOLEAN NOT NULL,
    version BIGINT NOT NULL
) STRICT;

-- What was published stays as it was read: a signature is under these words.
CREATE TABLE paper_form_edition (
    form BYTEA NOT NULL REFERENCES paper_form (id),
    edition BIGINT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    valid_days BIGINT,
    asks_again BOOLEAN NOT NULL,
    published_at BIGINT NOT NULL,
    account BYTEA NOT NULL,
    PRIMARY KEY (form, edition)
) WITHOUT ROWID, STRICT;

CREATE TABLE signed_form (
    id BYTEA PRIMARY KEY,
    patient BYTEA NOT NULL REFERENCES patient (id),
    form BYTEA NOT NULL,
    edition BIGINT NOT NULL,
    answers TEXT NOT NULL,
    signer TEXT NOT NULL,
    capacity TEXT NOT NULL,
    strokes TEXT NOT NULL,
    signed_at BIGINT NOT NULL,
    expires_on BIGINT,
    account BYTEA NOT NULL,
    FOREIGN KEY (form, edition) REFERENCES paper_form_edition (form, edition)
) STRICT;
CREATE INDEX signed_form_by_patient ON signed_form (patient, form, signed_at);
--@sqlite
CREATE TRIGGER paper_form_edition_never_edited BEFORE UPDATE ON paper_form_edition
BEGIN
    SELECT RAISE(ABORT, 'what was published or signed stays as it is');
END;
CREATE TRIGGER paper_form_edition_never_deleted BEFORE DELETE ON paper_form_edition
BEGIN
    SELECT RAISE(ABORT, 'what was published or signed stays as it is');
END;
-- Whose it is may change, when two charts turn out to be one person's; what was signed may not.
CREATE TRIGGER signed_form_never_edited BEFORE UPDATE OF
    id, form, edition, answers, signer, capacity, strokes, signed_at, expires_on, account ON signed_form
BEGIN
    SELECT RAISE(ABORT, 'what was published or signed stays as it is');
END;
CREATE TRIGGER signed_form_never_deleted BEFORE DELETE ON signed_form
BEGIN
    SELECT RAISE(ABORT, 'what was published or signed stays as it is');
END;
--@postgres
CREATE FUNCTION signed_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was published or signed stays as it is';
END $$;
CREATE TRIGGER paper_form_edition_stays BEFORE UPDATE OR DELETE ON paper_form_edition
    FOR EACH ROW EXECUTE FUNCTION signed_stays();
CREATE TRIGGER signed_form_stays BEFORE DELETE OR UPDATE OF
    id, form, edition, answers, signer, capacity, strokes, signed_at, expires_on, account ON signed_form
    FOR EACH ROW EXECUTE FUNCTION signed_stays();
--@both
