-- Row security binds the owner of the new table too.
ALTER TABLE quarantine_further FORCE ROW LEVEL SECURITY;
