-- Referrals: the offices we write to, who is referred where, the packets that were sent, and who is referred to us.
-- Written once for both databases (see office/src/migrate.rs).

-- Offices and clinicians outside the practice. What was imported is one of these once somebody takes it over.
CREATE TABLE directory_entry (
    id BYTEA PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    specialty TEXT NOT NULL,
    organisation TEXT NOT NULL,
    npi TEXT NOT NULL,
    phone TEXT NOT NULL,
    fax TEXT NOT NULL,
    email TEXT NOT NULL,
    street TEXT NOT NULL,
    city TEXT NOT NULL,
    state TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    prefers TEXT NOT NULL,
    note TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    imported_from BYTEA,
    version BIGINT NOT NULL
) STRICT;
CREATE INDEX directory_entry_by_name ON directory_entry (name);
CREATE INDEX directory_entry_by_npi ON directory_entry (npi);
CREATE UNIQUE INDEX directory_entry_by_import ON directory_entry (imported_from);

-- Words by which an entry is found, plain and in lower case; compared byte by byte, so that the index serves prefixes.
CREATE TABLE directory_word (
--@sqlite
    word TEXT NOT NULL,
--@postgres
    word TEXT COLLATE "C" NOT NULL,
--@both
    entry BYTEA NOT NULL REFERENCES directory_entry (id),
    PRIMARY KEY (word, entry)
) WITHOUT ROWID, STRICT;
CREATE INDEX directory_word_by_entry ON directory_word (entry);

-- A patient who is referred to another office. `due_at` is when the next step is due; nothing is due once it is closed.
CREATE TABLE referral (
    id BYTEA PRIMARY KEY,
    patient BYTEA NOT NULL REFERENCES patient (id),
    site BYTEA NOT NULL REFERENCES site (id),
    entry BYTEA NOT NULL REFERENCES directory_entry (id),
    provider BYTEA NOT NULL REFERENCES staff (id),
    urgency TEXT NOT NULL,
    reason TEXT NOT NULL,
    questions TEXT NOT NULL,
    authorisation TEXT NOT NULL,
    visits_allowed BIGINT,
    authorised_until BIGINT,
    with_coverage BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    state_since BIGINT NOT NULL,
    due_at BIGINT,
    sent_at BIGINT,
    appointment_on BIGINT,
    attended_on BIGINT,
    report BYTEA REFERENCES office_document (id),
    owner BYTEA NOT NULL,
    made_by BYTEA NOT NULL,
    made_at BIGINT NOT NULL,
    version BIGINT NOT NULL
) STRICT;
CREATE INDEX referral_open ON referral (site, due_at);
CREATE INDEX referral_by_state ON referral (site, state, due_at);
CREATE INDEX referral_by_owner ON referral (site, owner, due_at);
CREATE INDEX referral_by_patient ON referral (patient, made_at);

CREATE TABLE referral_diagnosis (
    referral BYTEA NOT NULL REFERENCES referral (id),
    position BIGINT NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (referral, position)
) WITHOUT ROWID, STRICT;

-- What of the record goes along, as somebody chose it: a section of the chart, or one document of it.
CREATE TABLE referral_part (
    referral BYTEA NOT NULL REFERENCES referral (id),
    position BIGINT NOT NULL,
    kind TEXT NOT NULL,
    source BYTEA,
    label TEXT NOT NULL,
    PRIMARY KEY (referral, position)
) WITHOUT ROWID, STRICT;

