import { describe, expect, it } from "vitest";
import { ensureAccounts } from "@/db/queries/accounts";
import { insertTransactions } from "@/db/queries/transaction-bulk";
import { type NewEntry, newTransactionId } from "@/db/queries/transactions";
import { withClient } from "@/db/tenant";
import { quantity } from "@/lib/money/quantity";
import { ZERO_USD } from "@/lib/money/usd";
import { invariant, ok } from "@/lib/result";
import { denyTransfer } from "@/lib/services/deny-transfer";
import { keptProposals, proposalsSoon } from "@/lib/services/kept-proposals";
import { viewOpenMoves } from "@/lib/services/view-link";
import { viewReview } from "@/lib/services/view-review";
import { assetId } from "@/lib/tax/transaction";
import { instant } from "@/lib/time/instant";
import type { Owner } from "./books-support";
import { makeInvestor, openDatabase, write } from "./support";

await openDatabase({ DB_POOL_SIZE: "4" });

/** Rows of the large books; PROPOSAL_ROWS=100000 for the whole measure. */
const ROWS = Number(process.env["PROPOSAL_ROWS"] ?? "6000");

const START = Date.parse("2024-01-01T00:00:00Z");

/** Every second row leaves one account, every other comes to the next some minutes later, a little less. */
async function moved(who: Owner, rows: number): Promise<void> {
  await write(who, async (tx) => {
    const accounts = await ensureAccounts(tx, [
      { name: "Exchange", source: null },
      { name: "Wallet", source: null },
    ]);
    const [from, to] = [accounts.get("Exchange"), accounts.get("Wallet")];
    invariant(from !== undefined && to !== undefined, "both accounts are there");
    const entries = Array.from({ length: rows }, (_, index): NewEntry => {
      const pair = index >> 1;
      const isOut = index % 2 === 0;
      const units = `${(pair % 9) + 1}.${String((pair * 7919) % 1_000_000).padStart(6, "0")}`;
      const leg = {
        asset: assetId(["BTC", "ETH", "SOL"][pair % 3] ?? "BTC"),
        quantity: quantity(units),
      };
      const told = {
        id: newTransactionId(),
        account: isOut ? from : to,
        at: instant(new Date(START + pair * 600_000 + (isOut ? 0 : 240_000)).toISOString()),
        date: null,
        sequence: index,
        feeUsd: ZERO_USD,
        fees: [],
        origin: { from: "hand", by: who.id } as const,
        note: "",
        value: null,
      };
      return {
        transaction: isOut
          ? { kind: "withdrawal", sent: leg, ...told }
          : { kind: "deposit", received: leg, ...told },
      };
    });
    await insertTransactions(tx, entries);
  });
}

const proposals = async (who: Owner) => {
  const read = await withClient(who, who.client, "read", async (tx) => ok(await keptProposals(tx)));
  invariant(read.ok, "the books are the owner's");
  return read.value;
};

describe("what unexplained rows look like", () => {
  it("is matched once for the same books, and anew when a row is added or said to be no transfer", async () => {
    const who = await makeInvestor();
    await moved(who, 4);
    const first = await proposals(who);
    expect(first).toHaveLength(2);
    expect(await proposals(who)).toBe(first);
    const before = await viewReview(who, who.client, { kind: "transfer" });
    expect(before.ok && before.value.items).toHaveLength(2);

    await denyTransfer(who, who.client, first[0]?.sent[0]?.id ?? "", "a payment to a friend");
    const second = await proposals(who);
    expect(second).toHaveLength(1);
    // The review follows at once, though no fact of the books has changed.
    const after = await viewReview(who, who.client, { kind: "transfer" });
    expect(after.ok && after.value.items).toHaveLength(1);

    await denyTransfer(who, who.client, first[0]?.sent[0]?.id ?? "", null);
    expect(await proposals(who)).toHaveLength(2);
  });

  it("keeps no page waiting: it says how far the matching is, and the next look finds what it found", async () => {
    const who = await makeInvestor();
    await moved(who, 2_000);
    const soon = async (waits: number) => {
      const read = await withClient(who, who.client, "read", async (tx) =>
        ok(await proposalsSoon(tx, waits)),
      );
      invariant(read.ok, "the books are the owner's");
      return read.value;
    };
    const first = await soon(0);
    expect(first.proposals).toEqual([]);
    expect(first.matching?.total).toBe(1_000);
    expect(first.matching?.done).toBeLessThan(1_000);
    // Whoever can wait gets them all; from then on every page has them at once.
    const all = await proposals(who);
    expect(all).toHaveLength(1_000);
    expect(await soon(0)).toEqual({ proposals: all, matching: null });
  });

  it("is never another client's", async () => {
    const [one, other] = [await makeInvestor(), await makeInvestor()];
    await moved(one, 4);
    expect(await proposals(one)).toHaveLength(2);
    expect(await proposals(other)).toHaveLength(0);
  });

  it("costs a page of large books next to nothing the second time", {
    timeout: 600_000,
  }, async () => {
    const who = await makeInvestor();
    await moved(who, ROWS);
    const cpu = async (work: () => Promise<unknown>) => {
      const begun = process.cpuUsage();
      await work();
      const { user, system } = process.cpuUsage(begun);
      return (user + system) / 1000;
    };
    const fresh = await cpu(() => proposals(who));
    const again = await cpu(() => proposals(who));
    const page = await cpu(() => viewOpenMoves(who, who.client, ""));
    console.log(
      `${ROWS} open rows: matched in ${fresh.toFixed(0)} ms of CPU, again ${again.toFixed(0)} ms; the page that lists them ${page.toFixed(0)} ms`,
    );
    expect(again).toBeLessThan(Math.min(300, fresh / 5));
  });
});
