import { describe, expect, it } from "vitest";
import { mappedSource } from "@/lib/importers/mapping";
import { parseMappingTemplate } from "@/lib/importers/mapping/parse";
import { proposeMapping } from "@/lib/importers/mapping/propose";
import { readTableHead, readWith } from "@/lib/importers/mapping/read";
import type { MappingTemplate } from "@/lib/importers/mapping/template";
import { readFile } from "@/lib/importers/read-file";
import { num, xlsxOf } from "../../support/xlsx-writer";
import { line, places } from "./read";

const input = (text: string | Buffer, file = "own.csv") => ({
  file,
  chunks: [typeof text === "string" ? new TextEncoder().encode(text) : text],
});

/** A made-up exchange of Lisbon: decimal commas, day first, what was paid and what came in apart. */
const lisbon: MappingTemplate = {
  id: "lisbon-1",
  name: "Bolsa Azul",
  account: "Bolsa Azul",
  header: ["Data", "Tipo", "Saida", "Moeda", "Entrada", "Moeda", "Taxa", "Ref", "Nota"],
  columns: {
    date: 0,
    time: null,
    kind: 1,
    layout: {
      is: "two-sided",
      sent: { column: 2, asset: { in: "column", column: 3 } },
      received: { column: 4, asset: { in: "column", column: 5 } },
    },
    fee: { column: 6, asset: { in: "file", asset: "USD" }, paid: "on-top" },
    value: null,
    price: null,
    id: 7,
    note: 8,
    account: null,
  },
  dates: { forms: ["D/M/Y h:m:s"], zone: "Europe/Lisbon" },
  numbers: "comma",
  kinds: [
    { word: "Compra", means: { is: "buy" } },
    { word: "Juros", means: { is: "income", kind: "interest" } },
    { word: "Envio", means: { is: "withdrawal" } },
    { word: "Interno", means: { is: "left-out", reason: "A move inside the account." } },
  ],
};

const FILE = `Data;Tipo;Saida;Moeda;Entrada;Moeda;Taxa;Ref;Nota
05/06/2024 12:00:00;Compra;1.250,50;USD;0,02;BTC;2,5;r1;primeira
06/06/2024 12:00:00;juros;;;0,001;BTC;;r2;
07/06/2024 12:00:00;Envio;0,01;BTC;;;;r3;
08/06/2024 12:00:00;Interno;1;BTC;1;BTC;;r4;
09/06/2024 12:00:00;Bonus;;;5;ADA;;r5;
10/06/2024 12:00:00;Compra;1,250.50;USD;0,02;BTC;;r6;
06/31/2024 12:00:00;Compra;10;USD;0,02;BTC;;r7;
12/06/2024 12:00:00;Compra;10;USD;-0,02;BTC;;r8;
`;

