-- Row security binds the owner of the new tables too.
ALTER TABLE client_form_keys FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE user_form_keys FORCE ROW LEVEL SECURITY;
