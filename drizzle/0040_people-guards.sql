-- Row security binds the owner of the new tables too.
ALTER TABLE access_uses FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE client_assignments FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE client_consents FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE client_hand_offs FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE firm_events FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE invitations FORCE ROW LEVEL SECURITY;
