-- Row security binds the owner of the new tables too.
ALTER TABLE quarantine FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE quarantine_decisions FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- What waits is part of what the books say is open, so their version rises with every decision, also with one that moves no row.
CREATE TRIGGER quarantine_added AFTER INSERT ON quarantine
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION raise_ledger_version();
--> statement-breakpoint
CREATE TRIGGER quarantine_decisions_added AFTER INSERT ON quarantine_decisions
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION raise_ledger_version();
