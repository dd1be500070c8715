ALTER TABLE "audit_events" ADD COLUMN "seq" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "previous" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "hash" text DEFAULT '' NOT NULL;--> statement-breakpoint
-- What lib/audit/chain.ts computes again. The detail comes last: it alone may hold any text, and jsonb writes no line break.
CREATE FUNCTION audit_hash(
  previous text, client_id uuid, seq bigint, at timestamptz, user_id uuid, deed text, subject_id uuid, detail jsonb
) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT encode(sha256(convert_to(concat_ws(E'\n',
    'lotwise audit 1', previous, client_id, seq, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    user_id, deed, coalesce(subject_id::text, '-'), detail), 'UTF8')), 'hex')
$$;
--> statement-breakpoint
-- Events that were there already are chained in their order. Row security would hide them from their owner too.
ALTER TABLE audit_events NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
DO $$
DECLARE
  event audit_events%ROWTYPE;
  client uuid;
  head text;
  place bigint;
BEGIN
  FOR event IN SELECT * FROM audit_events a ORDER BY a.client_id, a."order" LOOP
    IF client IS DISTINCT FROM event.client_id THEN
      client := event.client_id;
      head := repeat('0', 64);
      place := 0;
    END IF;
    place := place + 1;
    UPDATE audit_events a SET seq = place, previous = head,
      hash = audit_hash(head, client, place, a.at, a.user_id, a.deed, a.subject_id, a.detail)
    WHERE a.client_id = client AND a."order" = event."order"
    RETURNING a.hash INTO head;
  END LOOP;
END
$$;
--> statement-breakpoint
ALTER TABLE audit_events FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE UNIQUE INDEX "audit_events_seq" ON "audit_events" USING btree ("client_id","seq");--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_deed" CHECK ("audit_events"."deed" ~ '^[a-z0-9.-]+$');
