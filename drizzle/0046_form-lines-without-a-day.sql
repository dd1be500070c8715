ALTER TABLE "broker_form_rows" ALTER COLUMN "sold" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "typed_form_rows" ALTER COLUMN "sold" DROP NOT NULL;