describe("a layout a person told", () => {
  it("is read like any source: every row in one place, nothing by another style than was told", async () => {
    const result = await readFile(input(FILE), { timeZone: "UTC" }, [mappedSource(lisbon)]);
    if (!result.ok) {
      throw new Error(JSON.stringify(result.error));
    }
    const file = result.value;
    // By hand: 1.250,50 is 1250.50; Lisbon is an hour ahead of UTC in June; the fee is on top of the price.
    expect(file.transactions.map(line)).toEqual([
      "2 buy:  > 0.02 BTC = $1250.5 · fee $2.5",
      "3 income:  > 0.001 BTC = ? · interest",
      "4 withdrawal: 0.01 BTC >  = ?",
      "6 unknown:  > 5 ADA = ? · ask Tipo",
    ]);
    expect(file.transactions[0]).toMatchObject({
      at: "2024-06-05T11:00:00.000Z",
      accountName: "Bolsa Azul",
      note: "Compra: primeira",
      key: "mapping-lisbon-1:r1",
    });
    expect(file.transactions[3]?.question?.reason).toBe('Say what "Bonus" is.');
    expect(file.skipped).toEqual([{ line: 5, reason: "A move inside the account." }]);
    expect(file.rejected.map(({ line: at, column }) => [at, column])).toEqual([
      [7, "Saida"],
      [8, "Data"],
      [9, "Entrada"],
    ]);
    const { rows, placed, twice } = places(file);
    expect({ rows, placed, twice }).toEqual({ rows: 8, placed: 8, twice: 0 });
    expect(file.kind.source.id).toBe("mapping-lisbon-1");
  });

  it("knows its exact header and no other; without it the file is unknown", async () => {
    const other = FILE.replace("Nota", "Notas");
    const also = [mappedSource(lisbon)];
    expect(await readFile(input(other), { timeZone: "UTC" }, also)).toMatchObject({
      ok: false,
      error: { code: "unknown-layout" },
    });
    expect(await readFile(input(FILE), { timeZone: "UTC" })).toMatchObject({ ok: false });
  });

  it("does not stand before a source of ours, unless it is asked for", async () => {
    const header = ["Date", "Type", "Received Amount", "Received Asset", "Value USD", "Note"];
    const template: MappingTemplate = {
      ...lisbon,
      header,
      columns: {
        ...lisbon.columns,
        layout: {
          is: "single",
          amount: { column: 2, asset: { in: "column", column: 3 } },
          direction: "kind",
          total: null,
        },
        fee: null,
        id: null,
        note: 5,
        value: 4,
      },
      dates: { forms: ["Y-M-DTh:m:sZ"], zone: "UTC" },
      numbers: "point",
      kinds: [{ word: "Buy", means: { is: "income", kind: "reward" } }],
    };
    const text = `${header.join()}\n2024-01-05T10:00:00Z,Buy,0.5,BTC,20000,\n`;
    const ours = await readFile(input(text), { timeZone: "UTC" }, [mappedSource(template)]);
    expect(ours.ok && ours.value.kind.source.id).toBe("universal");
    const theirs = await readWith(template, input(text));
    expect(theirs.ok && theirs.value.transactions.map(line)).toEqual([
      "2 income:  > 0.5 BTC = $20000 · reward",
    ]);
  });

  it("shows the first 20 rows and reads no further", async () => {
    const rows = Array.from(
      { length: 500 },
      (_, index) => `05/06/2024 12:00:00;Juros;;;0,${index + 1};BTC;;x${index};`,
    );
    const shown = await readWith(lisbon, input(`${lisbon.header.join(";")}\n${rows.join("\n")}\n`));
    expect(shown.ok && shown.value.transactions).toHaveLength(20);
    expect(shown.ok && shown.value.rowCount).toBe(20);
  });

  it("reads a workbook just so", async () => {
    const rows = [lisbon.header, [num("45448.5", 1), "Juros", null, null, num("0.25"), "BTC"]];
    const bytes = xlsxOf({ sheets: [{ name: "S", rows }], formats: [22] });
    const template: MappingTemplate = {
      ...lisbon,
      dates: { forms: ["Y-M-D h:m:s"], zone: "UTC" },
      numbers: "point",
    };
    const read = await readWith(template, input(bytes, "own.xlsx"));
    // Serial 45448.5: 45292 is 2024-01-01; 156 days later is June 5, noon.
    expect(read.ok && read.value.transactions.map(({ at }) => at)).toEqual([
      "2024-06-05T12:00:00.000Z",
    ]);
  });
});

