-- Row security binds the owner of the new table too.
ALTER TABLE asset_choices FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- What a sign means changes figures, so the settings' version rises with every statement that adds to them.
CREATE TRIGGER asset_choices_added AFTER INSERT ON asset_choices
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION raise_settings_version();
