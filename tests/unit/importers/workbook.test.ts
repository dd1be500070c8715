import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readTable } from "@/lib/importers/read-table";
import {
  type BookSpec,
  type CellSpec,
  formula,
  letters,
  num,
  typed,
  xlsxOf,
} from "../../support/xlsx-writer";
import { line, places, readOk, refused } from "./read";

const HEADER = ["Date", "Type", "Received Amount", "Received Asset", "Value USD", "Note"];
const row = (amount: CellSpec, note: CellSpec = "", date: CellSpec = "2024-01-05 10:00:00") => [
  date,
  "Buy",
  amount,
  "BTC",
  num("20000"),
  note,
];
const sheet = (rows: readonly (readonly CellSpec[])[]) => ({ name: "Trades", rows });
const book = (rows: readonly (readonly CellSpec[])[], more: Partial<BookSpec> = {}) =>
  xlsxOf({ sheets: [sheet([HEADER, ...rows])], ...more });

/** The rows of a table of two columns, as they reach a source. */
async function cellsOf(bytes: Buffer, header: readonly string[] = ["A", "B"]) {
  const isKnown = (cells: readonly string[]) => (cells.join() === header.join() ? true : null);
  const reading = await readTable({ file: "t.xlsx", chunks: [bytes] }, isKnown);
  if (!reading.ok) {
    throw new Error(JSON.stringify(reading.error));
  }
  const rows: (readonly string[])[] = [];
  for await (const batch of reading.value.batches) {
    rows.push(...batch.rows.map(({ cells }) => cells));
  }
  return { rows, notes: reading.value.decoding.notes, header: reading.value.header };
}

const table = (cells: readonly CellSpec[], more: Partial<BookSpec> = {}) =>
  xlsxOf({ sheets: [sheet([["A", "B"], ...cells.map((cell) => [cell, "x"])])], ...more });

async function firstCells(cells: readonly CellSpec[], more: Partial<BookSpec> = {}) {
  const { rows } = await cellsOf(table(cells, more));
  return rows.map(([first]) => first);
}

describe("a workbook is read like the CSV saved from it", () => {
  it.each([
    ["texts in the shared table", false],
    ["texts in their cells", true],
  ])("%s: rows, lines, raw text, source, whatever the name says", async (_name, isInline) => {
    const rows = [row(num("0.5"), 'a "note", here'), [], row(num("0.25"))];
    const file = await readOk("export.csv", book(rows, { isInline }));
    expect(file.kind).toMatchObject({ headerLine: 1, header: HEADER, version: expect.any(String) });
    expect(file.kind.source.id).toBe("universal");
    expect(file.encoding).toBe("xlsx");
    expect(file.transactions.map(line)).toEqual([
      "2 buy:  > 0.5 BTC = $20000",
      "4 buy:  > 0.25 BTC = $20000",
    ]);
    expect(file.transactions[0]?.note).toBe('a "note", here');
    expect(file.rows.map(({ raw }) => raw)).toEqual([
      '2024-01-05 10:00:00,Buy,0.5,BTC,20000,"a ""note"", here"',
      "2024-01-05 10:00:00,Buy,0.25,BTC,20000,",
    ]);
    const { rows: read, placed, twice } = places(file);
    expect({ read, placed, twice }).toEqual({ read: 2, placed: 2, twice: 0 });
    expect(file.notes).toEqual([]);
  });

  it("a preamble is passed over, a repeated header skipped, a row too wide rejected with its row of the sheet", async () => {
    const rows = [["Statement of"], HEADER, row(num("1")), HEADER, [...row(num("2")), "more"]];
    const file = await readOk("x.xlsx", xlsxOf({ sheets: [sheet(rows)] }));
    expect(file.kind.headerLine).toBe(2);
    expect(file.transactions.map(({ lines }) => lines)).toEqual([[3]]);
    expect(file.skipped).toEqual([
      { line: 4, reason: "The header again, in the middle of the file." },
    ]);
    expect(file.rejected).toMatchObject([
      { line: 5, reason: "The row has 7 cells, the header 6." },
    ]);
  });

  it("rows keep the numbers they have in the sheet, cells their columns", async () => {
    const gaps = { name: "S", lines: [3, 7, 900], rows: [["A", "B"], [null, "b"], ["a"]] };
    const { rows, header } = await cellsOf(xlsxOf({ sheets: [gaps] }));
    expect(header.headerLine).toBe(3);
    expect(rows).toEqual([
      ["", "b"],
      ["a", ""],
    ]);
  });

  it("rows and cells without places stand one after another; prefixes, CDATA and comments are XML like any other", async () => {
    const xml =
      '<?xml version="1.0"?><x:worksheet xmlns:x="urn:any"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>A</x:t></x:is></x:c>' +
      '<x:c t="inlineStr"><x:is><x:t>B</x:t></x:is></x:c></x:row><!-- a row --><x:row><x:c><x:v>1</x:v></x:c>' +
      '<x:c t="str"><x:v><![CDATA[a < b]]> &amp; c</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    const parts = [{ name: "xl/worksheets/sheet1.xml", data: xml }];
    const { rows } = await cellsOf(xlsxOf({ sheets: [sheet([])], parts }));
    expect(rows).toEqual([["1", "a < b & c"]]);
  });

  it("a text of several runs is one text, without its reading aids; control characters are unescaped", async () => {
    const rich =
      "<si><r><t>A</t></r></si><si><t>B</t></si><si><r><t>du</t></r><r><rPr/><t>ck</t></r><rPh sb='0' eb='1'><t>KANA</t></rPh></si><si><t>a_x000A_b _x005F_x000A_</t></si>";
    const parts = [{ name: "xl/sharedStrings.xml", data: `<sst>${rich}</sst>` }];
    const shared = (index: number): CellSpec => typed("s", String(index));
    const rows = [
      [shared(0), shared(1)],
      [shared(2), shared(3)],
    ];
    const read = await cellsOf(xlsxOf({ sheets: [sheet(rows)], parts }));
    expect(read.rows).toEqual([["duck", "a\nb _x000A_"]]);
  });
});

