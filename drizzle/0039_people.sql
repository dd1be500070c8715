CREATE TABLE "access_uses" (
	"client_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "access_uses_client_id_user_id_pk" PRIMARY KEY("client_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "access_uses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "client_assignments" (
	"client_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"firm_id" uuid NOT NULL,
	"assigned_by" uuid NOT NULL,
	"assigned_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "client_assignments_client_id_user_id_pk" PRIMARY KEY("client_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "client_assignments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "client_consents" (
	"client_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"signed_by" text NOT NULL,
	"signed_on" date NOT NULL,
	"how" text NOT NULL,
	"recipient" text NOT NULL,
	"role" text NOT NULL,
	"years" integer[],
	"until" date NOT NULL,
	"wording" text NOT NULL,
	"wording_hash" text NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "client_consents_client_id_id_pk" PRIMARY KEY("client_id","id"),
	CONSTRAINT "client_consents_how" CHECK ("client_consents"."how" in ('own', 'on-paper')),
	CONSTRAINT "client_consents_role" CHECK ("client_consents"."role" in ('editor', 'viewer')),
	CONSTRAINT "client_consents_until" CHECK ("client_consents"."until" >= "client_consents"."signed_on"),
	CONSTRAINT "client_consents_hash" CHECK ("client_consents"."wording_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "client_consents_wording" CHECK (length("client_consents"."wording") between 1 and 12000)
);
--> statement-breakpoint
ALTER TABLE "client_consents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "client_hand_offs" (
	"client_id" uuid NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "client_hand_offs_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"from_user_id" uuid NOT NULL,
	"to_user_id" uuid NOT NULL,
	"note" text,
	"at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "client_hand_offs_client_id_order_pk" PRIMARY KEY("client_id","order"),
	CONSTRAINT "client_hand_offs_note" CHECK ("client_hand_offs"."note" is null or length("client_hand_offs"."note") <= 2000)
);
--> statement-breakpoint
ALTER TABLE "client_hand_offs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "firm_events" (
	"firm_id" uuid NOT NULL,
	"order" bigint GENERATED ALWAYS AS IDENTITY (sequence name "firm_events_order_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"user_id" uuid NOT NULL,
	"deed" text NOT NULL,
	"subject_id" uuid,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "firm_events_firm_id_order_pk" PRIMARY KEY("firm_id","order")
);
--> statement-breakpoint
ALTER TABLE "firm_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"client_id" uuid,
	"firm_id" uuid,
	"email" text NOT NULL,
	"recipient" text NOT NULL,
	"role" text NOT NULL,
	"years" integer[],
	"until" date,
	"ends_at" timestamp(3) with time zone,
	"consent_id" uuid,
	"token_hash" text,
	"invited_by" uuid NOT NULL,
	"invited_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"outcome" text,
	"answered_at" timestamp(3) with time zone,
	"answered_by" uuid,
	CONSTRAINT "invitations_to_one" CHECK (num_nonnulls("invitations"."client_id", "invitations"."firm_id") = 1),
	CONSTRAINT "invitations_email_normal" CHECK ("invitations"."email" = lower("invitations"."email")),
	CONSTRAINT "invitations_recipient" CHECK ("invitations"."recipient" in ('professional', 'taxpayer', 'other', 'colleague')
        and ("invitations"."recipient" = 'colleague') = ("invitations"."firm_id" is not null)),
	CONSTRAINT "invitations_role" CHECK ("invitations"."role" in ('owner', 'reviewer', 'preparer', 'viewer') and "invitations"."firm_id" is not null
        or "invitations"."role" in ('editor', 'viewer') and "invitations"."client_id" is not null),
	CONSTRAINT "invitations_years" CHECK ("invitations"."years" is null or ("invitations"."role" = 'viewer' and cardinality("invitations"."years") between 1 and 50)),
	CONSTRAINT "invitations_until" CHECK (num_nonnulls("invitations"."until", "invitations"."ends_at") in (0, 2)),
	CONSTRAINT "invitations_outcome" CHECK (num_nonnulls("invitations"."outcome", "invitations"."answered_at") in (0, 2)
        and ("invitations"."outcome" is null or "invitations"."outcome" in ('accepted', 'declined', 'withdrawn')))
);
--> statement-breakpoint
ALTER TABLE "invitations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "memberships" DROP CONSTRAINT "memberships_role";--> statement-breakpoint
ALTER TABLE "access_grants" ADD COLUMN "years" integer[];--> statement-breakpoint
ALTER TABLE "access_grants" ADD COLUMN "until" date;--> statement-breakpoint
ALTER TABLE "access_grants" ADD COLUMN "ends_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "firms" ADD COLUMN "assigned_only" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "firms" ADD COLUMN "consent_wording" text;--> statement-breakpoint
ALTER TABLE "access_uses" ADD CONSTRAINT "access_uses_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_uses" ADD CONSTRAINT "access_uses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_assignments" ADD CONSTRAINT "client_assignments_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_assignments" ADD CONSTRAINT "client_assignments_member_fk" FOREIGN KEY ("firm_id","user_id") REFERENCES "public"."memberships"("firm_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_consents" ADD CONSTRAINT "client_consents_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_hand_offs" ADD CONSTRAINT "client_hand_offs_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "firm_events" ADD CONSTRAINT "firm_events_firm_id_firms_id_fk" FOREIGN KEY ("firm_id") REFERENCES "public"."firms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_client_id_clients_client_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("client_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_firm_id_firms_id_fk" FOREIGN KEY ("firm_id") REFERENCES "public"."firms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "client_assignments_user" ON "client_assignments" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "client_assignments_member" ON "client_assignments" USING btree ("firm_id","user_id");--> statement-breakpoint
CREATE INDEX "invitations_token" ON "invitations" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "invitations_client" ON "invitations" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "invitations_firm" ON "invitations" USING btree ("firm_id");--> statement-breakpoint
ALTER TABLE "access_grants" ADD CONSTRAINT "access_grants_years" CHECK ("access_grants"."years" is null or ("access_grants"."role" = 'viewer' and cardinality("access_grants"."years") between 1 and 50));--> statement-breakpoint
ALTER TABLE "access_grants" ADD CONSTRAINT "access_grants_until" CHECK (num_nonnulls("access_grants"."until", "access_grants"."ends_at") in (0, 2));--> statement-breakpoint
ALTER TABLE "firms" ADD CONSTRAINT "firms_consent_wording" CHECK ("firms"."consent_wording" is null or length("firms"."consent_wording") between 1 and 8000);--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_role" CHECK ("memberships"."role" in ('owner', 'reviewer', 'preparer', 'viewer'));--> statement-breakpoint
DROP POLICY "access_grants_of_client" ON "access_grants" CASCADE;--> statement-breakpoint
CREATE POLICY "access_grants_given" ON "access_grants" AS PERMISSIVE FOR INSERT TO public WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid and exists (select from clients shared
    where shared.client_id = nullif(current_setting('app.client_id', true), '')::uuid and (shared.owner_user_id = nullif(current_setting('app.user_id', true), '')::uuid
      or shared.firm_id in (select m.firm_id from memberships m
        where m.user_id = nullif(current_setting('app.user_id', true), '')::uuid and m.role in ('owner', 'reviewer')))));--> statement-breakpoint
CREATE POLICY "access_grants_taken_back" ON "access_grants" AS PERMISSIVE FOR DELETE TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid and exists (select from clients shared
    where shared.client_id = nullif(current_setting('app.client_id', true), '')::uuid and (shared.owner_user_id = nullif(current_setting('app.user_id', true), '')::uuid
      or shared.firm_id in (select m.firm_id from memberships m
        where m.user_id = nullif(current_setting('app.user_id', true), '')::uuid and m.role in ('owner', 'reviewer')))));--> statement-breakpoint
