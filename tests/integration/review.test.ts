import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { listAuditEvents } from "@/db/queries/audit-events";
import { insertYearProfile } from "@/db/queries/year-profiles";
import { withClient } from "@/db/tenant";
import { invariant, ok } from "@/lib/result";
import { addMigration } from "@/lib/services/add-migration";
import { dismissReviewItem, reopenReviewItem } from "@/lib/services/dismiss-review-item";
import { linkTransfer } from "@/lib/services/link-transfer";
import { loadBooks } from "@/lib/services/load-books";
import { openOfYear } from "@/lib/services/review/open-of-year";
import { openBooks } from "@/lib/services/review/review-of-books";
import { unlinkTransfer } from "@/lib/services/unlink-transfer";
import { viewOverview } from "@/lib/services/view-overview";
import { type ReviewQuery, type ReviewView, viewReview } from "@/lib/services/view-review";
import { viewShell } from "@/lib/services/view-shell";
import { viewYear } from "@/lib/services/view-year";
import { instant } from "@/lib/time/instant";
import { wagesOnly } from "../support/year-profile";
import { buyRow, coinbaseFile, imported, type Owner } from "./books-support";
import { makeInvestor, openDatabase, valued, write } from "./support";

await openDatabase();

const at = { now: instant("2026-11-20T21:00:00Z") };

/** Two purchases as the fills of Coinbase Pro. */
const FILLS = `portfolio,trade id,product,side,created at,size,size unit,price,fee,total,price/fee/total unit
default,100,BTC-USD,BUY,2024-03-01T10:00:05.250Z,0.12345678,BTC,60000,0,-7407.41,USD
default,101,BTC-USD,BUY,2024-03-02T11:30:45.000Z,0.50000000,BTC,61000,0,-30500,USD
`;

const HEADER =
  "Date,Account,Type,Sent Amount,Sent Asset,Received Amount,Received Asset,Value USD,ID";

/** Books with one of most kinds; single, 60,000 of ordinary income in 2025, deduction 15,750. */
async function openOnes(): Promise<Owner> {
  const who = await makeInvestor();
  const rows = [
    // Nothing was ever bought of it: 40,000 are proceeds without a basis.
    "2025-06-02T14:00:00Z,Kraken,Sell,1,SOL,40000,USD,,A1",
    // Arrived from nowhere, worth 3,000 that day, sold for 4,500 in the same year.
    "2025-02-01T14:00:00Z,Kraken,Deposit,,,0.1,BTC,3000,A2",
    "2025-07-02T14:00:00Z,Kraken,Sell,0.1,BTC,4500,USD,,A3",
    // Perhaps one move: a twentieth is lost on the way, so nobody links it without a person.
    "2023-01-02T14:00:00Z,Bitstamp,Buy,1000,USD,10,ETH,,A4",
    "2025-03-01T14:00:00Z,Bitstamp,Withdrawal,10,ETH,,,18000,A5",
    "2025-03-02T20:00:00Z,Ledger,Deposit,,,9.6,ETH,17300,A6",
  ];
  await imported(who, "all.csv", `${HEADER}\n${rows.join("\n")}\n`);
  await write(who, (tx) => insertYearProfile(tx, wagesOnly(2025, "60000", "15750")));
  return who;
}

const review = (who: Owner, query: ReviewQuery = {}): Promise<ReviewView> =>
  valued(viewReview(who, who.client, query, at));

const find = (view: ReviewView, kind: string, isSettledWith = false) => {
  const item = view.items.find(
    (each) => each.kind === kind && (each.clearedBy !== null) === isSettledWith,
  );
  invariant(item !== undefined, `there is an item of kind ${kind}`);
  return item;
};

