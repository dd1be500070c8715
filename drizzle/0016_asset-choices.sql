CREATE TABLE "asset_choices" (
	"client_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "asset_choices_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source" text NOT NULL,
	"symbol" text NOT NULL,
	"asset" text,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "asset_choices_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "asset_choices_source" CHECK (length("asset_choices"."source") between 1 and 60),
	CONSTRAINT "asset_choices_symbol" CHECK (length("asset_choices"."symbol") between 1 and 64),
	CONSTRAINT "asset_choices_asset" CHECK ("asset_choices"."asset" is null or length("asset_choices"."asset") between 1 and 64)
);
--> statement-breakpoint
ALTER TABLE "asset_choices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "asset_choices" ADD CONSTRAINT "asset_choices_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "asset_choices_latest" ON "asset_choices" USING btree ("client_id","source","symbol","order");--> statement-breakpoint
CREATE POLICY "asset_choices_of_client" ON "asset_choices" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);