CREATE TABLE "client_form_keys" (
	"client_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"key" uuid NOT NULL,
	"attempt" uuid NOT NULL,
	"body" text NOT NULL,
	"outcome" text,
	"sent_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "client_form_keys_client_id_user_id_key_pk" PRIMARY KEY("client_id","user_id","key"),
	CONSTRAINT "client_form_keys_body" CHECK ("client_form_keys"."body" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "client_form_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "user_form_keys" (
	"user_id" uuid NOT NULL,
	"key" uuid NOT NULL,
	"attempt" uuid NOT NULL,
	"body" text NOT NULL,
	"outcome" text,
	"sent_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_form_keys_user_id_key_pk" PRIMARY KEY("user_id","key"),
	CONSTRAINT "user_form_keys_body" CHECK ("user_form_keys"."body" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "user_form_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "client_form_keys" ADD CONSTRAINT "client_form_keys_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_form_keys" ADD CONSTRAINT "user_form_keys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "client_form_keys_own" ON "client_form_keys" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid and user_id = nullif(current_setting('app.user_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid and user_id = nullif(current_setting('app.user_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "client_form_keys_stale" ON "client_form_keys" AS PERMISSIVE FOR SELECT TO public USING (coalesce(current_setting('app.system', true), '') = 'on' and sent_at < now() - interval '1 day');--> statement-breakpoint
CREATE POLICY "client_form_keys_dropped" ON "client_form_keys" AS PERMISSIVE FOR DELETE TO public USING (coalesce(current_setting('app.system', true), '') = 'on' and sent_at < now() - interval '1 day');--> statement-breakpoint
CREATE POLICY "user_form_keys_own" ON "user_form_keys" AS PERMISSIVE FOR ALL TO public USING (user_id = nullif(current_setting('app.user_id', true), '')::uuid) WITH CHECK (user_id = nullif(current_setting('app.user_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "user_form_keys_stale" ON "user_form_keys" AS PERMISSIVE FOR SELECT TO public USING (coalesce(current_setting('app.system', true), '') = 'on' and sent_at < now() - interval '1 day');--> statement-breakpoint
CREATE POLICY "user_form_keys_dropped" ON "user_form_keys" AS PERMISSIVE FOR DELETE TO public USING (coalesce(current_setting('app.system', true), '') = 'on' and sent_at < now() - interval '1 day');