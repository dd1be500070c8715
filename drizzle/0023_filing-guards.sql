-- Row security binds the owner of the new tables too.
ALTER TABLE frozen_records FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE filed_returns FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE original_figures FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE typed_form_rows FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE form_decisions FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- A broker's form decides the box of Form 8949, so the settings' version rises with its lines and with what is decided about them.
CREATE TRIGGER typed_form_rows_added AFTER INSERT ON typed_form_rows
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION raise_settings_version();
--> statement-breakpoint
CREATE TRIGGER form_decisions_added AFTER INSERT ON form_decisions
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION raise_settings_version();
--> statement-breakpoint
CREATE TRIGGER broker_form_rows_added AFTER INSERT ON broker_form_rows
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION raise_settings_version();
--> statement-breakpoint
-- Also when the import they came by is taken back.
CREATE FUNCTION raise_settings_version_of_form() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE clients SET settings_version = settings_version + 1
  WHERE client_id = new.client_id AND EXISTS (
    SELECT FROM broker_form_rows r WHERE r.client_id = new.client_id AND r.batch_id = new.id);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER import_batches_form_undone AFTER UPDATE OF state ON import_batches
  FOR EACH ROW WHEN (old.state = 'committed' AND new.state <> 'committed') EXECUTE FUNCTION raise_settings_version_of_form();
--> statement-breakpoint
-- A report that is made stays as it was made; its files can neither be changed nor taken away by the web's role.
CREATE FUNCTION reports_ready_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'report % is made and stays as it is', old.id USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER reports_ready_stay BEFORE UPDATE ON reports
  FOR EACH ROW WHEN (old.state = 'ready') EXECUTE FUNCTION reports_ready_stay();
