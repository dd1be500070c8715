-- Row security binds the owner of the new tables too.
ALTER TABLE mapping_templates FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE firm_templates FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE broker_form_rows FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- The bytes of a file go when the last import that could still read them failed or was cancelled. The web's role may not delete bytes
-- itself: this function does, as the owner, inside the same client's row security.
CREATE FUNCTION drop_unread_bytes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  DELETE FROM upload_chunks c
  WHERE c.client_id = new.client_id AND c.upload_id = new.upload_id
    AND NOT EXISTS (
      SELECT FROM import_batches b
      WHERE b.client_id = new.client_id AND b.upload_id = new.upload_id
        AND b.state NOT IN ('failed', 'cancelled'));
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER import_batches_dropped AFTER UPDATE OF state ON import_batches
  FOR EACH ROW WHEN (new.state IN ('failed', 'cancelled')) EXECUTE FUNCTION drop_unread_bytes();
--> statement-breakpoint
-- Those of imports that failed before this rule. Row security of the owner is lifted for the one statement: no client is entered here.
ALTER TABLE upload_chunks NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE import_batches NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
DELETE FROM upload_chunks c WHERE EXISTS (
    SELECT FROM import_batches b WHERE b.client_id = c.client_id AND b.upload_id = c.upload_id)
  AND NOT EXISTS (
    SELECT FROM import_batches b WHERE b.client_id = c.client_id AND b.upload_id = c.upload_id AND b.state <> 'failed');
--> statement-breakpoint
ALTER TABLE upload_chunks FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE import_batches FORCE ROW LEVEL SECURITY;