CREATE POLICY "firms_changed" ON "firms" AS PERMISSIVE FOR UPDATE TO public USING (id = nullif(current_setting('app.firm_id', true), '')::uuid and exists (select from memberships mine
    where mine.firm_id = nullif(current_setting('app.firm_id', true), '')::uuid and mine.user_id = nullif(current_setting('app.user_id', true), '')::uuid and mine.role = 'owner')) WITH CHECK (id = nullif(current_setting('app.firm_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "memberships_of_firm" ON "memberships" AS PERMISSIVE FOR SELECT TO public USING (firm_id = nullif(current_setting('app.firm_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "memberships_added" ON "memberships" AS PERMISSIVE FOR INSERT TO public WITH CHECK (firm_id = nullif(current_setting('app.firm_id', true), '')::uuid and exists (select from memberships mine
    where mine.firm_id = nullif(current_setting('app.firm_id', true), '')::uuid and mine.user_id = nullif(current_setting('app.user_id', true), '')::uuid and mine.role = 'owner'));--> statement-breakpoint
CREATE POLICY "memberships_changed" ON "memberships" AS PERMISSIVE FOR UPDATE TO public USING (firm_id = nullif(current_setting('app.firm_id', true), '')::uuid and exists (select from memberships mine
    where mine.firm_id = nullif(current_setting('app.firm_id', true), '')::uuid and mine.user_id = nullif(current_setting('app.user_id', true), '')::uuid and mine.role = 'owner')) WITH CHECK (firm_id = nullif(current_setting('app.firm_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "memberships_removed" ON "memberships" AS PERMISSIVE FOR DELETE TO public USING (firm_id = nullif(current_setting('app.firm_id', true), '')::uuid and exists (select from memberships mine
    where mine.firm_id = nullif(current_setting('app.firm_id', true), '')::uuid and mine.user_id = nullif(current_setting('app.user_id', true), '')::uuid and mine.role = 'owner'));--> statement-breakpoint
CREATE POLICY "access_grants_of_client" ON "access_grants" AS PERMISSIVE FOR SELECT TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "access_uses_of_client" ON "access_uses" AS PERMISSIVE FOR SELECT TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "access_uses_told" ON "access_uses" AS PERMISSIVE FOR INSERT TO public WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid and user_id = nullif(current_setting('app.user_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "access_uses_again" ON "access_uses" AS PERMISSIVE FOR UPDATE TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid and user_id = nullif(current_setting('app.user_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid and user_id = nullif(current_setting('app.user_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "client_assignments_seen" ON "client_assignments" AS PERMISSIVE FOR SELECT TO public USING (user_id = nullif(current_setting('app.user_id', true), '')::uuid or client_id = nullif(current_setting('app.client_id', true), '')::uuid or firm_id = nullif(current_setting('app.firm_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "client_assignments_made" ON "client_assignments" AS PERMISSIVE FOR INSERT TO public WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid and (firm_id in (select m.firm_id from memberships m
    where m.user_id = nullif(current_setting('app.user_id', true), '')::uuid and m.role in ('owner', 'reviewer'))
  or exists (select from client_assignments mine
    where mine.client_id = client_assignments.client_id and mine.user_id = nullif(current_setting('app.user_id', true), '')::uuid))
        and exists (select from clients c where c.client_id = client_assignments.client_id and c.firm_id = client_assignments.firm_id));--> statement-breakpoint
CREATE POLICY "client_assignments_ended" ON "client_assignments" AS PERMISSIVE FOR DELETE TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid and (firm_id in (select m.firm_id from memberships m
    where m.user_id = nullif(current_setting('app.user_id', true), '')::uuid and m.role in ('owner', 'reviewer'))
  or exists (select from client_assignments mine
    where mine.client_id = client_assignments.client_id and mine.user_id = nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "client_consents_of_client" ON "client_consents" AS PERMISSIVE FOR SELECT TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "client_consents_recorded" ON "client_consents" AS PERMISSIVE FOR INSERT TO public WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid and recorded_by = nullif(current_setting('app.user_id', true), '')::uuid and exists (select from clients shared
    where shared.client_id = nullif(current_setting('app.client_id', true), '')::uuid and (shared.owner_user_id = nullif(current_setting('app.user_id', true), '')::uuid
      or shared.firm_id in (select m.firm_id from memberships m
        where m.user_id = nullif(current_setting('app.user_id', true), '')::uuid and m.role in ('owner', 'reviewer')))));--> statement-breakpoint
CREATE POLICY "client_hand_offs_of_client" ON "client_hand_offs" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "firm_events_seen" ON "firm_events" AS PERMISSIVE FOR SELECT TO public USING (firm_id = nullif(current_setting('app.firm_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "firm_events_told" ON "firm_events" AS PERMISSIVE FOR INSERT TO public WITH CHECK (firm_id = nullif(current_setting('app.firm_id', true), '')::uuid and user_id = nullif(current_setting('app.user_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "invitations_to_client" ON "invitations" AS PERMISSIVE FOR ALL TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid and exists (select from clients shared
    where shared.client_id = nullif(current_setting('app.client_id', true), '')::uuid and (shared.owner_user_id = nullif(current_setting('app.user_id', true), '')::uuid
      or shared.firm_id in (select m.firm_id from memberships m
        where m.user_id = nullif(current_setting('app.user_id', true), '')::uuid and m.role in ('owner', 'reviewer'))))) WITH CHECK (client_id = nullif(current_setting('app.client_id', true), '')::uuid and exists (select from clients shared
    where shared.client_id = nullif(current_setting('app.client_id', true), '')::uuid and (shared.owner_user_id = nullif(current_setting('app.user_id', true), '')::uuid
      or shared.firm_id in (select m.firm_id from memberships m
        where m.user_id = nullif(current_setting('app.user_id', true), '')::uuid and m.role in ('owner', 'reviewer')))));--> statement-breakpoint
CREATE POLICY "invitations_to_firm" ON "invitations" AS PERMISSIVE FOR ALL TO public USING (firm_id = nullif(current_setting('app.firm_id', true), '')::uuid and exists (select from memberships mine
    where mine.firm_id = nullif(current_setting('app.firm_id', true), '')::uuid and mine.user_id = nullif(current_setting('app.user_id', true), '')::uuid and mine.role = 'owner')) WITH CHECK (firm_id = nullif(current_setting('app.firm_id', true), '')::uuid and exists (select from memberships mine
    where mine.firm_id = nullif(current_setting('app.firm_id', true), '')::uuid and mine.user_id = nullif(current_setting('app.user_id', true), '')::uuid and mine.role = 'owner'));--> statement-breakpoint
CREATE POLICY "invitations_looked_up" ON "invitations" AS PERMISSIVE FOR SELECT TO public USING (coalesce(current_setting('app.system', true), '') = 'on');--> statement-breakpoint
CREATE POLICY "invitations_sent" ON "invitations" AS PERMISSIVE FOR UPDATE TO public USING (coalesce(current_setting('app.system', true), '') = 'on') WITH CHECK (coalesce(current_setting('app.system', true), '') = 'on');--> statement-breakpoint
ALTER POLICY "access_grants_mine" ON "access_grants" TO public USING (user_id = nullif(current_setting('app.user_id', true), '')::uuid and not coalesce(ends_at <= now(), false));--> statement-breakpoint
ALTER POLICY "clients_seen" ON "clients" TO public USING (client_id = nullif(current_setting('app.client_id', true), '')::uuid or owner_user_id = nullif(current_setting('app.user_id', true), '')::uuid
  or firm_id in (select m.firm_id from memberships m join firms f on f.id = m.firm_id
    where m.user_id = nullif(current_setting('app.user_id', true), '')::uuid and (m.role in ('owner', 'reviewer') or not f.assigned_only))
  or (firm_id in (select m.firm_id from memberships m where m.user_id = nullif(current_setting('app.user_id', true), '')::uuid)
    and client_id in (select a.client_id from client_assignments a where a.user_id = nullif(current_setting('app.user_id', true), '')::uuid)) or client_id in (select g.client_id from access_grants g
    where g.user_id = nullif(current_setting('app.user_id', true), '')::uuid and not coalesce(g.ends_at <= now(), false)));--> statement-breakpoint
ALTER POLICY "clients_made" ON "clients" TO public WITH CHECK (owner_user_id = nullif(current_setting('app.user_id', true), '')::uuid
  or firm_id in (select m.firm_id from memberships m join firms f on f.id = m.firm_id
    where m.user_id = nullif(current_setting('app.user_id', true), '')::uuid
      and (m.role in ('owner', 'reviewer') or (m.role = 'preparer' and not f.assigned_only))));