-- A document that was given for a request and then imported stands once: its bytes stay while the request tells of them, whatever becomes of
-- the import.
CREATE OR REPLACE FUNCTION drop_unread_bytes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  DELETE FROM upload_chunks c
  WHERE c.client_id = new.client_id AND c.upload_id = new.upload_id
    AND NOT EXISTS (
      SELECT FROM import_batches b
      WHERE b.client_id = new.client_id AND b.upload_id = new.upload_id
        AND b.state NOT IN ('failed', 'cancelled'))
    AND NOT EXISTS (
      SELECT FROM document_request_events e
      WHERE e.client_id = new.client_id AND e.upload_id = new.upload_id);
  RETURN NULL;
END
$$;
