import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { withClient } from "@/db/tenant";
import { invariant, ok } from "@/lib/result";
import { denyTransfer } from "@/lib/services/deny-transfer";
import { addTransaction } from "@/lib/services/enter-transaction";
import { readLedgerFilter } from "@/lib/services/ledger-filter";
import { linkClearTransfers, linkTransfer } from "@/lib/services/link-transfer";
import { unlinkTransfer } from "@/lib/services/unlink-transfer";
import { viewLedger } from "@/lib/services/view-ledger";
import { viewLink, viewOpenMoves } from "@/lib/services/view-link";
import { type Owner, stateHash } from "./books-support";
import { makeInvestor, openDatabase } from "./support";

await openDatabase({ DB_POOL_SIZE: "4" });

interface Told {
  readonly kind: "deposit" | "withdrawal";
  readonly account: string;
  readonly time: string;
  readonly units: string;
  readonly asset: string;
}

async function add(who: Owner, { kind, account, time, units, asset }: Told): Promise<string> {
  const side = kind === "deposit" ? "received" : "sent";
  const added = await addTransaction(who, who.client, kind, {
    account,
    date: "2024-05-01",
    time,
    [`${side}Quantity`]: units,
    [`${side}Asset`]: asset,
  });
  invariant(added.ok, JSON.stringify(added));
  return added.value;
}

const sent = (time: string, units: string, asset = "ETH", account = "Coinbase"): Told => ({
  kind: "withdrawal",
  account,
  time,
  units,
  asset,
});
const got = (time: string, units: string, asset = "ETH", account = "Ledger"): Told => ({
  kind: "deposit",
  account,
  time,
  units,
  asset,
});

const link = async (who: Owner, row: string, picked: readonly string[] = [], search = "") => {
  const view = await viewLink(who, who.client, { row, picked, search });
  invariant(view.ok, JSON.stringify(view));
  return view.value;
};
const kinds = async (who: Owner) => {
  const view = await viewLedger(who, who.client, readLedgerFilter({}));
  invariant(view.ok, "the ledger is there");
  return view.value;
};

describe("what a row could be linked with", () => {
  it("is ranked, poor ones last, those of its own account and of other coins left out", async () => {
    const who = await makeInvestor();
    const row = await add(who, sent("10:00", "1.5"));
    const near = await add(who, got("10:30", "1.499"));
    const part = await add(who, got("12:00", "0.5"));
    const more = await add(who, got("10:20", "9"));
    await add(who, got("10:20", "1.5", "BTC"));
    await add(who, got("10:20", "1.5", "ETH", "Coinbase"));
    const view = await link(who, row);
    expect(view.others.map(({ id }) => id)).toEqual([near, part, more]);
    expect(view.others.map(({ reason }) => reason)).toEqual([
      "1.5 ETH left Coinbase, 1.499 ETH reached Ledger: 30 min later; 0.001 ETH went for fees.",
      "2 hours later; 33 % of what left.",
      "Within the hour; more came than left.",
    ]);
    expect((await link(who, row, [], "0.5")).others.map(({ id }) => id)).toEqual([part]);
    expect((await link(who, near)).others.map(({ id }) => id)).toEqual([row]);
  });

  it("shows the fee that follows before anything is linked, and refuses what cannot be", async () => {
    const who = await makeInvestor();
    const row = await add(who, sent("10:00", "1.5"));
    const [a, b, c] = [
      await add(who, got("10:30", "1")),
      await add(who, got("11:30", "0.49", "ETH", "Kraken")),
      await add(who, got("11:40", "0.02", "ETH", "Kraken")),
    ];
    // 1.5 left; 1 and 0.49 came: 0.01 is 0.66 % of it, rounded down to hundredths of a percent.
    expect((await link(who, row, [a, b])).outcome).toEqual({
      is: "possible",
      asset: "ETH",
      fee: "0.01",
      hasFee: true,
      feeShare: 66,
      bridge: null,
      ways: [
        { from: "Coinbase", to: "Ledger", sent: "1", received: "1", asset: "ETH" },
        { from: "Coinbase", to: "Kraken", sent: "0.5", received: "0.49", asset: "ETH" },
      ],
    });
    expect((await link(who, row, [a, b, c])).outcome).toEqual({
      is: "impossible",
      reason: "0.01 more would arrive than left. Take a row out, or correct the amounts.",
    });
    const before = await stateHash(who);
    const linked = await linkTransfer(who, who.client, { sent: [row], received: [a, b] });
    invariant(linked.ok, "they are linked");
    expect(linked.value).toHaveLength(2);
    expect((await unlinkTransfer(who, who.client, linked.value[0] ?? "")).ok).toBe(true);
    expect(await stateHash(who)).toBe(before);
  });

  it("is not there for others, nor for a row that is linked", async () => {
    const who = await makeInvestor();
    const other = await makeInvestor();
    const row = await add(who, sent("10:00", "1"));
    const into = await add(who, got("10:10", "1"));
    expect(await viewLink(other, who.client, { row, picked: [], search: "" })).toMatchObject({
      error: { code: "not-found" },
    });
    await linkTransfer(who, who.client, { sent: [row], received: [into] });
    expect(await viewLink(who, who.client, { row, picked: [], search: "" })).toMatchObject({
      error: { code: "not-found" },
    });
  });
});

