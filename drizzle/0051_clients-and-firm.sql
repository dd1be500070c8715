CREATE TABLE "bulk_items" (
	"client_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"kind" text NOT NULL,
	"user_id" uuid NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"report_id" uuid,
	"failure" text,
	"finished_at" timestamp(3) with time zone,
	CONSTRAINT "bulk_items_client_id_run_id_year_kind_pk" PRIMARY KEY("client_id","run_id","year","kind"),
	CONSTRAINT "bulk_items_kind" CHECK ("bulk_items"."kind" in ('figures', 'year-end', 'audit-pack')),
	CONSTRAINT "bulk_items_state" CHECK ("bulk_items"."state" in ('queued', 'done', 'failed')),
	CONSTRAINT "bulk_items_year" CHECK ("bulk_items"."year" between 2009 and 2200)
);
--> statement-breakpoint
ALTER TABLE "bulk_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bulk_runs" (
	"user_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"firm_id" uuid NOT NULL,
	"what" text NOT NULL,
	"requested_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"stopped_at" timestamp(3) with time zone,
	CONSTRAINT "bulk_runs_user_id_id_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "bulk_runs_what" CHECK ("bulk_runs"."what" in ('recompute', 'preliminary', 'final'))
);
--> statement-breakpoint
ALTER TABLE "bulk_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "client_messages" (
	"client_id" uuid NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "client_messages_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"firm_id" uuid,
	"id" uuid NOT NULL,
	"text" text NOT NULL,
	"written_by" uuid NOT NULL,
	"written_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "client_messages_client_id_order_pk" PRIMARY KEY("client_id","order"),
	CONSTRAINT "client_messages_kind" CHECK ("client_messages"."kind" in ('message', 'shared', 'internal')),
	CONSTRAINT "client_messages_firm" CHECK (("client_messages"."kind" = 'internal') = ("client_messages"."firm_id" is not null)),
	CONSTRAINT "client_messages_text" CHECK (length("client_messages"."text") between 1 and 20000)
);
--> statement-breakpoint
ALTER TABLE "client_messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "document_request_events" (
	"client_id" uuid NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "document_request_events_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"request_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"upload_id" uuid,
	"done_by" uuid NOT NULL,
	"done_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "document_request_events_client_id_order_pk" PRIMARY KEY("client_id","order"),
	CONSTRAINT "document_request_events_kind" CHECK ("document_request_events"."kind" in ('file', 'accepted', 'reopened', 'withdrawn')),
	CONSTRAINT "document_request_events_file" CHECK (("document_request_events"."kind" = 'file') = ("document_request_events"."upload_id" is not null))
);
--> statement-breakpoint
ALTER TABLE "document_request_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "document_requests" (
	"client_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"what" text NOT NULL,
	"year" integer,
	"due_on" date,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "document_requests_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "document_requests_what" CHECK (length("document_requests"."what") between 1 and 4000),
	CONSTRAINT "document_requests_year" CHECK ("document_requests"."year" between 2009 and 2200)
);
--> statement-breakpoint
ALTER TABLE "document_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sign_offs" (
	"client_id" uuid NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "sign_offs_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"report_id" uuid NOT NULL,
	"state" text NOT NULL,
	"note" text,
	"as_of" date,
	"ledger_version" bigint,
	"settings_version" bigint,
	"engine_version" text,
	"input_sha256" text,
	"figures_sha256" text,
	"signed_by" uuid NOT NULL,
	"signed_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sign_offs_client_id_order_pk" PRIMARY KEY("client_id","order"),
	CONSTRAINT "sign_offs_state" CHECK ("sign_offs"."state" in ('signed', 'taken-back')),
	CONSTRAINT "sign_offs_frozen" CHECK (("sign_offs"."state" = 'signed') = (num_nulls("sign_offs"."as_of", "sign_offs"."ledger_version", "sign_offs"."settings_version",
        "sign_offs"."engine_version", "sign_offs"."input_sha256", "sign_offs"."figures_sha256") = 0)),
	CONSTRAINT "sign_offs_note" CHECK (length("sign_offs"."note") <= 4000)
);
--> statement-breakpoint
ALTER TABLE "sign_offs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "bulk_items" ADD CONSTRAINT "bulk_items_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_items" ADD CONSTRAINT "bulk_items_run_fk" FOREIGN KEY ("user_id","run_id") REFERENCES "public"."bulk_runs"("user_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_items" ADD CONSTRAINT "bulk_items_report_fk" FOREIGN KEY ("client_id","report_id") REFERENCES "public"."reports"("client_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_runs" ADD CONSTRAINT "bulk_runs_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_runs" ADD CONSTRAINT "bulk_runs_firm_id_firms_id_fk" FOREIGN KEY ("firm_id") REFERENCES "public"."firms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_messages" ADD CONSTRAINT "client_messages_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_request_events" ADD CONSTRAINT "document_request_events_request_fk" FOREIGN KEY ("client_id","request_id") REFERENCES "public"."document_requests"("client_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_request_events" ADD CONSTRAINT "document_request_events_upload_fk" FOREIGN KEY ("client_id","upload_id") REFERENCES "public"."uploads"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_requests" ADD CONSTRAINT "document_requests_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_offs" ADD CONSTRAINT "sign_offs_report_fk" FOREIGN KEY ("client_id","report_id") REFERENCES "public"."reports"("client_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_offs" ADD CONSTRAINT "sign_offs_input_fk" FOREIGN KEY ("client_id","input_sha256") REFERENCES "public"."frozen_records"("client_id","sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_offs" ADD CONSTRAINT "sign_offs_figures_fk" FOREIGN KEY ("client_id","figures_sha256") REFERENCES "public"."frozen_records"("client_id","sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bulk_items_run" ON "bulk_items" USING btree ("user_id","run_id");--> statement-breakpoint
CREATE INDEX "document_request_events_of" ON "document_request_events" USING btree ("client_id","request_id","order");--> statement-breakpoint
CREATE POLICY "bulk_items_own" ON "bulk_items" AS PERMISSIVE FOR ALL TO public USING (user_id = nullif(current_setting('app.user_id', true), '')::uuid and exists (select from clients c where c.client_id = bulk_items.client_id)) WITH CHECK (user_id = nullif(current_setting('app.user_id', true), '')::uuid and exists (select from clients c where c.client_id = bulk_items.client_id));--> statement-breakpoint
CREATE POLICY "bulk_runs_own" ON "bulk_runs" AS PERMISSIVE FOR ALL TO public USING (user_id = nullif(current_setting('app.user_id', true), '')::uuid) WITH CHECK (user_id = nullif(current_setting('app.user_id', true), '')::uuid and firm_id in (select m.firm_id from memberships m where m.user_id = nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "client_messages_seen" ON "client_messages" AS PERMISSIVE FOR SELECT TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid and (firm_id is null or firm_id in (select mine.firm_id from memberships mine where mine.user_id = nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "client_messages_written" ON "client_messages" AS PERMISSIVE FOR INSERT TO public WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid and written_by = nullif(current_setting('app.user_id', true), '')::uuid and (firm_id is null or firm_id in (select mine.firm_id from memberships mine where mine.user_id = nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "document_request_events_seen" ON "document_request_events" AS PERMISSIVE FOR SELECT TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "document_request_events_told" ON "document_request_events" AS PERMISSIVE FOR INSERT TO public WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid and done_by = nullif(current_setting('app.user_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "document_requests_seen" ON "document_requests" AS PERMISSIVE FOR SELECT TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "document_requests_asked" ON "document_requests" AS PERMISSIVE FOR INSERT TO public WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid and asked_by = nullif(current_setting('app.user_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "sign_offs_seen" ON "sign_offs" AS PERMISSIVE FOR SELECT TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "sign_offs_made" ON "sign_offs" AS PERMISSIVE FOR INSERT TO public WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid and signed_by = nullif(current_setting('app.user_id', true), '')::uuid
        and exists (select from clients kept join memberships m on m.firm_id = kept.firm_id
          where kept.client_id = sign_offs.client_id and m.user_id = nullif(current_setting('app.user_id', true), '')::uuid and m.role in ('owner', 'reviewer'))
        and exists (select from reports made where made.client_id = sign_offs.client_id and made.id = sign_offs.report_id
          and made.state = 'ready' and (sign_offs.state = 'taken-back' or made.requested_by <> nullif(current_setting('app.user_id', true), '')::uuid)));