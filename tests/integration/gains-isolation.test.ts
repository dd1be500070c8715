import { beforeEach, describe, expect, it } from "vitest";
import { reportId } from "@/db/ids";
import { ensureAccounts } from "@/db/queries/accounts";
import { insertSettings, insertStandingOrder } from "@/db/queries/settings";
import { insertTransaction, newTransactionId, voidTransactions } from "@/db/queries/transactions";
import { quantity } from "@/lib/money/quantity";
import { usd, ZERO_USD } from "@/lib/money/usd";
import { invariant } from "@/lib/result";
import { downloadReport } from "@/lib/services/download-report";
import { explainFigure } from "@/lib/services/explain-figure";
import type { Books, ComputedBooks } from "@/lib/services/gains/books";
import { BooksCache, type BooksKey } from "@/lib/services/gains/books-cache";
import { DEFAULT_SETTINGS } from "@/lib/services/gains/default-settings";
import { forgetBooks, loadBooks } from "@/lib/services/load-books";
import { requestReport } from "@/lib/services/request-report";
import { tickStep } from "@/lib/services/tick-step";
import { viewHarvest } from "@/lib/services/view-harvest";
import { viewLots } from "@/lib/services/view-lots";
import { viewOverview } from "@/lib/services/view-overview";
import { viewReports } from "@/lib/services/view-reports";
import { viewReview } from "@/lib/services/view-review";
import { viewYear } from "@/lib/services/view-year";
import { viewYears } from "@/lib/services/view-years";
import { assetId, type Buy, type Sell, type TransactionId } from "@/lib/tax/transaction";
import { instant } from "@/lib/time/instant";
import type { Owner } from "./books-support";
import { makeInvestor, openDatabase, write } from "./support";

await openDatabase();
beforeEach(forgetBooks);

const now = instant("2026-11-20T21:00:00Z");

async function books(who: Owner): Promise<Books> {
  const loaded = await loadBooks(who, who.client, { now });
  invariant(loaded.ok, "one's own books open");
  return loaded.value;
}

/** Adds a purchase or a sale of BTC by hand; returns its id. */
async function tell(
  who: Owner,
  kind: "buy" | "sell",
  at: string,
  units: string,
  value: string,
): Promise<TransactionId> {
  const id = newTransactionId();
  await write(who, async (tx) => {
    const accounts = await ensureAccounts(tx, [{ name: "Wallet", source: null }]);
    const account = accounts.get("Wallet");
    invariant(account !== undefined, "the account is there");
    const leg = { asset: assetId("BTC"), quantity: quantity(units) };
    const told = {
      id,
      account,
      at: instant(at),
      date: null,
      sequence: 0,
      feeUsd: ZERO_USD,
      fees: [],
      origin: { from: "hand", by: "test" },
      note: "",
      value: usd(value),
    } as const;
    const transaction: Buy | Sell =
      kind === "buy" ? { ...told, kind, received: leg } : { ...told, kind, sent: leg };
    await insertTransaction(tx, { transaction });
  });
  return id;
}

const gains = (of: ComputedBooks) => of.ledger.closedLots.map(({ gain }) => gain && String(gain));

describe("another client's books", () => {
  it("are not found by any service, and leave no trace", async () => {
    const [mine, theirs] = [await makeInvestor(), await makeInvestor()];
    await tell(theirs, "buy", "2024-01-02T12:00:00Z", "1", "40000");
    await tell(theirs, "sell", "2025-03-04T12:00:00Z", "1", "90000");
    const requested = await requestReport(
      theirs,
      theirs.client,
      { year: 2025, kind: "year-end" },
      { now },
    );
    invariant(requested.ok, "the report is asked for");
    const { reportId: report } = requested.value;
    const notFound = { ok: false, error: { code: "not-found" } };
    const client = theirs.client;
    const answers = await Promise.all([
      loadBooks(mine, client, { now }),
      viewOverview(mine, client, { now }),
      viewReview(mine, client, {}, { now }),
      viewLots(mine, client, {}, { now }),
      viewYears(mine, client, { now }),
      viewYear(mine, client, 2025, { box: "L" }, { now }),
      viewHarvest(mine, client, [], { now }),
      explainFigure(mine, client, 2025, "row:L:0", { now }),
      viewReports(mine, client, { now }),
      requestReport(mine, client, { year: 2025, kind: "year-end" }, { now }),
      downloadReport(mine, client, report, "pdf"),
      downloadReport(mine, mine.client, report, "pdf"),
      tickStep(mine, client, { year: 2026, step: "keep-records", isDone: true }),
    ]);
    expect(answers).toEqual(answers.map(() => notFound));
    expect(await downloadReport(mine, mine.client, reportId("x"), "csv")).toEqual(notFound);
    const after = await viewReports(theirs, client, { now });
    expect(after.ok && after.value.reports).toHaveLength(1);
  });

  it("are never served from what was computed for another, however requests interleave", async () => {
    const people = [await makeInvestor(), await makeInvestor(), await makeInvestor()];
    for (const [index, who] of people.entries()) {
      await tell(who, "buy", "2024-01-02T12:00:00Z", "1", "10000");
      await tell(who, "sell", "2025-03-04T12:00:00Z", "1", String(20_000 + index));
    }
    const asked = Array.from({ length: 30 }, (_, index) => people[index % people.length]);
    const loaded = await Promise.all(asked.map((who) => who && books(who)));
    loaded.forEach((each, index) => {
      expect(each?.clientId).toBe(asked[index]?.client);
      expect(each && gains(each)).toEqual([`${10_000 + (index % 3)}${"0".repeat(18)}`]);
    });
  });
});

