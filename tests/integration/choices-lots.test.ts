import { describe, expect, it } from "vitest";
import { getAllocation2025 } from "@/db/queries/allocations-2025";
import { listAuditEvents } from "@/db/queries/audit-events";
import { insertIdentification, listIdentificationsEntered } from "@/db/queries/identifications";
import { quantity, quantityText } from "@/lib/money/quantity";
import { usd, usdText } from "@/lib/money/usd";
import { invariant, ok } from "@/lib/result";
import { changeLedgerSettings } from "@/lib/services/change-settings";
import { correctTransaction } from "@/lib/services/enter-transaction";
import { identifyLots, lotField, takeBackIdentification } from "@/lib/services/identify-lots";
import { importAllocation, takeBackAllocation } from "@/lib/services/import-allocation";
import { listUnusedLots } from "@/lib/services/list-unused-lots";
import { recordBrokerReport, withdrawBrokerReport } from "@/lib/services/record-broker-report";
import { stateAdjustment, withdrawAdjustment } from "@/lib/services/state-adjustment";
import { undoImport } from "@/lib/services/undo-import";
import { viewBrokerReports } from "@/lib/services/view-broker-reports";
import { viewIdentification } from "@/lib/services/view-identification";
import { viewTransaction } from "@/lib/services/view-transaction";
import { voidTransaction } from "@/lib/services/void-transaction";
import { instant } from "@/lib/time/instant";
import { UNIVERSAL_HEADER } from "../support/source-headers";
import { imported, type Owner } from "./books-support";
import { books, buy, enter, NOW, sell, settings } from "./choices-support";
import { makeInvestor, openDatabase, write } from "./support";

await openDatabase({ DB_POOL_SIZE: "6" });

/*
 * Two lots of 1 BTC: 90,000 on 2025-01-06 and 100,000 on 2025-02-03. 1 BTC is sold for 105,000 on 2025-06-02 at 10:00 in New
 * York. First in, first out: a gain of 15,000. Out of the second lot: 5,000.
 */
async function twoLots() {
  const who = await makeInvestor();
  const first = await buy(who, "2025-01-06", "1", "90000");
  const second = await buy(who, "2025-02-03", "1", "100000");
  const sale = await sell(who, "2025-06-02", "1", "105000");
  return { who, first, second, sale };
}

const IN_TIME = { madeDate: "2025-06-02", madeTime: "09:59" };
const LATE = { madeDate: "2025-06-02", madeTime: "10:01" };

const gains = async (who: Owner) =>
  (await books(who)).ledger.closedLots.map(({ gain }) => (gain === null ? null : usdText(gain)));

const codes = async (who: Owner) => (await books(who)).ledger.issues.map(({ code }) => code);

