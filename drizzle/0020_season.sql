CREATE TABLE "calendar_feeds" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp(3) with time zone
);
--> statement-breakpoint
ALTER TABLE "calendar_feeds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "harvest_plans" (
	"client_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"year" integer NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "harvest_plans_client_id_id_pk" PRIMARY KEY("client_id","id")
);
--> statement-breakpoint
ALTER TABLE "harvest_plans" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "identification_tickets" (
	"client_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "identification_tickets_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"account_id" uuid NOT NULL,
	"asset" text NOT NULL,
	"lots" jsonb NOT NULL,
	"instruction" text NOT NULL,
	"time_zone" text NOT NULL,
	"made_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"entered_by" uuid NOT NULL,
	CONSTRAINT "identification_tickets_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "identification_tickets_lots" CHECK (jsonb_typeof("identification_tickets"."lots") = 'array' and jsonb_array_length("identification_tickets"."lots") between 1 and 200),
	CONSTRAINT "identification_tickets_expiry" CHECK ("identification_tickets"."expires_at" > "identification_tickets"."made_at"),
	CONSTRAINT "identification_tickets_words" CHECK (length("identification_tickets"."instruction") between 1 and 40000)
);
--> statement-breakpoint
ALTER TABLE "identification_tickets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "loss_event_files" (
	"client_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"content_type" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "loss_event_files_client_id_event_id_id_pk" PRIMARY KEY("client_id","event_id","id"),
	CONSTRAINT "loss_event_files_sha256" CHECK ("loss_event_files"."sha256" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "loss_event_files_size" CHECK ("loss_event_files"."size" between 1 and 10485760 and octet_length("loss_event_files"."bytes") = "loss_event_files"."size"),
	CONSTRAINT "loss_event_files_name" CHECK (length("loss_event_files"."name") between 1 and 200)
);
--> statement-breakpoint
ALTER TABLE "loss_event_files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "loss_events" (
	"client_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "loss_events_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"year" integer NOT NULL,
	"kind" text NOT NULL,
	"account_id" uuid NOT NULL,
	"asset" text NOT NULL,
	"answers" jsonb NOT NULL,
	"state" text DEFAULT 'told' NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "loss_events_client_id_id_order_pk" PRIMARY KEY("client_id","id","order"),
	CONSTRAINT "loss_events_kind" CHECK ("loss_events"."kind" in ('sold', 'abandoned', 'stolen', 'bankruptcy')),
	CONSTRAINT "loss_events_state" CHECK ("loss_events"."state" in ('told', 'withdrawn')),
	CONSTRAINT "loss_events_answers" CHECK (pg_column_size("loss_events"."answers") <= 32768)
);
--> statement-breakpoint
ALTER TABLE "loss_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "plan_comments" (
	"client_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "plan_comments_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"text" text NOT NULL,
	"author" text NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plan_comments_client_id_plan_id_order_pk" PRIMARY KEY("client_id","plan_id","order"),
	CONSTRAINT "plan_comments_text" CHECK (length("plan_comments"."text") between 1 and 4000)
);
--> statement-breakpoint
ALTER TABLE "plan_comments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "plan_versions" (
	"client_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"plan" jsonb NOT NULL,
	"as_of" date NOT NULL,
	"engine" text NOT NULL,
	"ledger_version" bigint NOT NULL,
	"settings_version" bigint NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plan_versions_client_id_plan_id_version_pk" PRIMARY KEY("client_id","plan_id","version"),
	CONSTRAINT "plan_versions_name" CHECK (length("plan_versions"."name") between 1 and 120),
	CONSTRAINT "plan_versions_note" CHECK (length("plan_versions"."note") <= 2000),
	CONSTRAINT "plan_versions_version" CHECK ("plan_versions"."version" >= 1)
);
--> statement-breakpoint
ALTER TABLE "plan_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reminder_subscriptions" (
	"user_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"state" text NOT NULL,
	"since" date NOT NULL,
	"changed_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reminder_subscriptions_user_id_client_id_pk" PRIMARY KEY("user_id","client_id"),
	CONSTRAINT "reminder_subscriptions_state" CHECK ("reminder_subscriptions"."state" in ('on', 'off'))
);
--> statement-breakpoint
ALTER TABLE "reminder_subscriptions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reminders" (
	"client_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"day" date NOT NULL,
	"steps" jsonb NOT NULL,
	"handed_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"outcome" text,
	"finished_at" timestamp(3) with time zone,
	CONSTRAINT "reminders_client_id_user_id_day_pk" PRIMARY KEY("client_id","user_id","day"),
	CONSTRAINT "reminders_outcome" CHECK ("reminders"."outcome" in ('sent', 'dropped'))
);
--> statement-breakpoint
ALTER TABLE "reminders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "season_choices" (
	"client_id" uuid NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "season_choices_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"rebuy_days" integer NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "season_choices_client_id_order_pk" PRIMARY KEY("client_id","order"),
	CONSTRAINT "season_choices_rebuy_days" CHECK ("season_choices"."rebuy_days" between 0 and 90)
);
--> statement-breakpoint
ALTER TABLE "season_choices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticket_events" (
	"client_id" uuid NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "ticket_events_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"made_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"entered_by" uuid NOT NULL,
	CONSTRAINT "ticket_events_client_id_ticket_id_order_pk" PRIMARY KEY("client_id","ticket_id","order"),
	CONSTRAINT "ticket_events_kind" CHECK ("ticket_events"."kind" in ('told', 'withdrawn'))
);
--> statement-breakpoint
ALTER TABLE "ticket_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "harvest_plans" ADD CONSTRAINT "harvest_plans_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identification_tickets" ADD CONSTRAINT "identification_tickets_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identification_tickets" ADD CONSTRAINT "identification_tickets_account_fk" FOREIGN KEY ("client_id","account_id") REFERENCES "public"."accounts"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loss_event_files" ADD CONSTRAINT "loss_event_files_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loss_events" ADD CONSTRAINT "loss_events_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loss_events" ADD CONSTRAINT "loss_events_account_fk" FOREIGN KEY ("client_id","account_id") REFERENCES "public"."accounts"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_comments" ADD CONSTRAINT "plan_comments_plan_fk" FOREIGN KEY ("client_id","plan_id") REFERENCES "public"."harvest_plans"("client_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_versions" ADD CONSTRAINT "plan_versions_plan_fk" FOREIGN KEY ("client_id","plan_id") REFERENCES "public"."harvest_plans"("client_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder_subscriptions" ADD CONSTRAINT "reminder_subscriptions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder_subscriptions" ADD CONSTRAINT "reminder_subscriptions_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "season_choices" ADD CONSTRAINT "season_choices_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_events" ADD CONSTRAINT "ticket_events_ticket_fk" FOREIGN KEY ("client_id","ticket_id") REFERENCES "public"."identification_tickets"("client_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calendar_feeds_user" ON "calendar_feeds" USING btree ("user_id","client_id");--> statement-breakpoint
CREATE INDEX "identification_tickets_account" ON "identification_tickets" USING btree ("client_id","account_id");--> statement-breakpoint
CREATE POLICY "calendar_feeds_mine" ON "calendar_feeds" AS PERMISSIVE FOR ALL TO public USING (user_id = nullif(current_setting('app.user_id', true), '')::uuid or coalesce(current_setting('app.system', true), '') = 'on') WITH CHECK (user_id = nullif(current_setting('app.user_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "harvest_plans_of_client" ON "harvest_plans" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "identification_tickets_of_client" ON "identification_tickets" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "loss_event_files_of_client" ON "loss_event_files" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "loss_events_of_client" ON "loss_events" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "plan_comments_of_client" ON "plan_comments" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "plan_versions_of_client" ON "plan_versions" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "reminder_subscriptions_mine" ON "reminder_subscriptions" AS PERMISSIVE FOR ALL TO public USING (user_id = nullif(current_setting('app.user_id', true), '')::uuid or coalesce(current_setting('app.system', true), '') = 'on') WITH CHECK (user_id = nullif(current_setting('app.user_id', true), '')::uuid or coalesce(current_setting('app.system', true), '') = 'on');--> statement-breakpoint
CREATE POLICY "reminders_of_client" ON "reminders" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "season_choices_of_client" ON "season_choices" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "ticket_events_of_client" ON "ticket_events" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);