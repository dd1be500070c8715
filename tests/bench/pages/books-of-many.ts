import pg from "pg";
import type { ClientId, UserId } from "@/db/ids";
import { insertClient } from "@/db/queries/clients";
import { insertSettings } from "@/db/queries/settings";
import { insertUser } from "@/db/queries/users";
import { insertYearProfile } from "@/db/queries/year-profiles";
import { withSystem } from "@/db/system";
import { withClient, withUser } from "@/db/tenant";
import { invariant, ok } from "@/lib/result";
import { DEFAULT_SETTINGS } from "@/lib/services/gains/default-settings";
import { imported } from "../../integration/books-support";
import { wagesOnly } from "../../support/year-profile";
import { largeText } from "../import/large-file";
import { openSession } from "./session";

/** Somebody's books. */
export interface Books {
  readonly id: UserId;
  readonly client: ClientId;
}

/** Somebody with books, and the cookie that opens them. */
export interface Tenant extends Books {
  readonly cookie: string;
}

/** How large the crowd is. */
export interface Crowd {
  readonly tenants: number;
  readonly rows: number;
  readonly whaleRows: number;
}

/** What an import writes, the tables that are named first: the rest is asked for anew by whoever opens the books. */
const COPIED = [
  "accounts",
  "uploads",
  "import_batches",
  "transactions",
  "client_settings",
  "year_profiles",
];

/**
 * Books of many people: one history imported the way people do, the others its copies under clients of their own, because keys begin
 * with the client; and one set of books with the same history so many times over, each time some seconds later. The year with a profile
 * is the one the pages are asked for.
 */
export async function makeBooks(
  ownerUrl: string,
  { tenants, rows, whaleRows }: Crowd,
  year: number,
): Promise<{ readonly tenant: Tenant; readonly whale: Tenant }> {
  const tenant = await newTenant();
  await withClient<null, never>(tenant, tenant.client, "write", async (tx) => {
    await insertSettings(tx, DEFAULT_SETTINGS);
    await insertYearProfile(tx, wagesOnly(year, "100000", "16100"));
    return ok(null);
  });
  await imported(tenant, "history.csv", largeText(rows));
  const admin = new pg.Client({ connectionString: ownerUrl });
  await admin.connect();
  try {
    for (let n = 1; n < tenants; n += 1) {
      await copyBooks(admin, tenant, await newTenant());
    }
    const whale = await newTenant();
    await copyBooks(admin, tenant, whale);
    await multiply(admin, whale, Math.max(1, Math.round(whaleRows / rows)));
    await admin.query("analyze");
    return { tenant, whale };
  } finally {
    await admin.end();
  }
}

/** Somebody new with empty books. */
export async function newTenant(): Promise<Tenant> {
  const id = await withSystem((tx) =>
    insertUser(tx, {
      email: `bench-${crypto.randomUUID()}@example.com`,
      name: "Bench",
      kind: "investor",
      passwordHash: "none",
    }),
  );
  invariant(id !== null, "the e-mail is new");
  const client = await withUser({ id }, (tx) =>
    insertClient(tx, { name: "Bench", holder: "self" }),
  );
  return { id, client, cookie: await openSession(id) };
}

/** Books of somebody's client as a copy under another; what was entered is the other's. */
export async function copyBooks(admin: pg.Client, from: Books, to: Books): Promise<void> {
  await inOne(admin, async () => {
    for (const table of COPIED) {
      const columns = await columnsOf(admin, table);
      const given = columns.map((name) =>
        name === "client_id"
          ? "$1::uuid"
          : OF_USERS.has(name)
            ? `case when ${name} is null then null else $3::uuid end`
            : pg.escapeIdentifier(name),
      );
      await admin.query(
        `insert into ${table} (${columns.map((name) => pg.escapeIdentifier(name)).join(", ")})
         select ${given.join(", ")} from ${table} where client_id = $2 and $3::uuid is not null`,
        [to.client, from.client, to.id],
      );
    }
  });
}

const OF_USERS = new Set([
  "entered_by",
  "uploaded_by",
  "imported_by",
  "created_by",
  "requested_by",
]);

/** The history again and again, each copy two seconds after the one before, so that every sale still finds its lots. */
export async function multiply(admin: pg.Client, { client }: Books, times: number): Promise<void> {
  const columns = await columnsOf(admin, "transactions");
  const given = columns.map((name) => {
    if (name === "id") return "gen_random_uuid()";
    if (name === "at") return "at + make_interval(secs => 2 * n)";
    return name === "fingerprint" ? "fingerprint || ':' || n" : pg.escapeIdentifier(name);
  });
  await inOne(admin, async () => {
    await admin.query(
      `insert into transactions (${columns.map((name) => pg.escapeIdentifier(name)).join(", ")})
       select ${given.join(", ")} from transactions, generate_series(1, $2::int - 1) n where client_id = $1`,
      [client, times],
    );
  });
}

/** Columns that can be written, those the database numbers itself left out. */
async function columnsOf(admin: pg.Client, table: string): Promise<readonly string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0
       and not attisdropped and attidentity = '' and attgenerated = '' order by attnum`,
    [table],
  );
  return rows.map(({ name }) => name);
}

/** As the superuser and without triggers: made-up books have no history to chain. */
async function inOne(admin: pg.Client, work: () => Promise<void>): Promise<void> {
  await admin.query("begin");
  await admin.query("set local session_replication_role = replica");
  await work();
  await admin.query("commit");
}
