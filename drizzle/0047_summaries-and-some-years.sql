-- Somebody let in to some years changes no books, and no summary is worked out on their behalf: what they download is noted and no more.
CREATE OR REPLACE FUNCTION ask_for_summary() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_catalog AS $$
DECLARE
  me uuid := nullif(current_setting('app.user_id', true), '')::uuid;
BEGIN
  IF me IS NULL
    OR NEW.client_id IS DISTINCT FROM nullif(current_setting('app.client_id', true), '')::uuid
    OR current_setting('app.summary_asked', true) = NEW.client_id::text
    OR NOT EXISTS (SELECT FROM clients c WHERE c.client_id = NEW.client_id AND (c.firm_id IS NOT NULL
      OR EXISTS (SELECT FROM access_grants g WHERE g.client_id = c.client_id)))
    OR EXISTS (SELECT FROM access_grants g WHERE g.client_id = NEW.client_id AND g.user_id = me AND g.years IS NOT NULL) THEN
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
