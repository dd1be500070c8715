-- Row security binds the owner of the new table too.
ALTER TABLE import_row_blocks FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- Packed already: PostgreSQL need not try again.
ALTER TABLE import_row_blocks ALTER COLUMN packed SET STORAGE EXTERNAL;
