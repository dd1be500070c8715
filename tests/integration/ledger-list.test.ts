import { beforeAll, describe, expect, it } from "vitest";
import { ensureAccounts } from "@/db/queries/accounts";
import { insertTransactions } from "@/db/queries/transaction-bulk";
import {
  countTransactions,
  listFacets,
  listTransactions,
  type TransactionFilter,
  type TransactionPaging,
  type TransactionSort,
} from "@/db/queries/transaction-list";
import { insertTransaction, newTransactionId, voidTransactions } from "@/db/queries/transactions";
import { quantity } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import {
  type AccountId,
  assetId,
  type Transaction,
  type TransactionId,
} from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { manyBuys } from "./arbitrary-transactions";
import { makeInvestor, openDatabase, write } from "./support";

await openDatabase();
let me: Awaited<ReturnType<typeof makeInvestor>>;
let exchange: AccountId;
let wallet: AccountId;
const ids = new Map<string, TransactionId>();

type Told = Partial<Extract<Transaction, { kind: "buy" }>>;
const told = (over: Told = {}) => ({
  id: newTransactionId(),
  account: exchange,
  at: instant("2024-06-01T12:00:00.000Z"),
  date: null,
  sequence: 1,
  feeUsd: usd("0"),
  fees: [],
  origin: { from: "hand" as const, by: me.id },
  note: "",
  ...over,
});
const one = (asset: string) => ({ asset: assetId(asset), quantity: quantity("1") });

beforeAll(async () => {
  me = await makeInvestor();
  const named = await write(me, (tx) =>
    ensureAccounts(tx, [
      { name: "Zeta exchange", source: null },
      { name: "Alpha wallet", source: null },
    ]),
  );
  exchange = named.get("Zeta exchange")!;
  wallet = named.get("Alpha wallet")!;
  const rows: Record<string, Transaction> = {
    newYear: {
      ...told({ at: instant("2025-01-01T03:00:00.000Z") }),
      kind: "buy",
      received: one("BTC"),
      value: usd("10"),
    },
    dayOnly: {
      ...told({ at: instant("2025-01-01T12:00:00.000Z"), date: calendarDate("2024-12-31") }),
      kind: "sell",
      sent: one("ETH"),
      value: usd("30"),
    },
    swap: {
      ...told({ note: "100%_done\\" }),
      kind: "swap",
      sent: one("BTC"),
      received: one("SOL"),
      value: null,
      withheld: null,
    },
    move: {
      ...told({ at: instant("2024-07-01T00:00:00.000Z") }),
      kind: "transfer",
      toAccount: wallet,
      sent: one("ETH"),
      received: one("ETH"),
      feeValue: null,
    },
    gas: {
      ...told({
        account: wallet,
        fees: [{ ...one("MATIC"), value: null }],
        note: "Approve Router",
      }),
      kind: "buy",
      received: one("UNI"),
      value: usd("20"),
    },
    gone: { ...told(), kind: "buy", received: one("DOGE"), value: usd("5") },
  };
  await write(me, async (tx) => {
    for (const [name, transaction] of Object.entries(rows)) {
      const question =
        name === "swap" ? { line: 3, column: "Value", value: "", reason: "no value" } : null;
      await insertTransaction(tx, { transaction, question });
      ids.set(name, transaction.id);
    }
    await voidTransactions(tx, [ids.get("gone")!], "deleted");
  });
});

const names = (found: readonly TransactionId[]) =>
  found.map((id) => [...ids].find(([, known]) => known === id)?.[0] ?? "?");

async function list(filter: TransactionFilter, paging: Partial<TransactionPaging> = {}) {
  const page = await write(me, (tx) => listTransactions(tx, filter, { limit: 50, ...paging }));
  return names(page.entries.map((entry) => entry.transaction.id));
}

