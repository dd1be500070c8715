import { describe, expect, it } from "vitest";
import { ensureAccounts } from "@/db/queries/accounts";
import { listAuditEvents } from "@/db/queries/audit-events";
import { insertTransactions } from "@/db/queries/transaction-bulk";
import { fingerprintOf, newTransactionId } from "@/db/queries/transactions";
import type { Collector } from "@/lib/importers/source";
import { koinly } from "@/lib/importers/sources/koinly";
import { quantityText } from "@/lib/money/quantity";
import { invariant, ok } from "@/lib/result";
import { addMigration } from "@/lib/services/add-migration";
import { chooseAsset } from "@/lib/services/choose-asset";
import { readLedgerFilter } from "@/lib/services/ledger-filter";
import { viewImport } from "@/lib/services/view-import";
import { viewLedger } from "@/lib/services/view-ledger";
import { viewMigrations } from "@/lib/services/view-migrations";
import { viewTransaction } from "@/lib/services/view-transaction";
import { voidTransaction } from "@/lib/services/void-transaction";
import type { Transaction } from "@/lib/tax/transaction";
import { imported, type Owner, previewed, stateHash } from "./books-support";
import { books, enter, NOW, settings } from "./choices-support";
import { makeInvestor, openDatabase, write } from "./support";

await openDatabase({ DB_POOL_SIZE: "4" });

const HEADER =
  "Date,Sent Amount,Sent Currency,Received Amount,Received Currency,Fee Amount,Fee Currency,Net Worth Amount,Net Worth Currency,Label,Description,TxHash";

const file = (...rows: readonly string[]) => [HEADER, ...rows, ""].join("\n");

/** One purchase for dollars. */
const bought = (day: string, units: string, asset: string, dollars: string) =>
  `${day} 10:00 UTC,${dollars},USD,${units},${asset},,,,,,,`;

const held = async (who: Owner) =>
  (await books(who)).ledger.openLots.map(
    ({ asset, quantity }) => `${quantityText(quantity)} ${asset}`,
  );

const questions = async (who: Owner) => {
  const ledger = await viewLedger(who, who.client, readLedgerFilter({}));
  invariant(ledger.ok, "the books are open");
  return {
    waiting: ledger.value.questions,
    shown: ledger.value.entries.filter(({ question }) => question !== null).length,
  };
};

describe("books kept before a sign's meaning was known", () => {
  const text = file(
    bought("2021-05-01", "2", "LUNA", "30"),
    bought("2021-05-02", "100", "UST", "100"),
    bought("2020-05-03", "8", "NANO", "5"),
    bought("2021-05-04", "1", "SOL", "40"),
  );

  /** Puts the rows into the books as they were read before there was a table: the sign as it stands, under the same key. */
  async function keepAsBefore(who: Owner): Promise<void> {
    const out: Collector = { transactions: [], skipped: [], rejected: [] };
    const reader = koinly.open(
      HEADER.split(","),
      koinly.headers[0]?.version ?? "",
      { timeZone: "UTC" },
      out,
    );
    text
      .trim()
      .split("\n")
      .slice(1)
      .forEach((raw, index) => {
        reader.row({ line: index + 2, cells: raw.split(","), raw });
      });
    reader.end();
    expect(out.transactions.map((one) => one.kind === "buy" && one.received.asset)).toEqual([
      "LUNA",
      "UST",
      "NANO",
      "SOL",
    ]);
    await write(who, async (tx) => {
      const names = [...new Set(out.transactions.map(({ accountName }) => accountName))];
      const accounts = await ensureAccounts(
        tx,
        names.map((name) => ({ name, source: "koinly" })),
      );
      const entries = out.transactions.map((parsed) => {
        const { accountName, toAccountName: _to, key, lines: _lines, question, ...rest } = parsed;
        const account = accounts.get(accountName);
        invariant(account !== undefined && rest.kind === "buy", "a purchase in its account");
        const transaction: Transaction = {
          ...rest,
          id: newTransactionId(),
          account,
          origin: { from: "hand", by: who.id },
        };
        return { transaction, question, fingerprint: fingerprintOf(account, key) };
      });
      await insertTransactions(tx, entries);
    });
  }

  it("are read by today's table, and the same file adds nothing to them", async () => {
    const who = await makeInvestor();
    await keepAsBefore(who);
    const kept = await stateHash(who);
    expect((await held(who)).sort()).toEqual(["1 SOL", "100 USTC", "2 LUNC", "8 XNO"]);
    const again = await imported(who, "koinly.csv", text);
    expect(again.counts).toMatchObject({ accepted: 0, known: 4, question: 0, rejected: 0 });
    expect(await stateHash(who)).toBe(kept);
    expect((await held(who)).sort()).toEqual(["1 SOL", "100 USTC", "2 LUNC", "8 XNO"]);
  });

  it("are the same books as when the file comes today", async () => {
    const [before, today] = [await makeInvestor(), await makeInvestor()];
    await keepAsBefore(before);
    await imported(today, "koinly.csv", text);
    expect((await held(before)).sort()).toEqual((await held(today)).sort());
  });
});

