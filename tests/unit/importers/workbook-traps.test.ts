import { describe, expect, it } from "vitest";
import { LIMITS } from "@/lib/importers/workbook/limits";
import { type CellSpec, num, relations, typed, xlsxOf } from "../../support/xlsx-writer";
import { type ZipPart, zipOf } from "../../support/zip-writer";
import { places, read, refused } from "./read";

const HEADER = ["Date", "Type", "Received Amount", "Received Asset", "Value USD", "Note"];
const row = (note: CellSpec = "") => [
  "2024-01-05 10:00:00",
  "Buy",
  num("1"),
  "BTC",
  num("9"),
  note,
];
const good = (parts: readonly ZipPart[] = []) =>
  xlsxOf({ sheets: [{ name: "S", rows: [HEADER, row(), row("more")] }], parts });
const SHEET = "xl/worksheets/sheet1.xml";
const worksheet = (body: string, head = "") =>
  `<?xml version="1.0"?>${head}<worksheet><sheetData>${body}</sheetData></worksheet>`;
const inline = (cells: readonly string[], line: number) =>
  `<row r="${line}">${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join("")}</row>`;
const HEAD_ROW = inline(HEADER, 1);

/** Seconds of CPU and megabytes a refusal took. */
/** What a refusal costs: the cheapest of three, because a machine that is busy only ever adds to it. */
async function costOf(bytes: Buffer) {
  let cost = await costOnce(bytes);
  for (let tries = 1; tries < 3 && cost.seconds >= 1; tries += 1) {
    cost = await costOnce(bytes);
  }
  return cost;
}

async function costOnce(bytes: Buffer) {
  const started = process.cpuUsage();
  const before = process.memoryUsage().rss;
  const refusal = await refused("x.xlsx", bytes);
  const { user, system } = process.cpuUsage(started);
  return {
    refusal,
    seconds: (user + system) / 1e6,
    megabytes: (process.memoryUsage().rss - before) / 1024 / 1024,
  };
}

describe("bombs are refused while they unpack, not after", () => {
  const mega = (text: string, megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024, text);

  it.each<[name: string, make: () => Buffer]>([
    ["32 MB of empty rows", () => good([{ name: SHEET, data: mega("<row/>", 32) }])],
    [
      "32 MB of rows behind a true header",
      () =>
        good([
          {
            name: SHEET,
            data: Buffer.concat([
              Buffer.from(worksheet(HEAD_ROW).replace("</sheetData></worksheet>", "")),
              mega("<row><c><v>1</v></c></row>", 32),
            ]),
          },
        ]),
    ],
    ["32 MB of blanks", () => good([{ name: SHEET, data: mega(" ", 32) }])],
    [
      "32 MB of one tag",
      () => good([{ name: SHEET, data: Buffer.concat([Buffer.from("<a "), mega("b='c' ", 32)]) }]),
    ],
    [
      "32 MB of texts",
      () =>
        good([
          {
            name: "xl/sharedStrings.xml",
            data: Buffer.concat([Buffer.from("<sst>"), mega("<si><t>a</t></si>", 32)]),
          },
        ]),
    ],
    [
      "a size told smaller than it is",
      () => good([{ name: SHEET, data: mega("<row/>", 32), told: { size: 500 } }]),
    ],
    ["elements in elements", () => good([{ name: SHEET, data: mega("<row>", 40) }])],
  ])("%s", async (_name, make) => {
    const { refusal, seconds, megabytes } = await costOf(make());
    expect(refusal.code).toMatch(/^workbook-(too-large|damaged)$/);
    expect(refusal.reason).toMatch(/Save the sheet as CSV|save the sheet as CSV/);
    // reliability.md R16.
    expect(seconds).toBeLessThan(1);
    expect(megabytes).toBeLessThan(64);
  });

  it("65,000 parts, and parts that share their bytes", async () => {
    const many = Array.from({ length: 65_000 }, (_, index) => ({ name: `p${index}`, data: "" }));
    const { refusal, seconds } = await costOf(zipOf(many));
    expect(refusal).toMatchObject({ code: "workbook-too-large" });
    expect(refusal.reason).toContain("65000 parts");
    expect(seconds).toBeLessThan(1);
    const shared = good([{ name: "xl/copy.xml", data: "", sharesWith: SHEET }]);
    expect((await refused("x.xlsx", shared)).reason).toContain("overlap");
  });

  it("one long text referred to from every cell: the row, then the whole sheet, is bounded", async () => {
    const long = "x".repeat(LIMITS.cellChars);
    const rows = [HEADER, [...row(), long, long, long, long, long]];
    const refusal = await refused("x.xlsx", xlsxOf({ sheets: [{ name: "S", rows }] }));
    expect(refusal.reason).toContain("row 2 is longer than 128 KiB");
    const most = Array.from({ length: 2_731 }, () => row(typed("s", "6"))).map((cells) => [
      ...cells,
      ...[6, 6].map((index) => typed("s", `${index}`)),
    ]);
    const strings = [...HEADER, long].map((text) => `<si><t>${text}</t></si>`).join("");
    const sheets = [
      { name: "S", rows: [HEADER.map((_, index) => typed("s", `${index}`)), ...most] },
    ];
    const parts = [{ name: "xl/sharedStrings.xml", data: `<sst>${strings}</sst>` }];
    const texts = xlsxOf({ sheets, parts, isInline: true });
    expect(texts.length).toBeLessThan(1024 * 1024);
    expect((await refused("x.xlsx", texts)).reason).toContain("256 MB of text");
  });

  it("rows, columns and long cells past what is read", async () => {
    const rows = Array.from(
      { length: LIMITS.rows + 1 },
      (_, index) => `<row r="${index + 2}"><c><v>${(index * 7919) % 99991}.${index}</v></c></row>`,
    );
    const tooMany = good([{ name: SHEET, data: worksheet(HEAD_ROW + rows.join("")) }]);
    expect((await refused("x.xlsx", tooMany)).reason).toContain("more than 200,000 rows");
    const wide = [HEADER, [...Array.from({ length: LIMITS.columns }, () => null), "x"]];
    const tooWide = xlsxOf({ sheets: [{ name: "S", rows: wide }] });
    expect((await refused("x.xlsx", tooWide)).reason).toContain("more than 1024 columns");
    const long = worksheet(HEAD_ROW + inline(["x".repeat(LIMITS.cellChars + 1)], 2));
    const tooLong = good([{ name: SHEET, data: long }]);
    expect((await refused("x.xlsx", tooLong)).reason).toContain("32767 characters");
  });

  it("a format on a million blank cells is no bomb: blank rows and columns do not count", async () => {
    const blank = Array.from(
      { length: 201_000 },
      (_, index) => `<row r="${index + 3}"><c s="${index % 97}" r="XFD${index + 3}"/></row>`,
    );
    const body = HEAD_ROW + inline(["2024-01-05", "Buy", "1", "BTC", "9"], 2) + blank.join("");
    const result = await read("x.xlsx", good([{ name: SHEET, data: worksheet(body) }]));
    expect(result.ok && result.value.transactions.length).toBe(1);
  });
});

