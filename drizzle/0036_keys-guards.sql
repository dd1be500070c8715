-- Row security binds the owner of the new tables too.
ALTER TABLE client_keys FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE user_keys FORCE ROW LEVEL SECURITY;
