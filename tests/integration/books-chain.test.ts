import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { batchId } from "@/db/ids";
import { getBatch } from "@/db/queries/import-batches";
import { withClient } from "@/db/tenant";
import { invariant, ok } from "@/lib/result";
import { commitImport } from "@/lib/services/commit-import";
import { undoImport } from "@/lib/services/undo-import";
import { type Owner, stateHash, upload } from "./books-support";
import { FOUR, hashOf, OWN } from "./explorer-files";
import { makeInvestor, openDatabase } from "./support";

await openDatabase({ DB_POOL_SIZE: "4" });

const NAME = "0xa1a1…a1a1";

/** Everything that counts, as text without ids, files and line order: what two orders of imports must agree on. */
async function ledger(who: Owner): Promise<readonly string[]> {
  const read = await withClient(who, who.client, "read", async (tx) => {
    const { rows } = await tx.db.execute<{ fact: string }>(sql`
      select concat_ws(' ', t.kind, t.at::text, a.name, t.sent_quantity::text, t.sent_asset, '>',
        t.received_quantity::text, t.received_asset, t.value_usd::text, t.fees::text,
        t.file_name, t.lines::text,
        replace(regexp_replace(coalesce(t.detail ->> 'furtherFiles', '-'), '[0-9a-f-]{36} ', '', 'g'), E'\\n', '; '),
        t.note, t.question ->> 'reason') as fact
      from transactions t join accounts a on a.client_id = t.client_id and a.id = t.account_id
      where t.client_id = ${tx.clientId} and t.voided_at is null order by fact`);
    return ok(rows.map(({ fact }) => fact));
  });
  invariant(read.ok, "the books are open");
  return read.value;
}

async function taken(who: Owner, name: string, text: string) {
  const received = await upload(who, name, text, { answers: { addresses: [OWN] } });
  invariant(received.ok && received.value.is === "new", JSON.stringify(received));
  const { batchId: id } = received.value;
  const before = await batchOf(who, id);
  const committed = await commitImport(who, who.client, id);
  invariant(committed.ok, JSON.stringify(committed));
  return { id, before, ...committed.value };
}

async function batchOf(who: Owner, id: string) {
  const read = await withClient(who, who.client, "read", async (tx) =>
    ok(await getBatch(tx, batchId(id))),
  );
  invariant(read.ok && read.value !== null, "the batch is there");
  return read.value;
}

function orders<T>(items: readonly T[]): readonly (readonly T[])[] {
  return items.length === 0
    ? [[]]
    : items.flatMap((item, index) =>
        orders(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
      );
}

describe("the four files of an address", () => {
  it("in all 24 orders give one ledger, each step undone is as if it had never been", async () => {
    const seen = new Map<string, number>();
    for (const order of orders(FOUR)) {
      const who = await makeInvestor();
      const states: string[] = [];
      const ids: string[] = [];
      for (const [name, text] of order) {
        states.push(await stateHash(who));
        const { id, counts, before } = await taken(who, name, text);
        ids.push(id);
        const read = Object.values(counts).reduce((sum, each) => sum + each, 0);
        expect(read).toBe(text.trim().split("\n").length - 1);
        expect({
          accepted: before.rowsAccepted,
          known: before.rowsKnown,
          quarantined: before.rowsQuarantined,
          question: before.rowsQuestion,
          rejected: before.rowsRejected,
          skipped: before.rowsSkipped,
        }).toEqual(counts);
      }
      const told = (await ledger(who)).join("\n");
      seen.set(told, (seen.get(told) ?? 0) + 1);
      for (const id of ids.reverse()) {
        const undone = await undoImport(who, who.client, id);
        expect(undone.ok).toBe(true);
        expect(await stateHash(who)).toBe(states.pop());
      }
    }
    expect([...seen.values()]).toEqual([24]);
    // By hand from the files: gas of 0.002 ETH at 3,000 is 6 dollars; 0.5 ETH 1,500, 0.3 ETH 900, 0.1 ETH 300, 0.25 ETH 750.
    const gas = '[{"asset": "ETH", "value": "6", "quantity": "0.002"}]';
    const cool = `COOL:${"5".repeat(40)}/77`;
    expect([...seen.keys()][0]?.split("\n")).toEqual([
      `deposit 2024-05-01 11:00:00+00 ${NAME} > 2 ETH 6000 [] txs.csv {2} - Transfer ${hashOf(1)}`,
      `fee 2024-05-01 16:00:00+00 ${NAME} 0.002 ETH > 6 [] txs.csv {7} - Approve ${hashOf(6)}`,
      `swap 2024-05-01 12:00:00+00 ${NAME} 0.5 ETH > 1495 USDC 1500 ${gas} txs.csv {3} 2 tokens.csv Swap ${hashOf(2)}`,
      `swap 2024-05-01 13:00:00+00 ${NAME} 900 USDC > 0.3 ETH 900 ${gas} txs.csv {4} 2 internal.csv; 3 tokens.csv Swap ${hashOf(3)}`,
      `swap 2024-05-01 14:00:00+00 ${NAME} 0.1 ETH > 1 ${cool} 300 ${gas} txs.csv {5} 2 nfts.csv Mint ${hashOf(4)}`,
      `withdrawal 2024-05-01 15:00:00+00 ${NAME} 0.25 ETH > 750 ${gas} txs.csv {6} - Transfer ${hashOf(5)}`,
    ]);
  }, 120_000);
});
