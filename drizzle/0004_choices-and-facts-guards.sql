-- Row security binds the owner of the new tables too.
ALTER TABLE account_facts FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE asset_facts FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE identifications FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE allocations_2025 FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE broker_reports FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- What they hold changes figures, so the settings' version rises with every statement that adds to them.
CREATE TRIGGER account_facts_added AFTER INSERT ON account_facts
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION raise_settings_version();
--> statement-breakpoint
CREATE TRIGGER asset_facts_added AFTER INSERT ON asset_facts
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION raise_settings_version();
--> statement-breakpoint
CREATE TRIGGER identifications_added AFTER INSERT ON identifications
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION raise_settings_version();
--> statement-breakpoint
CREATE TRIGGER allocations_2025_added AFTER INSERT ON allocations_2025
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION raise_settings_version();
--> statement-breakpoint
CREATE TRIGGER broker_reports_added AFTER INSERT ON broker_reports
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION raise_settings_version();