describe("one amount a row", () => {
  const base = {
    ...lisbon,
    header: ["When", "What", "Qty", "Coin", "Total", "Price", "Fee"],
    dates: { forms: ["Y-M-D h:m:s"], zone: "UTC" },
    numbers: "point",
    kinds: [
      { word: "buy", means: { is: "buy" } },
      { word: "sell", means: { is: "sell" } },
      { word: "in", means: { is: "deposit" } },
      { word: "lost", means: { is: "lost", reason: "theft" } },
      { word: "trade", means: { is: "exchange" } },
    ],
  } as const;
  const usd = { in: "file", asset: "USD" } as const;
  const single = (
    direction: "sign" | "kind",
    more: Partial<MappingTemplate["columns"]> = {},
  ): MappingTemplate => ({
    ...base,
    columns: {
      ...lisbon.columns,
      layout: {
        is: "single",
        amount: { column: 2, asset: { in: "column", column: 3 } },
        direction,
        total: { column: 4, asset: usd },
      },
      fee: null,
      id: null,
      note: null,
      ...more,
    },
  });
  const told = async (template: MappingTemplate, ...rows: readonly string[]) => {
    const text = `${base.header.join()}\n${rows.map((row, index) => `2024-01-0${index + 1} 10:00:00,${row}`).join("\n")}\n`;
    const read = await readWith(template, input(text));
    return read.ok ? read.value.transactions.map(line) : [JSON.stringify(read.error)];
  };

  it("whose direction its kind tells", async () => {
    const rows = [
      "buy,2,ETH,5000,,",
      "sell,-1,ETH,2600,,",
      "in,3,ETH,,,",
      "lost,0.5,ETH,,,",
      "trade,1,ETH,9,,",
    ];
    expect(await told(single("kind"), ...rows)).toEqual([
      "2 buy:  > 2 ETH = $5000",
      "3 sell: 1 ETH >  = $2600",
      "4 deposit:  > 3 ETH = ?",
      "5 lost: 0.5 ETH >  · theft",
      "6 unknown:  = ? · ask What",
    ]);
  });

  it("whose direction its sign tells; a sign that speaks against the kind is asked about", async () => {
    const rows = ["buy,2,ETH,-5000,,", "sell,-1,ETH,2600,,", "buy,-1,ETH,9,,", "in,-3,ETH,,,"];
    expect(await told(single("sign"), ...rows)).toEqual([
      "2 buy:  > 2 ETH = $5000",
      "3 sell: 1 ETH >  = $2600",
      "4 unknown: 1 ETH >  = ? · ask What",
      "5 unknown: 3 ETH >  = ? · ask What",
    ]);
  });

  it("without a total the price tells the other side, exactly", async () => {
    const template = single("kind", {
      layout: {
        is: "single",
        amount: { column: 2, asset: { in: "column", column: 3 } },
        direction: "kind",
        total: null,
      },
      price: { column: 5, asset: usd },
    });
    // 0.123456789012345678 x 2,000.5 = 246.975306419197528839, by hand.
    expect(
      await told(template, "buy,0.123456789012345678,ETH,,2000.5,", "in,2,ETH,,1000,"),
    ).toEqual([
      "2 buy:  > 0.123456789012345678 ETH = $246.975306419197528839",
      "3 deposit:  > 2 ETH = $2000",
    ]);
  });

  it("a fee inside the amounts is taken out of what was paid and put on what came in", async () => {
    const fee = { column: 6, asset: usd, paid: "inside" } as const;
    expect(
      await told(single("kind", { fee }), "buy,2,ETH,5010,,10", "sell,1,ETH,2590,,10"),
    ).toEqual(["2 buy:  > 2 ETH = $5000 · fee $10", "3 sell: 1 ETH >  = $2600 · fee $10"]);
  });
});

