CREATE TABLE "review_dismissals" (
	"client_id" uuid NOT NULL,
	"item" text NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "review_dismissals_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"state" text NOT NULL,
	"reason" text NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "review_dismissals_client_id_item_order_pk" PRIMARY KEY("client_id","item","order"),
	CONSTRAINT "review_dismissals_state" CHECK ("review_dismissals"."state" in ('dismissed', 'open')),
	CONSTRAINT "review_dismissals_item" CHECK (length("review_dismissals"."item") between 3 and 400),
	CONSTRAINT "review_dismissals_reason" CHECK (case "review_dismissals"."state" when 'open' then "review_dismissals"."reason" = '' else length(btrim("review_dismissals"."reason")) between 3 and 300 end)
);
--> statement-breakpoint
ALTER TABLE "review_dismissals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "review_dismissals" ADD CONSTRAINT "review_dismissals_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "review_dismissals_of_client" ON "review_dismissals" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);