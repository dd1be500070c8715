import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Usd, usdText } from "@/lib/money/usd";
import { asFiled } from "@/lib/tax/amend/as-filed";
import { yearDifference } from "@/lib/tax/amend/difference";
import { type FiledYear, filedYearOf } from "@/lib/tax/amend/filed-year";
import { computeFiled } from "@/lib/tax/amend/year-inputs";
import type { TransactionKind } from "@/lib/tax/transaction";
import { ENGINE_VERSION } from "@/lib/tax/version";
import { frozenBooks } from "../../../support/frozen-years";

const CHANGELOG = readFileSync(new URL("../../../../CHANGELOG.md", import.meta.url), "utf8");
const books = frozenBooks();

const text = (amount: Usd | null | undefined) =>
  amount === null || amount === undefined ? null : usdText(amount);

describe("snapshots somebody filed on", () => {
  it("are there", () => {
    expect(books.length).toBeGreaterThan(0);
  });

  // A newer engine gives what was filed, or it has a new version, the snapshot stands by its name under Numbers in the changelog, and the same
  // books are kept with what they give now, so that no later engine moves them unseen.
  it.each(books)(
    "$name gives the same figures in every year, or its change is told",
    ({ name, engine, inputsText, inputs, years }) => {
      const now = computeFiled(inputs).years.map(filedYearOf);
      if (!isSame(now, years)) {
        expect(engine).not.toBe(ENGINE_VERSION);
        expect(CHANGELOG).toMatch(new RegExp(`### Numbers[\\s\\S]*frozen snapshot ${name}\\b`));
        const sameBooks = books.filter((one) => one.inputsText === inputsText);
        expect(sameBooks.some((one) => isSame(now, one.years))).toBe(true);
        return;
      }
      expect(now).toEqual(years);
      for (const year of now) {
        const filed = years.find((each) => each.year === year.year);
        if (filed !== undefined) {
          const difference = yearDifference({
            filed: asFiled(filed, []),
            frozen: inputs,
            current: inputs,
            now: year,
          });
          expect(difference.isEqual).toBe(true);
        }
      }
    },
  );
});

/** Complete by its type: a new kind of transaction is no snapshot's until one is kept that has it. */
const KINDS: Readonly<Record<TransactionKind, true>> = {
  buy: true,
  sell: true,
  swap: true,
  conversion: true,
  income: true,
  spend: true,
  transfer: true,
  deposit: true,
  withdrawal: true,
  "gift-received": true,
  inherited: true,
  "gift-sent": true,
  donation: true,
  lost: true,
  migration: true,
  fee: true,
  cash: true,
  unknown: true,
};

describe("all snapshots together", () => {
  const all = books.flatMap(({ inputs }) => inputs.transactions);
  const forms = books.map(({ inputs }) => inputs.forms);
  const sorted = (values: Iterable<string>) => [...new Set(values)].sort();

  it("have every kind of transaction, and rows answered for lines that are no sale", () => {
    expect(sorted(all.map(({ kind }) => kind))).toEqual(sorted(Object.keys(KINDS)));
    expect(
      sorted(forms.flatMap(({ brokerLines = [] }) => brokerLines.map(({ answer }) => answer))),
    ).toEqual(["nominee", "own-transfer"]);
  });

  it("have cents and whole dollars, and every code of Form 8949 the engine gives by itself", () => {
    expect(sorted(forms.map(({ rounding }) => rounding ?? "cents"))).toEqual(["cents", "dollars"]);
    const codes = books.flatMap(({ years }) => years.flatMap(({ rows }) => rows));
    expect(sorted(codes.flatMap((row) => [...row.codes]))).toEqual([..."BCELNOTW"]);
  });
});