describe("numbers are the digits the file stores", () => {
  it.each([
    // The sample of 2018: 100 x 0.0001716 = 0.01716, which Excel stores as the binary number's 17 digits.
    ["1.7160000000000002E-2", "0.01716"],
    ["37.380000000000003", "37.38"],
    ["7.0329299999999997E-3", "0.00703293"],
    ["1.716E-4", "0.0001716"],
    // 2/3 has no short name: its 16 digits are what the cell holds.
    ["0.66666666666666663", "0.66666666666666663"],
    // More digits than a binary number tells apart: written by a program that keeps decimals, so every digit counts.
    ["0.123456789012345678", "0.123456789012345678"],
    ["1000000.000000000000000001", "1000000.000000000000000001"],
    ["123456789012345678901234567890", "123456789012345678901234567890"],
    ["1E+2", "100"],
    ["-0.45000000000000001", "-0.45"],
    // The binary number next to 0.45 is not 0.45.
    ["0.44999999999999996", "0.44999999999999996"],
    ["0", "0"],
    ["NaN", "NaN"],
  ])("%s is %s", async (stored, told) => {
    expect(await firstCells([num(stored)])).toEqual([told]);
  });

  it("no amount is changed on its way to a transaction: 30 digits", async () => {
    const file = await readOk("x.xlsx", book([row(num("1.000000000000000000000001"))]));
    expect(file.transactions.map(line)[0]).toContain("1.000000000000000000000001 BTC");
  });

  it("booleans are words, errors stay errors and never become a number", async () => {
    const cells = [typed("b", "1"), typed("b", "0"), typed("e", "#N/A")];
    expect(await firstCells(cells)).toEqual(["TRUE", "FALSE", "#N/A"]);
    const file = await readOk("x.xlsx", book([row(typed("e", "#REF!")), row(num("1"))]));
    expect(file.rejected).toMatchObject([{ line: 2, column: "Received Amount", value: "#REF!" }]);
    expect(file.transactions).toHaveLength(1);
    expect(file.notes.join()).toContain("1 cell hold an error");
  });

  it("a formula tells the value it last came to, with a note; one never computed is no value", async () => {
    const rows = [row(formula("A1*2", "0.5")), row(formula("SUM(B1:B2)", null))];
    const file = await readOk("x.xlsx", book(rows));
    expect(file.transactions.map(line)).toEqual(["2 buy:  > 0.5 BTC = $20000"]);
    expect(file.rejected).toMatchObject([{ line: 3, value: "=SUM(B1:B2)" }]);
    expect(file.notes.join("\n")).toContain('1 cell of "Trades" hold formulas (the first: C2)');
    expect(file.notes.join("\n")).toContain("never computed");
  });
});

