CREATE TABLE "account_costs" (
	"client_id" uuid NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "account_costs_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"account_id" uuid NOT NULL,
	"rate" text NOT NULL,
	"fixed" numeric NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_costs_client_id_order_pk" PRIMARY KEY("client_id","order"),
	CONSTRAINT "account_costs_rate" CHECK ("account_costs"."rate" ~ '^0(\.[0-9]{1,18})?$'),
	CONSTRAINT "account_costs_fixed_exact" CHECK (scale("account_costs"."fixed") <= 18 and abs("account_costs"."fixed") < 1e30),
	CONSTRAINT "account_costs_fixed" CHECK ("account_costs"."fixed" >= 0)
);
--> statement-breakpoint
ALTER TABLE "account_costs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "account_costs" ADD CONSTRAINT "account_costs_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_costs" ADD CONSTRAINT "account_costs_client_id_account_id_accounts_client_id_id_fk" FOREIGN KEY ("client_id","account_id") REFERENCES "public"."accounts"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_costs_latest" ON "account_costs" USING btree ("client_id","account_id","order");--> statement-breakpoint
CREATE POLICY "account_costs_of_client" ON "account_costs" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);