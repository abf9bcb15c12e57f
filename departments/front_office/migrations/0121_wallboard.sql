-- The wallboard: a screen on the wall that shows no name. It is registered and paired as a kiosk is, for another purpose.

ALTER TABLE kiosk ADD COLUMN purpose TEXT NOT NULL DEFAULT 'check_in';

-- By what a visit is called out on its day: told to the patient at check-in, drawn by lot.
CREATE TABLE visit_code (
    visit BYTEA PRIMARY KEY REFERENCES visit (id),
    site BYTEA NOT NULL REFERENCES site (id),
    day BIGINT NOT NULL,
    code TEXT NOT NULL,
    UNIQUE (site, day, code)
) STRICT;

-- What the wallboards of a site show; all of it, where nobody has chosen.
CREATE TABLE wallboard (
    site BYTEA PRIMARY KEY REFERENCES site (id),
    shows_count BOOLEAN NOT NULL,
    shows_providers BOOLEAN NOT NULL,
    shows_codes BOOLEAN NOT NULL,
    in_spanish BOOLEAN NOT NULL,
    look TEXT NOT NULL,
    notice TEXT NOT NULL,
    version BIGINT NOT NULL
) STRICT;
