import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { quantityText } from "@/lib/money/quantity";
import { type Usd, usd, usdText } from "@/lib/money/usd";
import { beancountJournal } from "@/lib/reports/exports/beancount";
import {
  GENERIC_HEADER,
  genericCsv,
  TAXACT_HEADER,
  taxActCsv,
} from "@/lib/reports/exports/form-rows-csv";
import { hledgerJournal } from "@/lib/reports/exports/hledger";
import { computeLedger, computeYears } from "@/lib/tax/compute";
import type { ExplainedBooks } from "@/lib/tax/explain/facts";
import type { LedgerSettings } from "@/lib/tax/settings";
import { accountId, type Transaction } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { benchEvents } from "../../bench/events";
import { type ReadJournal, readBeancount, readHledger } from "../../support/journal-readers";
import { part } from "../../support/report-builders";
import { testFolder } from "../../support/test-folder";
import { buy, leg, sell, settings, told } from "../tax/make";

const AS_OF = { at: instant("2025-12-31T23:59:59Z"), date: calendarDate("2025-12-31") };
const NAMES = new Map([
  [accountId("A"), "Kraken: main; (old)"],
  [accountId("B"), "Ledger  Nano"],
]);

function booksOf(
  transactions: readonly Transaction[],
  change: Partial<LedgerSettings> = {},
): ExplainedBooks {
  const chosen = settings(change);
  const ledger = computeLedger({ transactions, settings: chosen, asOf: AS_OF });
  const years = computeYears({ ledger, profiles: [], asOf: AS_OF });
  return { transactions, settings: chosen, asOf: AS_OF, ledger, years };
}

/** Everything that moves lots: purchase, move with a network fee, exchange with withheld units, income, gift, theft, unknown basis. */
const MIXED: readonly Transaction[] = [
  buy("2022-01-05", "3", "1000", { fee: "10" }),
  {
    ...told("2022-02-05"),
    kind: "transfer",
    toAccount: accountId("B"),
    sent: leg("BTC", "1"),
    received: leg("BTC", "0.999"),
    feeValue: usd("0.5"),
  },
  {
    ...told("2023-03-05"),
    kind: "swap",
    sent: leg("BTC", "0.7"),
    received: leg("$PEPE2.0", "123456.789"),
    value: usd("900"),
    withheld: null,
  },
  {
    ...told("2024-03-05"),
    kind: "income",
    incomeKind: "staking",
    received: leg("ETH", "0.3333333333333333"),
    value: usd("600"),
  },
  { ...told("2024-04-05"), kind: "gift-sent", sent: leg("BTC", "0.25"), value: usd("400") },
  { ...told("2024-05-05"), kind: "lost", reason: "theft", sent: leg("ETH", "0.1") },
  { ...told("2024-06-05"), kind: "deposit", received: leg("DOGE", "7"), value: null },
  sell("2025-03-06", "0.5", "5000", { fee: "4", account: "B" }),
  sell("2025-04-06", "2", "3", { asset: "DOGE" }),
];

const total = (amounts: readonly (Usd | null)[]): bigint =>
  amounts.reduce((sum, one) => sum + (one === null ? 0n : atoms(usdText(one), 18)), 0n);

function atoms(text: string, decimals: number): bigint {
  const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
  const value = BigInt(whole + fraction.padEnd(decimals, "0"));
  return text.startsWith("-") ? -value : value;
}

const sumOf = (sums: ReadonlyMap<string, bigint>, start: string): bigint =>
  [...sums].filter(([name]) => name.startsWith(start)).reduce((sum, [, one]) => sum + one, 0n);

/** What a journal must come to, from the engine's result. */
function check(
  read: ReadJournal,
  books: ExplainedBooks,
  gains: (term: "short" | "long") => string,
): void {
  const { closedLots, openLots } = books.ledger;
  for (const term of ["short", "long"] as const) {
    const own = closedLots.filter((lot) => lot.term === term);
    expect(sumOf(read.dollars, gains(term))).toBe(-total(own.map(({ gain }) => gain)));
  }
  const held = [...read.units].filter(([name]) => /^assets/i.test(name));
  const units = held.map(([, one]) => one).filter((one) => one !== 0n);
  const pools = new Map<string, bigint>();
  for (const { account, asset, quantity } of openLots) {
    const key = `${account} ${asset}`;
    pools.set(key, (pools.get(key) ?? 0n) + atoms(quantityText(quantity), 24));
  }
  expect(units.map(String).sort()).toEqual([...pools.values()].map(String).sort());
  expect(sumOf(read.cost, "assets") + sumOf(read.cost, "Assets")).toBe(
    total(openLots.map(({ basis }) => basis)),
  );
}

