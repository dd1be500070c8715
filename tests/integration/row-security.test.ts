import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { faults } from "../support/authorisation/judge";
import { declaredPolicies } from "../support/authorisation/policies";
import { type Door, doors } from "../support/authorisation/product";
import { type Asker, CANARY, makeScene, type Scene } from "../support/authorisation/scene";
import { rowSecurityFaults } from "../support/row-security";
import { statements } from "../support/statements/record";
import { openDatabase } from "./support";

/*
 * Two lines, each held without the other. First the code's own checks are taken out of the statements on their way to the database, and
 * row security alone keeps everybody out. Then row security is taken away piece by piece, and the check of the schema tells each time.
 */
const { ownerUrl, appUrl } = await openDatabase({ DB_POOL_SIZE: "6" });
const admin = new pg.Client({ connectionString: ownerUrl });
await admin.connect();
afterAll(() => admin.end());
const appRole = decodeURIComponent(new URL(appUrl).username);

vi.setConfig({ testTimeout: 240_000 });

type Rewrite = (text: string) => string;
const { query } = pg.Client.prototype;
const changed = new Set<string>();

/** Every statement of the product passes through this on its way to PostgreSQL. */
function rewriteStatements(rewrite: Rewrite): void {
  vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (
    this: pg.Client,
    ...args: unknown[]
  ) {
    const [asked] = args;
    const text = typeof asked === "string" ? asked : (asked as { text?: string }).text;
    const next = text === undefined ? undefined : rewrite(text);
    if (text !== undefined && next !== undefined && next !== text) {
      changed.add(next);
      const other = typeof asked === "string" ? next : { ...(asked as object), text: next };
      return Reflect.apply(query, this, [other, ...args.slice(1)]);
    }
    return Reflect.apply(query, this, args);
  } as typeof query);
}

/** Reading a client's rows without saying whose: the parameter stays, so that the statement is otherwise the same. */
const withoutClient: Rewrite = (text) =>
  /^\s*(select|with)\b/i.test(text)
    ? text.replaceAll(/(?:"\w+"\.)?"client_id" = (\$\d+)/g, "$1::uuid is not null")
    : text;

/** The gate that takes everybody for an owner of the firm. */
const withoutStanding: Rewrite = (text) =>
  text
    .replace("case when standing is null then years end as years", "null as years")
    .replaceAll("coalesce(standing, role)", "'firm-owner'");

let all: readonly Door[];
let scene: Scene;
const NOWHERE = "0c5f2a7e-3b41-4d8a-9e60-7f1b2c3d4e5f";

beforeAll(async () => {
  const policies = declaredPolicies();
  all = (await doors()).filter(({ name }) => policies.get(name)?.to === "books");
  scene = await makeScene(ownerUrl);
}, 120_000);

afterEach(() => {
  vi.restoreAllMocks();
  // Not the product's own: they are not judged with what it sends (tests/support/statements).
  for (const text of changed) statements().sent.delete(text);
  changed.clear();
});

const outsiders = () => scene.askers.filter(({ as }) => as === "outsider");
const values = (client: string) => ({
  year: "2024",
  page: "1",
  ...scene.ids,
  clientId: client,
  client,
});

/** What a door answers; one that breaks on a statement that was tampered with answers nothing. */
async function answerOf(door: Door, { cookie }: Asker, client: string) {
  try {
    return await door.ask({ cookie: await cookie(), values: values(client) });
  } catch {
    return null;
  }
}

describe("without the code's checks", () => {
  it("statements that do not say whose rows they read are shown one's own alone, at every door", async () => {
    const wrong = faults();
    rewriteStatements(withoutClient);
    for (const asker of outsiders().filter(({ own }) => own !== null)) {
      for (const door of all) {
        const answer = await answerOf(door, asker, asker.own ?? NOWHERE);
        const told = `${door.name} answers ${asker.name}`;
        wrong.unless(answer === null || !CANARY.test(answer.text), told);
      }
    }
    wrong.none();
    // Distinct statements that lost their client; ten would do.
    expect(changed.size).toBeGreaterThanOrEqual(50);
  });

  it("a gate that takes everybody for an owner opens no books of others", async () => {
    const wrong = faults();
    rewriteStatements(withoutStanding);
    for (const asker of outsiders()) {
      for (const door of all) {
        const answer = await answerOf(door, asker, scene.client);
        const told = `${door.name} answers ${asker.name} ${answer?.status} ${answer?.code}`;
        wrong.unless(answer?.code === "not-found", told);
      }
    }
    wrong.none();
    expect(changed.size).toBeGreaterThan(0);
  });
});

/** Ways row security goes missing in a migration or by hand. */
const REMOVALS: readonly (readonly [string, string])[] = [
  ["row security off", "alter table transactions disable row level security"],
  ["not forced on the owner", "alter table uploads no force row level security"],
  ["a rule dropped", "drop policy accounts_of_client on accounts"],
  ["a rule that shows all", "alter policy year_profiles_of_client on year_profiles using (true)"],
  ["a rule that takes all", "alter policy loss_events_of_client on loss_events with check (true)"],
  ["one more rule, for everybody", "create policy help on harvest_plans for select using (true)"],
  ["one more rule, to insert", "create policy help on reports for insert with check (true)"],
  ["a role it does not bind", `alter role ${pg.escapeIdentifier(appRole)} bypassrls`],
  [
    "a table of the product's own role",
    `alter table quotes owner to ${pg.escapeIdentifier(appRole)}`,
  ],
  ["a view", "create view all_transactions as select * from transactions"],
  ["a materialised view", "create materialized view sums as select client_id from accounts"],
  ["a new table without", "create table notes_of_mine (client_id uuid, note text)"],
];

describe("without row security", () => {
  it("nothing is wrong to begin with", async () => {
    expect(await rowSecurityFaults(admin, appRole)).toEqual([]);
  });

  it.each(REMOVALS)("%s is told", async (_, statement) => {
    await admin.query("begin");
    try {
      await admin.query(statement);
      expect(await rowSecurityFaults(admin, appRole)).not.toEqual([]);
    } finally {
      await admin.query("rollback");
    }
    expect(await rowSecurityFaults(admin, appRole)).toEqual([]);
  });
});
