-- Forms in two languages: the Spanish title beside the English (the other words stand in the body), and in which language a signed
-- form was read. What was published or signed before is English. Written once for both databases.

ALTER TABLE paper_form ADD COLUMN spanish_title TEXT NOT NULL DEFAULT '';
ALTER TABLE paper_form_edition ADD COLUMN spanish_title TEXT NOT NULL DEFAULT '';
ALTER TABLE signed_form ADD COLUMN language TEXT NOT NULL DEFAULT 'en';
--@sqlite
DROP TRIGGER signed_form_never_edited;
CREATE TRIGGER signed_form_never_edited BEFORE UPDATE OF
    id, form, edition, answers, signer, capacity, strokes, signed_at, expires_on, account, language ON signed_form
BEGIN
    SELECT RAISE(ABORT, 'what was published or signed stays as it is');
END;
--@postgres
DROP TRIGGER signed_form_stays ON signed_form;
CREATE TRIGGER signed_form_stays BEFORE DELETE OR UPDATE OF
    id, form, edition, answers, signer, capacity, strokes, signed_at, expires_on, account, language ON signed_form
    FOR EACH ROW EXECUTE FUNCTION signed_stays();
--@both
