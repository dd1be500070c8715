-- Row security binds the owner of the new tables too.
ALTER TABLE identification_tickets FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE ticket_events FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE harvest_plans FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE plan_versions FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE plan_comments FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE calendar_feeds FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE reminder_subscriptions FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE reminders FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE loss_events FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE loss_event_files FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE season_choices FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- The moment of a ticket is the law's question (Reg. 1.1012-1(j)): it is this clock's, whatever the statement says.
CREATE FUNCTION stamp_made_at() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  NEW.made_at := date_trunc('milliseconds', clock_timestamp());
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER identification_tickets_stamp BEFORE INSERT ON identification_tickets
  FOR EACH ROW EXECUTE FUNCTION stamp_made_at();
--> statement-breakpoint
CREATE TRIGGER ticket_events_stamp BEFORE INSERT ON ticket_events
  FOR EACH ROW EXECUTE FUNCTION stamp_made_at();
--> statement-breakpoint
-- A ticket decides which lots a later sale takes, so the settings' version rises with every statement that adds to them.
CREATE TRIGGER identification_tickets_added AFTER INSERT ON identification_tickets
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION raise_settings_version();
--> statement-breakpoint
CREATE TRIGGER ticket_events_added AFTER INSERT ON ticket_events
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION raise_settings_version();