describe("lots named for a sale", () => {
  it("close instead of the oldest when they were written down in time", async () => {
    const { who, second, sale } = await twoLots();
    expect(await gains(who)).toEqual(["15000"]);
    const named = await identifyLots(
      who,
      who.client,
      sale,
      { ...IN_TIME, [lotField(second)]: "1" },
      NOW,
    );
    expect(named).toEqual(ok(sale));
    expect(await gains(who)).toEqual(["5000"]);
    expect((await books(who)).ledger.closedLots).toMatchObject([
      { acquisition: second, method: "identified" },
    ]);
    expect(await codes(who)).toEqual([]);
    const view = await viewTransaction(who, who.client, sale);
    expect(view).toMatchObject({
      ok: true,
      value: { identified: [{ written: "Jun 2, 2025, 09:59 EDT", lots: 1, isInTime: true }] },
    });
  });

  it("are kept and do not count when they were written down a minute too late", async () => {
    const { who, second, sale } = await twoLots();
    await identifyLots(who, who.client, sale, { ...LATE, [lotField(second)]: "1" }, NOW);
    expect(await gains(who)).toEqual(["15000"]);
    expect(await codes(who)).toEqual(["late-identification"]);
    const view = await viewTransaction(who, who.client, sale);
    invariant(view.ok, "the sale is there");
    expect(view.value.identified).toMatchObject([{ isInTime: false }]);
    // What it costs: 15,000 of gain instead of 5,000.
    expect(view.value.entry.issues[0]?.message).toContain("$10,000");
  });

  it("may be some of the units: the rest follows the order in force", async () => {
    const { who, second, sale } = await twoLots();
    await identifyLots(who, who.client, sale, { ...IN_TIME, [lotField(second)]: "0.25" }, NOW);
    // 0.25 of 105,000 - 100,000 = 1,250 and 0.75 of 105,000 - 90,000 = 11,250.
    expect((await gains(who)).toSorted()).toEqual(["11250", "1250"]);
  });

  it("are replaced by others with the same time, and by nothing when taken back", async () => {
    const { who, first, second, sale } = await twoLots();
    await identifyLots(who, who.client, sale, { ...IN_TIME, [lotField(second)]: "1" }, NOW);
    await identifyLots(
      who,
      who.client,
      sale,
      { ...IN_TIME, [lotField(first)]: "0.5", [lotField(second)]: "0.5" },
      NOW,
    );
    expect((await gains(who)).toSorted()).toEqual(["2500", "7500"]);
    const [standing] = (await books(who)).settings.identifications;
    const taken = await takeBackIdentification(who, who.client, sale, standing?.madeAt ?? "");
    expect(taken).toEqual(ok(sale));
    expect(await gains(who)).toEqual(["15000"]);
    expect(await takeBackIdentification(who, who.client, sale, standing?.madeAt ?? "")).toEqual({
      ok: false,
      error: { code: "changed-meanwhile" },
    });
    const entered = await write(who, (tx) => listIdentificationsEntered(tx, [sale]));
    expect(entered.map(({ lots }) => lots.length)).toEqual([0, 2, 1]);
    const deeds = (await write(who, listAuditEvents)).map(({ deed }) => deed);
    expect(deeds.filter((deed) => deed.startsWith("lots."))).toEqual([
      "lots.unidentify",
      "lots.identify",
      "lots.identify",
    ]);
  });

  it("follow corrections of the sale and of the purchase", async () => {
    const { who, second, sale } = await twoLots();
    await identifyLots(who, who.client, sale, { ...IN_TIME, [lotField(second)]: "1" }, NOW);
    const form = { account: "Wallet", time: "10:00", note: "with the right price" };
    const bought = await correctTransaction(who, who.client, second, "buy", {
      ...form,
      date: "2025-02-03",
      receivedQuantity: "1",
      receivedAsset: "BTC",
      value: "101000",
    });
    expect(bought.ok).toBe(true);
    expect(await gains(who)).toEqual(["4000"]);
    const sold = await correctTransaction(who, who.client, sale, "sell", {
      ...form,
      date: "2025-06-02",
      sentQuantity: "1",
      sentAsset: "BTC",
      value: "106000",
    });
    invariant(sold.ok, "the sale is corrected");
    expect(await gains(who)).toEqual(["5000"]);
    const view = await viewTransaction(who, who.client, sold.value);
    expect(view).toMatchObject({ value: { identified: [{ isInTime: true }] } });
    expect(await codes(who)).toEqual([]);
  });

  it("follow a row that was undone and imported again", async () => {
    const who = await makeInvestor();
    const file =
      `${UNIVERSAL_HEADER}\n` +
      "2025-01-06T15:00:00Z,Wallet,Buy,90000,USD,1,BTC,1\n" +
      "2025-02-03T15:00:00Z,Wallet,Buy,100000,USD,1,BTC,2\n" +
      "2025-06-02T14:00:00Z,Wallet,Sell,1,BTC,105000,USD,3\n";
    const { batchId } = await imported(who, "a.csv", file);
    const told = [...(await books(who)).transactions.values()];
    const [, second, sale] = told;
    invariant(second !== undefined && sale !== undefined, "three rows");
    await identifyLots(who, who.client, sale.id, { ...IN_TIME, [lotField(second.id)]: "1" }, NOW);
    expect(await gains(who)).toEqual(["5000"]);
    expect((await undoImport(who, who.client, batchId)).ok).toBe(true);
    expect(await gains(who)).toEqual([]);
    await imported(who, "b.csv", `${file}\n`);
    expect(await gains(who)).toEqual(["5000"]);
  });

  it("must have been there, so many and no more than was sold, at a time that has been", async () => {
    const { who, first, second, sale } = await twoLots();
    const later = await buy(who, "2025-07-01", "1", "110000");
    const name = (form: Record<string, string>) =>
      identifyLots(who, who.client, sale, { ...IN_TIME, ...form }, NOW);
    const fields = async (form: Record<string, string>) => {
      const refused = await name(form);
      invariant(!refused.ok && "fields" in refused.error, "it is refused");
      return refused.error.fields;
    };
    expect(await fields({ [lotField(later)]: "1" })).toHaveProperty("lots");
    expect(await fields({ [lotField(second)]: "1.5" })).toEqual({
      [lotField(second)]: "This lot held 1 BTC.",
    });
    expect(await fields({ [lotField(first)]: "0.6", [lotField(second)]: "0.6" })).toEqual({
      lots: "Named are 1.2 BTC; 1 left.",
    });
    expect(await fields({})).toEqual({ lots: "Name at least one lot." });
    expect(await fields({ [lotField(first)]: "-1", madeDate: "2027-01-01" })).toEqual({
      [lotField(first)]: expect.any(String),
      madeDate: expect.any(String),
    });
    expect(await fields({ [lotField(first)]: "1", madeTime: "" })).toHaveProperty("madeTime");
    expect((await books(who)).settings.identifications).toEqual([]);
  });

  it("cannot be named for another client's sale, nor with another client's lots", async () => {
    const { who: theirs, second: foreignLot, sale: foreign } = await twoLots();
    const { who: mine, sale } = await twoLots();
    const form = { ...IN_TIME, [lotField(foreignLot)]: "1" };
    const notThere = { ok: false, error: { code: "not-found" } };
    expect(await identifyLots(mine, mine.client, foreign, form, NOW)).toEqual(notThere);
    expect(await identifyLots(mine, theirs.client, foreign, form, NOW)).toEqual(notThere);
    expect(await identifyLots(mine, mine.client, crypto.randomUUID(), form, NOW)).toEqual(notThere);
    expect(await identifyLots(mine, mine.client, sale, form, NOW)).toMatchObject({
      error: { code: "invalid-input" },
    });
    expect(await viewIdentification(mine, mine.client, foreign, "oldest")).toEqual(notThere);
    expect(await gains(theirs)).toEqual(["15000"]);
    // Even the query cannot reach across: the key begins with the client.
    const across = write(mine, (tx) =>
      insertIdentification(tx, {
        transaction: foreign,
        madeAt: instant("2025-06-01T00:00:00Z"),
        toldBrokerAt: null,
        lots: [{ lot: foreignLot, quantity: quantity("1") }],
      }),
    );
    await expect(across).rejects.toMatchObject({ code: "23503" });
  });

  it("cannot be named for what takes no lots of one's choice, or no longer counts", async () => {
    const { who, first, sale } = await twoLots();
    const form = { ...IN_TIME, [lotField(first)]: "1" };
    expect(await identifyLots(who, who.client, first, form, NOW)).toMatchObject({
      error: { code: "changed-meanwhile" },
    });
    await voidTransaction(who, who.client, sale, "told twice");
    expect(await identifyLots(who, who.client, sale, form, NOW)).toMatchObject({
      error: { code: "not-found" },
    });
  });

  it("are listed as they were just before, in the order asked for, with what is taken now", async () => {
    const { who, first, second, sale } = await twoLots();
    await buy(who, "2025-07-01", "1", "80000");
    const view = async (order: "oldest" | "newest" | "highest" | "lowest") => {
      const seen = await viewIdentification(who, who.client, sale, order);
      invariant(seen.ok, "the sale is there");
      return seen.value;
    };
    const oldest = await view("oldest");
    expect(oldest).toMatchObject({ asset: "BTC", wanted: "1", lotCount: 2, mustTell: false });
    expect(oldest.lots).toMatchObject([
      {
        field: lotField(first),
        acquired: "2025-01-06",
        quantity: "1",
        basisPerUnit: "90000",
        used: "1",
        term: "short",
      },
      { field: lotField(second), used: null },
    ]);
    expect((await view("highest")).lots.map(({ field }) => field)).toEqual([
      lotField(second),
      lotField(first),
    ]);
    expect((await view("lowest")).lots[0]?.field).toBe(lotField(first));
    expect((await view("newest")).lots[0]?.field).toBe(lotField(second));
  });

  it("may be named for a transfer: they travel", async () => {
    const { who, second } = await twoLots();
    const move = await enter(who, "transfer", {
      date: "2025-05-01",
      toAccount: "Cold wallet",
      sentQuantity: "1",
      sentAsset: "BTC",
      receivedQuantity: "1",
      receivedAsset: "BTC",
    });
    const form = { madeDate: "2025-04-30", madeTime: "12:00", [lotField(second)]: "1" };
    expect(await identifyLots(who, who.client, move, form, NOW)).toEqual(ok(move));
    const { openLots } = (await books(who)).ledger;
    expect(openLots).toMatchObject([{ acquisition: second }]);
  });
});

