-- Row security binds the owner of the new tables too.
ALTER TABLE client_exports FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE export_chunks FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE deletions FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- A receipt that is finished stays as it is.
CREATE FUNCTION keep_receipts() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION 'a finished receipt does not change' USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER deletions_keep BEFORE UPDATE OR DELETE ON deletions
  FOR EACH ROW WHEN (old.finished_at IS NOT NULL) EXECUTE FUNCTION keep_receipts();
--> statement-breakpoint
-- What happens in a firm is numbered, dated and chained as what happens in a client's books is (0042).
CREATE FUNCTION chain_firm_event() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  asking uuid := nullif(current_setting('app.user_id', true), '')::uuid;
BEGIN
  IF asking IS NOT NULL AND new.user_id IS DISTINCT FROM asking THEN
    RAISE EXCEPTION 'an event names another user than who asks' USING ERRCODE = 'restrict_violation';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(new.firm_id::text, 8));
  SELECT last.seq + 1, last.hash INTO new.seq, new.previous
  FROM firm_events last WHERE last.firm_id = new.firm_id ORDER BY last.seq DESC LIMIT 1;
  IF NOT FOUND THEN
    new.seq := 1;
    new.previous := repeat('0', 64);
  END IF;
  new.at := date_trunc('milliseconds', clock_timestamp());
  new.hash := audit_hash(
    new.previous, new.firm_id, new.seq, new.at, new.user_id, new.deed, new.subject_id, new.detail);
  RETURN new;
END
$$;
--> statement-breakpoint
CREATE TRIGGER firm_events_chain BEFORE INSERT ON firm_events
  FOR EACH ROW EXECUTE FUNCTION chain_firm_event();
--> statement-breakpoint
CREATE TRIGGER firm_events_keep BEFORE UPDATE OR DELETE ON firm_events
  FOR EACH ROW EXECUTE FUNCTION keep_audit_events();
--> statement-breakpoint
CREATE TRIGGER firm_events_keep_all BEFORE TRUNCATE ON firm_events
  FOR EACH STATEMENT EXECUTE FUNCTION keep_audit_events();
