import { describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import { usd, usdText } from "@/lib/money/usd";
import { asFiled, brokenSums, type FiledEdit } from "@/lib/tax/amend/as-filed";
import { differRows } from "@/lib/tax/amend/differ-rows";
import { yearDifference } from "@/lib/tax/amend/difference";
import { type FiledYear, filedYearOf } from "@/lib/tax/amend/filed-year";
import {
  filedYearFromText,
  filedYearText,
  inputsFromText,
  inputsText,
} from "@/lib/tax/amend/frozen-text";
import { type CauseKind, stagesOf } from "@/lib/tax/amend/stages";
import { computeFiled, type YearInputs } from "@/lib/tax/amend/year-inputs";
import { assetId, type Transaction, type TransactionId } from "@/lib/tax/transaction";
import { AS_OF, buy, leg, profile, sell, settings, told } from "../make";

/** 50,000 of wages and the standard deduction of 2024: 35,400 of taxable income before gains. */
const income = profile(2024, { ordinaryIncome: usd("50000"), deduction: usd("14600") });

const bought = buy("2023-01-10", "1", "20000", { id: "bought" });
const sold = sell("2024-03-01", "0.5", "30000", { id: "sold" });

function inputs(
  transactions: readonly Transaction[],
  change: Partial<YearInputs> = {},
): YearInputs {
  return {
    transactions,
    settings: settings(),
    profiles: [income],
    forms: {},
    asOf: AS_OF,
    ...change,
  };
}

function yearOf(of: YearInputs, year = 2024): FiledYear {
  const result = computeFiled(of).years.find((each) => each.year === year);
  if (result === undefined) {
    throw new Error(`no year ${year}`);
  }
  return filedYearOf(result);
}

const fromFile = (told: Transaction, file: string): Transaction => ({
  ...told,
  origin: { from: "file", batch: "b1", file, lines: [2] },
});

function difference(
  frozen: YearInputs,
  current: YearInputs,
  edits: readonly FiledEdit[] = [],
  replaced?: ReadonlyMap<TransactionId, TransactionId>,
) {
  return yearDifference({
    filed: asFiled(yearOf(frozen), edits),
    frozen,
    current,
    now: yearOf(current),
    ...(replaced === undefined ? {} : { replaced }),
  });
}

const effects = (of: ReturnType<typeof difference>) =>
  of.causes.map(({ cause, short, long, tax }) => [
    cause.key,
    usdText(short),
    usdText(long),
    tax === null ? null : usdText(tax),
  ]);

describe("a frozen year", () => {
  it("comes back from its text to the last digit, inputs and figures", () => {
    const frozen = inputs([buy("2023-01-10", "0.123456789012345678901234", "20000.01"), sold]);
    const again = inputsFromText(inputsText(frozen));
    expect(again).toEqual(frozen);
    expect(again?.transactions[0]).toEqual(frozen.transactions[0]);
    const year = yearOf(frozen);
    expect(filedYearFromText(filedYearText(year))).toEqual(year);
  });

  it.each(["", "{}", "[1]", '{"format":"lotwise-inputs/1","content":{}}'])(
    "is not read from %j",
    (text) => {
      expect(inputsFromText(text)).toBeNull();
      expect(filedYearFromText(text)).toBeNull();
    },
  );

  it("takes the figures that were filed instead, and says which sums of the forms no longer hold", () => {
    const year = yearOf(inputs([bought, sold]));
    const filed = asFiled(year, [
      { figure: "line15", amount: usd("19000"), reason: "typed from paper" },
      { figure: "box:F:gain", amount: usd("19000"), reason: "typed from paper" },
    ]);
    expect(usdText(filed.amounts.line15 ?? usd("0"))).toBe("19000");
    expect(usdText(filed.boxes[0]?.gain ?? usd("0"))).toBe("19000");
    // 30,000 - 10,000 is 20,000, and line 16 is still 20,000.
    expect(brokenSums(filed)).toEqual([
      "Box F: (h) is not (d) - (e) + (g).",
      "Schedule D line 16 is not line 7 + line 15.",
    ]);
    expect(brokenSums(asFiled(year, []))).toEqual([]);
  });
});

describe("a filed year and the books of today", () => {
  const frozen = inputs([bought, sold]);

  it("are equal when nothing that counts changed; a later purchase changes nothing", () => {
    expect(difference(frozen, frozen)).toMatchObject({ isEqual: true, rows: [], causes: [] });
    const later = difference(frozen, inputs([bought, sold, buy("2026-02-01", "1", "90000")]));
    expect(later).toMatchObject({ isEqual: true, causes: [] });
  });

  // FIFO takes the older lot: basis 0.5 x 40,000 = 20,000, so the gain falls from 20,000 to 10,000. Table row 35,400-35,450: 4,019. As filed
  // 47,025 - 35,400 = 11,625 of the gain at 0 %, 8,375 x 15 % = 1,256.25; now all of it at 0 %.
  it("an older purchase imported later changes the row, by that import, with its tax", () => {
    const older = fromFile(buy("2022-05-01", "1", "40000", { id: "older" }), "old.csv");
    const found = difference(frozen, inputs([older, bought, sold]));
    expect(found.rows.map(({ kind, causes }) => [kind, causes.map(({ key }) => key)])).toEqual([
      ["changed", ["import:old.csv"]],
    ]);
    expect(effects(found)).toEqual([["import:old.csv", "0", "-10000", "-1256.25"]]);
    const tax = found.amounts.find(({ name }) => name === "totalTax");
    expect(tax).toMatchObject({ filed: usd("5275.25"), now: usd("4019"), change: usd("-1256.25") });
    expect(found.terms.map(({ term, change }) => [term, usdText(change)])).toEqual([
      ["short", "0"],
      ["long", "-10000"],
    ]);
  });

  it("a sale left out is a row added; one that no longer counts a row removed", () => {
    const other = fromFile(sell("2024-06-01", "0.25", "16000", { id: "other" }), "b.csv");
    const added = difference(frozen, inputs([bought, sold, other]));
    expect(added.rows.map(({ kind }) => kind)).toEqual(["added"]);
    // 16,000 - 5,000 = 11,000.
    expect(effects(added)[0]?.slice(0, 3)).toEqual(["import:b.csv", "0", "11000"]);
    const removed = difference(inputs([bought, sold, other]), frozen);
    expect(removed.rows.map(({ kind }) => kind)).toEqual(["removed"]);
    expect(effects(removed)[0]?.slice(0, 3)).toEqual(["withdrawn:b.csv", "0", "-11000"]);
  });

  it("a corrected entry is one change, not one removed and one added", () => {
    const corrected = sell("2024-03-01", "0.5", "31000", { id: "again" });
    const found = difference(
      frozen,
      inputs([bought, corrected]),
      [],
      new Map([[sold.id, corrected.id]]),
    );
    expect(found.rows.map(({ kind, causes }) => [kind, causes[0]?.kind])).toEqual([
      ["changed", "corrected"],
    ]);
  });

  it("settings, profile and figures filed otherwise are causes of their own, and all causes add up", () => {
    const older = buy("2022-05-01", "1", "40000", { id: "older" });
    const current = inputs([older, bought, sold], {
      settings: settings({
        standingOrders: [
          {
            id: "o1",
            account: null,
            method: "lofo",
            effectiveFrom: AS_OF.at.replace("2026", "2020") as typeof AS_OF.at,
            madeAt: AS_OF.at.replace("2026", "2020") as typeof AS_OF.at,
            toldBrokerAt: null,
          },
        ],
      }),
      profiles: [{ ...income, ordinaryIncome: usd("51000") }],
    });
    const found = difference(frozen, current, [
      { figure: "totalTax", amount: usd("5275"), reason: "whole dollars" },
    ]);
    // Entered by hand -10,000 by FIFO, then lowest cost first takes 10,000 of basis again.
    expect(effects(found).map(([key, , long]) => [key, long])).toEqual([
      ["by-hand", "0"],
      ["entered", "-10000"],
      ["settings", "10000"],
      ["profile", "0"],
    ]);
    const total = found.amounts.find(({ name }) => name === "totalTax")?.change ?? usd("0");
    const byCause = found.causes.reduce(
      (sum, { tax }) => sum + Number(usdText(tax ?? usd("0"))),
      0,
    );
    expect(byCause).toBeCloseTo(Number(usdText(total)), 10);
  });

  // A reward of 2024 told without dollars: 1 SOL at 100, then at 160. Its sale for 300 in 2024 gains 200, then 140.
  it("other prices, other assets and other things told of the same rows are causes of their own, by term, with their rows", () => {
    const received = told("2024-02-01", { id: "reward" });
    const reward = (value: string): Transaction => ({
      ...received,
      kind: "income",
      incomeKind: "reward",
      received: leg("SOL", "1"),
      value: usd(value),
    });
    const solSold = sell("2024-05-01", "1", "300", { id: "sol", asset: "SOL" });
    const ether = buy("2023-02-02", "2", "3000", { id: "ether", asset: "ETH" });
    const other = sell("2024-07-01", "0.25", "4000", { id: "other" });
    const read = (asset: string, units: string): Transaction =>
      other.kind === "sell" ? { ...other, sent: leg(asset, units) } : other;
    const books = (value: string, asset = "ETH", units = "0.25") =>
      inputs([bought, sold, reward(value), solSold, ether, read(asset, units)]);
    const then = books("100");
    const terms = (found: ReturnType<typeof difference>) =>
      effects(found).map((effect) => effect.slice(0, 3));
    const prices = difference(then, books("160"));
    expect(terms(prices)).toEqual([["prices", "-60", "0"]]);
    expect(
      prices.rows.map(({ kind, after, causes }) => [kind, after?.description, causes]),
    ).toEqual([["changed", "1 SOL", [expect.objectContaining({ kind: "prices", facts: 1 })]]]);
    // 0.25 ETH cost 375: a gain of 3,625. Read as bitcoin they cost 5,000: a loss of 1,000.
    expect(terms(difference(then, books("160", "BTC")))).toEqual([
      ["assets", "0", "-4625"],
      ["prices", "-60", "0"],
    ]);
    // 0.5 ETH cost 750: a gain of 3,250.
    expect(terms(difference(then, books("100", "ETH", "0.5")))).toEqual([["retold", "0", "-375"]]);
  });

  it("facts of assets, lots named and brokers' forms are told apart from settings", () => {
    const older = buy("2022-05-01", "1", "40000", { id: "older" });
    const then = inputs([older, bought, sold]);
    const lot = { lot: "bought", quantity: quantity("0.5") };
    const now = inputs([older, bought, sold], {
      settings: settings({
        transferFee: "drop",
        assets: [{ asset: assetId("BTC"), class: "digital", collectible: true, identicalTo: null }],
        identifications: [
          { transaction: sold.id, madeAt: sold.at, toldBrokerAt: null, lots: [lot] },
        ],
      }),
      forms: {
        brokerReports: [
          {
            disposal: sold.id,
            form: "1099-B",
            proceeds: usd("30000"),
            basis: null,
            basisReported: false,
            term: null,
            washDisallowed: null,
            acquired: null,
            units: null,
          },
        ],
      },
    });
    const found = difference(then, now);
    // The fee setting does nothing here. Collectible: code C on the row. Named: basis 10,000 instead of 20,000. The form: box E instead of F.
    expect(effects(found).map(([key, , long]) => [key, long])).toEqual([
      ["asset-facts", "0"],
      ["lots", "10000"],
      ["forms", "0"],
    ]);
    expect(found.rows.map(({ causes }) => causes.map(({ kind }) => kind))).toEqual([
      ["asset-facts", "lots", "forms"],
    ]);
    const sum = found.causes.reduce(
      (total, { tax }) => total + Number(usdText(tax ?? usd("0"))),
      0,
    );
    const change = found.amounts.find(({ name }) => name === "totalTax")?.change ?? usd("0");
    expect(sum).toBeCloseTo(Number(usdText(change)), 10);
  });

  // 20,000 was computed for box F, 19,000 was filed: 1,000 of gain is missing though every row and line is the same.
  it("a box total filed otherwise is a difference by itself", () => {
    const found = difference(frozen, frozen, [
      { figure: "box:F:gain", amount: usd("19000"), reason: "typed from paper" },
    ]);
    expect(found.isEqual).toBe(false);
    expect(effects(found)).toEqual([["by-hand", "0", "1000", "0"]]);
    const same = [{ figure: "box:F:gain", amount: usd("20000"), reason: "as it was" }] as const;
    expect(difference(frozen, frozen, same).isEqual).toBe(true);
  });

  // Filed in box C: proceeds 900, basis 400, gain 500. The books have box F alone, so 500 of short-term gain is missing in them.
  it("a box these books do not have may have been filed", () => {
    const edits: readonly FiledEdit[] = [
      { figure: "box:C:proceeds", amount: usd("900"), reason: "another exchange" },
      { figure: "box:C:basis", amount: usd("400"), reason: "another exchange" },
      { figure: "box:C:gain", amount: usd("500"), reason: "another exchange" },
    ];
    const filed = asFiled(yearOf(frozen), edits);
    expect(
      filed.boxes.map(({ box, term, rows, gain }) => [box, term, rows, usdText(gain)]),
    ).toEqual([
      ["F", "long", 1, "20000"],
      ["C", "short", 0, "500"],
    ]);
    expect(brokenSums(filed)).toEqual([]);
    const found = difference(frozen, frozen, edits);
    expect(found.isEqual).toBe(false);
    expect(effects(found)).toEqual([["by-hand", "-500", "0", "0"]]);
  });

  it("another engine is a cause: what was computed then differs from what the same facts give now", () => {
    const then = yearOf(frozen);
    const [row] = then.rows;
    const odd: FiledYear = {
      ...then,
      rows: row === undefined ? [] : [{ ...row, basis: usd("9999"), gain: usd("20001") }],
      boxes: then.boxes.map((box) => ({ ...box, basis: usd("9999"), gain: usd("20001") })),
    };
    const found = yearDifference({
      filed: asFiled(odd, []),
      frozen,
      current: frozen,
      now: then,
    });
    expect(effects(found)).toEqual([["engine", "0", "-1", "0"]]);
    expect(found.rows[0]?.causes.map(({ kind }) => kind)).toEqual(["engine"]);
  });
});

/** Two books that differ by one thing alone, and what is said of it. */
interface Pair {
  readonly before?: YearInputs;
  readonly after?: YearInputs;
  readonly edits?: readonly FiledEdit[];
  readonly replaced?: ReadonlyMap<TransactionId, TransactionId>;
  /** Change of long-term gain; null: the cause moves nothing of the year and is not told. */
  readonly long: string | null;
}

describe("each kind of cause", () => {
  const base = inputs([bought, sold]);
  const older = buy("2022-05-01", "1", "40000", { id: "older" });
  const more = sell("2024-06-01", "0.25", "16000", { id: "more" });
  const dear = sell("2024-03-01", "0.5", "31000", { id: "dear" });
  const gifted = sell("2024-03-01", "0.5", "30500", { id: "sold" });
  const ether = (asset: string) => ({ ...more, sent: leg(asset, "0.25") }) as Transaction;
  const etherBought = buy("2023-02-02", "2", "3000", { id: "ether", asset: "ETH" });
  const received = told("2023-02-01", { id: "reward" });
  const reward = (value: string): Transaction => ({
    ...received,
    kind: "income",
    incomeKind: "reward",
    received: leg("SOL", "1"),
    value: usd(value),
  });
  const solSold = sell("2024-05-01", "1", "300", { id: "sol", asset: "SOL" });
  const files = Array.from({ length: 13 }, (_, index) =>
    fromFile(sell("2024-07-01", "0.01", "900", { id: `f${index}` }), `${index}.csv`),
  );
  const settingsWith = (change: Parameters<typeof settings>[0]) =>
    inputs([older, bought, sold], { settings: settings(change) });
  const report = {
    disposal: sold.id,
    form: "1099-B" as const,
    proceeds: usd("30000"),
    basis: null,
    basisReported: false,
    term: null,
    washDisallowed: null,
    acquired: null,
    units: null,
  };
  const instant = AS_OF.at.replace("2026", "2020") as typeof AS_OF.at;

  // By hand: half a coin costs 10,000 from the lot of 2023 and 20,000 from that of 2022; a quarter 5,000; 0.01 coin 200.
  const PAIRS: Readonly<Record<Exclude<CauseKind, "engine">, Pair>> = {
    "by-hand": {
      edits: [{ figure: "box:F:gain", amount: usd("19000"), reason: "typed" }],
      long: "1000",
    },
    import: { after: inputs([fromFile(older, "old.csv"), bought, sold]), long: "-10000" },
    withdrawn: { before: inputs([fromFile(older, "old.csv"), bought, sold]), long: "10000" },
    entered: { after: inputs([bought, sold, more]), long: "11000" },
    removed: { before: inputs([bought, sold, more]), long: "-11000" },
    corrected: {
      after: inputs([bought, dear]),
      replaced: new Map([[sold.id, dear.id]]),
      long: "1000",
    },
    assets: {
      before: inputs([bought, sold, etherBought, ether("ETH")]),
      after: inputs([bought, sold, etherBought, ether("BTC")]),
      long: "-4625",
    },
    prices: {
      before: inputs([bought, sold, reward("100"), solSold]),
      after: inputs([bought, sold, reward("160"), solSold]),
      long: "-60",
    },
    retold: { after: inputs([bought, gifted]), long: "500" },
    other: { after: inputs([bought, sold, ...files]), long: "1400" },
    later: {
      after: inputs([bought, sold, buy("2025-02-01", "1", "9", { id: "next" })]),
      long: null,
    },
    settings: {
      before: settingsWith({}),
      after: settingsWith({
        standingOrders: [
          {
            id: "o1",
            account: null,
            method: "lofo",
            effectiveFrom: instant,
            madeAt: instant,
            toldBrokerAt: null,
          },
        ],
      }),
      long: "10000",
    },
    "asset-facts": {
      before: settingsWith({}),
      after: settingsWith({
        assets: [{ asset: assetId("BTC"), class: "digital", collectible: true, identicalTo: null }],
      }),
      long: "0",
    },
    lots: {
      before: settingsWith({}),
      after: settingsWith({
        identifications: [
          {
            transaction: sold.id,
            madeAt: sold.at,
            toldBrokerAt: null,
            lots: [{ lot: "bought", quantity: quantity("0.5") }],
          },
        ],
      }),
      long: "10000",
    },
    forms: { after: inputs([bought, sold], { forms: { brokerReports: [report] } }), long: "0" },
    profile: {
      after: inputs([bought, sold], { profiles: [{ ...income, ordinaryIncome: usd("51000") }] }),
      long: "0",
    },
  };

  it.each(Object.entries(PAIRS))("%s is told by itself, with what it moves", (kind, pair) => {
    const { before = base, after = base, edits = [], replaced, long } = pair;
    const found = difference(before, after, edits, replaced);
    const told = found.causes.find(({ cause }) => cause.kind === kind);
    if (long === null) {
      expect(found).toMatchObject({ isEqual: true, causes: [] });
      const stages = stagesOf(2024, before, after).map(({ cause }) => cause.kind);
      expect(stages).toEqual(["engine", kind]);
      return;
    }
    expect(told === undefined ? null : usdText(told.long)).toBe(long);
    // Nothing else is blamed: but for the eleven files that have a line of their own.
    expect(found.causes.filter((one) => one !== told).map(({ cause }) => cause.kind)).toEqual(
      kind === "other" ? Array.from({ length: 11 }, () => "import") : [],
    );
    const moved = found.terms.reduce((sum, { change }) => sum + Number(usdText(change)), 0);
    const blamed = found.causes.reduce(
      (sum, one) => sum + Number(usdText(one.short)) + Number(usdText(one.long)),
      0,
    );
    expect(blamed).toBeCloseTo(moved, 10);
  });
});

describe("rows", () => {
  const [row] = yearOf(inputs([bought, sold])).rows;
  if (row === undefined) {
    throw new Error("a row");
  }

  it("that print the same are the same, also from another file; equal rows pair one with one", () => {
    const again = { ...row, disposal: "elsewhere" as TransactionId, lots: ["x"] };
    expect(differRows([row], [again])).toEqual([]);
    expect(differRows([row], [again, { ...again }]).map(({ kind }) => kind)).toEqual(["added"]);
    expect(differRows([row, { ...row }], [again]).map(({ kind }) => kind)).toEqual(["removed"]);
  });

  it("of one asset, day and number of units belong together when a file tells them again", () => {
    const again = {
      ...row,
      disposal: "elsewhere" as TransactionId,
      basis: usd("1"),
      gain: usd("29999"),
    };
    expect(differRows([row], [again])).toEqual([{ kind: "changed", before: row, after: again }]);
  });
});
