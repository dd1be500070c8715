CREATE TABLE "board_marks" (
	"client_id" uuid NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "board_marks_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"year" integer NOT NULL,
	"kind" text NOT NULL,
	"stage" text,
	"due_on" date,
	"reason" text,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "board_marks_client_id_order_pk" PRIMARY KEY("client_id","order"),
	CONSTRAINT "board_marks_kind" CHECK ("board_marks"."kind" in ('stage', 'due')),
	CONSTRAINT "board_marks_of_kind" CHECK (("board_marks"."kind" = 'stage' or "board_marks"."stage" is null) and ("board_marks"."kind" = 'due' or "board_marks"."due_on" is null)),
	CONSTRAINT "board_marks_reason" CHECK (("board_marks"."stage" is null or "board_marks"."reason" is not null) and length("board_marks"."reason") <= 500),
	CONSTRAINT "board_marks_year" CHECK ("board_marks"."year" between 2009 and 2200)
);
--> statement-breakpoint
ALTER TABLE "board_marks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "board_views" (
	"user_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp(3) with time zone,
	CONSTRAINT "board_views_user_id_id_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "board_views_name" CHECK (length("board_views"."name") between 1 and 60),
	CONSTRAINT "board_views_query" CHECK (length("board_views"."query") <= 500)
);
--> statement-breakpoint
ALTER TABLE "board_views" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "client_summaries" (
	"client_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"ledger_version" bigint NOT NULL,
	"settings_version" bigint NOT NULL,
	"day" date NOT NULL,
	"made_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"stage" text NOT NULL,
	"open_items" integer NOT NULL,
	"blocking_items" integer NOT NULL,
	"tax_at_stake" numeric,
	"gain_at_stake" numeric,
	"unknown_items" integer NOT NULL,
	"harvest_state" text NOT NULL,
	"harvest" numeric,
	"turning_long" integer NOT NULL,
	"next_long_on" date,
	"unexplained" numeric NOT NULL,
	"broker_lines" integer NOT NULL,
	"last_activity_at" timestamp(3) with time zone,
	"candidates" jsonb NOT NULL,
	CONSTRAINT "client_summaries_client_id_year_pk" PRIMARY KEY("client_id","year"),
	CONSTRAINT "client_summaries_year" CHECK ("client_summaries"."year" between 2009 and 2200)
);
--> statement-breakpoint
ALTER TABLE "client_summaries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "summary_watches" (
	"client_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"asked" bigint DEFAULT 1 NOT NULL,
	"asked_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"made" bigint DEFAULT 0 NOT NULL,
	"engine" text,
	"fresh_until" timestamp(3) with time zone,
	CONSTRAINT "summary_watches_client_id_pk" PRIMARY KEY("client_id")
);
--> statement-breakpoint
ALTER TABLE "summary_watches" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "board_marks" ADD CONSTRAINT "board_marks_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "board_views" ADD CONSTRAINT "board_views_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_summaries" ADD CONSTRAINT "client_summaries_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summary_watches" ADD CONSTRAINT "summary_watches_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "board_marks_latest" ON "board_marks" USING btree ("client_id","year","kind","order");--> statement-breakpoint
CREATE POLICY "board_marks_seen" ON "board_marks" AS PERMISSIVE FOR SELECT TO public USING ((coalesce(board_marks.client_id = nullif(current_setting('app.client_id', true), '')::uuid, true)
    and exists (select from clients seen where seen.client_id = board_marks.client_id)
    and not exists (select from access_grants limited where limited.client_id = board_marks.client_id
      and limited.user_id = nullif(current_setting('app.user_id', true), '')::uuid and limited.years is not null)));--> statement-breakpoint
CREATE POLICY "board_marks_told" ON "board_marks" AS PERMISSIVE FOR INSERT TO public WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid and entered_by = nullif(current_setting('app.user_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "board_views_own" ON "board_views" AS PERMISSIVE FOR ALL TO public USING (user_id = nullif(current_setting('app.user_id', true), '')::uuid) WITH CHECK (user_id = nullif(current_setting('app.user_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "client_summaries_seen" ON "client_summaries" AS PERMISSIVE FOR SELECT TO public USING ((coalesce(client_summaries.client_id = nullif(current_setting('app.client_id', true), '')::uuid, true)
    and exists (select from clients seen where seen.client_id = client_summaries.client_id)
    and not exists (select from access_grants limited where limited.client_id = client_summaries.client_id
      and limited.user_id = nullif(current_setting('app.user_id', true), '')::uuid and limited.years is not null)));--> statement-breakpoint
CREATE POLICY "client_summaries_made" ON "client_summaries" AS PERMISSIVE FOR INSERT TO public WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid and nullif(current_setting('app.user_id', true), '')::uuid is not null);--> statement-breakpoint
CREATE POLICY "client_summaries_made_again" ON "client_summaries" AS PERMISSIVE FOR UPDATE TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "summary_watches_seen" ON "summary_watches" AS PERMISSIVE FOR SELECT TO public USING (coalesce(current_setting('app.system', true), '') = 'on' or (coalesce(summary_watches.client_id = nullif(current_setting('app.client_id', true), '')::uuid, true)
    and exists (select from clients seen where seen.client_id = summary_watches.client_id)
    and not exists (select from access_grants limited where limited.client_id = summary_watches.client_id
      and limited.user_id = nullif(current_setting('app.user_id', true), '')::uuid and limited.years is not null)));--> statement-breakpoint
CREATE POLICY "summary_watches_asked" ON "summary_watches" AS PERMISSIVE FOR INSERT TO public WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "summary_watches_asked_again" ON "summary_watches" AS PERMISSIVE FOR UPDATE TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);