ALTER TABLE "board_marks" DROP CONSTRAINT "board_marks_reason";--> statement-breakpoint
ALTER TABLE "client_hand_offs" DROP CONSTRAINT "client_hand_offs_note";--> statement-breakpoint
ALTER TABLE "filed_returns" DROP CONSTRAINT "filed_returns_reason";--> statement-breakpoint
ALTER TABLE "form_decisions" DROP CONSTRAINT "form_decisions_note";--> statement-breakpoint
ALTER TABLE "identification_tickets" DROP CONSTRAINT "identification_tickets_words";--> statement-breakpoint
ALTER TABLE "passkeys" DROP CONSTRAINT "passkeys_name";--> statement-breakpoint
ALTER TABLE "plan_comments" DROP CONSTRAINT "plan_comments_text";--> statement-breakpoint
ALTER TABLE "plan_versions" DROP CONSTRAINT "plan_versions_name";--> statement-breakpoint
ALTER TABLE "plan_versions" DROP CONSTRAINT "plan_versions_note";--> statement-breakpoint
ALTER TABLE "review_dismissals" DROP CONSTRAINT "review_dismissals_reason";--> statement-breakpoint
ALTER TABLE "board_marks" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "client_hand_offs" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "form_decisions" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "plan_comments" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "plan_versions" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "review_dismissals" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "board_marks" ADD CONSTRAINT "board_marks_reason" CHECK (("board_marks"."stage" is null or "board_marks"."reason" is not null) and length("board_marks"."reason") <= 3000);--> statement-breakpoint
ALTER TABLE "client_hand_offs" ADD CONSTRAINT "client_hand_offs_note" CHECK ("client_hand_offs"."note" is null or length("client_hand_offs"."note") <= 12000);--> statement-breakpoint
ALTER TABLE "filed_returns" ADD CONSTRAINT "filed_returns_reason" CHECK ("filed_returns"."state" <> 'reopened' or length(btrim("filed_returns"."reason")) between 3 and 3000);--> statement-breakpoint
ALTER TABLE "form_decisions" ADD CONSTRAINT "form_decisions_note" CHECK (length("form_decisions"."note") <= 6000);--> statement-breakpoint
ALTER TABLE "identification_tickets" ADD CONSTRAINT "identification_tickets_words" CHECK (length("identification_tickets"."instruction") between 1 and 220000);--> statement-breakpoint
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_name" CHECK (length("passkeys"."name") between 1 and 500);--> statement-breakpoint
ALTER TABLE "plan_comments" ADD CONSTRAINT "plan_comments_text" CHECK (length("plan_comments"."text") between 1 and 24000);--> statement-breakpoint
ALTER TABLE "plan_versions" ADD CONSTRAINT "plan_versions_name" CHECK (length("plan_versions"."name") between 1 and 1000);--> statement-breakpoint
ALTER TABLE "plan_versions" ADD CONSTRAINT "plan_versions_note" CHECK (length("plan_versions"."note") <= 12000);--> statement-breakpoint
ALTER TABLE "review_dismissals" ADD CONSTRAINT "review_dismissals_reason" CHECK (case "review_dismissals"."state" when 'open' then "review_dismissals"."reason" = '' else length(btrim("review_dismissals"."reason")) between 3 and 2000 end);--> statement-breakpoint
ALTER TABLE "client_consents" DROP CONSTRAINT "client_consents_wording";--> statement-breakpoint
ALTER TABLE "client_consents" ADD CONSTRAINT "client_consents_wording" CHECK (length("client_consents"."wording") between 1 and 70000);