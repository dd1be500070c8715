CREATE TABLE "head_letters" (
	"user_id" uuid NOT NULL,
	"month" date NOT NULL,
	"handed_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"outcome" text,
	"finished_at" timestamp(3) with time zone,
	"told" text,
	CONSTRAINT "head_letters_user_id_month_pk" PRIMARY KEY("user_id","month"),
	CONSTRAINT "head_letters_month" CHECK (extract(day from "head_letters"."month") = 1),
	CONSTRAINT "head_letters_outcome" CHECK ("head_letters"."outcome" in ('sent', 'dropped'))
);
--> statement-breakpoint
ALTER TABLE "head_letters" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "deletions" ADD COLUMN "called_off_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "head_letters_stopped_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "head_letters" ADD CONSTRAINT "head_letters_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deletions" ADD CONSTRAINT "deletions_called_off" CHECK ("deletions"."called_off_at" is null or ("deletions"."finished_at" is null and "deletions"."kind" = 'books'));--> statement-breakpoint
CREATE POLICY "deletions_of_team" ON "deletions" AS PERMISSIVE FOR SELECT TO public USING (kind = 'account' and finished_at is null and subject_id in (
        select m.user_id from memberships m where m.firm_id = nullif(current_setting('app.firm_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "head_letters_system" ON "head_letters" AS PERMISSIVE FOR ALL TO public USING (coalesce(current_setting('app.system', true), '') = 'on') WITH CHECK (coalesce(current_setting('app.system', true), '') = 'on');