-- An event is numbered, dated and chained here, whatever the statement says. Whoever adds one waits for the event before: of two
-- operations at once one is the later, without a gap. The author is who the gate let in.
CREATE FUNCTION chain_audit_event() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  asking uuid := nullif(current_setting('app.user_id', true), '')::uuid;
BEGIN
  IF asking IS NOT NULL AND new.user_id IS DISTINCT FROM asking THEN
    RAISE EXCEPTION 'an audit event names another user than who asks' USING ERRCODE = 'restrict_violation';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(new.client_id::text, 7));
  SELECT last.seq + 1, last.hash INTO new.seq, new.previous
  FROM audit_events last WHERE last.client_id = new.client_id ORDER BY last.seq DESC LIMIT 1;
  IF NOT FOUND THEN
    new.seq := 1;
    new.previous := repeat('0', 64);
  END IF;
  new.at := date_trunc('milliseconds', clock_timestamp());
  new.hash := audit_hash(
    new.previous, new.client_id, new.seq, new.at, new.user_id, new.deed, new.subject_id, new.detail);
  RETURN new;
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_events_chain BEFORE INSERT ON audit_events
  FOR EACH ROW EXECUTE FUNCTION chain_audit_event();
--> statement-breakpoint
-- Nothing changes or leaves, but with the whole client: then the deletion comes from the client's row, by another trigger.
CREATE FUNCTION keep_audit_events() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF tg_op = 'DELETE' AND pg_trigger_depth() > 1 THEN
    RETURN old;
  END IF;
  RAISE EXCEPTION 'audit events are append-only' USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_events_keep BEFORE UPDATE OR DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION keep_audit_events();
--> statement-breakpoint
CREATE TRIGGER audit_events_keep_all BEFORE TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION keep_audit_events();
