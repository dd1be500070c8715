-- Row security binds the owner of the new tables too.
ALTER TABLE client_summaries FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE summary_watches FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE board_marks FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE board_views FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- Notes that the books moved and asks for their summaries, once a transaction and at its end: the last lock taken, so that no two changes
-- wait for each other, and before the commit, so that no change is ever missed. A moment later another change takes the waiting job's
-- place. Only for books that are on somebody's board: a firm's, and those somebody is let in to.
CREATE FUNCTION ask_for_summary() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_catalog AS $$
DECLARE
  me uuid := nullif(current_setting('app.user_id', true), '')::uuid;
BEGIN
  IF me IS NULL
    OR NEW.client_id IS DISTINCT FROM nullif(current_setting('app.client_id', true), '')::uuid
    OR current_setting('app.summary_asked', true) = NEW.client_id::text
    OR NOT EXISTS (SELECT FROM clients c WHERE c.client_id = NEW.client_id AND (c.firm_id IS NOT NULL
      OR EXISTS (SELECT FROM access_grants g WHERE g.client_id = c.client_id))) THEN
    RETURN NULL;
  END IF;
  PERFORM set_config('app.summary_asked', NEW.client_id::text, true);
  INSERT INTO summary_watches (client_id, user_id) VALUES (NEW.client_id, me)
    ON CONFLICT (client_id) DO UPDATE
    SET asked = summary_watches.asked + 1, user_id = me, asked_at = clock_timestamp();
  PERFORM graphile_worker.add_job('summarise-client',
    payload => json_build_object('clientId', NEW.client_id, 'userId', me),
    queue_name => 'summaries', run_at => clock_timestamp() + interval '3 seconds', max_attempts => 5,
    job_key => 'summary:' || NEW.client_id, priority => 10);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER clients_moved AFTER UPDATE ON clients DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.ledger_version IS DISTINCT FROM NEW.ledger_version OR OLD.settings_version IS DISTINCT FROM NEW.settings_version)
  EXECUTE FUNCTION ask_for_summary();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER audit_events_moved AFTER INSERT ON audit_events DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  EXECUTE FUNCTION ask_for_summary();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER access_grants_moved AFTER INSERT ON access_grants DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  EXECUTE FUNCTION ask_for_summary();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER reports_moved AFTER UPDATE ON reports DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION ask_for_summary();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER import_batches_added_to_board AFTER INSERT ON import_batches DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  EXECUTE FUNCTION ask_for_summary();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER import_batches_moved AFTER UPDATE ON import_batches DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION ask_for_summary();
