CREATE TABLE "quarantine_further" (
	"client_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "quarantine_further_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"quarantine_id" uuid NOT NULL,
	"decision_id" uuid,
	"is_ours" boolean NOT NULL,
	"transaction_id" uuid NOT NULL,
	CONSTRAINT "quarantine_further_client_id_id_pk" PRIMARY KEY("client_id","id")
);
--> statement-breakpoint
ALTER TABLE "quarantine_further" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "quarantine_further" ADD CONSTRAINT "quarantine_further_quarantine_fk" FOREIGN KEY ("client_id","quarantine_id") REFERENCES "public"."quarantine"("client_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarantine_further" ADD CONSTRAINT "quarantine_further_decision_fk" FOREIGN KEY ("client_id","decision_id") REFERENCES "public"."quarantine_decisions"("client_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarantine_further" ADD CONSTRAINT "quarantine_further_transaction_fk" FOREIGN KEY ("client_id","transaction_id") REFERENCES "public"."transactions"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "quarantine_further_of" ON "quarantine_further" USING btree ("client_id","quarantine_id","decision_id");--> statement-breakpoint
CREATE INDEX "quarantine_further_transaction" ON "quarantine_further" USING btree ("client_id","transaction_id");--> statement-breakpoint
CREATE POLICY "quarantine_further_of_client" ON "quarantine_further" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);