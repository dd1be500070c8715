CREATE TABLE "oidc_links" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "oidc_links_subject" CHECK (length("oidc_links"."subject") between 1 and 255)
);
--> statement-breakpoint
ALTER TABLE "oidc_links" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "oidc_links" ADD CONSTRAINT "oidc_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "oidc_links_account" ON "oidc_links" USING btree ("issuer","subject");--> statement-breakpoint
CREATE POLICY "oidc_links_system" ON "oidc_links" AS PERMISSIVE FOR ALL TO public USING (coalesce(current_setting('app.system', true), '') = 'on') WITH CHECK (coalesce(current_setting('app.system', true), '') = 'on');