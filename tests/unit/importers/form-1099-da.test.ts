import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readForm1099Da } from "@/lib/importers/form-1099-da";
import type { BrokerFormRow } from "@/lib/importers/form-1099-da-row";
import { quantityText } from "@/lib/money/quantity";
import { sumUsd, type Usd, usdText } from "@/lib/money/usd";
import { refused } from "./read";

const read = (text: string) =>
  readForm1099Da({ file: "1099.csv", chunks: [new TextEncoder().encode(text)] });

async function readOk(text: string) {
  const result = await read(text);
  if (!result.ok) {
    throw new Error(JSON.stringify(result.error));
  }
  return result.value;
}

const dollars = (amount: Usd | null) => (amount === null ? "none" : usdText(amount));
const shown = (row: BrokerFormRow) =>
  [
    row.line,
    row.account,
    row.taxYear,
    row.asset ?? "?",
    quantityText(row.units),
    row.acquired ?? "blank",
    row.sold,
    dollars(row.proceeds),
    dollars(row.basis),
    row.term ?? "blank",
  ].join(" ");

const HEADER =
  "1099-DA,ACCOUNT NUMBER,TAX YEAR,DATE ACQUIRED,SALE DATE,DESCRIPTION,DTIF CODE,DTIF NAME,DTIF UNITS,COST BASIS,SALES PRICE,TERM";
const LONG = `${HEADER},FORM 8949 BOX,NONCOVERED,WASH SALE LOSS DISALLOWED,BATCH`;

/** An invented form: two other sections, the section's header twice, a longer header the second time. */
const FORM = [
  "1099-INT,ACCOUNT NUMBER,TAX YEAR,INTEREST",
  "1099-INT,R-1,2025,12.00",
  "1099-DIV,ACCOUNT NUMBER,TAX YEAR",
  "1099-DIV,R-1,2025",
  "1099-DIV,R-2,2025",
  HEADER,
  '1099-DA,R-1,2025,01/15/2025,06/20/2025,,4H95J0R2X,Bitcoin BTC,0.50000000,"$48,345.67","$51,456.78",SHORT',
  "1099-DA,R-1,2025,VARIOUS,20251120,sold,D5RG2FHH0,Ethereum ETH,2.00000000,$6000.00,$5400.00,LONG TERM",
  "1099-DA,R-1,2025,,07/01/2025,,,Bitcoin Cash BCH,1.25,,$500,",
  "",
  LONG,
  "1099-DA,R-2,2025,20240229,12/31/2025,,,Staked Ether,3,$0.00,$9.00,ORDINARY,H,Y,,B-7",
  "1099-DA,R-2,2025,20240301,12/31/2025,,,USD Coin USDC,3,$3.00,$3.00,LONG,G,NO,$1.25,",
].join("\n");

