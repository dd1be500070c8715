ALTER TABLE "typed_form_rows" ALTER COLUMN "asset" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "broker_form_rows" ADD COLUMN "first_sale" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "typed_form_rows" ADD COLUMN "first_sale" boolean DEFAULT false NOT NULL;