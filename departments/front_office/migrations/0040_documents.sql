-- Documents: what came as paper, picture or file. Written once for both databases (see office/src/migrate.rs).

-- Every file once, by the SHA-256 of its bytes. Never changed, never deleted: these are the originals.
CREATE TABLE stored_file (
    sha256 BYTEA PRIMARY KEY,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    active BOOLEAN NOT NULL,
    content BYTEA NOT NULL,
    kept_at BIGINT NOT NULL
) STRICT;
--@sqlite
CREATE TRIGGER stored_file_never_edited BEFORE UPDATE ON stored_file
BEGIN
    SELECT RAISE(ABORT, 'originals are kept as they came');
END;
CREATE TRIGGER stored_file_never_deleted BEFORE DELETE ON stored_file
BEGIN
    SELECT RAISE(ABORT, 'originals are kept as they came');
END;
--@postgres
CREATE FUNCTION stored_file_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'originals are kept as they came';
END $$;
CREATE TRIGGER stored_file_only_grows BEFORE UPDATE OR DELETE ON stored_file
    FOR EACH ROW EXECUTE FUNCTION stored_file_only_grows();
--@both

CREATE TABLE office_document (
    id BYTEA PRIMARY KEY,
    patient BYTEA REFERENCES patient (id),
    category TEXT NOT NULL,
    title TEXT NOT NULL,
    file_name TEXT NOT NULL,
    source TEXT NOT NULL,
    state TEXT NOT NULL,
    pages BIGINT NOT NULL,
    has_text BOOLEAN NOT NULL,
    active BOOLEAN NOT NULL,
    dated_on BIGINT,
    received_at BIGINT NOT NULL,
    taken_by BYTEA NOT NULL,
    reviewer BYTEA REFERENCES staff (id),
    closed_at BIGINT,
    closed_by BYTEA,
    remark TEXT NOT NULL,
    version BIGINT NOT NULL
) STRICT;
CREATE INDEX office_document_by_state ON office_document (state, received_at);
CREATE INDEX office_document_by_reviewer ON office_document (reviewer, state, received_at);
CREATE INDEX office_document_by_patient ON office_document (patient, received_at);

-- The files of a document in their order: one PDF, or one picture for each page that was scanned.
CREATE TABLE office_document_page (
    document BYTEA NOT NULL REFERENCES office_document (id),
    position BIGINT NOT NULL,
    sha256 BYTEA NOT NULL REFERENCES stored_file (sha256),
    PRIMARY KEY (document, position)
) WITHOUT ROWID, STRICT;
CREATE INDEX office_document_page_by_file ON office_document_page (sha256);

CREATE TABLE office_document_text (
    document BYTEA PRIMARY KEY REFERENCES office_document (id),
    says TEXT NOT NULL
) STRICT;

-- Words of a text layer, plain and in lower case; compared byte by byte, so that the index serves prefixes on both databases.
CREATE TABLE office_document_word (
--@sqlite
    word TEXT NOT NULL,
--@postgres
    word TEXT COLLATE "C" NOT NULL,
--@both
    document BYTEA NOT NULL REFERENCES office_document (id),
    PRIMARY KEY (word, document)
) WITHOUT ROWID, STRICT;
-- Whether the documents found by one word have the others too.
CREATE INDEX office_document_word_of ON office_document_word (document, word);
