-- Row security binds the owner of the new table too.
ALTER TABLE oidc_links FORCE ROW LEVEL SECURITY;
