-- Row security binds the owner of the new table too.
ALTER TABLE harvest_marks FORCE ROW LEVEL SECURITY;