describe("a completed allocation of 2025", () => {
  /* 1 BTC for 10,000 in A and 1 for 20,000 in B, one pool until 2024; 1 is sold out of A for 30,000 in 2025. */
  async function pooled() {
    const who = await makeInvestor();
    const first = await buy(who, "2023-01-10", "1", "10000", { account: "A" });
    const second = await buy(who, "2023-02-10", "1", "20000", { account: "B" });
    await sell(who, "2025-03-03", "1", "30000", { account: "A" });
    await changeLedgerSettings(who, who.client, { pool: "universal-until-2024" });
    return { who, first, second };
  }

  const terms = { kind: "specific", completedDate: "2024-12-30" };
  const take = (who: Owner, text: string, more: Record<string, string> = {}) =>
    importAllocation(who, who.client, { name: "a.csv", text }, { ...terms, ...more }, NOW);

  it("places lots where it says, by day or by id, and its sale uses them", async () => {
    const { who, first, second } = await pooled();
    // Where they were traced to: A holds the lot of 10,000.
    expect(await gains(who)).toEqual(["20000"]);
    const byDay = "Account,Asset,Acquired,Quantity\nB,BTC,2023-01-10,1\na,btc,2023-02-10,1\n";
    expect(await take(who, byDay)).toEqual(ok({ is: "kept", placements: 2 }));
    expect(await gains(who)).toEqual(["10000"]);
    const byId = `lot,quantity,account\n${first},1,A\n${second},0.4,B\n${second},0.6,A\n`;
    expect(await take(who, byId, { kind: "global", describedDate: "2024-11-01" })).toEqual(
      ok({ is: "kept", placements: 3 }),
    );
    expect((await settings(who)).allocation).toMatchObject({
      kind: "global",
      completedOn: "2024-12-30",
      describedOn: "2024-11-01",
      lots: 2,
      placements: 3,
      byYou: true,
    });
    expect(await takeBackAllocation(who, who.client)).toEqual(ok({ is: "kept", placements: 0 }));
    expect((await settings(who)).allocation).toBeNull();
    expect(await gains(who)).toEqual(["20000"]);
  });

  it("takes the file of unused lots as it was given", async () => {
    const { who } = await pooled();
    const file = await listUnusedLots(who, who.client);
    invariant(file.ok, "the lots are listed");
    const lines = file.value.trim().split("\r\n");
    expect(lines[0]).toBe("Account,Asset,Acquired,Quantity,Lot,Basis USD");
    expect(lines.slice(1).map((line) => line.replace(/[0-9a-f-]{36}/, "*"))).toEqual([
      "A,BTC,2023-01-10,1,*,10000",
      "B,BTC,2023-02-10,1,*,20000",
    ]);
    expect(await take(who, file.value)).toEqual(ok({ is: "kept", placements: 2 }));
    expect(await gains(who)).toEqual(["20000"]);
  });

  it("is kept whole or not at all, and every wrong line says what is wrong", async () => {
    const { who } = await pooled();
    const refused = await take(
      who,
      [
        "Account,Asset,Acquired,Quantity",
        "B,BTC,2023-01-10,1",
        "C,BTC,2023-02-10,1",
        "A,BTC,2022-02-10,1",
        "A,BTC,2023-02-30,1",
        "A,BTC,2023-02-10,0",
        "A,BTC,2023-02-10,lots",
        ",BTC,2023-02-10,1",
        "A,,2023-02-10,1",
      ].join("\n"),
    );
    invariant(refused.ok && refused.value.is === "refused", "it is refused");
    expect(refused.value.problems.map(({ line, column }) => [line, column])).toEqual([
      [3, "Account"],
      [4, "Acquired"],
      [5, "Acquired"],
      [6, "Quantity"],
      [7, "Quantity"],
      [8, "Account"],
      [9, "Asset"],
    ]);
    const short = await take(who, "Account,Asset,Acquired,Quantity\nB,BTC,2023-01-10,0.4\n");
    expect(short).toMatchObject({
      value: {
        is: "refused",
        problems: [
          { line: 2, value: "0.4", reason: expect.stringContaining("1 BTC acquired 2023-01-10") },
          { line: null, reason: expect.stringContaining("2023-02-10") },
        ],
      },
    });
    await buy(who, "2023-01-10", "2", "21000", { account: "B" });
    const ambiguous = await take(who, "Account,Asset,Acquired,Quantity\nB,BTC,2023-01-10,1\n");
    expect(ambiguous).toMatchObject({
      value: { problems: [{ line: 2, reason: expect.stringContaining("2 lots of BTC") }] },
    });
    expect((await settings(who)).allocation).toBeNull();
  });

  it("needs a file with its columns, its terms, and books that had one pool", async () => {
    const { who } = await pooled();
    const good = "Account,Asset,Acquired,Quantity\nB,BTC,2023-01-10,1\nA,BTC,2023-02-10,1\n";
    for (const [text, more, field] of [
      ["", {}, "file"],
      ["a,b\n1,2\n", {}, "file"],
      ["Account,Quantity,Lot,Surprise\nA,1,x,y\n", {}, "file"],
      [good, { kind: "by feeling" }, "kind"],
      [good, { completedDate: "soon" }, "completedDate"],
      [good, { completedDate: "2027-01-01" }, "completedDate"],
      [good, { completedTime: "noon" }, "completedTime"],
    ] as const) {
      expect(await take(who, text, more)).toMatchObject({
        error: { code: "invalid-input", fields: { [field]: expect.any(String) } },
      });
    }
    await changeLedgerSettings(who, who.client, { pool: "account" });
    expect(await take(who, good)).toMatchObject({
      error: { fields: { file: expect.any(String) } },
    });
  });

  it("is nobody else's, and follows a corrected purchase", async () => {
    const { who, first } = await pooled();
    const other = await makeInvestor();
    const good = "Account,Asset,Acquired,Quantity\nB,BTC,2023-01-10,1\nA,BTC,2023-02-10,1\n";
    expect(
      await importAllocation(other, who.client, { name: "a.csv", text: good }, terms, NOW),
    ).toEqual({ ok: false, error: { code: "not-found" } });
    expect(await listUnusedLots(other, who.client)).toEqual({
      ok: false,
      error: { code: "not-found" },
    });
    await take(who, good);
    const corrected = await correctTransaction(who, who.client, first, "buy", {
      account: "A",
      date: "2023-01-10",
      time: "10:00",
      receivedQuantity: "1",
      receivedAsset: "BTC",
      value: "12000",
    });
    invariant(corrected.ok, "it is corrected");
    const standing = await write(who, getAllocation2025);
    expect(standing?.rows.map(({ lot }) => lot)).toContain(corrected.value);
    expect(await codes(who)).toEqual([]);
    expect(await gains(who)).toEqual(["10000"]);
  });
});