describe("what is remembered", () => {
  it("is the same object while nothing changes, and asked of the gate each time", async () => {
    const who = await makeInvestor();
    await tell(who, "buy", "2024-01-02T12:00:00Z", "1", "10000");
    const [first, second] = [await books(who), await books(who)];
    expect(second.ledger).toBe(first.ledger);
    const stranger = await makeInvestor();
    expect((await loadBooks(stranger, who.client, { now })).ok).toBe(false);
  });

  it("is never stale: after a sale, a void, a setting, an order and the next day", async () => {
    const who = await makeInvestor();
    await tell(who, "buy", "2024-01-02T12:00:00Z", "1", "10000");
    await tell(who, "buy", "2024-02-02T12:00:00Z", "1", "30000");
    expect((await books(who)).ledger.closedLots).toHaveLength(0);
    const sale = await tell(who, "sell", "2026-03-04T12:00:00Z", "1", "50000");
    expect(gains(await books(who))).toEqual([`40000${"0".repeat(18)}`]);
    await write(who, (tx) =>
      insertStandingOrder(tx, {
        account: null,
        method: "hifo",
        effectiveFrom: instant("2026-01-01T00:00:00Z"),
        madeAt: instant("2026-01-01T00:00:00Z"),
        toldBrokerAt: null,
      }),
    );
    expect(gains(await books(who))).toEqual([`20000${"0".repeat(18)}`]);
    await write(who, (tx) => voidTransactions(tx, [sale], "deleted"));
    expect((await books(who)).ledger.closedLots).toHaveLength(0);
    await write(who, (tx) =>
      insertSettings(tx, { ...DEFAULT_SETTINGS, timeZone: "Pacific/Honolulu" }),
    );
    expect((await books(who)).settings.timeZone).toBe("Pacific/Honolulu");
    const tomorrow = await loadBooks(who, who.client, { now: instant("2026-11-22T21:00:00Z") });
    expect(tomorrow.ok && tomorrow.value.asOf.date).toBe("2026-11-22");
  });

  it("keeps a row dated after today in sight, and leaves it out of a look back", async () => {
    const who = await makeInvestor();
    await tell(who, "buy", "2026-12-24T12:00:00Z", "1", "10000");
    expect((await books(who)).ledger.issues.map(({ code }) => code)).toEqual(["future-date"]);
    const back = await loadBooks(who, who.client, { now, asOf: "2026-06-01" });
    expect(back.ok && back.value.transactions.size).toBe(0);
  });

  it("forgets the least recently used first, and everything over its weight but the newest", () => {
    const cache = new BooksCache();
    const key = (name: string): BooksKey => ({
      clientId: name as BooksKey["clientId"],
      ledgerVersion: 1,
      settingsVersion: 1,
      engine: "1",
      day: "2026-01-01",
      isLookBack: false,
    });
    const of = (name: string) => ({ clientId: name }) as unknown as ComputedBooks;
    cache.set(key("a"), of("a"), 150_000);
    cache.set(key("b"), of("b"), 150_000);
    cache.get(key("a"));
    cache.set(key("c"), of("c"), 150_000);
    expect([cache.has(key("a")), cache.has(key("b")), cache.has(key("c"))]).toEqual([
      true,
      false,
      true,
    ]);
    cache.set(key("d"), of("d"), 900_000);
    expect([cache.has(key("a")), cache.has(key("c")), cache.has(key("d"))]).toEqual([
      false,
      false,
      true,
    ]);
    expect(cache.get({ ...key("d"), ledgerVersion: 2 })).toBeNull();
    expect(cache.get({ ...key("d"), isLookBack: true })).toBeNull();
  });
});