describe("a bridge", () => {
  it("is asked about; linked, the units travel and are converted where they arrived, and both fall together", async () => {
    const who = await makeInvestor();
    const row = await add(who, sent("10:00", "100", "USDC"));
    const into = await add(who, got("10:45", "99.5", "USDC.E"));
    const before = await stateHash(who);
    const [proposal] = (await kinds(who)).proposals;
    expect(proposal).toMatchObject({ isClear: false, nextBest: null });
    expect((await link(who, row, [into])).outcome).toMatchObject({
      is: "possible",
      fee: "0.5",
      feeShare: 50,
      bridge: "USDC.E",
    });
    const linked = await linkTransfer(who, who.client, { sent: [row], received: [into] });
    invariant(linked.ok, JSON.stringify(linked));
    expect((await kinds(who)).entries.toReversed()).toMatchObject([
      {
        kind: "transfer",
        sent: { quantity: "100" },
        received: { quantity: "99.5", asset: "USDC" },
      },
      {
        kind: "conversion",
        account: "Ledger",
        sent: { quantity: "99.5", asset: "USDC" },
        received: { quantity: "99.5", asset: "USDC.E" },
      },
    ]);
    // Either of the two takes both apart.
    expect((await unlinkTransfer(who, who.client, linked.value[1] ?? "")).ok).toBe(true);
    expect(await stateHash(who)).toBe(before);
  });
});

describe("a row that is no transfer", () => {
  it("is never proposed again, with its reason on record, until that is taken back", async () => {
    const who = await makeInvestor();
    const row = await add(who, sent("10:00", "1.5"));
    await add(who, got("10:30", "1.499"));
    expect((await kinds(who)).proposals).toHaveLength(1);
    expect(await denyTransfer(who, who.client, row, " x ")).toMatchObject({
      error: { code: "invalid-input" },
    });
    expect(await denyTransfer(who, who.client, row, "paid a friend")).toEqual(ok(null));
    expect((await kinds(who)).proposals).toEqual([]);
    expect((await link(who, row)).notTransfer).toBe("paid a friend");
    const open = await viewOpenMoves(who, who.client, "");
    expect(open.ok && open.value.rows.map(({ notTransfer }) => notTransfer)).toEqual([
      null,
      "paid a friend",
    ]);
    expect(await denyTransfer(who, who.client, row, null)).toEqual(ok(null));
    expect((await kinds(who)).proposals).toHaveLength(1);
    const stranger = await makeInvestor();
    expect(await denyTransfer(stranger, who.client, row, "mine")).toMatchObject({
      error: { code: "not-found" },
    });
  });

  it("stays none when it was linked and separated meanwhile", async () => {
    const who = await makeInvestor();
    const row = await add(who, sent("10:00", "1.5"));
    const into = await add(who, got("10:30", "1.499"));
    await denyTransfer(who, who.client, row, "paid a friend");
    const linked = await linkTransfer(who, who.client, { sent: [row], received: [into] });
    invariant(linked.ok, "a person may still link it by hand");
    await unlinkTransfer(who, who.client, linked.value[0] ?? "");
    expect((await kinds(who)).proposals).toEqual([]);
  });
});

describe("a hundred thousand rows without another side", () => {
  it("cost the transfers of an import of two hundred rows no more than two seconds", async () => {
    const who = await makeInvestor();
    await add(who, sent("09:00", "1", "ETH", "Kraken"));
    const seeded = await withClient(who, who.client, "write", async (tx) => {
      await tx.db.execute(sql`
        insert into accounts (client_id, name, created_by) select ${tx.clientId}, 'W' || n, ${tx.userId}
        from generate_series(1, 5) n on conflict do nothing`);
      await tx.db.execute(sql`
        insert into transactions (client_id, account_id, kind, at, sequence, sent_asset, sent_quantity,
          received_asset, received_quantity, fee_usd, fees, detail, note, entered_by, entered_at)
        select ${tx.clientId}, (select id from accounts a where a.client_id = ${tx.clientId} order by name offset n % 5 limit 1),
          case when n % 2 = 0 then 'deposit' else 'withdrawal' end,
          '2020-01-01'::timestamptz + n * interval '25 minutes', 0,
          case when n % 2 = 1 then asset end, case when n % 2 = 1 then units end,
          case when n % 2 = 0 then asset end, case when n % 2 = 0 then units end,
          0, '[]', '{}', '', ${tx.userId}, now() - interval '1 day'
        from (select n, (array['ETH', 'BTC', 'SOL'])[1 + n % 3] as asset,
          round((1 + (n * 7919 % 100000) / 10000.0)::numeric, 8) as units from generate_series(1, 100000) n) rows`);
      return ok(null);
    });
    expect(seeded.ok).toBe(true);
    const took = await withClient(who, who.client, "write", async (tx) => {
      // Rows of an import: they bear the moment of the work that adds them.
      await tx.db.execute(sql`
        insert into transactions (client_id, account_id, kind, at, sequence, received_asset, received_quantity,
          fee_usd, fees, detail, note, entered_by)
        select ${tx.clientId}, (select id from accounts a where a.client_id = ${tx.clientId} and name = 'Kraken'),
          'deposit', '2022-05-01T10:20:00Z'::timestamptz + n * interval '1 hour', 0, 'ETH', 0.3131313, 0, '[]', '{}', '',
          ${tx.userId} from generate_series(1, 200) n`);
      const from = performance.now();
      const linked = await linkClearTransfers(tx);
      invariant(linked.ok, "nothing is in the way");
      return ok(performance.now() - from);
    });
    invariant(took.ok, "the books are open");
    expect(took.value).toBeLessThan(2000);
  }, 120_000);
});
