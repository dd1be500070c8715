CREATE TABLE "import_row_blocks" (
	"client_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"first_line" integer NOT NULL,
	"last_line" integer NOT NULL,
	"row_count" integer NOT NULL,
	"packed" "bytea" NOT NULL,
	CONSTRAINT "import_row_blocks_client_id_batch_id_position_pk" PRIMARY KEY("client_id","batch_id","position"),
	CONSTRAINT "import_row_blocks_lines" CHECK ("import_row_blocks"."first_line" <= "import_row_blocks"."last_line"),
	CONSTRAINT "import_row_blocks_count" CHECK ("import_row_blocks"."row_count" > 0)
);
--> statement-breakpoint
ALTER TABLE "import_row_blocks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "import_row_blocks" ADD CONSTRAINT "import_row_blocks_client_id_batch_id_import_batches_client_id_id_fk" FOREIGN KEY ("client_id","batch_id") REFERENCES "public"."import_batches"("client_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "import_row_blocks_of_client" ON "import_row_blocks" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);