-- Row security binds the owner of the new tables too.
ALTER TABLE client_messages FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE document_requests FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE document_request_events FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE sign_offs FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE bulk_runs FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE bulk_items FORCE ROW LEVEL SECURITY;