describe("engine-4-every-kind, by hand", () => {
  const year = (wanted: number) =>
    books
      .find(({ name }) => name === "engine-4-every-kind")
      ?.years.find((each) => each.year === wanted);
  const rows = (wanted: number) =>
    year(wanted)?.rows.map((row) =>
      [
        row.box,
        row.description,
        text(row.proceeds),
        text(row.basis),
        row.codes,
        text(row.adjustment),
        text(row.gain),
      ].join(" "),
    );

  // 1 BTC of 40,000 for 23,000 - 10; ETH of 3,000 each spent, burnt as gas, pooled and staked. Gifts, losses without a sale, moves: no row.
  // 269,300 taxable: 2,200 + 8,094 + 22,286 + 24% of 78,550 (18,852) = 51,432 (Rev. Proc. 2022-38, joint).
  it("2023: sales, spending and fees in kind; nothing for what is no sale", () => {
    expect(rows(2023)).toEqual([
      "F 1 BTC 22990 40000  0 -17010",
      "F 0.5 ETH 900 1500  0 -600",
      "F 0.01 ETH 18 30  0 -12",
      "F 0.5 ETH 850 1500  0 -650",
      "F 0.5 ETH 850 1500  0 -650",
    ]);
    const { line15, longCarryoverOut, incomeTax } = year(2023)?.amounts ?? {};
    expect([line15, longCarryoverOut, incomeTax].map(text)).toEqual(["-18922", "15922", "51432"]);
  });

  // The share bought back within thirty days: 300 denied (W). A sale at a loss to kin: 500 denied (L). 0.0001 BTC of 4.00 for 4.30, in dollars.
  // 400 + 2,000 + 380 - 15,922 = -13,142. 267,800: 2,320 + 8,532 + 23,485 + 24% of 66,750 (16,020) = 50,357 (Rev. Proc. 2023-34, joint).
  it("2024: a wash sale, kin, a collectible, a fee in kind on a transfer", () => {
    expect(rows(2024)).toEqual([
      "A 10 SHARE 700 1000 W 300 0",
      "F 0.0001 BTC 4 4  0 0",
      "F 100 NEW 900 500  0 400",
      "F 1 ART 3000 1000 C 0 2000",
      "F 1 ETH 3380 3000  0 380",
      "F 1 ETH 2500 3000 L 500 0",
    ]);
    const { line15, longCarryoverOut, incomeTax } = year(2024)?.amounts ?? {};
    expect([line15, longCarryoverOut, incomeTax].map(text)).toEqual(["-13142", "10142", "50357"]);
  });

  // 0.2 BTC of 8,000 for 21,000 - 30: the form says 9,000 and short, so B +1,000, E -30, T. The gift named: 1,800 - the donor's 400.
  // 12,970 + 1,400 - 10,142 = 4,228; 3.8% of it is 160.664. 268,500 at rates: 2,385 + 8,772 + 24,145 + 14,832 = 50,134; 15% of 4,228: 634.20.
  it("2025: a broker's figures corrected, lots named, lines that are no sale", () => {
    expect(rows(2025)).toEqual([
      "H 0.3 BTC 33000 33000 O 0 0",
      "H 0.3 BTC 5000 0 N -5000 0",
      "J 0.2 BTC 21000 9000 BET 970 12970",
      "L 1 ETH 1800 400  0 1400",
    ]);
    const { line15, incomeTax, niit } = year(2025)?.amounts ?? {};
    expect([line15, incomeTax, niit].map(text)).toEqual(["4228", "50768.2", "160.664"]);
  });
});

describe("engine-3, by hand", () => {
  const frozen = books.find(({ name }) => name === "engine-3");
  const amounts = (year: number) => frozen?.years.find((each) => each.year === year)?.amounts;

  // 2023: 12,000 - 20,000 = -8,000 short; the network fee 26 - 40 = -14 long. 3,000 allowed; short first: 5,000 and 14 carried on.
  it("2023: a loss, a fee in kind, and what is carried on", () => {
    expect([text(amounts(2023)?.line7), text(amounts(2023)?.line15)]).toEqual(["-8000", "-14"]);
    expect([text(amounts(2023)?.line16), text(amounts(2023)?.line21)]).toEqual(["-8014", "3000"]);
    expect([text(amounts(2023)?.shortCarryoverOut), text(amounts(2023)?.longCarryoverOut)]).toEqual(
      ["5000", "14"],
    );
  });

  // 2024: 52,000 - 32,000 = 20,000 and 3,300 - 1,900 = 1,400, both long; less 14, less 5,000.
  it("2024: gains less what came over", () => {
    expect([text(amounts(2024)?.line7), text(amounts(2024)?.line15)]).toEqual(["-5000", "21386"]);
    expect(text(amounts(2024)?.line16)).toBe("16386");
  });

  // 2025: highest cost first takes the 10 SOL of 2,500: 1,200 - 2,500 = -1,300 short; the form shows 1,210, so box H, (d) 1,210, code E, (g) -10.
  it("2025: highest cost first, and a broker's form", () => {
    expect(text(amounts(2025)?.line7)).toBe("-1300");
    const [row] = frozen?.years.find((each) => each.year === 2025)?.rows ?? [];
    expect([
      row?.box,
      text(row?.proceeds),
      row?.codes,
      text(row?.adjustment),
      text(row?.gain),
    ]).toEqual(["H", "1210", "E", "-10", "-1300"]);
  });
});

function isSame(some: readonly FiledYear[], others: readonly FiledYear[]): boolean {
  return JSON.stringify(some, exact) === JSON.stringify(others, exact);
}

function exact(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
