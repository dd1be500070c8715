-- Every row of a file names the same import and few accounts. A foreign key looks both up again for each row, a third of what a large
-- import costs the server; these look once a statement for each that is named, under the same lock, and refuse with the same error.
CREATE FUNCTION transactions_have_parents() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE named record;
BEGIN
  FOR named IN SELECT DISTINCT client_id, account_id AS id FROM added LOOP
    PERFORM FROM accounts a WHERE a.client_id = named.client_id AND a.id = named.id FOR KEY SHARE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'there is no account %', named.id
        USING ERRCODE = 'foreign_key_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'transactions_account_held';
    END IF;
  END LOOP;
  FOR named IN SELECT DISTINCT client_id, batch_id AS id FROM added WHERE batch_id IS NOT NULL LOOP
    PERFORM FROM import_batches b WHERE b.client_id = named.client_id AND b.id = named.id FOR KEY SHARE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'there is no import %', named.id
        USING ERRCODE = 'foreign_key_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'transactions_batch_held';
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION import_rows_have_parents() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE named record;
BEGIN
  FOR named IN SELECT DISTINCT client_id, batch_id AS id FROM added LOOP
    PERFORM FROM import_batches b WHERE b.client_id = named.client_id AND b.id = named.id FOR KEY SHARE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'there is no import %', named.id
        USING ERRCODE = 'foreign_key_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = 'import_rows_batch_held';
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER transactions_held AFTER INSERT ON transactions
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION transactions_have_parents();
--> statement-breakpoint
-- What a transaction names cannot change (transactions_only_void), but what a row of a file names could, by its owner.
CREATE TRIGGER import_rows_held AFTER INSERT ON import_rows
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION import_rows_have_parents();
--> statement-breakpoint
CREATE TRIGGER import_rows_still_held AFTER UPDATE ON import_rows
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION import_rows_have_parents();
--> statement-breakpoint
-- The other side: what is named neither goes nor changes its key. The lock above makes whoever deletes wait for whoever adds; what was
-- added meanwhile is seen because each statement here sees what is committed by then, which only "read committed" promises. Row
-- security would hide the rows from an owner who set no client, so the guard steps into the parent's client for its look.
CREATE FUNCTION refuse_while_named() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  outside text := coalesce(current_setting('app.client_id', true), '');
  is_named boolean;
BEGIN
  IF current_setting('transaction_isolation') IN ('repeatable read', 'serializable') THEN
    RAISE EXCEPTION '% is deleted from in "read committed" transactions only', TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  PERFORM set_config('app.client_id', old.client_id::text, true);
  IF TG_TABLE_NAME = 'accounts' THEN
    is_named := EXISTS (SELECT FROM transactions t WHERE t.client_id = old.client_id AND t.account_id = old.id);
  ELSE
    is_named := EXISTS (SELECT FROM transactions t WHERE t.client_id = old.client_id AND t.batch_id = old.id)
      OR EXISTS (SELECT FROM import_rows r WHERE r.client_id = old.client_id AND r.batch_id = old.id);
  END IF;
  PERFORM set_config('app.client_id', outside, true);
  IF is_named THEN
    RAISE EXCEPTION '% % is still named', TG_TABLE_NAME, old.id
      USING ERRCODE = 'foreign_key_violation', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER accounts_named_stay AFTER DELETE ON accounts
  FOR EACH ROW EXECUTE FUNCTION refuse_while_named();
--> statement-breakpoint
CREATE TRIGGER accounts_named_keep_key AFTER UPDATE OF client_id, id ON accounts
  FOR EACH ROW WHEN ((old.client_id, old.id) IS DISTINCT FROM (new.client_id, new.id)) EXECUTE FUNCTION refuse_while_named();
--> statement-breakpoint
CREATE TRIGGER import_batches_named_stay AFTER DELETE ON import_batches
  FOR EACH ROW EXECUTE FUNCTION refuse_while_named();
--> statement-breakpoint
CREATE TRIGGER import_batches_named_keep_key AFTER UPDATE OF client_id, id ON import_batches
  FOR EACH ROW WHEN ((old.client_id, old.id) IS DISTINCT FROM (new.client_id, new.id)) EXECUTE FUNCTION refuse_while_named();
--> statement-breakpoint
-- Emptying a table looks at no rows and at no row security: it is refused unless what names it is emptied with it.
CREATE FUNCTION refuse_emptying_while_named() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_relation_size('transactions') > 0 OR (TG_TABLE_NAME = 'import_batches' AND pg_relation_size('import_rows') > 0) THEN
    RAISE EXCEPTION '% is emptied only together with what names it', TG_TABLE_NAME
      USING ERRCODE = 'foreign_key_violation', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER accounts_named_not_emptied AFTER TRUNCATE ON accounts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying_while_named();
--> statement-breakpoint
CREATE TRIGGER import_batches_named_not_emptied AFTER TRUNCATE ON import_batches
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_emptying_while_named();
--> statement-breakpoint
-- The same guard as before, called only for what it refuses: taking an import back voids a million rows that it has nothing to say of.
-- Every column but the three stamps is named here (tests/integration/held-rows.test.ts holds that).
DROP TRIGGER transactions_only_void ON transactions;
--> statement-breakpoint
CREATE TRIGGER transactions_only_void BEFORE UPDATE ON transactions FOR EACH ROW
  WHEN (old.voided_at IS NOT NULL OR (
    old.client_id, old.id, old.account_id, old.to_account_id, old.kind, old.at, old.date_only, old.sequence, old.sent_asset,
    old.sent_quantity, old.received_asset, old.received_quantity, old.value_usd, old.fee_usd, old.fees, old.detail, old.fingerprint,
    old.batch_id, old.file_name, old.lines, old.note, old.question, old.entered_by, old.entered_at, old.replaces_id
  ) IS DISTINCT FROM (
    new.client_id, new.id, new.account_id, new.to_account_id, new.kind, new.at, new.date_only, new.sequence, new.sent_asset,
    new.sent_quantity, new.received_asset, new.received_quantity, new.value_usd, new.fee_usd, new.fees, new.detail, new.fingerprint,
    new.batch_id, new.file_name, new.lines, new.note, new.question, new.entered_by, new.entered_at, new.replaces_id
  ))
  EXECUTE FUNCTION transactions_only_void();
