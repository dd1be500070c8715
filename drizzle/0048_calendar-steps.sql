CREATE TABLE "calendar_steps" (
	"client_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"step" text NOT NULL,
	"told_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calendar_steps_client_id_year_step_pk" PRIMARY KEY("client_id","year","step"),
	CONSTRAINT "calendar_steps_step" CHECK (length("calendar_steps"."step") between 1 and 400)
);
--> statement-breakpoint
ALTER TABLE "calendar_steps" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "calendar_steps" ADD CONSTRAINT "calendar_steps_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "calendar_steps_of_client" ON "calendar_steps" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);