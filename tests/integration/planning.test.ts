import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { listFacets } from "@/db/queries/transaction-list";
import { withClient } from "@/db/tenant";
import { invariant, ok } from "@/lib/result";
import { buyRow, coinbaseFile, imported, type Owner } from "./books-support";
import { makeInvestor, openDatabase } from "./support";

const { ownerUrl } = await openDatabase({ DB_POOL_SIZE: "4" });
const owner = new pg.Client({ connectionString: ownerUrl });
await owner.connect();
afterAll(() => owner.end());

/** Rows another client is importing meanwhile; PLANNING_ROWS=300000 for a measure. */
const ROWS = Number(process.env["PLANNING_ROWS"] ?? "20000");

const planOf = async (who: Owner): Promise<string> => {
  const read = await withClient(who, who.client, "read", async (tx) => {
    const { rows } = await tx.db.execute<{ "QUERY PLAN": string }>(sql`
      explain select kind, count(*) from transactions
      where client_id = ${tx.clientId} and voided_at is null group by kind`);
    return ok(rows.map((row) => row["QUERY PLAN"]).join("\n"));
  });
  invariant(read.ok, "the books are the owner's");
  return read.value;
};

describe("queries in one client's books", () => {
  it("read by the client's index, though statistics say that every row is theirs and another's import fills the table", async () => {
    const [who, other] = [await makeInvestor(), await makeInvestor()];
    const row = (index: number) =>
      buyRow(`r${index}`, "2024-03-02 15:04:05 UTC", "0.1", "60000", "6000");
    await imported(who, "own.csv", coinbaseFile(Array.from({ length: 500 }, (_, at) => row(at))));
    await owner.query("analyze transactions");
    await imported(other, "one.csv", coinbaseFile([row(0)]));
    await owner.query("begin");
    await owner.query("select set_config('app.client_id', $1, true)", [other.client]);
    await owner.query(
      `insert into transactions (client_id, account_id, kind, at, sequence, received_asset, received_quantity,
         fee_usd, fees, detail, note, entered_by)
       select $1, (select id from accounts where client_id = $1), 'buy', '2024-01-01'::timestamptz + n * interval '1 minute',
         n, 'BTC', 1, 0, '[]', '{}', '', $2 from generate_series(1, $3::int) n`,
      [other.client, other.id, ROWS],
    );
    const plan = await planOf(who);
    const began = performance.now();
    await withClient(who, who.client, "read", async (tx) => ok(await listFacets(tx)));
    console.log(
      `beside ${ROWS} rows of an import: facets in ${(performance.now() - began).toFixed(0)} ms`,
    );
    await owner.query("rollback");
    expect(plan).toContain("transactions_");
    expect(plan).not.toContain("Seq Scan on transactions");
  });
});
