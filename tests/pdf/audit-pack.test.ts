import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import { drawPaper } from "@/lib/pdf/draw";
import { auditPack } from "@/lib/reports/audit-pack";
import type { Paper } from "@/lib/reports/paper";
import { proofOf } from "@/lib/reports/proof";
import { yearEndReport } from "@/lib/reports/year-end";
import { computeLedger, computeYears } from "@/lib/tax/compute";
import type { Identification } from "@/lib/tax/settings";
import { accountId, assetId, type Transaction, transactionId } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { benchEvents } from "@/tests/bench/events";
import { pdfText } from "@/tests/support/pdf-text";
import { yearEndInput } from "@/tests/support/report-builders";
import { buy, leg, sell, settings, told } from "../unit/tax/make";

const AS_OF = { at: instant("2025-12-31T23:59:59Z"), date: calendarDate("2025-12-31") };

const fromFile = (one: Transaction, line: number): Transaction => ({
  ...one,
  origin: { from: "file", batch: "b", file: "kraken-ledgers.csv", lines: [line] },
});

const ROWS: readonly Transaction[] = [
  fromFile(buy("2023-01-05", "2", "1000", { id: "first", fee: "10" }), 2),
  fromFile(buy("2024-01-05", "1", "900", { id: "second" }), 3),
  fromFile(
    {
      ...told("2024-06-01", { id: "move" }),
      kind: "transfer",
      toAccount: accountId("B"),
      sent: leg("BTC", "1"),
      received: leg("BTC", "1"),
      feeValue: null,
    },
    4,
  ),
  fromFile(sell("2025-03-06", "1", "4000", { id: "sale", account: "B", fee: "4" }), 5),
  fromFile(sell("2025-04-06", "1", "300", { id: "named" }), 6),
];

const named: Identification = {
  transaction: transactionId("named"),
  madeAt: instant("2025-04-06T11:00:00Z"),
  toldBrokerAt: null,
  lots: [{ lot: "second", quantity: quantity("1") }],
};

function packOf(rows: readonly Transaction[]): Paper {
  const chosen = settings({ identifications: [named] });
  const ledger = computeLedger({ transactions: rows, settings: chosen, asOf: AS_OF });
  const years = computeYears({ ledger, profiles: [], asOf: AS_OF });
  const result = years.find(({ year }) => year === 2025);
  if (result === undefined) {
    throw new Error("no year 2025");
  }
  const input = yearEndInput({
    result,
    ledger,
    settings: chosen,
    issues: ledger.issues,
    accounts: new Map([
      [accountId("A"), "Kraken"],
      [accountId("B"), "Ledger Nano"],
    ]),
    sources: new Map(
      rows.map(({ id }, index) => [
        id,
        { reference: null, place: `kraken-ledgers.csv, line ${index + 2}` },
      ]),
    ),
  });
  const priced = {
    name: "value",
    leg: leg("BTC", "1"),
    amount: usd("900"),
    price: {
      asset: assetId("BTC"),
      price: "900",
      span: "hour",
      starts: instant("2024-01-05T12:00:00Z"),
      at: instant("2024-01-05T12:59:00Z"),
      pair: "BTC-USD",
      source: "Coinbase Exchange",
      toldBy: "market",
    },
  } as const;
  const pack = auditPack(input, {
    transactions: rows,
    settings: chosen,
    asOf: AS_OF,
    ledger,
    years,
    valued: new Map([[transactionId("second"), [priced]]]),
  });
  const { root } = proofOf(yearEndReport(input));
  expect(pack.edition).toContain(root.slice(0, 12));
  return pack;
}

function packOfYear(rows: readonly Transaction[], year: number) {
  const chosen = settings();
  const ledger = computeLedger({ transactions: rows, settings: chosen, asOf: AS_OF });
  const years = computeYears({ ledger, profiles: [], asOf: AS_OF });
  const result = years.find((one) => one.year === year);
  if (result === undefined) {
    throw new Error(`no year ${year}`);
  }
  const input = { ...yearEndInput({ result, ledger, settings: chosen }), year };
  const books = { transactions: rows, settings: chosen, asOf: AS_OF, ledger, years };
  const count = result.parts.reduce((sum, part) => sum + part.rows.length, 0);
  return { pack: auditPack(input, books), rows: count };
}

let folder = "";
let text = "";
let pack: Paper;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "lotwise-audit-"));
  pack = packOf(ROWS);
  const { bytes } = await drawPaper(pack, "public/fonts");
  const file = path.join(folder, "pack.pdf");
  writeFileSync(file, bytes);
  text = pdfText(file).replace(/\s+/gu, " ");
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const section = (heading: string) =>
  pack.sections.find((one) => one.heading === heading)?.tables[0]?.rows ?? [];

