import { describe, expect, it } from "vitest";
import { invariant, ok } from "@/lib/result";
import { addPriceFile, addQuote, fetchQuotes } from "@/lib/services/change-quotes";
import {
  addStandingOrder,
  changeLedgerSettings,
  renameAccount,
} from "@/lib/services/change-settings";
import { readBoardQuery } from "@/lib/services/cockpit/board-query";
import { summariseClient } from "@/lib/services/cockpit/summarise-client";
import { viewBoard } from "@/lib/services/cockpit/view-board";
import { readLedgerFilter } from "@/lib/services/ledger-filter";
import { saveYearProfile } from "@/lib/services/save-year-profile";
import { addClient } from "@/lib/services/view-clients";
import { viewLedger } from "@/lib/services/view-ledger";
import { viewSettings } from "@/lib/services/view-settings";
import { viewTransaction } from "@/lib/services/view-transaction";
import { voidTransaction } from "@/lib/services/void-transaction";
import { instant } from "@/lib/time/instant";
import { buyRow, coinbaseFile, imported, type Owner } from "./books-support";
import { makeInvestor, makePreparer, openDatabase } from "./support";

await openDatabase({ DB_POOL_SIZE: "6" });

const settings = async (who: Owner) => {
  const view = await viewSettings(who, who.client);
  invariant(view.ok, "the books are open");
  return view.value;
};

const oneBuy = coinbaseFile([
  buyRow("aaaa1111", "2024-03-02 15:04:05 UTC", "0.1", "60000", "6000"),
]);

const now = instant("2026-05-01T16:00:00Z");
const order = {
  account: "",
  method: "hifo",
  effectiveDate: "2026-05-01",
  effectiveTime: "00:00",
  madeDate: "2026-05-01",
  madeTime: "12:00",
};

describe("a standing order", () => {
  it("is recorded in the client's zone, for one account or all, and never replaced", async () => {
    const who = await makeInvestor();
    await imported(who, "a.csv", oneBuy);
    const account = (await settings(who)).accounts[0];
    expect((await addStandingOrder(who, who.client, order, now)).ok).toBe(true);
    const own = { ...order, account: account?.id ?? "", method: "lifo" };
    expect((await addStandingOrder(who, who.client, own, now)).ok).toBe(true);
    const { orders } = await settings(who);
    expect(orders).toMatchObject([
      { method: "lifo", account: "Coinbase", madeAt: "May 1, 2026, 12:00 EDT", byYou: true },
      { method: "hifo", account: null, effectiveFrom: "May 1, 2026, 00:00 EDT" },
    ]);
  });

  it("cannot have been written down in the future, nor name another's account", async () => {
    const who = await makeInvestor();
    const other = await makeInvestor();
    await imported(other, "a.csv", oneBuy);
    const foreign = (await settings(other)).accounts[0]?.id ?? "";
    const late = await addStandingOrder(who, who.client, { ...order, madeTime: "12:02" }, now);
    expect(late).toMatchObject({
      error: { code: "invalid-input", fields: { madeDate: expect.any(String) } },
    });
    const theirs = await addStandingOrder(who, who.client, { ...order, account: foreign }, now);
    expect(theirs).toMatchObject({ error: { fields: { account: expect.any(String) } } });
    expect((await settings(who)).orders).toEqual([]);
  });
});

describe("a year's profile", () => {
  it("takes the year's own standard deduction and chains carryovers unless told otherwise", async () => {
    const who = await makeInvestor();
    const form = { year: "2025", filingStatus: "single", ordinaryIncome: "$93,400" };
    expect(await saveYearProfile(who, who.client, form)).toEqual(ok(2025));
    const own = {
      ...form,
      year: "2024",
      deductionKind: "own",
      deduction: "20,000.50",
      carryover: "own",
      shortCarryoverIn: "1,000",
      otherLong: "-250",
    };
    expect(await saveYearProfile(who, who.client, own)).toEqual(ok(2024));
    const { profiles } = await settings(who);
    // 2025 standard deduction of a single filer: 15,750 (P.L. 119-21).
    expect(profiles).toMatchObject([
      { year: 2025, deduction: "15750", ordinaryTaxable: "77650", shortCarryoverIn: null },
      {
        year: 2024,
        deduction: "20000.5",
        ordinaryTaxable: "73399.5",
        shortCarryoverIn: "1000",
        longCarryoverIn: "0",
        otherLong: "-250",
      },
    ]);
  });

  it("refuses a year whose rules are not here, and amounts that are none", async () => {
    const who = await makeInvestor();
    const form = { year: "2016", filingStatus: "single", ordinaryIncome: "1" };
    expect(await saveYearProfile(who, who.client, form)).toMatchObject({
      error: { fields: { year: expect.any(String) } },
    });
    const wrong = { year: "2025", filingStatus: "single", ordinaryIncome: "", otherShort: "abc" };
    const refused = await saveYearProfile(who, who.client, wrong);
    invariant(!refused.ok && "fields" in refused.error, "it is refused");
    expect(Object.keys(refused.error.fields).sort()).toEqual(["ordinaryIncome", "otherShort"]);
  });
});

