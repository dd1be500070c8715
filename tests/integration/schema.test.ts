import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { closePool } from "@/db/client";
import { withSystem } from "@/db/system";
import { resetEnv } from "@/lib/env";
import { openDatabase } from "./support";

const { ownerUrl, appUrl } = await openDatabase();
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();
afterAll(() => admin.end());

/** Tables without a client, each with why. */
const NOT_OF_A_CLIENT: Readonly<Record<string, string>> = {
  users: "people exist apart from books; a row is seen by its user and by the system",
  passwords: "belongs to a user; read by sign-in alone",
  user_keys: "belongs to a user; read at sign-in, before it is known who asks",
  sessions: "belongs to a user; looked up before it is known who asks",
  password_resets: "belongs to a user who cannot sign in",
  totp_secrets: "belongs to a user; read by sign-in alone",
  recovery_codes: "belongs to a user who lost a second factor",
  passkeys: "belongs to a user; looked up before it is known who asks",
  passkey_challenges: "asked before it is known who answers",
  head_letters: "belongs to a user; the system reads whom to write to",
  oidc_links: "belongs to a user; looked up before it is known who asks",
  rate_limits: "counts tries of people who are not signed in",
  firms: "a firm has many clients; seen by its members",
  memberships: "who works in a firm; seen by the member",
  firm_events: "what was changed about a firm and its people; seen by its members",
  invitations:
    "looked up by its token before it is known who asks; lets into one client's books or one firm",
  deletions: "tells of books and accounts that are gone, so it refers to nothing",
  calendar_feeds: "belongs to a user; looked up by its token before it is known who asks",
  reminder_subscriptions: "belongs to a user; the system reads whom to write to",
  board_views: "names a person gave to states of their board, without a word of a client",
  user_form_keys: "belongs to a user: which forms they sent beside any client's books",
  bulk_runs: "what somebody asked for of many clients; the clients themselves are in bulk_items",
  firm_templates:
    "layouts a firm's preparers told, without a word of a client; seen by its members",
};

interface Table {
  name: string;
  enabled: boolean;
  forced: boolean;
  policies: number;
  /** The keys that do not begin with client_id on our side, or refer to a tenant table's key that does not on theirs. */
  stray: string[] | null;
  primary: string[] | null;
  owner: string;
}

const { rows: tables } = await admin.query<Table>(`
  select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
    pg_get_userbyid(c.relowner) as owner,
    (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
    (select array_agg(a.attname::text order by k.n) from pg_constraint p,
       unnest(p.conkey) with ordinality k(num, n)
       join pg_attribute a on a.attnum = k.num
       where p.conrelid = c.oid and p.contype = 'p' and a.attrelid = c.oid) as primary,
    (select array_agg(f.conname::text) from pg_constraint f
       join pg_class other on other.oid = f.confrelid
       where f.conrelid = c.oid and f.contype = 'f'
         and exists (select from pg_attribute a where a.attrelid = other.oid and a.attname = 'client_id')
         and ((select attname from pg_attribute where attrelid = c.oid and attnum = f.conkey[1]) <> 'client_id'
           or (select attname from pg_attribute where attrelid = other.oid and attnum = f.confkey[1]) <> 'client_id')
    ) as stray
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'm', 'v')
  order by c.relname`);

