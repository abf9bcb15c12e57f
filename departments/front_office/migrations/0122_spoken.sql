-- The language in which somebody checks themselves in: that of their card, until they choose the other. Written once for both databases.

ALTER TABLE self_check_in ADD COLUMN language TEXT NOT NULL DEFAULT 'en';
