ALTER TABLE "harvest_marks" ADD COLUMN "lot" text;--> statement-breakpoint
ALTER TABLE "identification_tickets" ADD COLUMN "purpose" text DEFAULT 'sale' NOT NULL;--> statement-breakpoint
ALTER TABLE "harvest_marks" ADD CONSTRAINT "harvest_marks_lot" CHECK (length("harvest_marks"."lot") between 1 and 80);--> statement-breakpoint
ALTER TABLE "identification_tickets" ADD CONSTRAINT "identification_tickets_purpose" CHECK ("identification_tickets"."purpose" in ('sale', 'payment', 'gift', 'donation', 'move'));