import { describe, expect, it } from "vitest";
import {
  draftOfProposal,
  draftOfTemplate,
  IN_CELL,
  type MappingDraft,
} from "@/lib/importers/mapping/draft";
import { previewRows } from "@/lib/importers/mapping/preview";
import { proposeMapping } from "@/lib/importers/mapping/propose";
import { sampleTable, type TableSample } from "@/lib/importers/mapping/sample";
import { settleDraft, templateOfDraft } from "@/lib/importers/mapping/settle";
import type { KindMeaning } from "@/lib/importers/mapping/template";
import { num, xlsxOf } from "../../support/xlsx-writer";
import { line } from "./read";

const bytes = (text: string) => new TextEncoder().encode(text);

async function sampled(text: string | Uint8Array, scan = 1_000): Promise<TableSample | null> {
  const chunks = [typeof text === "string" ? bytes(text) : text];
  const read = await sampleTable(() => ({ file: "own.csv", chunks }), scan);
  if (!read.ok) {
    throw new Error(JSON.stringify(read.error));
  }
  return read.value;
}

async function table(text: string): Promise<TableSample> {
  const read = await sampled(text);
  if (read === null) {
    throw new Error("no table");
  }
  return read;
}

const proposed = (sample: TableSample): MappingDraft =>
  draftOfProposal(
    proposeMapping(
      sample.header,
      sample.rows.map(({ cells }) => cells),
    ),
    "Bolsa",
  );

/** An invented statement: decimal commas, an order of dates no row settles, words of its own, a fee. */
const BOLSA = `Account statement;2024
When;What;Amount;Coin;Total EUR;Fee;Remarks
05/06/2024 12:00;Buy;0,02;BTC;1.250,50;2,5;first
06/06/2024 12:00;juros;0,001;BTC;;;
07/06/2024 12:00;Interno;1;BTC;;;
08/06/2024 12:00;Buy;abc;BTC;10;;
`;

describe("the sample of a table nobody knows", () => {
  it("has the widest row of names as its header, the rows under it with their lines, and the words of each column", async () => {
    const sample = await table(BOLSA);
    expect(sample.header).toEqual([
      "When",
      "What",
      "Amount",
      "Coin",
      "Total EUR",
      "Fee",
      "Remarks",
    ]);
    expect(sample.rows.map((row) => row.line)).toEqual([3, 4, 5, 6]);
    expect(sample.words[1]).toEqual(["Buy", "juros", "Interno"]);
    expect(sample.isWhole).toBe(true);
  });

  it("of a workbook is the same", async () => {
    const rows = [
      ["Day", "What", "BTC"],
      ["2024-01-02", "in", num("0.5")],
    ];
    const workbook = xlsxOf({ sheets: [{ name: "Sheet", rows }] });
    const sample = await sampled(workbook);
    expect(sample?.header).toEqual(["Day", "What", "BTC"]);
    expect(sample?.rows.map(({ cells }) => cells)).toEqual([["2024-01-02", "in", "0.5"]]);
  });

  it.each([
    ["prose", "Dear Sir,I write\nto you,about nothing\n"],
    ["names alone", "Town,Payee\nBergen,Shop\n"],
    ["dates without amounts", "Day,Payee\n2024-01-01,Shop\n"],
    ["amounts without dates", "Payee,Amount\nShop,12.00\n"],
    ["a header without rows", "Date,Amount\n"],
    ["a program's text", '{"a": 1,\n"b": [2, 3]}\n'],
  ])("is none for %s: nobody could say how it is read", async (_, text) => {
    expect(await sampled(text)).toBeNull();
  });

  it("gives no words of a column that has more than eighty, or long ones", async () => {
    const rows = Array.from({ length: 81 }, (_, at) => `2024-01-02,w${at},${"x".repeat(61)},k,1`);
    const sample = await table(`Date,Many,Long,Kind,Amount\n${rows.join("\n")}\n`);
    expect(sample.words.map((words) => words?.length ?? null)).toEqual([1, null, null, 1, 1]);
    const eighty = await table(
      `Date,Many,Amount\n${rows
        .slice(1)
        .map((row) => row.split(",").slice(0, 2).join())
        .join(",1\n")},1\n`,
    );
    expect(eighty.words[1]).toHaveLength(80);
  });

  it("looks at no more rows than it is told, and says so; the first two hundred are kept", async () => {
    const rows = Array.from({ length: 30_000 }, (_, at) => `2024-01-02,${at},1`);
    const sample = await sampled(`Date,No,Amount\n${rows.join("\n")}\n`, 20_000);
    expect(sample?.isWhole).toBe(false);
    expect(sample?.rows).toHaveLength(200);
  });
});