describe("a sign that several coins share", () => {
  const text = file(
    bought("2019-03-01", "1000", "HOT", "50"),
    bought("2021-01-01", "1", "BTC", "9"),
  );
  const say = (who: Owner, asset: string, source = "koinly") =>
    chooseAsset(who, who.client, { source, symbol: "HOT", asset });

  it("keeps the row with a question that one answer for the source settles; it can be changed and taken back", async () => {
    const who = await makeInvestor();
    const { counts } = await imported(who, "koinly.csv", text);
    expect(counts).toMatchObject({ accepted: 1, question: 1 });
    const facts = await stateHash(who);
    expect(await questions(who)).toEqual({ waiting: 1, shown: 1 });
    expect(await held(who)).toEqual(["1000 HOT", "1 BTC"]);
    expect((await settings(who)).sharedSigns).toMatchObject([
      {
        source: "koinly",
        symbol: "HOT",
        rows: 1,
        first: "2019-03-01",
        readings: [{ asset: "HOT" }, { asset: "HOT-HYDRO" }, { asset: "HOT-OTHER" }],
        chosen: null,
      },
    ]);

    expect(await say(who, "HOT-HYDRO")).toEqual(ok(null));
    expect(await held(who)).toEqual(["1000 HOT-HYDRO", "1 BTC"]);
    expect(await questions(who)).toEqual({ waiting: 0, shown: 0 });
    const [lot] = (await books(who)).ledger.openLots;
    const row = await viewTransaction(who, who.client, lot?.acquisition ?? "");
    expect(row.ok && row.value.entry).toMatchObject({
      received: { quantity: "1000", asset: "HOT" },
      facts: [{ term: "HOT is read as", value: "1000 HOT-HYDRO" }],
      question: null,
    });
    expect((await settings(who)).sharedSigns).toMatchObject([{ chosen: "HOT-HYDRO" }]);
    expect((await settings(who)).assets.map(({ asset, from }) => [asset, from])).toContainEqual([
      "HOT-HYDRO",
      [expect.stringMatching(/ as HOT$/)],
    ]);

    expect(await say(who, "HOT")).toEqual(ok(null));
    expect(await held(who)).toEqual(["1000 HOT", "1 BTC"]);
    expect(await questions(who)).toEqual({ waiting: 0, shown: 0 });

    expect(await say(who, "")).toEqual(ok(null));
    expect(await questions(who)).toEqual({ waiting: 1, shown: 1 });
    // No row was touched by any of it.
    expect(await stateHash(who)).toBe(facts);
    const deeds = (await write(who, listAuditEvents)).map((event) => event.deed);
    expect(deeds.filter((deed) => deed === "asset.choice")).toHaveLength(3);
  });

  it("is not asked again in the next file of the source, and is in another's", async () => {
    const who = await makeInvestor();
    await say(who, "HOT-HYDRO");
    const next = await imported(who, "koinly-more.csv", text);
    expect(next.counts).toMatchObject({ accepted: 2, question: 0 });
    expect(await held(who)).toEqual(["1000 HOT-HYDRO", "1 BTC"]);
    const other = await makeInvestor();
    await say(other, "HOT-HYDRO", "gate");
    expect((await imported(other, "koinly-more.csv", text)).counts).toMatchObject({ question: 1 });
    expect(await held(other)).toEqual(["1000 HOT", "1 BTC"]);
  });

  it("says so in the preview, with the coins by name", async () => {
    const who = await makeInvestor();
    const { batchId } = await previewed(who, "koinly.csv", text);
    const view = await viewImport(who, who.client, batchId);
    expect(view.ok && JSON.stringify(view.value)).toContain(
      "HOT may be Holo, Hydro Protocol or another coin",
    );
  });

  it("takes only the coins on offer, of signs that are shared, and only in one's own books", async () => {
    const [mine, theirs] = [await makeInvestor(), await makeInvestor()];
    expect(await say(mine, "BTC")).toMatchObject({ error: { code: "invalid-input" } });
    expect(
      await chooseAsset(mine, mine.client, { source: "koinly", symbol: "BTC", asset: "BTC" }),
    ).toMatchObject({ error: { code: "invalid-input" } });
    expect(await chooseAsset(mine, mine.client, { symbol: "HOT" })).toMatchObject({
      error: { code: "invalid-input" },
    });
    const form = { source: "koinly", symbol: "HOT", asset: "HOT" };
    expect(await chooseAsset(mine, theirs.client, form)).toMatchObject({
      error: { code: "not-found" },
    });
  });
});

