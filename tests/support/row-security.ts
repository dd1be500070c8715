import type { Client } from "pg";

/** What row security rests on, read from PostgreSQL's own catalogue. */
interface Rule {
  readonly table: string;
  readonly policy: string | null;
  readonly enabled: boolean;
  readonly forced: boolean;
  readonly permissive: boolean;
  /** What it is for: r, a, w, d or * for all. */
  readonly command: string;
  readonly using: string | null;
  readonly check: string | null;
}

/** A rule asks for a setting of the transaction, or looks into a table that has rules itself, or is for nobody; any other shows everything to everybody. */
const ASKS = /current_setting\(|\bFROM\b|^false$/;

/**
 * What is wrong with the row security of a database, in a line each: a table without it, or not forced on its owner, or without a rule; a
 * rule that does not ask who asks; a view that would see past it; a role of the product that it would not bind. None in a sound one.
 */
export async function rowSecurityFaults(
  admin: Client,
  appRole: string,
): Promise<readonly string[]> {
  const { rows } = await admin.query<Rule>(`
    select c.relname as table, p.polname as policy, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      coalesce(p.polpermissive, true) as permissive, p.polcmd as command,
      pg_get_expr(p.polqual, p.polrelid) as using, pg_get_expr(p.polwithcheck, p.polrelid) as check
    from pg_class c left join pg_policy p on p.polrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1, 2`);
  const { rows: views } = await admin.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')",
  );
  const { rows: roles } = await admin.query<{ strong: boolean; owned: number }>(
    `select rolsuper or rolbypassrls as strong,
       (select count(*)::int from pg_class where relowner = pg_roles.oid) as owned
     from pg_roles where rolname = $1`,
    [appRole],
  );
  return [
    ...rows.flatMap(faultsOf),
    ...views.map(({ name }) => `${name}: a view sees past row security`),
    ...roles.flatMap(({ strong, owned }) => [
      ...(strong ? [`${appRole}: row security does not bind the role`] : []),
      ...(owned > 0 ? [`${appRole}: owns ${owned} tables or indexes`] : []),
    ]),
  ];
}

function faultsOf(rule: Rule): readonly string[] {
  const { table, policy, enabled, forced } = rule;
  const faults: string[] = [];
  if (!enabled) faults.push(`${table}: row security is off`);
  if (!forced) faults.push(`${table}: row security is not forced on its owner`);
  if (policy === null) faults.push(`${table}: has no rule`);
  else if (rule.permissive && !asksWho(rule)) faults.push(`${table}: ${policy} asks nobody`);
  return faults;
}

/** Rules for inserting have a check alone; for updating and for all, a check that is left out is the same as what is read. */
function asksWho({ command, using, check }: Rule): boolean {
  const reads = command === "a" || (using !== null && ASKS.test(using));
  const writes = check === null ? command !== "a" : ASKS.test(check);
  return reads && writes;
}
