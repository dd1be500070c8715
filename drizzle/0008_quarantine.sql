CREATE TABLE "quarantine_decisions" (
	"client_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "quarantine_decisions_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"quarantine_id" uuid NOT NULL,
	"decision" text NOT NULL,
	"entry_id" uuid,
	"displaced_id" uuid,
	"other_id" uuid,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "quarantine_decisions_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "quarantine_decisions_decision" CHECK ("quarantine_decisions"."decision" in ('open', 'same', 'different', 'prefer-new', 'spam', 'mine', 'released'))
);
--> statement-breakpoint
ALTER TABLE "quarantine_decisions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "quarantine" (
	"client_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "quarantine_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"transaction_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"other_id" uuid,
	"score" integer,
	"reason" text NOT NULL,
	"shift_hours" integer,
	"contract" text,
	"entered_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "quarantine_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "quarantine_kind" CHECK ("quarantine"."kind" in ('twin', 'spam')),
	CONSTRAINT "quarantine_twin" CHECK (("quarantine"."kind" = 'twin') = ("quarantine"."other_id" is not null and "quarantine"."score" is not null)),
	CONSTRAINT "quarantine_score" CHECK ("quarantine"."score" between 0 and 1000)
);
--> statement-breakpoint
ALTER TABLE "quarantine" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "import_batches" DROP CONSTRAINT "import_batches_rows";--> statement-breakpoint
ALTER TABLE "import_rows" DROP CONSTRAINT "import_rows_outcome";--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "rows_quarantined" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "quarantine_decisions" ADD CONSTRAINT "quarantine_decisions_quarantine_fk" FOREIGN KEY ("client_id","quarantine_id") REFERENCES "public"."quarantine"("client_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarantine_decisions" ADD CONSTRAINT "quarantine_decisions_entry_fk" FOREIGN KEY ("client_id","entry_id") REFERENCES "public"."transactions"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarantine_decisions" ADD CONSTRAINT "quarantine_decisions_displaced_fk" FOREIGN KEY ("client_id","displaced_id") REFERENCES "public"."transactions"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarantine_decisions" ADD CONSTRAINT "quarantine_decisions_other_fk" FOREIGN KEY ("client_id","other_id") REFERENCES "public"."transactions"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarantine" ADD CONSTRAINT "quarantine_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarantine" ADD CONSTRAINT "quarantine_transaction_fk" FOREIGN KEY ("client_id","transaction_id") REFERENCES "public"."transactions"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarantine" ADD CONSTRAINT "quarantine_other_fk" FOREIGN KEY ("client_id","other_id") REFERENCES "public"."transactions"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "quarantine_decisions_latest" ON "quarantine_decisions" USING btree ("client_id","quarantine_id","order");--> statement-breakpoint
CREATE INDEX "quarantine_transaction" ON "quarantine" USING btree ("client_id","transaction_id");--> statement-breakpoint
CREATE INDEX "quarantine_other" ON "quarantine" USING btree ("client_id","other_id");--> statement-breakpoint
ALTER TABLE "import_batches" ADD CONSTRAINT "import_batches_rows" CHECK ("import_batches"."rows_read" = "import_batches"."rows_accepted" + "import_batches"."rows_known" + "import_batches"."rows_quarantined" + "import_batches"."rows_question" + "import_batches"."rows_rejected" + "import_batches"."rows_skipped");--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_outcome" CHECK ("import_rows"."outcome" in ('accepted', 'known', 'quarantined', 'question', 'rejected', 'skipped'));--> statement-breakpoint
CREATE POLICY "quarantine_decisions_of_client" ON "quarantine_decisions" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "quarantine_of_client" ON "quarantine" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);