describe("nothing but cells is taken from a workbook", () => {
  it.each([
    ["an entity of a file", '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "&e;"],
    ["entities of entities", '<!DOCTYPE a [<!ENTITY l "ha"><!ENTITY m "&l;&l;">]>', "&m;"],
    ["a document type of elsewhere", '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd">', "x"],
  ])("%s is refused", async (_name, doctype, text) => {
    const data = worksheet(HEAD_ROW + inline([text], 2), doctype);
    const refusal = await refused("x.xlsx", good([{ name: SHEET, data }]));
    expect(refusal).toMatchObject({ code: "workbook-damaged" });
    expect(refusal.reason).toContain("document type");
  });

  it("an entity nobody declared is refused", async () => {
    const data = worksheet(HEAD_ROW + inline(["&nbsp;"], 2));
    expect((await refused("x.xlsx", good([{ name: SHEET, data }]))).reason).toContain(
      "not well-formed",
    );
  });

  it("a sheet that is said to stand elsewhere is not looked for", async () => {
    const data = relations(
      [["rId1", "worksheet", "https://example.org/sheet1.xml"]],
      ' TargetMode="External"',
    );
    const refusal = await refused("x.xlsx", good([{ name: "xl/_rels/workbook.xml.rels", data }]));
    expect(refusal.reason).toContain("no sheet with cells");
  });

  it.each(["../../etc/passwd", "/etc/passwd"])("a part named %s is refused", async (name) => {
    expect((await refused("x.xlsx", good([{ name, data: "x" }]))).code).toBe("not-text");
  });
});

describe("other files are refused by name, with what to do", () => {
  const zipped = (...names: string[]) => zipOf(names.map((name) => ({ name, data: "x" })));
  const old = (name: string) =>
    Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.alloc(500),
      Buffer.from(name, "utf16le"),
      Buffer.alloc(500),
    ]);
  const ods = zipOf([
    { name: "mimetype", data: "application/vnd.oasis.opendocument.spreadsheet", isStored: true },
    { name: "content.xml", data: "<x/>" },
  ]);

  it.each<[name: string, bytes: Buffer, told: RegExp]>([
    ["a workbook with a password", old("EncryptedPackage"), /password.+CSV/],
    ["an .xls", old("Workbook"), /\(\.xls\).+CSV or \.xlsx/],
    ["another old document", old("WordDocument"), /old Office document/],
    ["an .ods", ods, /\(\.ods\).+CSV or \.xlsx/],
    [
      "an .xlsb",
      zipped("xl/workbook.bin", "xl/worksheets/sheet1.bin"),
      /\(\.xlsb\).+CSV or \.xlsx/,
    ],
    ["a Numbers document", zipped("Index/Document.iwa"), /Numbers.+Excel/],
    ["a text document", zipped("word/document.xml"), /text document/],
    ["a zip of CSVs", zipped("a.csv", "b.csv"), /zip archive.+Unpack/],
    ["an empty zip", zipOf([]), /zip archive/],
  ])("%s", async (_name, bytes, told) => {
    const refusal = await refused("x.xlsx", bytes);
    expect(refusal.code).toBe("not-text");
    expect(refusal.reason).toMatch(told);
  });

  it("a zip with a password, and a part packed in an unknown way", async () => {
    const data = worksheet(HEAD_ROW);
    const locked = good([{ name: "xl/workbook.xml", data, told: { flags: 1 } }]);
    expect((await refused("x.xlsx", locked)).reason).toContain("password");
  });
});