describe("a draft", () => {
  it("fills in what is certain and leaves every other thing open, in the order of the screen", async () => {
    const sample = await table(BOLSA);
    const { draft, forms, styles, open } = settleDraft(proposed(sample), sample);
    // "When" is no name we know, but it alone holds dates; "Amount" holds "abc", so it is not believed to be one.
    expect(draft.roles).toEqual(["date", null, null, "asset", null, "fee", "note"]);
    expect(forms.map(({ form }) => form)).toEqual(["D/M/Y h:m", "M/D/Y h:m"]);
    expect(draft.form).toBeNull();
    // "2,5" has no other reading.
    expect([styles, draft.numbers]).toEqual([["comma"], "comma"]);
    expect(open.map(({ about }) => about)).toEqual(["columns", "form", "units", "fee", "account"]);
  });

  it("takes the words of the column of kinds, each with what it means everywhere, and asks the others", async () => {
    const sample = await table(BOLSA);
    const roles = ["date", "kind", "amount", "asset"] as const;
    const told = { ...proposed(sample), roles, numbers: null };
    const { draft, styles, open } = settleDraft(told, sample);
    // "abc" is a number in no style; the others, "0,02" among them, are numbers in one alone.
    expect([styles, draft.numbers]).toEqual([["comma"], "comma"]);
    expect(draft.kinds).toEqual([
      { word: "Buy", means: { is: "buy" } },
      { word: "juros", means: null },
      { word: "Interno", means: null },
    ]);
    expect(open.filter(({ about }) => about === "kinds").map(({ reason }) => reason)).toEqual([
      "Say what “juros” means.",
      "Say what “Interno” means.",
    ]);
  });

  const said = (
    base: MappingDraft,
    kinds: Readonly<Record<string, KindMeaning>>,
  ): MappingDraft => ({
    ...base,
    name: "Bolsa Azul",
    account: "Bolsa",
    roles: ["date", "kind", "amount", "asset", "total", "fee", "note"],
    units: { total: "USD", fee: "USD" },
    form: "D/M/Y h:m",
    zone: "Europe/Lisbon",
    numbers: "comma",
    direction: "kind",
    fee: "on-top",
    kinds: base.kinds.map(({ word, means }) => ({ word, means: kinds[word] ?? means })),
  });

  it("with everything said reads the rows as it was said, each exactly once", async () => {
    const sample = await table(BOLSA);
    const kinds = {
      juros: { is: "income", kind: "interest" },
      Interno: { is: "left-out", reason: "A move inside." },
    } as const;
    const base = settleDraft(
      { ...proposed(sample), roles: ["date", "kind", "amount", "asset", "total", "fee", "note"] },
      sample,
    ).draft;
    const settled = settleDraft(said(base, kinds), sample);
    expect(settled.open).toEqual([]);
    const template = templateOfDraft(settled, sample, "t-1");
    if (!template.ok) {
      throw new Error(template.error);
    }
    const rows = previewRows(template.value, sample, 20);
    // By hand: 1.250,50 is 1250.50; Lisbon is an hour ahead of UTC in June; 5 June, not May 6.
    expect(
      rows.map((row) =>
        row.is === "read"
          ? line(row.transaction)
          : `${row.line} ${row.is} ${row.is === "rejected" ? row.problem.column : row.reason}`,
      ),
    ).toEqual([
      "3 buy:  > 0.02 BTC = $1250.5 · fee $2.5",
      "4 income:  > 0.001 BTC = ? · interest",
      "5 left-out A move inside.",
      "6 rejected Amount",
    ]);
    expect(rows[0]?.is === "read" && rows[0].transaction.at).toBe("2024-06-05T11:00:00.000Z");
  });

  it.each([
    [{ form: null }, "form"],
    [{ zone: null }, "zone"],
    [{ zone: "Mars/Olympus" }, "zone"],
    [{ fee: null }, "fee"],
    // "Total EUR" tells its money, "Fee" does not.
    [{ units: { total: "USD" } }, "units"],
    [{ units: { total: "USD", fee: "not a ticker" } }, "units"],
    [{ name: " " }, "name"],
    [{ account: "" }, "account"],
    [{ roles: ["date", "kind", "amount", "asset", "total", "fee", "fee"] as const }, "columns"],
    [{ roles: [null, "kind", "amount", "asset", "total", "fee", null] as const }, "columns"],
    [{ roles: ["date", "kind", null, "asset", "total", "fee", null] as const }, "columns"],
    [{ roles: ["date", "kind", "sent", "asset", "total", "fee", null] as const }, "columns"],
    [
      { roles: ["date", null, "amount", "asset", "total", "fee", null] as const, direction: null },
      "direction",
    ],
  ] satisfies [Partial<MappingDraft>, string][])(
    "with %j is not a template: it is open",
    async (part, about) => {
      const sample = await table(BOLSA);
      const base = settleDraft(
        { ...proposed(sample), roles: ["date", "kind", "amount", "asset", "total", "fee", "note"] },
        sample,
      ).draft;
      const whole = said(base, { juros: { is: "sides" }, Interno: { is: "ask" } });
      expect(templateOfDraft(settleDraft(whole, sample), sample, "t-1").ok).toBe(true);
      const settled = settleDraft({ ...whole, ...part }, sample);
      expect(settled.open.map((point) => point.about)).toContain(about);
      expect(templateOfDraft(settled, sample, "t-1").ok).toBe(false);
    },
  );

  it("never believes an order of dates that the table speaks against", async () => {
    const sample = await table("Date,Amount USD\n13/06/2024,-1.5\n14/06/2024,2\n");
    const told = { ...proposed(sample), form: "M/D/Y" };
    expect(settleDraft(told, sample).draft.form).toBe("D/M/Y");
  });

  it("with a comma that may group or begin decimals is open until it is said", async () => {
    const sample = await table(
      "Date,Amount USD\n2024-06-05,-1,234\n".replace("-1,234", '"-1,234"'),
    );
    const told = { ...proposed(sample), roles: ["date", "amount"] as const, numbers: null };
    const settled = settleDraft(told, sample);
    expect(settled.open.map(({ about }) => about)).toContain("numbers");
    expect([...settled.styles].sort()).toEqual(["comma", "thousands"]);
    const said = settleDraft({ ...told, numbers: "comma" }, sample);
    expect(said.open.map(({ about }) => about)).not.toContain("numbers");
  });

  it("needs no zone for days alone or times that say it", async () => {
    const days = await table("Date,Amount USD\n2024-06-05,-1.5\n");
    const told = await table("Date,Amount USD\n2024-06-05T10:00:00Z,-1.5\n");
    for (const sample of [days, told]) {
      const open = settleDraft(proposed(sample), sample).open.map(({ about }) => about);
      expect(open).not.toContain("zone");
    }
  });

  it("a footer among the rows does not hide how the dates are written", async () => {
    const sample = await table("Date,Amount USD\n2024-06-05 10:00,-1.5\nTotal,-1.5\n");
    const told = { ...proposed(sample), roles: ["date", "amount"] as const };
    expect(settleDraft(told, sample).draft.form).toBe("Y-M-D h:m");
  });

  it("of a stored template is that template again", async () => {
    const sample = await table(BOLSA);
    const base = settleDraft(
      { ...proposed(sample), roles: ["date", "kind", "amount", "asset", "total", "fee", "note"] },
      sample,
    ).draft;
    const variants: Partial<MappingDraft>[] = [
      {},
      { fee: "inside", direction: "sign" },
      { roles: ["date", "kind", "amount", null, null, null, null], units: { amount: "BTC" } },
      { roles: ["date", "kind", "amount", "asset", null, "fee", "id"], units: { fee: "column:3" } },
      {
        roles: ["date", "kind", "sent", "sent-asset", "received", null, null],
        units: { received: IN_CELL },
      },
    ];
    for (const part of variants) {
      const whole = { ...said(base, { juros: { is: "ask" }, Interno: { is: "fee" } }), ...part };
      const template = templateOfDraft(settleDraft(whole, sample), sample, "t-1");
      if (!template.ok) {
        throw new Error(`${JSON.stringify(part)}: ${template.error}`);
      }
      const again = settleDraft(draftOfTemplate(template.value), sample);
      expect(templateOfDraft(again, sample, "t-1")).toEqual(template);
    }
  });
});

describe("an amount that names its own money", () => {
  const read = async (cell: string, unit: string) => {
    const sample = await table(`Date,Amount\n2024-01-02,${cell}\n`);
    const draft: MappingDraft = {
      ...proposed(sample),
      name: "n",
      account: "a",
      roles: ["date", "amount"],
      units: { amount: unit },
      direction: "sign",
      numbers: "point",
    };
    const settled = settleDraft(draft, sample);
    const template = templateOfDraft(settled, sample, "t");
    return template.ok
      ? previewRows(template.value, sample, 1).map(({ is }) => is)
      : template.error;
  };

  it.each([
    ["€5.00", "USD", "rejected"],
    ["5.00 EUR", "USD", "rejected"],
    ["0.5 ETH", "BTC", "rejected"],
    ["$5.00", "USD", "read"],
    ["5.00 USD", "USD", "read"],
    ["₿0.5", "BTC", "read"],
  ])("%s told to be %s is %s", async (cell, unit, is) => {
    expect(await read(cell, unit)).toEqual([is]);
  });
});