describe("the review", () => {
  it("puts what can move the tax most first, each with its range, and one row once", async () => {
    const view = await review(await openOnes());
    expect(view.items.map(({ kind }) => kind)).toEqual([
      "missing-basis",
      "transfer",
      "unmatched-deposit",
      "missing-basis",
      "stale-price",
    ]);
    // Taxable 44,250 as the books stand; 40,000 more of short gain: 8,377.50 (worked in tests/unit/tax/review/stakes.test.ts).
    expect(view.items[0]?.stake).toMatchObject({ is: "tax", year: 2025, low: "0", high: "8377.5" });
    expect(find(view, "missing-basis", true).clearedBy?.id).toBe(
      find(view, "unmatched-deposit").id,
    );
    expect(find(view, "unmatched-deposit").clears).toBe(1);
    expect(view.yearsHeld).toEqual([2025]);
  });

  it("says where the year's tax lies, and that few items make most of it", async () => {
    const [first] = (await review(await openOnes())).ranges;
    invariant(first !== undefined && first.tax !== null, "2025 has a range");
    expect(first).toMatchObject({ year: 2025, of: 3 });
    expect(first.tax.now).toBe("5071.5");
    // At best the move is one, the sale had its basis, and 1,500 of short gain is left of the deposit: 12 % of it.
    expect(first.tax.low).toBe("5251.5");
    expect(Number(first.tax.high)).toBeGreaterThan(5071.5 + 8377.5);
    expect(first.share).toBeGreaterThanOrEqual(90);
  });

  it("narrows by kind, year and weight, and finds the page of an item", async () => {
    const who = await openOnes();
    const all = await review(who);
    expect((await review(who, { kind: "transfer" })).items.map(({ kind }) => kind)).toEqual([
      "transfer",
    ]);
    expect((await review(who, { severity: "blocking" })).matching).toBe(all.blocking);
    expect((await review(who, { year: "2025" })).matching).toBe(all.matching - 1);
    expect((await review(who, { kind: "nonsense", page: 99 })).items).toHaveLength(
      all.items.length,
    );
    expect((await review(who, { item: all.items[3]?.id })).page).toBe(1);
  });

  it("is one count in the rail, the overview and the list", async () => {
    const who = await openOnes();
    const view = await review(who);
    const overview = await valued(viewOverview(who, who.client, at));
    expect(overview.wrong.blocking + overview.wrong.check).toBe(view.open);
    expect(overview.wrong.worst?.title).toBe(view.items[0]?.title);
    // The rail looks as of the real day, when every price is old as well.
    expect((await valued(viewShell(who, who.client))).reviewCount).toBe(view.open);
  });

  it("offers a coin's new name with its fix beside it; entering it settles the sale that lacked the units", async () => {
    const who = await makeInvestor();
    const rows = [
      "2024-03-01T14:00:00Z,Kraken,Buy,80,USD,100,FTM,,B1",
      "2025-03-03T14:00:00Z,Kraken,Sell,40,S,25,USD,,B2",
    ];
    await imported(who, "renamed.csv", `${HEADER}\n${rows.join("\n")}\n`);
    const change = find(await review(who), "migration");
    expect(change.clears).toBe(1);
    const [fix] = change.fixes;
    invariant(fix?.is === "change", "a change is entered first of all");
    expect(fix.isAsked).toBe(false);
    await valued(addMigration(who, who.client, fix.migration, "migration", at));
    expect((await review(who)).items.map(({ kind }) => kind)).toEqual(["stale-price"]);
  });

  it("links a move with one click and takes it back: the item goes and comes", async () => {
    const who = await openOnes();
    const move = find(await review(who), "transfer");
    const [fix] = move.fixes;
    invariant(fix?.is === "link", "a move is linked first of all");
    const [transfer] = await valued(linkTransfer(who, who.client, fix));
    expect((await review(who)).items.map(({ kind }) => kind)).not.toContain("transfer");
    await valued(unlinkTransfer(who, who.client, transfer ?? ""));
    const again = find(await review(who), "transfer");
    expect(again.stake).toEqual(move.stake);
  });
});