describe("dates by the format of their cells", () => {
  // Serials by hand: 1900-01-01 is 1, 1970-01-01 is 25569; 43147 = 25569 + 17578 days = 2018-02-16. 0.5 = noon.
  const cell = (serial: string, format: string | number, is1904 = false) =>
    firstCells([num(serial, 1)], { formats: [format], is1904 });

  it.each<[serial: string, format: string | number, told: string]>([
    ["43147", "yyyy\\-mm\\-dd", "2018-02-16"],
    ["43147", 14, "2018-02-16"],
    ["43147.5", 22, "2018-02-16 12:00:00"],
    ["43147", 22, "2018-02-16 00:00:00"],
    // 19:41:00.164 = 70,860.164 s / 86,400 = 0.82014078...
    ["43147.82014078704", 'yyyy-mm-dd" at "hh:mm:ss.000', "2018-02-16 19:41:00.164"],
    ["43147.820138888892", "dd/mm/yyyy hh:mm", "2018-02-16 19:41:00"],
    // The day is shown alone, but the cell holds the time as well: it is not lost.
    ["43147.5", "d-mmm-yy", "2018-02-16 12:00:00"],
    ["43147.5", "hh:mm:ss", "2018-02-16 12:00:00"],
    ["0.5", "h:mm AM/PM", "12:00:00"],
    // A thousandth of a millisecond before midnight is no time of a day to the millisecond.
    ["0.99999999999", 21, "0.99999999999"],
    ["1", 14, "1900-01-01"],
    ["59", 14, "1900-02-28"],
    ["61", 14, "1900-03-01"],
    // Excel's leap day that never was, numbers no date can have, and formats that are no dates.
    ["60", 14, "60"],
    ["-3", 14, "-3"],
    ["2958466", 14, "2958466"],
    ["43147.5", "[h]:mm", "43147.5"],
    ["43147.5", '0.00" days"', "43147.5"],
    ["43147.5", "[Red]#,##0.00;[Blue]-0", "43147.5"],
    ["43147.5", "General", "43147.5"],
    ["43147.5", "0.00E+00", "43147.5"],
    ["43147.5", "\\d0", "43147.5"],
  ])("%s as %s is %s", async (serial, format, told) => {
    expect(await cell(serial, format)).toEqual([told]);
  });

  it("counts from 1904 where the workbook says so: 0 is 1904-01-01", async () => {
    expect(await cell("0", 14, true)).toEqual(["1904-01-01"]);
    // 1,462 days lie between the two epochs: 43147 - 1462 = 41685.
    expect(await cell("41685.5", 22, true)).toEqual(["2018-02-16 12:00:00"]);
  });

  it("ISO dates in cells are told like serials", async () => {
    expect(await firstCells([typed("d", "2018-02-16T19:41:00.164")])).toEqual([
      "2018-02-16 19:41:00.164",
    ]);
  });
});

describe("which sheet is read, and why", () => {
  const known = (name: string, state?: "hidden") => ({
    name,
    rows: [HEADER, row(num("1"))],
    ...(state === undefined ? {} : { state }),
  });
  const other = { name: "Read me", rows: [["Dear customer"], ["this is", "no table"]] };

  it("the first visible sheet with a known header, and the others are named", async () => {
    const sheets = [other, known("Secret", "hidden"), known("Account History"), known("Deposits")];
    const file = await readOk("x.xlsx", xlsxOf({ sheets }));
    expect(file.transactions).toHaveLength(1);
    const told = file.notes.join("\n");
    expect(told).toContain('The sheet "Account History" was read.');
    expect(told).toContain(
      'The sheets "Deposits", "Secret" hold a known layout too and were not read',
    );
    expect(told).toContain('The sheet "Read me": no known columns, not read.');
  });

  it("a hidden sheet only when no visible one is known, and that is said", async () => {
    const file = await readOk("x.xlsx", xlsxOf({ sheets: [known("Secret", "hidden"), other] }));
    expect(file.transactions).toHaveLength(1);
    expect(file.notes.join()).toContain("It is hidden");
  });

  it("no sheet: the widest row of all is listed", async () => {
    const refusal = await refused("x.xlsx", xlsxOf({ sheets: [other] }));
    expect(refusal).toMatchObject({
      code: "unknown-layout",
      line: 2,
      headersFound: ["this is", "no table"],
    });
    expect(refusal.known.length).toBeGreaterThan(2);
  });

  it("hidden rows are read, merged cells pointed at", async () => {
    const sheets = [
      {
        ...sheet([HEADER, row(num("1")), row(num("2"))]),
        rowAttributes: new Map([[1, ' hidden="1"']]),
        tail: '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>',
      },
    ];
    const file = await readOk("x.xlsx", xlsxOf({ sheets }));
    expect(file.transactions).toHaveLength(2);
    expect(file.notes.join("\n")).toMatch(/1 hidden rows[\s\S]+merged \(A2:A3\)/);
  });
});

