-- Every row of a client that is closed for it, tables that name others first: the cascade from the client's own row knows no order, and what is
-- named does not go (0025). The web's role may delete none of these rows itself; this function does, as the owner, inside the same
-- client's row security, for who may delete the client. The history, and what is left, goes with the client's row.
CREATE FUNCTION delete_books(client uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  asking uuid := nullif(current_setting('app.user_id', true), '')::uuid;
  remaining text[];
  ready text[];
  doomed text;
BEGIN
  PERFORM FROM clients c WHERE c.client_id = client AND c.client_id = nullif(current_setting('app.client_id', true), '')::uuid
    AND c.closed_at IS NOT NULL AND (c.owner_user_id = asking
      OR c.firm_id IN (SELECT m.firm_id FROM memberships m WHERE m.user_id = asking AND m.role = 'owner'));
  IF NOT FOUND THEN
    RAISE EXCEPTION 'these books are not closed, or not for you to delete' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT array_agg(c.relname::text) INTO remaining FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname NOT IN ('clients', 'audit_events')
    AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'client_id' AND NOT a.attisdropped);
  WHILE cardinality(remaining) > 0 LOOP
    -- Those that no other table still names: by foreign keys, and by the guards of 0025.
    SELECT array_agg(t.name) INTO ready FROM unnest(remaining) t(name)
    WHERE NOT EXISTS (
      SELECT FROM (
        SELECT child.relname::text AS child, parent.relname::text AS parent FROM pg_constraint f
          JOIN pg_class child ON child.oid = f.conrelid JOIN pg_class parent ON parent.oid = f.confrelid
        WHERE f.contype = 'f'
        UNION ALL VALUES ('transactions', 'accounts'), ('transactions', 'import_batches'), ('import_rows', 'import_batches')
      ) named
      WHERE named.parent = t.name AND named.child <> t.name AND named.child = ANY (remaining));
    IF ready IS NULL THEN
      RAISE EXCEPTION 'tables name each other: %', remaining;
    END IF;
    FOREACH doomed IN ARRAY ready LOOP
      EXECUTE format('DELETE FROM %I WHERE client_id = $1', doomed) USING client;
    END LOOP;
    remaining := ARRAY (SELECT r FROM unnest(remaining) r WHERE r <> ALL (ready));
  END LOOP;
END
$$;
