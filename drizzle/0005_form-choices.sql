CREATE TABLE "stated_adjustments" (
	"client_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "stated_adjustments_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"transaction_id" uuid NOT NULL,
	"code" text NOT NULL,
	"amount" numeric NOT NULL,
	"withdrawn" boolean DEFAULT false NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stated_adjustments_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "stated_adjustments_code" CHECK ("stated_adjustments"."code" in ('D', 'H', 'L', 'N', 'O', 'P', 'Q', 'R', 'S', 'X', 'Y', 'Z')),
	CONSTRAINT "stated_adjustments_amount" CHECK (scale("stated_adjustments"."amount") <= 18 and abs("stated_adjustments"."amount") < 1e30)
);
--> statement-breakpoint
ALTER TABLE "stated_adjustments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "client_settings" ADD COLUMN "rounding" text DEFAULT 'cents' NOT NULL;--> statement-breakpoint
ALTER TABLE "client_settings" ADD COLUMN "exception_1" text DEFAULT 'list' NOT NULL;--> statement-breakpoint
ALTER TABLE "client_settings" ADD COLUMN "various" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "stated_adjustments" ADD CONSTRAINT "stated_adjustments_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stated_adjustments" ADD CONSTRAINT "stated_adjustments_transaction_fk" FOREIGN KEY ("client_id","transaction_id") REFERENCES "public"."transactions"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "stated_adjustments_latest" ON "stated_adjustments" USING btree ("client_id","transaction_id","code","order");--> statement-breakpoint
ALTER TABLE "client_settings" ADD CONSTRAINT "client_settings_rounding" CHECK ("client_settings"."rounding" in ('cents', 'dollars'));--> statement-breakpoint
ALTER TABLE "client_settings" ADD CONSTRAINT "client_settings_exception_1" CHECK ("client_settings"."exception_1" in ('list', 'direct'));--> statement-breakpoint
CREATE POLICY "stated_adjustments_of_client" ON "stated_adjustments" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);