-- A patient whom another office refers to us.
CREATE TABLE referral_in (
    id BYTEA PRIMARY KEY,
    site BYTEA NOT NULL REFERENCES site (id),
    patient BYTEA REFERENCES patient (id),
    entry BYTEA REFERENCES directory_entry (id),
    from_name TEXT NOT NULL,
    from_contact TEXT NOT NULL,
    told_name TEXT NOT NULL,
    told_born BIGINT,
    told_phone TEXT NOT NULL,
    urgency TEXT NOT NULL,
    reason TEXT NOT NULL,
    questions TEXT NOT NULL,
    diagnoses TEXT NOT NULL,
    came TEXT NOT NULL,
    document BYTEA REFERENCES office_document (id),
    state TEXT NOT NULL,
    state_since BIGINT NOT NULL,
    due_at BIGINT,
    visit_type BYTEA REFERENCES visit_type (id),
    triaged_by BYTEA,
    triaged_at BIGINT,
    appointment BYTEA REFERENCES appointment (id),
    made_by BYTEA NOT NULL,
    made_at BIGINT NOT NULL,
    version BIGINT NOT NULL
) STRICT;
CREATE INDEX referral_in_open ON referral_in (site, due_at);
CREATE INDEX referral_in_by_state ON referral_in (site, state, due_at);
CREATE INDEX referral_in_by_patient ON referral_in (patient, made_at);
CREATE INDEX referral_in_by_document ON referral_in (document);
CREATE INDEX referral_in_by_appointment ON referral_in (appointment);

-- The electronic referral itself, as it came.
CREATE TABLE referral_in_source (
    inbound BYTEA PRIMARY KEY REFERENCES referral_in (id),
    sha256 BYTEA NOT NULL UNIQUE,
    content TEXT NOT NULL
) STRICT;

-- What happened to a referral, out or in, and how that is known.
CREATE TABLE referral_step (
    referral BYTEA NOT NULL,
    position BIGINT NOT NULL,
    state TEXT NOT NULL,
    evidence TEXT NOT NULL,
    words TEXT NOT NULL,
    happened_on BIGINT,
    document BYTEA REFERENCES office_document (id),
    at BIGINT NOT NULL,
    account BYTEA NOT NULL,
    PRIMARY KEY (referral, position)
) WITHOUT ROWID, STRICT;

-- A packet as it was sent. Never changed, never deleted.
CREATE TABLE referral_packet (
    id BYTEA PRIMARY KEY,
    referral BYTEA NOT NULL,
    pages BIGINT NOT NULL,
    pdf_sha256 BYTEA NOT NULL,
    pdf BYTEA NOT NULL,
    fhir_sha256 BYTEA NOT NULL,
    fhir BYTEA NOT NULL,
    made_by BYTEA NOT NULL,
    made_at BIGINT NOT NULL
) STRICT;
CREATE INDEX referral_packet_by_referral ON referral_packet (referral, made_at);
--@sqlite
CREATE TRIGGER referral_packet_never_edited BEFORE UPDATE ON referral_packet
BEGIN
    SELECT RAISE(ABORT, 'a packet is kept as it was sent');
END;
CREATE TRIGGER referral_packet_never_deleted BEFORE DELETE ON referral_packet
BEGIN
    SELECT RAISE(ABORT, 'a packet is kept as it was sent');
END;
--@postgres
CREATE FUNCTION referral_packet_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a packet is kept as it was sent';
END $$;
CREATE TRIGGER referral_packet_only_grows BEFORE UPDATE OR DELETE ON referral_packet
    FOR EACH ROW EXECUTE FUNCTION referral_packet_only_grows();
--@both

-- A packet on its way to an office: what waits in the queue of a channel, and what proves that it left and arrived.
CREATE TABLE referral_delivery (
    id BYTEA PRIMARY KEY,
    packet BYTEA NOT NULL REFERENCES referral_packet (id),
    referral BYTEA NOT NULL,
    channel TEXT NOT NULL,
    address TEXT NOT NULL,
    state TEXT NOT NULL,
    evidence TEXT NOT NULL,
    queued_at BIGINT NOT NULL,
    queued_by BYTEA NOT NULL,
    handed_over_at BIGINT,
    delivered_at BIGINT,
    noted_by BYTEA,
    version BIGINT NOT NULL
) STRICT;
CREATE INDEX referral_delivery_queue ON referral_delivery (channel, state, queued_at);
CREATE INDEX referral_delivery_by_referral ON referral_delivery (referral, queued_at);

-- In how many days each step is due, where the practice set another number than the usual one.
CREATE TABLE referral_clock (
    urgency TEXT NOT NULL,
    awaited TEXT NOT NULL,
    days BIGINT NOT NULL,
    PRIMARY KEY (urgency, awaited),
    CHECK (days BETWEEN 1 AND 365)
) WITHOUT ROWID, STRICT;
