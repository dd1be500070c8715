CREATE TABLE "broker_form_rows" (
	"client_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"fingerprint" text NOT NULL,
	"payer" text NOT NULL,
	"account" text NOT NULL,
	"tax_year" integer NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"asset" text,
	"units" numeric NOT NULL,
	"acquired" date,
	"acquired_various" boolean NOT NULL,
	"sold" date NOT NULL,
	"proceeds" numeric NOT NULL,
	"basis" numeric,
	"wash_disallowed" numeric,
	"term" text,
	"covered" boolean,
	"box" text,
	"more" jsonb NOT NULL,
	CONSTRAINT "broker_form_rows_client_id_batch_id_line_pk" PRIMARY KEY("client_id","batch_id","line"),
	CONSTRAINT "broker_form_rows_term" CHECK ("broker_form_rows"."term" in ('short', 'long', 'ordinary')),
	CONSTRAINT "broker_form_rows_acquired" CHECK (not ("broker_form_rows"."acquired_various" and "broker_form_rows"."acquired" is not null)),
	CONSTRAINT "broker_form_rows_units" CHECK (scale("broker_form_rows"."units") <= 24 and abs("broker_form_rows"."units") < 1e30),
	CONSTRAINT "broker_form_rows_proceeds" CHECK (scale("broker_form_rows"."proceeds") <= 18 and abs("broker_form_rows"."proceeds") < 1e30),
	CONSTRAINT "broker_form_rows_basis" CHECK (scale("broker_form_rows"."basis") <= 18 and abs("broker_form_rows"."basis") < 1e30),
	CONSTRAINT "broker_form_rows_wash" CHECK (scale("broker_form_rows"."wash_disallowed") <= 18 and abs("broker_form_rows"."wash_disallowed") < 1e30)
);
--> statement-breakpoint
ALTER TABLE "broker_form_rows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "firm_templates" (
	"firm_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"header_hash" text NOT NULL,
	"document" jsonb NOT NULL,
	"saved_by" uuid NOT NULL,
	"saved_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "firm_templates_firm_id_id_version_pk" PRIMARY KEY("firm_id","id","version"),
	CONSTRAINT "firm_templates_hash" CHECK ("firm_templates"."header_hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "firm_templates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "mapping_templates" (
	"client_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"header_hash" text NOT NULL,
	"document" jsonb NOT NULL,
	"removed" boolean DEFAULT false NOT NULL,
	"saved_by" uuid NOT NULL,
	"saved_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mapping_templates_client_id_id_version_pk" PRIMARY KEY("client_id","id","version"),
	CONSTRAINT "mapping_templates_version" CHECK ("mapping_templates"."version" >= 1),
	CONSTRAINT "mapping_templates_hash" CHECK ("mapping_templates"."header_hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "mapping_templates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "import_batches" DROP CONSTRAINT "import_batches_state";--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "template_id" uuid;--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "template_version" integer;--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "head" jsonb;--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "asks" jsonb;--> statement-breakpoint
ALTER TABLE "broker_form_rows" ADD CONSTRAINT "broker_form_rows_batch_fk" FOREIGN KEY ("client_id","batch_id") REFERENCES "public"."import_batches"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firm_templates" ADD CONSTRAINT "firm_templates_firm_id_firms_id_fk" FOREIGN KEY ("firm_id") REFERENCES "public"."firms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mapping_templates" ADD CONSTRAINT "mapping_templates_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "broker_form_rows_year" ON "broker_form_rows" USING btree ("client_id","tax_year");--> statement-breakpoint
CREATE INDEX "broker_form_rows_fingerprint" ON "broker_form_rows" USING btree ("client_id","fingerprint");--> statement-breakpoint
CREATE INDEX "firm_templates_header" ON "firm_templates" USING btree ("firm_id","header_hash");--> statement-breakpoint
CREATE INDEX "mapping_templates_header" ON "mapping_templates" USING btree ("client_id","header_hash");--> statement-breakpoint
ALTER TABLE "import_batches" ADD CONSTRAINT "import_batches_template_fk" FOREIGN KEY ("client_id","template_id","template_version") REFERENCES "public"."mapping_templates"("client_id","id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_batches" ADD CONSTRAINT "import_batches_state" CHECK ("import_batches"."state" in ('unmapped', 'asking', 'previewed', 'committing', 'committed', 'undone', 'failed', 'cancelled'));--> statement-breakpoint
CREATE POLICY "broker_form_rows_of_client" ON "broker_form_rows" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "firm_templates_member" ON "firm_templates" AS PERMISSIVE FOR ALL TO public USING (firm_id in (select firm_id from memberships where user_id = nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (firm_id in (select firm_id from memberships where user_id = nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "mapping_templates_of_client" ON "mapping_templates" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);