describe("what a broker's form says", () => {
  const line = { form: "1099-DA", proceeds: "105,000", basis: "90000", basisReported: "on" };
  const rows = async (who: Owner) => {
    const year = (await books(who)).years.find((result) => result.year === 2025);
    return year?.parts.flatMap((part) => part.rows.map((row) => [row.box, row.codes])) ?? [];
  };

  it("moves the sale to the box of what was reported, is corrected, and taken back", async () => {
    const { who, sale } = await twoLots();
    // Short-term, no form received: box I; basis reported: G; not reported: H (i8949 2025).
    expect((await rows(who)).map(([box]) => box)).toEqual(["I"]);
    const record = (number: string, form: Record<string, string>) =>
      recordBrokerReport(who, who.client, sale, number, form);
    expect(await record("", line)).toEqual(ok(sale));
    expect((await rows(who)).map(([box]) => box)).toEqual(["G"]);
    expect(await record("1", { ...line, basisReported: "" })).toEqual(ok(sale));
    expect((await rows(who)).map(([box]) => box)).toEqual(["H"]);
    const view = await viewBrokerReports(who, who.client, sale);
    expect(view).toMatchObject({
      value: { lines: [{ line: 1, proceeds: "105000", basisReported: false, term: null }] },
    });
    expect(await record("2", line)).toMatchObject({ error: { code: "changed-meanwhile" } });
    expect(await withdrawBrokerReport(who, who.client, sale, "1")).toEqual(ok(sale));
    expect((await rows(who)).map(([box]) => box)).toEqual(["I"]);
    expect(await withdrawBrokerReport(who, who.client, sale, "1")).toMatchObject({
      error: { code: "changed-meanwhile" },
    });
  });

  it("comes back exactly as it was told, line by line, and follows a correction of the sale", async () => {
    const { who, sale } = await twoLots();
    const told = {
      form: "1099-B",
      proceeds: "52500.123456789012345678",
      basis: "",
      term: "ordinary",
      washDisallowed: "10.5",
      acquired: "2025-01-06",
      units: "0.123456789012345678901234",
    };
    await recordBrokerReport(who, who.client, sale, "", told);
    await recordBrokerReport(who, who.client, sale, "", line);
    const corrected = await correctTransaction(who, who.client, sale, "sell", {
      account: "Wallet",
      date: "2025-06-02",
      time: "10:00",
      sentQuantity: "1",
      sentAsset: "BTC",
      value: "105000",
      note: "again",
    });
    invariant(corrected.ok, "the sale is corrected");
    const { brokerReports } = (await books(who)).forms;
    expect(brokerReports).toMatchObject([
      {
        disposal: corrected.value,
        form: "1099-B",
        basis: null,
        basisReported: false,
        term: "ordinary",
        acquired: "2025-01-06",
      },
      { disposal: corrected.value, form: "1099-DA", basisReported: true },
    ]);
    const [first] = brokerReports;
    expect(first && usdText(first.proceeds)).toBe("52500.123456789012345678");
    expect(first?.units && quantityText(first.units)).toBe(told.units);
    // Told anew under the sale's new id, it is the same line.
    await withdrawBrokerReport(who, who.client, corrected.value, "1");
    expect((await books(who)).forms.brokerReports).toMatchObject([{ form: "1099-DA" }]);
  });

  it("names what is wrong with it, and speaks of no purchase and no other client's sale", async () => {
    const { who, first, sale } = await twoLots();
    const { who: other } = await twoLots();
    const wrong = await recordBrokerReport(who, who.client, sale, "", {
      form: "W-2",
      proceeds: "",
      units: "0",
      acquired: "spring",
    });
    invariant(!wrong.ok && "fields" in wrong.error, "it is refused");
    expect(Object.keys(wrong.error.fields).sort()).toEqual([
      "acquired",
      "form",
      "proceeds",
      "units",
    ]);
    expect(await recordBrokerReport(who, who.client, first, "", line)).toMatchObject({
      error: { code: "changed-meanwhile" },
    });
    const notThere = { ok: false, error: { code: "not-found" } };
    expect(await recordBrokerReport(other, other.client, sale, "", line)).toEqual(notThere);
    expect(await recordBrokerReport(other, who.client, sale, "", line)).toEqual(notThere);
    expect(await viewBrokerReports(other, other.client, sale)).toEqual(notThere);
    expect((await books(who)).forms.brokerReports).toEqual([]);
  });
});