describe("Gemini's workbook", () => {
  it("day and time as serials, the sheet Account History, the totals left out", async () => {
    const columns = [
      ...[
        "Date",
        "Time (UTC)",
        "Type",
        "Symbol",
        "Specification",
        "Liquidity Indicator",
        "Trading Fee Rate (bps)",
      ],
      ...["USD", "BTC"].flatMap((each) => [
        `${each} Amount ${each}`,
        `Fee (${each}) ${each}`,
        `${each} Balance ${each}`,
      ]),
      ...[
        "Trade ID",
        "Order ID",
        "Order Date",
        "Order Time",
        "Client Order ID",
        "API Session",
        "Tx Hash",
      ],
      ...[
        "Deposit Destination",
        "Deposit Tx Output",
        "Withdrawal Destination",
        "Withdrawal Tx Output",
      ],
    ];
    const moment = (style: number) => num("43147.82014078704", style);
    const buy: CellSpec[] = [
      moment(1),
      moment(2),
      ...["Buy", "BTCUSD", "Limit", "Taker"],
      num("25"),
      num("-1010.5"),
      num("-2.52625"),
      num("5000"),
      num("0.10000000000000001"),
      num("0"),
      num("0.10000000000000001"),
      num("123456789"),
    ];
    const totals: CellSpec[] = [...Array.from({ length: 7 }, () => null), num("-1010.5")];
    const sheets = [{ name: "Account History", rows: [columns, buy, totals] }];
    const file = await readOk(
      "transaction_history.xlsx",
      xlsxOf({ sheets, formats: ["yyyy-mm-dd", "hh:mm:ss.000"] }),
    );
    expect(file.kind.source.id).toBe("gemini");
    // 1010.50 paid, 2.52625 fee on top, 0.1 BTC received.
    expect(file.transactions.map(line)).toEqual(["2 buy:  > 0.1 BTC = $1010.5 · fee $2.52625"]);
    expect(file.transactions[0]?.at).toBe("2018-02-16T19:41:00.164Z");
    expect(file.skipped.map(({ line: at }) => at)).toEqual([3]);
  });
});

const SAMPLE = "../shared/imports/samples/binance/cryptotaxes_TradeHistory_2018.xlsx";

describe.skipIf(!existsSync(SAMPLE) /* reason: it is not part of the project */)(
  "a workbook of an exchange",
  () => {
    it("has 11 rows; its first is the trade its expectation tells, every total its price times its amount", async () => {
      const header = "Date,Market,Type,Price,Amount,Total,Fee,Fee Coin".split(",");
      const { rows } = await cellsOf(readFileSync(SAMPLE), header);
      expect(rows).toHaveLength(11);
      expect(rows[0]?.join()).toBe(
        "2017-12-12 20:30:22,BNBBTC,BUY,0.0001716,100,0.01716,0.00001287,BNB",
      );
      const scaled = (text = "") => {
        const [whole = "", fraction = ""] = text.split(".");
        return BigInt(whole + fraction.padEnd(12, "0"));
      };
      for (const [, , , price, amount, total] of rows) {
        expect(scaled(price) * scaled(amount)).toBe(scaled(total) * 10n ** 12n);
      }
    });
  },
);

describe("wide sheets", () => {
  it("columns past Z are found by their letters", async () => {
    expect([letters(25), letters(26), letters(701), letters(702)]).toEqual([
      "Z",
      "AA",
      "ZZ",
      "AAA",
    ]);
    const header = Array.from({ length: 703 }, (_, index) => `c${index}`);
    const wide = Array.from(
      { length: 703 },
      (_, index): CellSpec => (index === 702 ? "last" : null),
    );
    const { rows } = await cellsOf(xlsxOf({ sheets: [sheet([header, wide])] }), header);
    expect(rows[0]?.[702]).toBe("last");
  });
});