describe("filtering the ledger", () => {
  const cases: [string, () => TransactionFilter, string[]][] = [
    ["nothing: what counts", () => ({}), ["dayOnly", "gas", "move", "newYear", "swap"]],
    ["what is voided", () => ({ state: "voided" }), ["gone"]],
    ["everything", () => ({ state: "all" }), ["dayOnly", "gas", "gone", "move", "newYear", "swap"]],
    ["kinds", () => ({ kinds: ["buy", "sell"] }), ["dayOnly", "gas", "newYear"]],
    ["an account, also as the receiving one", () => ({ accounts: [wallet] }), ["gas", "move"]],
    ["an asset on either side", () => ({ assets: [assetId("BTC")] }), ["newYear", "swap"]],
    ["an asset that is only a fee", () => ({ assets: [assetId("MATIC")] }), ["gas"]],
    ["a question", () => ({ hasQuestion: true }), ["swap"]],
    [
      "attention: a question or named by the computation, never what is voided",
      () => ({ attention: [ids.get("gas")!, ids.get("gone")!] }),
      ["gas", "swap"],
    ],
    ["attention with nothing named", () => ({ attention: [] }), ["swap"]],
    ["no question", () => ({ hasQuestion: false }), ["dayOnly", "gas", "move", "newYear"]],
    ["text in a note, whatever its case", () => ({ text: "approve" }), ["gas"]],
    ["signs of patterns as plain text", () => ({ text: "%_done\\" }), ["swap"]],
    ["a pattern that is not there as text", () => ({ text: "a%r" }), []],
  ];
  it.each(cases)("by %s", async (_, filter, expected) => {
    const found = await list(filter());
    expect(found.sort()).toEqual(expected);
    const counted = await write(me, (tx) => countTransactions(tx, filter()));
    expect(counted.total).toBe(expected.length);
  });

  it("by a year of the client's own zone, a day without a time by its day", async () => {
    // New York's 2024 ends at 05:00 UTC on January 1.
    const period = {
      firstDate: calendarDate("2024-01-01"),
      lastDate: calendarDate("2024-12-31"),
      from: instant("2024-01-01T05:00:00.000Z"),
      before: instant("2025-01-01T05:00:00.000Z"),
    };
    expect((await list({ period })).sort()).toEqual(["dayOnly", "gas", "move", "newYear", "swap"]);
    const utc = {
      ...period,
      from: instant("2024-01-01T00:00:00.000Z"),
      before: instant("2025-01-01T00:00:00.000Z"),
    };
    expect((await list({ period: utc })).sort()).toEqual(["dayOnly", "gas", "move", "swap"]);
  });
});

describe("sorting and paging the ledger", () => {
  it("puts a missing value before the smallest", async () => {
    expect((await list({}, { sort: "value" })).slice(-3)).toEqual(["newYear", "gas", "dayOnly"]);
  });

  it("sorts accounts by their names", async () => {
    expect((await list({}, { sort: "account" }))[0]).toBe("gas");
  });

  const sorts: TransactionSort[] = ["time", "value", "kind", "asset", "account", "entered"];
  it.each(
    sorts.flatMap(
      (sort) =>
        [
          [sort, false],
          [sort, true],
        ] as const,
    ),
  )(
    "by %s (descending: %s) shows each row once over pages of three, and the other way round is the reverse",
    async (sort, descending) => {
      const other = await makeInvestor();
      const seen: TransactionId[] = [];
      const all = await write(other, async (tx) => {
        const named = await ensureAccounts(tx, [{ name: "Only", source: null }]);
        const entries = manyBuys(named.get("Only")!, 20, "page").map((entry, index) => ({
          ...entry,
          transaction: {
            ...entry.transaction,
            at: instant(`2024-01-0${1 + (index % 3)}T00:00:00.000Z`),
            sequence: index % 2,
          },
        }));
        await insertTransactions(tx, entries);
        let after: string | null = null;
        do {
          const page: Awaited<ReturnType<typeof listTransactions>> = await listTransactions(
            tx,
            {},
            { sort, descending, limit: 3, after },
          );
          seen.push(...page.entries.map((entry) => entry.transaction.id));
          after = page.next;
        } while (after !== null);
        const whole = await listTransactions(tx, {}, { sort, descending: !descending, limit: 100 });
        return whole.entries.map((entry) => entry.transaction.id);
      });
      expect(seen).toEqual([...all].reverse());
      expect(new Set(seen).size).toBe(20);
    },
  );

  it.each([
    "",
    "nonsense",
    "W10",
    Buffer.from('["x","y",1,"z"]').toString("base64url"),
    Buffer.from(
      '["1; drop table users","2024-01-01T00:00:00.000Z",1,"00000000-0000-4000-8000-000000000000"]',
    ).toString("base64url"),
  ])("takes %j for no place at all and starts from the beginning", async (after) => {
    expect(await list({}, { sort: "value", after })).toEqual(await list({}, { sort: "value" }));
  });
});

describe("what there is to filter by", () => {
  it("counts kinds and assets of what counts, and knows the first and last moment", async () => {
    const facets = await write(me, listFacets);
    expect(facets.kinds).toEqual([
      { kind: "buy", total: 2 },
      { kind: "sell", total: 1 },
      { kind: "swap", total: 1 },
      { kind: "transfer", total: 1 },
    ]);
    expect(facets.assets).toEqual([
      { asset: "BTC", total: 2 },
      { asset: "ETH", total: 2 },
      { asset: "SOL", total: 1 },
      { asset: "UNI", total: 1 },
    ]);
    expect([facets.first, facets.last]).toEqual([
      "2024-06-01T12:00:00.000Z",
      "2025-01-01T12:00:00.000Z",
    ]);
  });
});
