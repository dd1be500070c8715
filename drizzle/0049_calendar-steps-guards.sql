-- Row security binds the owner of the new table too.
ALTER TABLE calendar_steps FORCE ROW LEVEL SECURITY;
