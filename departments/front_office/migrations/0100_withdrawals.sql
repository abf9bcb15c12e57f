-- Consents that were taken back. What was signed stays as it was signed. Written once for both databases.

CREATE TABLE consent_withdrawal (
    id BYTEA PRIMARY KEY,
    patient BYTEA NOT NULL REFERENCES patient (id),
    signed BYTEA REFERENCES signed_form (id),
    kind TEXT,
    withdrawn_on BIGINT NOT NULL,
    who TEXT NOT NULL,
    capacity TEXT NOT NULL,
    how TEXT NOT NULL,
    reason TEXT NOT NULL,
    withdrawn_at BIGINT NOT NULL,
    account BYTEA NOT NULL,
    CHECK (signed IS NOT NULL OR kind IS NOT NULL)
) STRICT;
CREATE INDEX consent_withdrawal_by_patient ON consent_withdrawal (patient, withdrawn_at);
--@sqlite
-- Whose it is may change, when two charts turn out to be one person's.
CREATE TRIGGER consent_withdrawal_never_edited BEFORE UPDATE OF
    id, signed, kind, withdrawn_on, who, capacity, how, reason, withdrawn_at, account ON consent_withdrawal
BEGIN
    SELECT RAISE(ABORT, 'what was published or signed stays as it is');
END;
CREATE TRIGGER consent_withdrawal_never_deleted BEFORE DELETE ON consent_withdrawal
BEGIN
    SELECT RAISE(ABORT, 'what was published or signed stays as it is');
END;
--@postgres
CREATE TRIGGER consent_withdrawal_stays BEFORE DELETE OR UPDATE OF
    id, signed, kind, withdrawn_on, who, capacity, how, reason, withdrawn_at, account ON consent_withdrawal
    FOR EACH ROW EXECUTE FUNCTION signed_stays();
--@both
