CREATE TABLE "client_keys" (
	"client_id" uuid NOT NULL,
	"wrapped" text NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "client_keys_client_id_pk" PRIMARY KEY("client_id"),
	CONSTRAINT "client_keys_wrapped" CHECK ("client_keys"."wrapped" like 's1.%')
);
--> statement-breakpoint
ALTER TABLE "client_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "user_keys" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"wrapped" text NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_keys_wrapped" CHECK ("user_keys"."wrapped" like 's1.%')
);
--> statement-breakpoint
ALTER TABLE "user_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "client_keys" ADD CONSTRAINT "client_keys_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_keys" ADD CONSTRAINT "user_keys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "client_keys_of_client" ON "client_keys" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "client_keys_listed" ON "client_keys" AS PERMISSIVE FOR SELECT TO public USING (client_id in (select client_id from clients));--> statement-breakpoint
CREATE POLICY "client_keys_made" ON "client_keys" AS PERMISSIVE FOR INSERT TO public WITH CHECK (client_id in (select client_id from clients));--> statement-breakpoint
CREATE POLICY "client_keys_system" ON "client_keys" AS PERMISSIVE FOR ALL TO public USING (coalesce(current_setting('app.system', true), '') = 'on') WITH CHECK (coalesce(current_setting('app.system', true), '') = 'on');--> statement-breakpoint
CREATE POLICY "user_keys_mine" ON "user_keys" AS PERMISSIVE FOR ALL TO public USING (user_id = nullif(current_setting('app.user_id', true), '')::uuid or coalesce(current_setting('app.system', true), '') = 'on') WITH CHECK (user_id = nullif(current_setting('app.user_id', true), '')::uuid or coalesce(current_setting('app.system', true), '') = 'on');