describe("an adjustment a person states", () => {
  it("stands on the row with its code, is changed by code, and taken back", async () => {
    const { who, sale } = await twoLots();
    const codesOf = async () => {
      const year = (await books(who)).years.find((result) => result.year === 2025);
      return year?.parts.flatMap((part) => part.rows.map((row) => [row.codes, row.adjustment]));
    };
    const state = (code: string, amount: string) =>
      stateAdjustment(who, who.client, sale, { code, amount });
    expect(await state("O", "-50")).toEqual(ok(sale));
    expect(await codesOf()).toEqual([["O", usd("-50")]]);
    expect(await state("O", "-60")).toEqual(ok(sale));
    expect(await codesOf()).toEqual([["O", usd("-60")]]);
    expect(await withdrawAdjustment(who, who.client, sale, "O")).toEqual(ok(sale));
    expect(await codesOf()).toEqual([["", usd("0")]]);
    expect(await withdrawAdjustment(who, who.client, sale, "O")).toMatchObject({
      error: { code: "changed-meanwhile" },
    });
  });

  it("is of a code a person may state, of a sale of these books", async () => {
    const { who, first, sale } = await twoLots();
    const { who: other } = await twoLots();
    const form = { code: "Q", amount: "10" };
    expect(await stateAdjustment(who, who.client, sale, { code: "W" })).toMatchObject({
      error: { fields: { code: expect.any(String) } },
    });
    expect(await stateAdjustment(who, who.client, sale, { code: "O", amount: "x" })).toMatchObject({
      error: { fields: { amount: expect.any(String) } },
    });
    expect(await stateAdjustment(who, who.client, first, form)).toMatchObject({
      error: { code: "changed-meanwhile" },
    });
    expect(await stateAdjustment(other, other.client, sale, form)).toEqual({
      ok: false,
      error: { code: "not-found" },
    });
  });
});