const HLEDGER = (term: "short" | "long") => `income:capital gains:${term}-term`;
const BEANCOUNT = (term: "short" | "long") =>
  `Income:Capital-Gains:${term === "short" ? "Short" : "Long"}-Term`;

describe.each([
  ["everything that moves lots", booksOf(MIXED)],
  [
    "a wash sale and a named pool",
    booksOf(MIXED, {
      washSalesOfDigitalAssetsFrom: calendarDate("2020-01-01"),
      pool: "universal-until-2024",
    }),
  ],
  ["two thousand events", booksOf(benchEvents(2000))],
])("journals of %s", (_, books) => {
  it("hledger: every entry balances, units are the open lots, cost their basis, gains the engine's to the last digit", () => {
    check(readHledger(hledgerJournal(books, NAMES)), books, HLEDGER);
  });

  it("beancount: the same, and its own balance assertions hold", () => {
    check(readBeancount(beancountJournal(books, NAMES)), books, BEANCOUNT);
  });
});

describe("names in journals", () => {
  it("accounts and signs that a journal cannot say are renamed, two never to the same", () => {
    const books = booksOf([
      buy("2022-01-05", "1", "1", { asset: "1INCH" }),
      buy("2022-01-05", "1", "1", { asset: "INCH" }),
      buy("2022-01-05", "1", "1", { asset: "币" }),
    ]);
    const read = readBeancount(beancountJournal(books, NAMES));
    expect(read.units.size).toBe(3);
    expect(readHledger(hledgerJournal(books, NAMES)).units.size).toBe(3);
  });
});

const installed = (program: string): boolean => spawnSync(program, ["--version"]).status === 0;

describe("by the programs themselves", () => {
  const folder = testFolder("journal");
  const books = booksOf(MIXED);

  it.skipIf(!installed("hledger") /* hledger is not installed here */)(
    "hledger reads and balances it",
    () => {
      const file = path.join(folder, "books.journal");
      writeFileSync(file, hledgerJournal(books, NAMES));
      const run = spawnSync("hledger", ["-f", file, "check"], { encoding: "utf8" });
      expect(run.stderr).toBe("");
      expect(run.status).toBe(0);
    },
  );

  it.skipIf(!installed("bean-check") /* beancount is not installed here */)(
    "beancount finds no error",
    () => {
      const file = path.join(folder, "books.beancount");
      writeFileSync(file, beancountJournal(books, NAMES));
      const run = spawnSync("bean-check", [file], { encoding: "utf8" });
      expect(run.stdout + run.stderr).toBe("");
      expect(run.status).toBe(0);
    },
  );
});

describe("rows for other programs", () => {
  const parts = [
    part("I", [
      { id: "a", description: '=1+1 "BTC"', proceeds: "1234.5", basis: "2000" },
      { id: "b", codes: "E", adjustment: "-4", acquired: "INHERITED" },
    ]),
    part("A", [{ id: "c", codes: "W", adjustment: "7", proceeds: "10", basis: "20" }]),
  ];

  it("TaxAct: the columns of its help page, a wash sale in its own column", () => {
    const { text, hasDigitalBoxes } = taxActCsv(parts);
    expect(text.split("\r\n")).toEqual([
      TAXACT_HEADER,
      `"'=1+1 ""BTC""",02/03/2025,06/07/2025,1234.50,2000.00,,,,I`,
      "1 BTC,INHERITED,06/07/2025,100.00,40.00,,E,-4.00,I",
      // By its help: "W" in the column of wash sales, the loss in that of adjustments.
      "1 BTC,02/03/2025,06/07/2025,10.00,20.00,W,,7.00,A",
      "",
    ]);
    expect(hasDigitalBoxes).toBe(true);
  });

  it("generic: eight columns with box, term, account, lot and transaction; plain decimals, no formula", () => {
    const { text } = genericCsv(parts, () => "Kraken");
    const [header, first] = text.split("\r\n");
    expect(header).toBe(GENERIC_HEADER);
    expect(first).toBe(
      `I,short,"'=1+1 ""BTC""",02/03/2025,06/07/2025,1234.50,2000.00,,0.00,-765.50,Kraken,lot-of-a,a`,
    );
  });

  it("no cell of text begins like a formula", () => {
    const evil = ["=1", "+1", "-1", "@SUM(1)", "\t=1", "\uff1d1"].map((description, index) => ({
      id: `e${index}`,
      description,
    }));
    for (const { text } of [
      taxActCsv([part("I", evil)]),
      genericCsv([part("I", evil)], () => "=x"),
    ]) {
      for (const line of text.split("\r\n").slice(1)) {
        for (const cell of line.split(",")) {
          expect(cell.replace(/^"/, "")).not.toMatch(/^\s*[=+@\uff1d]|^-[^\d]/u);
        }
      }
    }
  });
});
