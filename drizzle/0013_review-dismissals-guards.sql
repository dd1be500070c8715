-- Row security binds the owner of the new table too.
ALTER TABLE review_dismissals FORCE ROW LEVEL SECURITY;
