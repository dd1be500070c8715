CREATE TABLE "market_prices" (
	"client_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "market_prices_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"asset" text NOT NULL,
	"span" text NOT NULL,
	"starts" timestamp(3) with time zone NOT NULL,
	"price" numeric NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"pair" text NOT NULL,
	"source" text NOT NULL,
	"told_by" text NOT NULL,
	"entered_by" uuid NOT NULL,
	"retrieved_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "market_prices_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "market_prices_price" CHECK ("market_prices"."price" > 0 and "market_prices"."price" < 1e12),
	CONSTRAINT "market_prices_asset" CHECK (length("market_prices"."asset") between 1 and 200),
	CONSTRAINT "market_prices_kind" CHECK ("market_prices"."span" in ('minute', 'hour', 'day')),
	CONSTRAINT "market_prices_teller" CHECK ("market_prices"."told_by" in ('market', 'person'))
);
--> statement-breakpoint
ALTER TABLE "market_prices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "market_prices" ADD CONSTRAINT "market_prices_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "market_prices_once" ON "market_prices" USING btree ("client_id","asset","span","starts") WHERE "market_prices"."told_by" = 'market';--> statement-breakpoint
CREATE INDEX "market_prices_span" ON "market_prices" USING btree ("client_id","asset","starts");--> statement-breakpoint
CREATE POLICY "market_prices_of_client" ON "market_prices" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);