describe("a coin that became another without a row", () => {
  const account = "Venue";

  async function fantom(who: Owner) {
    const [units, value] = ["receivedQuantity", "value"];
    await enter(who, "buy", {
      account,
      date: "2024-03-01",
      [units]: "100",
      receivedAsset: "FTM",
      [value]: "80",
    });
    await enter(who, "sell", {
      account,
      date: "2025-03-03",
      sentQuantity: "40",
      sentAsset: "S",
      value: "25",
    });
  }

  it("is entered with one click, settles what lacked, and is taken back like any row", async () => {
    const who = await makeInvestor();
    await fantom(who);
    const before = await viewMigrations(who, who.client, { now: NOW });
    invariant(before.ok, "the books are open");
    expect(before.value).toMatchObject([
      {
        account,
        sent: { quantity: "100", asset: "FTM" },
        received: { quantity: "100", asset: "S" },
        isAsked: false,
        reason: "The account holds 100 FTM, and in one row 40 S left it that never came in.",
      },
    ]);
    const key = before.value[0]?.key ?? "";
    expect(await addMigration(who, who.client, key, "swap", { now: NOW })).toMatchObject({
      error: { code: "invalid-input" },
    });
    const added = await addMigration(who, who.client, key, "migration", { now: NOW });
    invariant(added.ok, "it is entered");
    const { ledger } = await books(who);
    expect(ledger.issues).toEqual([]);
    expect(ledger.closedLots).toMatchObject([{ asset: "S", acquired: "2024-03-01", term: "long" }]);
    expect(await viewMigrations(who, who.client, { now: NOW })).toEqual(ok([]));
    expect(await addMigration(who, who.client, key, "migration", { now: NOW })).toMatchObject({
      error: { code: "changed-meanwhile" },
    });
    expect(await voidTransaction(who, who.client, added.value, "I looked again")).toEqual(ok(null));
    expect(await viewMigrations(who, who.client, { now: NOW })).toMatchObject({
      value: [{ key }],
    });
  });

  it("is nobody else's to enter", async () => {
    const [mine, theirs] = [await makeInvestor(), await makeInvestor()];
    await fantom(theirs);
    const seen = await viewMigrations(theirs, theirs.client, { now: NOW });
    const key = seen.ok ? (seen.value[0]?.key ?? "") : "";
    expect(await addMigration(mine, theirs.client, key, "migration", { now: NOW })).toMatchObject({
      error: { code: "not-found" },
    });
    expect(await addMigration(mine, mine.client, key, "migration", { now: NOW })).toMatchObject({
      error: { code: "changed-meanwhile" },
    });
  });
});
