CREATE TABLE "harvest_marks" (
	"client_id" uuid NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "harvest_marks_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"account_id" uuid NOT NULL,
	"asset" text NOT NULL,
	"reason" text,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "harvest_marks_client_id_order_pk" PRIMARY KEY("client_id","order"),
	CONSTRAINT "harvest_marks_asset" CHECK (length("harvest_marks"."asset") between 1 and 64),
	CONSTRAINT "harvest_marks_reason" CHECK ("harvest_marks"."reason" is null or "harvest_marks"."reason" in ('illiquid', 'no-bid', 'related-buyer'))
);
--> statement-breakpoint
ALTER TABLE "harvest_marks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "harvest_marks" ADD CONSTRAINT "harvest_marks_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "harvest_marks" ADD CONSTRAINT "harvest_marks_client_id_account_id_accounts_client_id_id_fk" FOREIGN KEY ("client_id","account_id") REFERENCES "public"."accounts"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "harvest_marks_latest" ON "harvest_marks" USING btree ("client_id","account_id","asset","order");--> statement-breakpoint
CREATE POLICY "harvest_marks_of_client" ON "harvest_marks" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);