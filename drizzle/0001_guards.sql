-- Row security binds the owner of the tables too.
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
END
$$;
--> statement-breakpoint
-- A transaction is told once. Afterwards one thing may happen to it, once: it is voided.
CREATE FUNCTION transactions_only_void() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF old.voided_at IS NOT NULL THEN
    RAISE EXCEPTION 'transaction % is already voided', old.id USING ERRCODE = 'restrict_violation';
  END IF;
  old.voided_at := new.voided_at;
  old.voided_by := new.voided_by;
  old.void_reason := new.void_reason;
  IF old IS DISTINCT FROM new THEN
    RAISE EXCEPTION 'transaction % is append-only', new.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN new;
END
$$;
--> statement-breakpoint
CREATE TRIGGER transactions_only_void BEFORE UPDATE ON transactions
  FOR EACH ROW EXECUTE FUNCTION transactions_only_void();
--> statement-breakpoint
-- The versions of a client rise with every statement that changes its facts or its settings.
CREATE FUNCTION raise_ledger_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE clients SET ledger_version = ledger_version + 1
  WHERE client_id IN (SELECT DISTINCT client_id FROM changed);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION raise_settings_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE clients SET settings_version = settings_version + 1
  WHERE client_id IN (SELECT DISTINCT client_id FROM changed);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER transactions_added AFTER INSERT ON transactions
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION raise_ledger_version();
--> statement-breakpoint
CREATE TRIGGER transactions_voided AFTER UPDATE ON transactions
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION raise_ledger_version();
--> statement-breakpoint
CREATE TRIGGER accounts_added AFTER INSERT ON accounts
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION raise_settings_version();
--> statement-breakpoint
CREATE TRIGGER accounts_changed AFTER UPDATE ON accounts
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION raise_settings_version();
--> statement-breakpoint
CREATE TRIGGER standing_orders_added AFTER INSERT ON standing_orders
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION raise_settings_version();
--> statement-breakpoint
CREATE TRIGGER year_profiles_added AFTER INSERT ON year_profiles
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION raise_settings_version();
--> statement-breakpoint
CREATE TRIGGER client_settings_added AFTER INSERT ON client_settings
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION raise_settings_version();
