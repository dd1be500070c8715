CREATE TABLE "filed_returns" (
	"client_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "filed_returns_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"year" integer NOT NULL,
	"state" text NOT NULL,
	"filed_on" date,
	"extended" boolean DEFAULT false NOT NULL,
	"payments" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"as_of" date,
	"engine_version" text,
	"ledger_version" bigint,
	"settings_version" bigint,
	"input_sha256" text,
	"figures_sha256" text,
	"edits" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "filed_returns_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "filed_returns_state" CHECK ("filed_returns"."state" in ('filed', 'reopened')),
	CONSTRAINT "filed_returns_frozen" CHECK ("filed_returns"."state" <> 'filed' or ("filed_returns"."filed_on" is not null and "filed_returns"."as_of" is not null and "filed_returns"."engine_version" is not null
        and "filed_returns"."input_sha256" is not null and "filed_returns"."figures_sha256" is not null)),
	CONSTRAINT "filed_returns_reason" CHECK ("filed_returns"."state" <> 'reopened' or length(btrim("filed_returns"."reason")) between 3 and 500)
);
--> statement-breakpoint
ALTER TABLE "filed_returns" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "form_decisions" (
	"client_id" uuid NOT NULL,
	"difference" text NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "form_decisions_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tax_year" integer NOT NULL,
	"choice" text NOT NULL,
	"disposals" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"note" text NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "form_decisions_client_id_difference_order_pk" PRIMARY KEY("client_id","difference","order"),
	CONSTRAINT "form_decisions_difference" CHECK (length("form_decisions"."difference") between 3 and 400),
	CONSTRAINT "form_decisions_choice" CHECK (length("form_decisions"."choice") <= 40),
	CONSTRAINT "form_decisions_note" CHECK (length("form_decisions"."note") <= 1000)
);
--> statement-breakpoint
ALTER TABLE "form_decisions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "frozen_records" (
	"client_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"size" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "frozen_records_client_id_sha256_pk" PRIMARY KEY("client_id","sha256"),
	CONSTRAINT "frozen_records_sha256" CHECK ("frozen_records"."sha256" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "frozen_records" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "original_figures" (
	"client_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "original_figures_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"year" integer NOT NULL,
	"lines" jsonb NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "original_figures_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "original_figures_lines" CHECK (jsonb_typeof("original_figures"."lines") = 'array')
);
--> statement-breakpoint
ALTER TABLE "original_figures" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "typed_form_rows" (
	"client_id" uuid NOT NULL,
	"row_id" uuid NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "typed_form_rows_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"payer" text NOT NULL,
	"account" text NOT NULL,
	"tax_year" integer NOT NULL,
	"name" text NOT NULL,
	"asset" text NOT NULL,
	"units" numeric NOT NULL,
	"acquired" date,
	"acquired_various" boolean DEFAULT false NOT NULL,
	"sold" date NOT NULL,
	"proceeds" numeric NOT NULL,
	"basis" numeric,
	"wash_disallowed" numeric,
	"term" text,
	"covered" boolean,
	"withdrawn" boolean DEFAULT false NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "typed_form_rows_client_id_row_id_order_pk" PRIMARY KEY("client_id","row_id","order"),
	CONSTRAINT "typed_form_rows_term" CHECK ("typed_form_rows"."term" in ('short', 'long', 'ordinary')),
	CONSTRAINT "typed_form_rows_acquired" CHECK (not ("typed_form_rows"."acquired_various" and "typed_form_rows"."acquired" is not null)),
	CONSTRAINT "typed_form_rows_payer" CHECK (length(btrim("typed_form_rows"."payer")) between 1 and 120),
	CONSTRAINT "typed_form_rows_units" CHECK (scale("typed_form_rows"."units") <= 24 and abs("typed_form_rows"."units") < 1e30),
	CONSTRAINT "typed_form_rows_proceeds" CHECK (scale("typed_form_rows"."proceeds") <= 18 and abs("typed_form_rows"."proceeds") < 1e30),
	CONSTRAINT "typed_form_rows_basis" CHECK (scale("typed_form_rows"."basis") <= 18 and abs("typed_form_rows"."basis") < 1e30),
	CONSTRAINT "typed_form_rows_wash" CHECK (scale("typed_form_rows"."wash_disallowed") <= 18 and abs("typed_form_rows"."wash_disallowed") < 1e30)
);
--> statement-breakpoint
ALTER TABLE "typed_form_rows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "engine_version" text;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "input_hash" text;--> statement-breakpoint
ALTER TABLE "filed_returns" ADD CONSTRAINT "filed_returns_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "filed_returns" ADD CONSTRAINT "filed_returns_input_fk" FOREIGN KEY ("client_id","input_sha256") REFERENCES "public"."frozen_records"("client_id","sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "filed_returns" ADD CONSTRAINT "filed_returns_figures_fk" FOREIGN KEY ("client_id","figures_sha256") REFERENCES "public"."frozen_records"("client_id","sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_decisions" ADD CONSTRAINT "form_decisions_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "frozen_records" ADD CONSTRAINT "frozen_records_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "original_figures" ADD CONSTRAINT "original_figures_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "typed_form_rows" ADD CONSTRAINT "typed_form_rows_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "filed_returns_latest" ON "filed_returns" USING btree ("client_id","year","order");--> statement-breakpoint
CREATE INDEX "form_decisions_year" ON "form_decisions" USING btree ("client_id","tax_year","order");--> statement-breakpoint
CREATE INDEX "original_figures_latest" ON "original_figures" USING btree ("client_id","year","order");--> statement-breakpoint
CREATE INDEX "typed_form_rows_year" ON "typed_form_rows" USING btree ("client_id","tax_year");--> statement-breakpoint
CREATE POLICY "filed_returns_of_client" ON "filed_returns" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "form_decisions_of_client" ON "form_decisions" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "frozen_records_of_client" ON "frozen_records" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "original_figures_of_client" ON "original_figures" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "typed_form_rows_of_client" ON "typed_form_rows" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);