describe("every table", () => {
  it("is there to be looked at", () => {
    expect(tables.length).toBeGreaterThanOrEqual(24);
    const names = tables.map((table) => table.name);
    expect(Object.keys(NOT_OF_A_CLIENT).filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(tables)("$name has row security, forced on its owner too, with a rule", (table) => {
    expect(table).toMatchObject({ enabled: true, forced: true });
    expect(table.policies).toBeGreaterThan(0);
  });

  it.each(tables.filter((table) => !(table.name in NOT_OF_A_CLIENT)))(
    "$name begins its primary key and its references to tenant tables with client_id",
    (table) => {
      expect(table.primary?.[0]).toBe("client_id");
      expect(table.stray ?? []).toEqual([]);
    },
  );

  it.each(tables.filter((table) => !(table.name in NOT_OF_A_CLIENT)))(
    "$name begins every unique index with client_id: no key tells of another client",
    async (table) => {
      const { rows } = await admin.query<{ first: string }>(
        `select a.attname as first from pg_index i
         join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
         where i.indrelid = ('public.' || quote_ident($1))::regclass and i.indisunique`,
        [table.name],
      );
      expect(new Set(rows.map((row) => row.first))).toEqual(new Set(["client_id"]));
    },
  );

  it.each(tables)("$name belongs to the migrating role, which is no superuser", (table) => {
    expect(table.owner).toBe("lotwise_owner");
  });

  it("has no view that would see through row security", async () => {
    const { rows } = await admin.query(
      "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('m', 'v')",
    );
    expect(rows).toEqual([]);
  });
});

describe("the role of web and worker", () => {
  const role = decodeURIComponent(new URL(appUrl).username);

  it("owns nothing, is no superuser and is bound by row security", async () => {
    const { rows } = await admin.query(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
         (select count(*)::int from pg_class where relowner = pg_roles.oid) as owned
       from pg_roles where rolname = $1`,
      [role],
    );
    expect(rows).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, owned: 0 },
    ]);
  });

  it("may delete from few tables only, truncate none, and change of a transaction only that it is voided", async () => {
    const { rows: deletes } = await admin.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
         and (has_table_privilege($1, oid, 'delete') or has_table_privilege($1, oid, 'truncate')) order by 1`,
      [role],
    );
    expect(deletes.map((row) => row.name)).toEqual([
      "access_grants",
      "client_assignments",
      "client_form_keys",
      "clients",
      "export_chunks",
      "firms",
      "memberships",
      "oidc_links",
      "passkey_challenges",
      "passkeys",
      "password_resets",
      "rate_limits",
      "recovery_codes",
      "sessions",
      "totp_secrets",
      "user_form_keys",
      "users",
    ]);
    const { rows: columns } = await admin.query<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = 'transactions'::regclass and attnum > 0
         and has_column_privilege($1, attrelid, attnum, 'update') order by 1`,
      [role],
    );
    expect(columns.map((row) => row.name)).toEqual(["void_reason", "voided_at", "voided_by"]);
  });

  it("may not change what is append-only", async () => {
    const { rows } = await admin.query<{ name: string }>(
      `select distinct relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0
         and has_column_privilege($1, c.oid, a.attnum, 'update')`,
      [role],
    );
    const changeable = rows.map((row) => row.name);
    for (const name of [
      "access_grants",
      "account_costs",
      "account_facts",
      "allocations_2025",
      "asset_facts",
      "audit_events",
      "board_marks",
      "broker_form_rows",
      "broker_reports",
      "calendar_steps",
      "checklist_ticks",
      "client_assignments",
      "client_consents",
      "client_hand_offs",
      "client_messages",
      "client_settings",
      "document_request_events",
      "document_requests",
      "filed_returns",
      "firm_events",
      "firm_templates",
      "form_decisions",
      "frozen_records",
      "identification_tickets",
      "identifications",
      "harvest_marks",
      "harvest_plans",
      "import_row_blocks",
      "import_rows",
      "loss_event_files",
      "loss_events",
      "mapping_templates",
      "market_prices",
      "plan_comments",
      "plan_versions",
      "original_figures",
      "quarantine",
      "quarantine_decisions",
      "quotes",
      "report_files",
      "review_dismissals",
      "season_choices",
      "sign_offs",
      "standing_orders",
      "stated_adjustments",
      "typed_form_rows",
      "ticket_events",
      "upload_chunks",
      "uploads",
      "year_profiles",
    ]) {
      expect(changeable).not.toContain(name);
    }
  });

  it("is the only kind of role the app agrees to run as", async () => {
    await closePool();
    process.env["APP_DATABASE_URL"] = ownerUrl;
    resetEnv();
    await expect(withSystem(async () => 1)).rejects.toThrow("Refusing to run");
    const { rows } = await admin.query<{ password: string }>("select 'owner-test' as password");
    await admin.query(`alter role lotwise_owner password '${rows[0]?.password}'`);
    const asOwner = new URL(ownerUrl);
    asOwner.username = "lotwise_owner";
    asOwner.password = "owner-test";
    process.env["APP_DATABASE_URL"] = asOwner.href;
    resetEnv();
    await expect(withSystem(async () => 1)).rejects.toThrow("Refusing to run");
    process.env["APP_DATABASE_URL"] = appUrl;
    resetEnv();
    expect(await withSystem(async () => 1)).toBe(1);
  });
});
