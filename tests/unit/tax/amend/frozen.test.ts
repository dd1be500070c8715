import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Usd, usdText } from "@/lib/money/usd";
import { asFiled } from "@/lib/tax/amend/as-filed";
import { yearDifference } from "@/lib/tax/amend/difference";
import { filedYearOf } from "@/lib/tax/amend/filed-year";
import { computeFiled } from "@/lib/tax/amend/year-inputs";
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

  // A newer engine gives what was filed, or it has a new version and the snapshot stands by its name under Numbers in the changelog.
  it.each(books)(
    "$name gives the same figures in every year, or its change is told",
    ({ name, engine, inputs, years }) => {
      const now = computeFiled(inputs).years.map(filedYearOf);
      const isSame = JSON.stringify(now, exact) === JSON.stringify(years, exact);
      if (!isSame) {
        expect(engine).not.toBe(ENGINE_VERSION);
        expect(CHANGELOG).toMatch(new RegExp(`### Numbers[\\s\\S]*frozen snapshot ${name}\\b`));
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

function exact(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
