ALTER TABLE stated_adjustments FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TRIGGER stated_adjustments_added AFTER INSERT ON stated_adjustments
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION raise_settings_version();
