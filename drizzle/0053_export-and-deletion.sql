CREATE TABLE "client_exports" (
	"client_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"size" bigint,
	"sha256" text,
	"files" integer,
	"rows" bigint,
	"finished_at" timestamp(3) with time zone,
	"expires_at" timestamp(3) with time zone,
	CONSTRAINT "client_exports_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "client_exports_sha256" CHECK ("client_exports"."sha256" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "client_exports_made" CHECK (num_nonnulls("client_exports"."size", "client_exports"."sha256", "client_exports"."files", "client_exports"."rows", "client_exports"."finished_at", "client_exports"."expires_at") in (0, 6))
);
--> statement-breakpoint
ALTER TABLE "client_exports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "deletions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp(3) with time zone,
	"counts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"heads" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"sha256" text,
	CONSTRAINT "deletions_kind" CHECK ("deletions"."kind" in ('books', 'account')),
	CONSTRAINT "deletions_finished" CHECK (num_nonnulls("deletions"."finished_at", "deletions"."sha256") in (0, 2))
);
--> statement-breakpoint
ALTER TABLE "deletions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "export_chunks" (
	"client_id" uuid NOT NULL,
	"export_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "export_chunks_client_id_export_id_position_pk" PRIMARY KEY("client_id","export_id","position")
);
--> statement-breakpoint
ALTER TABLE "export_chunks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "clients" ADD COLUMN "closed_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "firm_events" ADD COLUMN "seq" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "firm_events" ADD COLUMN "previous" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "firm_events" ADD COLUMN "hash" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "audit_head" text;--> statement-breakpoint
ALTER TABLE "client_exports" ADD CONSTRAINT "client_exports_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "export_chunks" ADD CONSTRAINT "export_chunks_client_id_export_id_client_exports_client_id_id_fk" FOREIGN KEY ("client_id","export_id") REFERENCES "public"."client_exports"("client_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deletions_token" ON "deletions" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "deletions_subject" ON "deletions" USING btree ("subject_id");--> statement-breakpoint
-- Events of firms that were there already are chained in their order. Row security would hide them from their owner too.
ALTER TABLE firm_events NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
DO $$
DECLARE
  event firm_events%ROWTYPE;
  firm uuid;
  head text;
  place bigint;
BEGIN
  FOR event IN SELECT * FROM firm_events e ORDER BY e.firm_id, e."order" LOOP
    IF firm IS DISTINCT FROM event.firm_id THEN
      firm := event.firm_id;
      head := repeat('0', 64);
      place := 0;
    END IF;
    place := place + 1;
    UPDATE firm_events e SET seq = place, previous = head,
      hash = audit_hash(head, firm, place, e.at, e.user_id, e.deed, e.subject_id, e.detail)
    WHERE e.firm_id = firm AND e."order" = event."order"
    RETURNING e.hash INTO head;
  END LOOP;
END
$$;
--> statement-breakpoint
ALTER TABLE firm_events FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE UNIQUE INDEX "firm_events_seq" ON "firm_events" USING btree ("firm_id","seq");--> statement-breakpoint
CREATE POLICY "clients_deleted" ON "clients" AS PERMISSIVE FOR DELETE TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid and closed_at is not null and (owner_user_id = nullif(current_setting('app.user_id', true), '')::uuid
        or firm_id in (select m.firm_id from memberships m where m.user_id = nullif(current_setting('app.user_id', true), '')::uuid and m.role = 'owner')));--> statement-breakpoint
CREATE POLICY "client_exports_of_client" ON "client_exports" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "client_exports_system" ON "client_exports" AS PERMISSIVE FOR SELECT TO public USING (coalesce(current_setting('app.system', true), '') = 'on');--> statement-breakpoint
CREATE POLICY "deletions_asked" ON "deletions" AS PERMISSIVE FOR ALL TO public USING (asked_by = nullif(current_setting('app.user_id', true), '')::uuid) WITH CHECK (asked_by = nullif(current_setting('app.user_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "deletions_system" ON "deletions" AS PERMISSIVE FOR ALL TO public USING (coalesce(current_setting('app.system', true), '') = 'on') WITH CHECK (coalesce(current_setting('app.system', true), '') = 'on');--> statement-breakpoint
CREATE POLICY "export_chunks_of_client" ON "export_chunks" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "export_chunks_over" ON "export_chunks" AS PERMISSIVE FOR ALL TO public USING (coalesce(current_setting('app.system', true), '') = 'on' and exists (select from client_exports e
        where e.client_id = export_chunks.client_id and e.id = export_chunks.export_id and e.expires_at <= now())) WITH CHECK (false);