-- The calls and call-backs of a site in the order of time: what the figures of the telephone are counted from.
CREATE INDEX phone_call_by_time ON phone_call (site, began_at);
CREATE INDEX call_back_by_time ON call_back (site, asked_at);