describe("putting an item aside", () => {
  it("wants a reason of 3 to 300 characters", async () => {
    const who = await openOnes();
    const { key } = find(await review(who), "missing-basis");
    for (const reason of ["", "  no  ", "x".repeat(301)]) {
      expect(await dismissReviewItem(who, who.client, { item: key, reason }, at)).toMatchObject({
        ok: false,
        error: { code: "invalid-input", fields: { reason: expect.any(String) } },
      });
    }
    expect((await review(who)).dismissed).toBe(0);
  });

  it("changes no figure and no range, keeps the year not final, and can be taken back", async () => {
    const who = await openOnes();
    const before = await review(who);
    const year = await valued(viewYear(who, who.client, 2025, {}, at));
    const { key } = find(before, "missing-basis");
    await valued(
      dismissReviewItem(who, who.client, { item: key, reason: "  Records   burnt in 2024. " }, at),
    );
    const after = await review(who);
    expect([after.open, after.dismissed]).toEqual([before.open - 1, 1]);
    expect(after.ranges).toEqual(before.ranges);
    expect(after.yearsHeld).toEqual(before.yearsHeld);
    expect(await valued(viewYear(who, who.client, 2025, {}, at))).toEqual(year);
    const put = find(await review(who, { state: "dismissed" }), "missing-basis");
    expect(put.dismissal).toMatchObject({ reason: "Records burnt in 2024.", isMine: true });
    await valued(reopenReviewItem(who, who.client, key));
    const back = await review(who);
    expect([back.open, back.dismissed]).toEqual([before.open, 0]);
    expect(await reopenReviewItem(who, who.client, key)).toMatchObject({
      ok: false,
      error: { code: "changed-meanwhile" },
    });
  });

  it("is printed on the year's report as open, with its reason, kinds and range", async () => {
    const who = await openOnes();
    const { key } = find(await review(who), "missing-basis");
    await valued(dismissReviewItem(who, who.client, { item: key, reason: "Seller is gone." }, at));
    const books = await valued(loadBooks(who, who.client, at));
    const printed = await valued(
      withClient(who, who.client, "read", async (tx) =>
        ok(openOfYear(await openBooks(tx, books), 2025, books.ledger.issues)),
      ),
    );
    expect(printed.dismissed.get(key)).toBe("Seller is gone.");
    expect(printed.kinds).toContainEqual({ title: "Missing basis", count: 2 });
    expect(printed.tax).not.toBeNull();
  });

  it("refuses what is not open, and leaves both deeds in the audit trail", async () => {
    const who = await openOnes();
    const told = { item: "missing-basis~nothing~here~X", reason: "no such item" };
    expect(await dismissReviewItem(who, who.client, told, at)).toMatchObject({
      ok: false,
      error: { code: "changed-meanwhile" },
    });
    const { key } = find(await review(who), "missing-basis");
    await valued(dismissReviewItem(who, who.client, { item: key, reason: "later" }, at));
    await valued(reopenReviewItem(who, who.client, key));
    const events = await valued(
      withClient(who, who.client, "read", async (tx) => ok(await listAuditEvents(tx))),
    );
    expect(events.slice(0, 2).map(({ deed }) => deed)).toEqual(["review.reopen", "review.dismiss"]);
  });

  it("is nobody else's to see or to do, and cannot be changed or deleted afterwards", async () => {
    const [mine, theirs] = [await openOnes(), await openOnes()];
    const { key } = find(await review(theirs), "missing-basis");
    await valued(dismissReviewItem(theirs, theirs.client, { item: key, reason: "ours alone" }, at));
    const notFound = { ok: false, error: { code: "not-found" } };
    expect(await viewReview(mine, theirs.client, {}, at)).toEqual(notFound);
    expect(await reopenReviewItem(mine, theirs.client, key)).toEqual(notFound);
    expect(
      await dismissReviewItem(mine, theirs.client, { item: key, reason: "not mine" }, at),
    ).toEqual(notFound);
    expect((await review(mine)).dismissed).toBe(0);
    const rows = await valued(
      withClient(mine, mine.client, "read", async (tx) =>
        ok((await tx.db.execute(sql`select * from review_dismissals`)).rows.length),
      ),
    );
    expect(rows).toBe(0);
    for (const change of [
      sql`update review_dismissals set reason = 'other'`,
      sql`delete from review_dismissals`,
    ]) {
      await expect(write(theirs, (tx) => tx.db.execute(change))).rejects.toThrow();
    }
  });
});

describe("rows in quarantine", () => {
  it("stand in the review with their reason, and lead to the page that compares them", async () => {
    const who = await makeInvestor();
    await imported(
      who,
      "coinbase.csv",
      coinbaseFile([
        buyRow("c1", "2024-03-01 10:00:05 UTC", "0.12345678", "60000", "7407.41"),
        buyRow("c2", "2024-03-02 11:30:45 UTC", "0.5", "61000", "30500.00"),
      ]),
    );
    const fills = await imported(who, "fills.csv", FILLS);
    invariant(fills.counts.quarantined > 0, "the fills wait");
    const twins = (await review(who)).items.filter(({ kind }) => kind === "duplicate");
    expect(twins).toHaveLength(fills.counts.quarantined);
    expect(twins[0]?.message).toContain("coinbase.csv");
    // The row itself, not the page as a whole.
    expect(twins[0]?.fixes).toEqual([
      {
        is: "quarantine",
        label: "Compare both",
        place: { item: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      },
    ]);
    expect(twins[0]?.severity).toBe("check");
  });
});
