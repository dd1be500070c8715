-- Row security binds the owner of the new table too.
ALTER TABLE account_costs FORCE ROW LEVEL SECURITY;
