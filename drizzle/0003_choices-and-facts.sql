CREATE TABLE "account_facts" (
	"client_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "account_facts_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"account_id" uuid NOT NULL,
	"custody" text NOT NULL,
	"owner" text NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_facts_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "account_facts_custody" CHECK ("account_facts"."custody" in ('own', 'broker')),
	CONSTRAINT "account_facts_owner" CHECK ("account_facts"."owner" in ('client', 'spouse', 'ira'))
);
--> statement-breakpoint
ALTER TABLE "account_facts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "allocations_2025" (
	"client_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "allocations_2025_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"completed_at" timestamp(3) with time zone NOT NULL,
	"described_at" timestamp(3) with time zone,
	"extended" boolean NOT NULL,
	"rows" jsonb NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "allocations_2025_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "allocations_2025_kind" CHECK ("allocations_2025"."kind" in ('specific', 'global')),
	CONSTRAINT "allocations_2025_rows" CHECK (jsonb_typeof("allocations_2025"."rows") = 'array')
);
--> statement-breakpoint
ALTER TABLE "allocations_2025" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "asset_facts" (
	"client_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "asset_facts_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"asset" text NOT NULL,
	"class" text NOT NULL,
	"collectible" boolean NOT NULL,
	"identical_to" text,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "asset_facts_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "asset_facts_asset" CHECK (length("asset_facts"."asset") between 1 and 64),
	CONSTRAINT "asset_facts_class" CHECK ("asset_facts"."class" in ('digital', 'security', 'tokenized-security')),
	CONSTRAINT "asset_facts_identical" CHECK ("asset_facts"."identical_to" is null or length("asset_facts"."identical_to") between 1 and 64)
);
--> statement-breakpoint
ALTER TABLE "asset_facts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "broker_reports" (
	"client_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "broker_reports_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"transaction_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"form" text NOT NULL,
	"proceeds" numeric NOT NULL,
	"basis" numeric,
	"basis_reported" boolean NOT NULL,
	"term" text,
	"wash_disallowed" numeric,
	"acquired" date,
	"units" numeric,
	"withdrawn" boolean DEFAULT false NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "broker_reports_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "broker_reports_form" CHECK ("broker_reports"."form" in ('1099-B', '1099-DA')),
	CONSTRAINT "broker_reports_line" CHECK ("broker_reports"."line" between 1 and 50),
	CONSTRAINT "broker_reports_term" CHECK ("broker_reports"."term" in ('short', 'long', 'ordinary')),
	CONSTRAINT "broker_reports_proceeds" CHECK (scale("broker_reports"."proceeds") <= 18 and abs("broker_reports"."proceeds") < 1e30),
	CONSTRAINT "broker_reports_basis" CHECK (scale("broker_reports"."basis") <= 18 and abs("broker_reports"."basis") < 1e30),
	CONSTRAINT "broker_reports_wash" CHECK (scale("broker_reports"."wash_disallowed") <= 18 and abs("broker_reports"."wash_disallowed") < 1e30),
	CONSTRAINT "broker_reports_units" CHECK (scale("broker_reports"."units") <= 24 and abs("broker_reports"."units") < 1e30)
);
--> statement-breakpoint
ALTER TABLE "broker_reports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "identifications" (
	"client_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "identifications_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"transaction_id" uuid NOT NULL,
	"made_at" timestamp(3) with time zone NOT NULL,
	"told_broker_at" timestamp(3) with time zone,
	"lots" jsonb NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "identifications_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "identifications_lots" CHECK (jsonb_typeof("identifications"."lots") = 'array')
);
--> statement-breakpoint
ALTER TABLE "identifications" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "standing_orders" DROP CONSTRAINT "standing_orders_method";--> statement-breakpoint
ALTER TABLE "client_settings" ADD COLUMN "swap_costs_before_2025" text DEFAULT 'given-up' NOT NULL;--> statement-breakpoint
ALTER TABLE "client_settings" ADD COLUMN "conversions" jsonb DEFAULT '{"wrap":"ask","bridge":"ask","liquidity":"taxable","liquid-staking":"taxable"}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "client_settings" ADD COLUMN "wash_sales_from" date;--> statement-breakpoint
ALTER TABLE "standing_orders" ADD COLUMN "told_broker_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "account_facts" ADD CONSTRAINT "account_facts_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_facts" ADD CONSTRAINT "account_facts_client_id_account_id_accounts_client_id_id_fk" FOREIGN KEY ("client_id","account_id") REFERENCES "public"."accounts"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocations_2025" ADD CONSTRAINT "allocations_2025_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "asset_facts" ADD CONSTRAINT "asset_facts_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broker_reports" ADD CONSTRAINT "broker_reports_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broker_reports" ADD CONSTRAINT "broker_reports_transaction_fk" FOREIGN KEY ("client_id","transaction_id") REFERENCES "public"."transactions"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identifications" ADD CONSTRAINT "identifications_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identifications" ADD CONSTRAINT "identifications_transaction_fk" FOREIGN KEY ("client_id","transaction_id") REFERENCES "public"."transactions"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_facts_latest" ON "account_facts" USING btree ("client_id","account_id","order");--> statement-breakpoint
CREATE INDEX "asset_facts_latest" ON "asset_facts" USING btree ("client_id","asset","order");--> statement-breakpoint
CREATE INDEX "broker_reports_latest" ON "broker_reports" USING btree ("client_id","transaction_id","line","order");--> statement-breakpoint
CREATE INDEX "identifications_transaction" ON "identifications" USING btree ("client_id","transaction_id");--> statement-breakpoint
ALTER TABLE "client_settings" ADD CONSTRAINT "client_settings_swap_costs" CHECK ("client_settings"."swap_costs_before_2025" in ('given-up', 'received', 'halves'));--> statement-breakpoint
ALTER TABLE "client_settings" ADD CONSTRAINT "client_settings_conversions" CHECK ("client_settings"."conversions" ?& array['wrap', 'bridge', 'liquidity', 'liquid-staking'] and not jsonb_path_exists("client_settings"."conversions", '$.* ? (@ != "taxable" && @ != "carry-over" && @ != "ask")'));--> statement-breakpoint
ALTER TABLE "standing_orders" ADD CONSTRAINT "standing_orders_method" CHECK ("standing_orders"."method" in ('fifo', 'lifo', 'hifo', 'lowest-gain', 'lofo'));--> statement-breakpoint
CREATE POLICY "account_facts_of_client" ON "account_facts" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "allocations_2025_of_client" ON "allocations_2025" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "asset_facts_of_client" ON "asset_facts" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "broker_reports_of_client" ON "broker_reports" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "identifications_of_client" ON "identifications" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);