describe("the lines of a Form 1099-DA", () => {
  it("says of each line what is printed, and what is blank is not zero", async () => {
    const { rows, problems, otherSections } = await readOk(FORM);
    expect(rows.map(shown)).toEqual([
      "7 R-1 2025 BTC 0.5 2025-01-15 2025-06-20 51456.78 48345.67 short",
      "8 R-1 2025 ETH 2 various 2025-11-20 5400 6000 long",
      "9 R-1 2025 BCH 1.25 blank 2025-07-01 500 none blank",
      "12 R-2 2025 ? 3 2024-02-29 2025-12-31 9 0 ordinary",
      "13 R-2 2025 USDC 3 2024-03-01 2025-12-31 3 3 long",
    ]);
    expect(problems).toEqual([]);
    expect([...otherSections]).toEqual([
      ["1099-INT", 1],
      ["1099-DIV", 2],
    ]);
  });

  it("keeps the name and code as printed, and the ticker only from the end of the whole name", async () => {
    const { rows } = await readOk(FORM);
    expect(rows.map(({ name, code, asset }) => [name, code, asset])).toEqual([
      ["Bitcoin BTC", "4H95J0R2X", "BTC"],
      ["Ethereum ETH", "D5RG2FHH0", "ETH"],
      ["Bitcoin Cash BCH", "", "BCH"],
      ["Staked Ether", "", null],
      ["USD Coin USDC", "", "USDC"],
    ]);
  });

  it("reads box, coverage and wash sale where a column tells them, and loses no other cell", async () => {
    const { rows } = await readOk(FORM);
    expect(
      rows.map(({ box, covered, washDisallowed, more }) => [
        box,
        covered,
        dollars(washDisallowed),
        more.map(({ column, value }) => `${column}: ${value}`).join(),
      ]),
    ).toEqual([
      [null, null, "none", ""],
      [null, null, "none", "DESCRIPTION: sold"],
      [null, null, "none", ""],
      ["H", false, "none", "BATCH: B-7"],
      ["G", true, "1.25", ""],
    ]);
  });

  it.each([
    ["COVERED", "YES", true],
    ["COVERED", "N", false],
    ["COVERED", "", null],
    ["COVERED", "NONCOVERED", false],
    ["COVERED", "Covered", true],
    ["NONCOVERED SECURITY", "X", false],
  ])("a column %s with %s", async (column, value, covered) => {
    const line = `1099-DA,R,2025,,07/01/2025,,,Bitcoin BTC,1,,$5,,${value}`;
    const { rows } = await readOk(`${HEADER},${column}\n${line}\n`);
    expect(rows.map((row) => row.covered)).toEqual([covered]);
  });

  it.each([
    ["1099-DA,R,2025,,13/01/2025,,,Bitcoin BTC,1,,$5,", "SALE DATE"],
    ["1099-DA,R,2025,,sometime,,,Bitcoin BTC,1,,$5,", "SALE DATE"],
    ["1099-DA,R,2025,soon,07/01/2025,,,Bitcoin BTC,1,,$5,", "DATE ACQUIRED"],
    ["1099-DA,R,2025,,07/01/2025,,,Bitcoin BTC,,,$5,", "DTIF UNITS"],
    ["1099-DA,R,2025,,07/01/2025,,,Bitcoin BTC,1,,,", "SALES PRICE"],
    ["1099-DA,R,2025,,07/01/2025,,,Bitcoin BTC,1,,($5),", "SALES PRICE"],
    ["1099-DA,R,2025,,07/01/2025,,,Bitcoin BTC,1,five,$5,", "COST BASIS"],
    ["1099-DA,R,2025,,07/01/2025,,,Bitcoin BTC,1,,$5,MEDIUM", "TERM"],
    ["1099-DA,R,25,,07/01/2025,,,Bitcoin BTC,1,,$5,", "TAX YEAR"],
    ["1099-DA,R,2025,,07/01/2025,,,Bitcoin BTC,1,,$5,,more", ""],
    ["Total,,,,,,,,,,$5,", ""],
  ])("%s is a problem of its own line and column", async (line, column) => {
    const { rows, problems } = await readOk(`${HEADER}\n${line}\n`);
    expect(rows).toEqual([]);
    expect(problems.map((each) => [each.line, each.column])).toEqual([[2, column]]);
    expect(problems[0]?.reason.length).toBeGreaterThan(10);
  });

  // i1099da, Box 1e: brokers that tell a year's stablecoins or NFTs together may leave it blank.
  it.each(["", "VARIOUS", "various"])(
    "a sale without a day (%j) is a line of the form",
    async (told) => {
      const line = `1099-DA,R,2025,,${told},,,USD Coin USDC,600,,$600,`;
      const { rows, problems } = await readOk(`${HEADER}\n${line}\n`);
      expect(problems).toEqual([]);
      expect(rows.map(({ sold, taxYear }) => [sold, taxYear])).toEqual([[null, 2025]]);
    },
  );

  // i1099da, Optional reporting methods: a maker's first sales of NFTs stand in box 11c of a form whose box 1f is blank.
  it.each([
    ["", "$900.00", "900", true],
    ["$900.00", "", "900", false],
    ["$0.00", "900", "900", true],
    ["900", "$0.00", "900", false],
    ["0", "0", "0", false],
  ])("proceeds %j in 1f and %j in 11c", async (sales, first, proceeds, firstSale) => {
    const text = `${HEADER},BOX 11C\n1099-DA,R,2026,,,,999999999,SPECIFIED NFTS,3,,${sales},,${first}\n`;
    const { rows, problems } = await readOk(text);
    expect(problems).toEqual([]);
    expect(
      rows.map((row) => [dollars(row.proceeds), row.firstSale, row.asset, row.name, row.more]),
    ).toEqual([[proceeds, firstSale, null, "SPECIFIED NFTS", []]]);
  });

  it("a line with proceeds in both 1f and 11c is two forms, so it is a problem", async () => {
    const column = "11C FIRST SALES";
    const { rows, problems } = await readOk(
      `${HEADER},${column}\n1099-DA,R,2026,,,,999999999,Specified NFTs,3,,$5,,$900\n`,
    );
    expect(rows).toEqual([]);
    expect(problems).toMatchObject([{ line: 2, column, reason: expect.stringContaining("two") }]);
  });

  it("a line before its section's header is a problem", async () => {
    const { rows, problems } = await readOk(
      `1099-DIV,ACCOUNT NUMBER,TAX YEAR\n1099-DA,R,2025,,07/01/2025,,,Bitcoin BTC,1,,$5,\n`,
    );
    expect([rows.length, problems.length]).toEqual([0, 1]);
  });

  it("a file without such a form is refused", async () => {
    expect(await read("Date,Amount\n2025-01-01,5\n")).toMatchObject({
      ok: false,
      error: { code: "unknown-layout" },
    });
    expect(await read(`${HEADER}\n1099-DA,"R,2025`)).toMatchObject({
      ok: false,
      error: { code: "broken-quote" },
    });
  });
});

describe("a form among transaction files", () => {
  it.each([FORM, `${LONG}\n`])("is refused with what to do instead", async (text) => {
    const refusal = await refused("1099.csv", text);
    expect(refusal.code).toBe("not-a-ledger");
    expect(refusal.reason).toMatch(/twice.*transaction history.*instead\.$/);
  });
});

const SAMPLE = "../shared/imports/samples/1099-da/made_robinhood_consolidated.csv";

describe.skipIf(!existsSync(SAMPLE) /* reason: it is not part of the project */)(
  "the sample of others",
  () => {
    it("gives its rows and totals", async () => {
      const truth = JSON.parse(readFileSync(`${SAMPLE}.expected.json`, "utf8"));
      const { rows, problems } = await readOk(readFileSync(SAMPLE, "utf8"));
      expect(
        rows.map((row) => ({
          asset: row.asset,
          acquired: row.acquired === "various" ? "VARIOUS" : row.acquired,
          sold: row.sold,
          units: quantityText(row.units),
          basis: row.basis === null ? null : usdText(row.basis),
          proceeds: usdText(row.proceeds),
          term: row.term,
        })),
      ).toEqual(truth.form_rows);
      const bases = rows.flatMap(({ basis }) => (basis === null ? [] : [basis]));
      expect({
        proceeds: usdText(sumUsd(rows.map(({ proceeds }) => proceeds))),
        basis_reported: usdText(sumUsd(bases)),
        rows_without_basis: rows.length - bases.length,
      }).toEqual(truth.totals);
      expect(problems).toEqual([]);
    });
  },
);