describe("prices", () => {
  it("are entered by hand and from a file; none is ever zero, and an asset without one says so", async () => {
    const who = await makeInvestor();
    await imported(who, "a.csv", oneBuy);
    const quote = { asset: "BTC", price: "0", date: "2026-05-01", time: "" };
    expect(await addQuote(who, who.client, quote)).toMatchObject({
      error: { fields: { price: expect.any(String) } },
    });
    expect((await settings(who)).quotes).toEqual([
      { asset: "BTC", price: null, at: null, source: null },
    ]);
    const text = "asset,price,time\nBTC,88400,2026-05-01T21:00:00Z\nETH,0,2026-05-01\n";
    const read = await addPriceFile(who, who.client, { name: "prices.csv", text });
    expect(read).toMatchObject({ ok: true, value: { added: 1, problems: [{ line: 3 }] } });
    expect((await settings(who)).quotes).toMatchObject([{ asset: "BTC", price: "88400" }]);
  });

  it("asked of providers that fail keep what is there and say who failed", async () => {
    const who = await makeInvestor();
    await imported(who, "a.csv", oneBuy);
    await addQuote(who, who.client, {
      asset: "BTC",
      price: "90,000",
      date: "2026-05-01",
      time: "",
    });
    const asked: string[][] = [];
    const fetched = await fetchQuotes(who, who.client, [
      {
        id: "silent",
        label: "Silent Exchange",
        fetchLatest: async (assets) => {
          asked.push([...assets]);
          return { ok: false, error: { code: "unreachable", detail: "no network" } };
        },
      },
    ]);
    expect(asked).toEqual([["BTC"]]);
    expect(fetched).toEqual(
      ok({ added: 0, without: ["BTC"], failures: ["Silent Exchange could not be reached."] }),
    );
    expect((await settings(who)).quotes).toMatchObject([{ asset: "BTC", price: "90000" }]);
  });
});

describe("accounts and rules", () => {
  it("a renamed account keeps its lots, and the next export still goes there", async () => {
    const who = await makeInvestor();
    await imported(who, "a.csv", oneBuy);
    const account = (await settings(who)).accounts[0];
    expect(await renameAccount(who, who.client, account?.id ?? "", "Main")).toEqual(ok(null));
    const again = await imported(who, "b.csv", `${oneBuy}\n`);
    expect(again.counts).toMatchObject({ accepted: 0, known: 1 });
    expect((await settings(who)).accounts.map(({ name }) => name)).toEqual(["Main"]);
  });

  it("the tax zone moves tax dates, and an unknown zone is refused", async () => {
    const who = await makeInvestor();
    await imported(
      who,
      "a.csv",
      coinbaseFile([buyRow("z1", "2024-07-01 05:30:00 UTC", "0.1", "60000", "6000")]),
    );
    const date = async () => {
      const view = await viewLedger(who, who.client, readLedgerFilter({}));
      return view.ok ? view.value.entries[0]?.date : null;
    };
    expect(await date()).toBe("2024-07-01");
    const rules = { timeZone: "Pacific/Honolulu", pool: "account", transferFee: "carry" };
    expect(await changeLedgerSettings(who, who.client, rules)).toEqual(ok(null));
    expect(await date()).toBe("2024-06-30");
    const wrong = { ...rules, timeZone: "Mars/Olympus" };
    expect(await changeLedgerSettings(who, who.client, wrong)).toMatchObject({
      error: { fields: { timeZone: expect.any(String) } },
    });
  });

  it("a void tells its reason in the row's history", async () => {
    const who = await makeInvestor();
    await imported(who, "a.csv", oneBuy);
    const view = await viewLedger(who, who.client, readLedgerFilter({}));
    const id = view.ok ? (view.value.entries[0]?.id ?? "") : "";
    await voidTransaction(who, who.client, id, "told twice");
    const opened = await viewTransaction(who, who.client, id);
    expect(opened.ok && opened.value.history.map((item) => item.what)).toEqual([
      "Imported from a.csv",
      "Voided by hand: told twice",
    ]);
  });
});

describe("the client board", () => {
  it("shows a preparer their firm's clients with status, and sends an investor to their own books", async () => {
    const preparer = await makePreparer();
    const investor = await makeInvestor();
    const added = await addClient(preparer, "Avery Lindqvist");
    invariant(added.ok, "the client is added");
    await imported(preparer, "a.csv", oneBuy);
    const query = readBoardQuery({ sort: "client", year: "2026" });
    invariant((await summariseClient(preparer, preparer.client)).ok, "the summary is made");
    const board = await viewBoard(preparer, query);
    expect(board.items).toMatchObject([
      { id: added.value, name: "Avery Lindqvist", stage: "no-data", state: "current" },
      { id: preparer.client, stage: "ready", state: "current" },
    ]);
    expect((await viewBoard(preparer, { ...query, text: "LINDQ" })).items).toHaveLength(1);
    expect((await viewBoard(investor, query)).ownBooks).toBe(investor.client);
    expect(await addClient(investor, "Somebody")).toMatchObject({ error: { code: "not-found" } });
    expect(await addClient(preparer, " ")).toMatchObject({
      error: { fields: { name: expect.any(String) } },
    });
  });
});