describe("damage is told, never read over", () => {
  it.each<[name: string, parts: readonly ZipPart[], told: string]>([
    [
      "a checksum that differs",
      [{ name: SHEET, data: worksheet(HEAD_ROW), told: { crc: 7 } }],
      "checksum",
    ],
    [
      "a text that is not there",
      [{ name: "xl/sharedStrings.xml", data: "<sst/>" }],
      "refers to a text",
    ],
    [
      "an unclosed element",
      [{ name: SHEET, data: `<worksheet><sheetData>${HEAD_ROW}` }],
      "not well-formed",
    ],
    [
      "bytes that are not UTF-8",
      [{ name: SHEET, data: Buffer.from([60, 97, 62, 0xff, 0xfe]) }],
      "not UTF-8",
    ],
    [
      "rows that go backwards",
      [{ name: SHEET, data: worksheet(HEAD_ROW + inline(["x"], 1)) }],
      "follows row 1",
    ],
    ["a row with no number", [{ name: SHEET, data: worksheet('<row r="-1"/>') }], "follows row 0"],
    [
      "cells out of order",
      [{ name: SHEET, data: worksheet('<row r="1"><c r="B1"/><c r="A1"/></row>') }],
      "out of order",
    ],
    [
      "a cell of another row",
      [{ name: SHEET, data: worksheet('<row r="1"><c r="A9"/></row>') }],
      "out of order",
    ],
  ])("%s", async (_name, parts, told) => {
    const refusal = await refused("x.xlsx", good(parts));
    expect(refusal.code).toBe("workbook-damaged");
    expect(refusal.reason).toContain(told);
    expect(refusal.reason).toContain("Export it again");
  });

  it("the same part twice is refused: two readers would see two files", async () => {
    const bytes = zipOf([
      { name: "xl/workbook.xml", data: "<a/>" },
      { name: "XL/Workbook.xml", data: "<b/>" },
    ]);
    expect((await refused("x.xlsx", bytes)).reason).toContain("twice");
  });

  /** Seeded numbers, so that a failure repeats. */
  function stream(seed: number) {
    let state = seed;
    return (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return (state >>> 8) % below;
    };
  }
  type Mutation = (bytes: Buffer, random: (below: number) => number) => Buffer;
  const MUTATIONS: Readonly<Record<string, Mutation>> = {
    "cut off": (bytes, random) => bytes.subarray(0, random(bytes.length)),
    "a bit flipped": (bytes, random) => {
      const copy = Buffer.from(bytes);
      const at = random(copy.length);
      copy[at] = (copy[at] ?? 0) ^ (1 << random(8));
      return copy;
    },
    "a run of zeros": (bytes, random) => {
      const copy = Buffer.from(bytes);
      const at = random(copy.length);
      return copy.fill(0, at, Math.min(copy.length, at + 1 + random(64)));
    },
    "bytes put in": (bytes, random) => {
      const at = random(bytes.length);
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([random(256)]), bytes.subarray(at)]);
    },
    "a piece taken out": (bytes, random) => {
      const at = random(bytes.length);
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random(200))]);
    },
  };
  const ROUNDS = 40;
  const rows = Array.from({ length: 60 }, (_, index) => row(`note ${index}`));
  const whole = xlsxOf({ sheets: [{ name: "S", rows: [HEADER, ...rows] }] });

  it.each(Object.entries(MUTATIONS))(
    `%s, ${ROUNDS} times: refused with a sentence, or read exactly as before`,
    async (name, mutate) => {
      const before = await read("x.xlsx", whole);
      let refusals = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const bytes = mutate(whole, stream(round * 7_919 + name.length * 104_729));
        const result = await read("x.xlsx", bytes);
        if (!result.ok) {
          refusals += 1;
          expect(result.error.file).toBe("x.xlsx");
          expect(result.error.reason).toMatch(/^[A-Z].+[.)]$/);
          continue;
        }
        // A checksum guards every part that is read: what is not refused says what it said.
        expect(result.value.transactions).toEqual(before.ok && before.value.transactions);
        const { rows: count, placed, twice } = places(result.value);
        expect({ count, placed, twice }).toEqual({ count: 60, placed: 60, twice: 0 });
      }
      expect(refusals).toBeGreaterThan(ROUNDS / 4);
    },
    20_000,
  );
});
