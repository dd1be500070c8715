-- Row security binds the owner of the new table too.
ALTER TABLE head_letters FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- A deletion that was called off stays as it is, like one that is finished.
DROP TRIGGER deletions_keep ON deletions;
--> statement-breakpoint
CREATE TRIGGER deletions_keep BEFORE UPDATE OR DELETE ON deletions
  FOR EACH ROW WHEN (old.finished_at IS NOT NULL OR old.called_off_at IS NOT NULL) EXECUTE FUNCTION keep_receipts();