describe("the audit pack", () => {
  it("lists every transaction with the line it was read from", () => {
    expect(section("Transactions").map((row) => row.at(-1))).toEqual(
      [2, 3, 4, 5, 6].map((line) => `kraken-ledgers.csv, line ${line}`),
    );
    expect(text).toContain("Sale 1 BTC 4,000.00 4.00");
  });

  it("follows each lot from where it was opened, with the basis that went along", () => {
    expect(section("Lots of these rows and their journeys")).toEqual([
      // 2 BTC for 1,000 and 10 of costs: 505 a unit. One moves to B and is sold there; the other stays.
      ["L1  BTC", "01/05/2023", "opened in Kraken", "T1", "2", "", "1,010", ""],
      ["", "06/01/2024", "moved to Ledger Nano", "T3", "\u22121", "2", "505", "1,010"],
      ["", "03/06/2025", "sold", "T4", "\u22121", "1", "505", "505"],
      ["L2  BTC", "01/05/2024", "opened in Kraken", "T2", "1", "", "900", ""],
      ["", "04/06/2025", "sold", "T5", "\u22121", "1", "900", "900"],
    ]);
    const costs = section("What these lots cost").map(([lot, , from]) => [lot, from]);
    expect(costs).toEqual([
      [
        "L1: basis when opened",
        expect.stringMatching(
          /^1,000 value told \+ 10 costs in dollars; kraken-ledgers\.csv, line 2; rule \d+$/,
        ),
      ],
      [
        "L2: basis when opened",
        expect.stringMatching(
          /^900 market value \(.*Coinbase Exchange.*\); kraken-ledgers\.csv, line 3; rule \d+$/,
        ),
      ],
    ]);
  });

  it("takes each row of Form 8949 apart down to the lines of the file", () => {
    const rows = section("Rows of Form 8949 down to their sources");
    // 4,000 - 4 - 505 = 3,491 and 300 - 900 = -600.
    const gains = rows.filter(([figure = ""]) => /^[^\u2007]/.test(figure)).map(([, gain]) => gain);
    expect(gains.sort()).toEqual(["3,491", "\u2212600"].sort());
    for (const line of [2, 3, 5, 6]) {
      expect(text).toContain(`kraken-ledgers.csv, line ${line}`);
    }
    const froms = rows.map(([, , from = ""]) => from);
    expect(
      froms.some((from) => from.startsWith("4,000 value told \u2212 4 costs in dollars")),
    ).toBe(true);
    // Their bases end at the lots, which have a part of their own.
    expect(froms.filter((from) => /\bL1\b/.test(from))).toHaveLength(1);
    expect(froms.filter((from) => /\bL2\b/.test(from))).toHaveLength(1);
  });

  it("prints the price that gave an amount, its hour and its source, and when lots were named", () => {
    expect(section("Amounts that prices gave")).toEqual([
      [
        "kraken-ledgers.csv, line 3",
        "1 BTC",
        "$900.00",
        "hour of Jan 5, 2024, 12:00 UTC",
        "Coinbase Exchange, BTC-USD",
        "900.00",
      ],
    ]);
    expect(text).toContain("Apr 6, 2025, 11:00 UTC");
  });

  it("leaves out what happened after the year, and numbers the rest", () => {
    const later = fromFile(sell("2026-01-05", "1", "600", { id: "later" }), 7);
    const numbers = packOf([...ROWS, later])
      .sections.find(({ heading }) => heading === "Transactions")
      ?.tables[0]?.rows.map(([number]) => number);
    expect(numbers).toEqual(["T1", "T2", "T3", "T4", "T5"]);
  });

  it("grows with the rows and not with how often their lots were drawn on, and sends nobody to what is not there", () => {
    const found = packOfYear(benchEvents(1000), 2023);
    const tableOf = (heading: string) =>
      found.pack.sections.find((one) => one.heading === heading)?.tables[0]?.rows ?? [];
    const tree = tableOf("Rows of Form 8949 down to their sources");
    expect(found.rows).toBeGreaterThan(50);
    expect(tree.length).toBeLessThan(6 * found.rows);
    const named = new Set(tree.flatMap(([, , from = ""]) => from.match(/\bL\d+\b/g) ?? []));
    const firsts = (heading: string) =>
      new Set(tableOf(heading).map(([lot = ""]) => /^L\d+/.exec(lot)?.[0]));
    for (const lot of named) {
      expect(firsts("Lots of these rows and their journeys"), lot).toContain(lot);
      expect(firsts("What these lots cost"), lot).toContain(lot);
    }
    const rules = new Set(tableOf("Rules").map(([number]) => number));
    for (const rule of tree.flatMap(([, , from = ""]) => from.match(/(?<=rule )\d+/g) ?? [])) {
      expect(rules).toContain(rule);
    }
  });

  it("is the same to the last byte for the same books", async () => {
    const [one, two] = await Promise.all(
      [packOf(ROWS), packOf(ROWS)].map((each) => drawPaper(each, "public/fonts")),
    );
    expect(Buffer.compare(one?.bytes ?? Buffer.of(1), two?.bytes ?? Buffer.of(2))).toBe(0);
  });
});