describe("a proposal", () => {
  const propose = (text: string) => {
    const [header = [], ...rows] = text.split("\n").map((row) => row.split("|"));
    return proposeMapping(header, rows);
  };
  const asks = (text: string) => propose(text).questions;

  it("that is certain asks nothing", () => {
    const proposal = propose(
      "Date (UTC)|Type|Sent Amount|Sent Currency|Received Amount|Received Currency|Fee|Fee Currency|Tx Hash|Notes\n" +
        "2024-03-14 09:26:53|Trade|100|USD|0.5|ETH|1|USD|0xabc|x\n2024-03-15 00:00:00|Deposit|||2|BTC||||",
    );
    expect(proposal.questions).toEqual([]);
    expect(proposal).toMatchObject({
      date: 0,
      kind: 1,
      form: "Y-M-D h:m:s",
      zone: "UTC",
      numbers: "point",
      id: 8,
      note: 9,
      layout: {
        is: "two-sided",
        sent: { column: 2, asset: { in: "column", column: 3 } },
        received: { column: 4, asset: { in: "column", column: 5 } },
      },
      fee: { column: 6, asset: { in: "column", column: 7 }, paid: "on-top" },
    });
  });

  it.each([
    ["05/06/2024", ["D/M/Y", "M/D/Y"]],
    ["05-06-07", ["y-M-D", "D-M-y", "M-D-y"]],
  ])("of %s alone asks for the order", (cell, among) => {
    const questions = asks(`Date|Amount USD\n${cell}|-1.5`);
    expect(questions).toContainEqual({ about: "date-order", among: expect.arrayContaining(among) });
    expect(propose(`Date|Amount USD\n${cell}|-1.5`).form).toBeNull();
  });

  it("of one row that settles the order does not ask it", () => {
    expect(propose("Date|Amount USD\n05/06/2024|-1.5\n13/06/2024|1.5")).toMatchObject({
      form: "D/M/Y",
    });
    expect(propose("Date|Amount USD\n05/06/2024|-1.5\n06/13/2024|1.5")).toMatchObject({
      form: "M/D/Y",
    });
    // Two rows that speak against each other are no dates at all.
    expect(propose("Date|Amount USD\n13/06/2024|1\n06/13/2024|1").form).toBeNull();
  });

  it("of a local time asks for its zone", () => {
    expect(asks("Date|Amount USD\n2024-06-05 10:00|-1.5")).toContainEqual({ about: "time-zone" });
    expect(asks("Date|Amount USD\n2024-06-05T10:00:00Z|-1.5")).toEqual([]);
    expect(propose("Timestamp|Amount USD\n1717579800|-1.5").form).toBe("unix");
  });

  it.each<[cells: string, told: unknown]>([
    ["-1,234", null],
    ["-1.234", null],
    ["-1,234|2,5".replace("|", "\n2024-01-02|"), "comma"],
    ["-1,234\n2024-01-02|1,234.50", "thousands"],
    ["-1.234\n2024-01-02|0.5", "point"],
    ["-1.234\n2024-01-02|1.234,5", "comma"],
    ["-12\n2024-01-02|7", "point"],
  ])("of the numbers %j settles %s or asks", (cells, told) => {
    const text = `Date|Amount USD\n2024-01-01|${cells}`;
    expect(propose(text).numbers).toBe(told);
    expect(asks(text).some(({ about }) => about === "numbers")).toBe(told === null);
  });

  it("asks what two columns of one name are, what an amount is an amount of, and what an unknown word means", () => {
    const questions = asks("Date|Date|Type|Amount\n2024-01-01|2024-01-02|Bonus|5");
    expect(questions).toContainEqual({ about: "column", role: "date", among: [0, 1] });
    expect(questions).toContainEqual({ about: "asset", role: "amount", column: 3 });
    expect(questions).toContainEqual({ about: "kind", word: "Bonus" });
  });

  it("takes the head of a file nobody knows: preamble passed over, delimiter found", async () => {
    const head = await readTableHead(input(`Statement 2024\n${FILE}`), 3);
    expect(head.ok && head.value.header).toEqual(lisbon.header);
    expect(head.ok && head.value.rows).toHaveLength(3);
    const proposal = head.ok ? proposeMapping(head.value.header, head.value.rows) : null;
    expect(proposal?.questions.length).toBeGreaterThan(0);
  });
});

describe("a stored template", () => {
  it("comes back as it was stored", () => {
    expect(parseMappingTemplate(JSON.parse(JSON.stringify(lisbon)))).toEqual({
      ok: true,
      value: lisbon,
    });
  });

  const change = (more: object) => parseMappingTemplate({ ...lisbon, ...more });
  it.each<[what: string, result: ReturnType<typeof change>, told: string]>([
    ["nothing", parseMappingTemplate(null), "template: missing"],
    [
      "a column past the header",
      change({ columns: { ...lisbon.columns, date: 9 } }),
      "date: no column",
    ],
    ["half a column", change({ columns: { ...lisbon.columns, id: 0.5 } }), "id: no column"],
    [
      "a zone there is none of",
      change({ dates: { forms: ["Y-M-D"], zone: "Mars/Base" } }),
      "zone:",
    ],
    ["two orders at once", change({ dates: { forms: ["D/M/Y", "M/D/Y"], zone: "UTC" } }), "both"],
    ["a form that is code", change({ dates: { forms: ["(a+)+$"], zone: "UTC" } }), "dates:"],
    [
      "a word twice",
      change({ kinds: [...lisbon.kinds, { word: " compra ", means: { is: "ask" } }] }),
      "twice",
    ],
    ["an income of no kind", change({ kinds: [{ word: "x", means: { is: "income" } }] }), "kinds:"],
    ["a style of numbers", change({ numbers: "any" }), "numbers: one of"],
    ["an id with signs", change({ id: "a:b" }), "id:"],
  ])("with %s is refused", (_what, result, told) => {
    expect(!result.ok && result.error).toContain(told);
  });
});
