import { formatFormUsd } from "@/lib/money/format";
import { quantityText } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { DecidedDifference, ReconciledForm } from "@/lib/reconcile/reconcile";
import { formDate } from "@/lib/tax/forms/form-8949";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Instant } from "@/lib/time/instant";
import { left, plainTable, right } from "./columns";
import { letterDate, momentText } from "./dates";
import type { Column, Table } from "./model";
import { EMPTY_SECTION, type Paper } from "./paper";
import { counted, printable } from "./text";

/** What a letter to a broker is written from: the differences somebody decided to ask about. */
export interface BrokerLetterInput {
  readonly product: string;
  readonly client: string;
  readonly form: ReconciledForm;
  readonly asked: readonly DecidedDifference[];
  readonly asOf: CalendarDate;
  readonly engine: string;
  readonly generatedAt: Instant;
}

const COLUMNS: readonly Column[] = [
  left("1b Asset", 19),
  right("1c Units", 19),
  left("1e Sold", 15),
  right("1f Proceeds", 16),
  right("1g Basis", 16),
  right("1f, my records", 16),
  right("1g, my records", 16),
  left("What is wrong", 27),
];

const WRONG: Readonly<Record<DecidedDifference["kind"], string>> = {
  "no-sale": "I made no such sale",
  "first-sale": "box 11c, no first sale of mine",
  units: "box 1c",
  proceeds: "box 1f",
  basis: "box 1g",
  term: "box 6, short or long term",
  wash: "box 1i, no wash sale",
  year: "box 1e, the day",
  unknown: "please send the amounts",
};

/** A letter that asks a payer for a corrected Form 1099-DA, with the rows. Says nothing of the taxpayer beside name and rows. */
export function brokerLetter(input: BrokerLetterInput): Paper {
  const { form, asked } = input;
  const payer = printable(form.payer);
  const lineCount = asked.reduce((sum, { lines }) => sum + lines.length, 0);
  return {
    product: input.product,
    title: `Form 1099-DA of ${form.taxYear}: please correct`,
    documentTitle: `Letter to ${payer} - ${printable(input.client)}`,
    client: printable(input.client),
    edition: `Engine ${input.engine}, as of ${letterDate(input.asOf)}`,
    generated: momentText(input.generatedAt),
    generatedAt: input.generatedAt,
    draft: null,
    opening: `To ${payer}, ${letterDate(input.asOf)}`,
    sections: [
      {
        ...EMPTY_SECTION,
        heading: "",
        facts: [
          { label: "About", value: `Form 1099-DA for ${form.taxYear}`, note: "" },
          { label: "Account", value: accountsOf(form), note: "" },
        ],
      },
      {
        ...EMPTY_SECTION,
        heading: "Lines",
        paragraphs: [
          `The ${counted(lineCount, "line")} below ${lineCount === 1 ? "does" : "do"} not agree with my records. Please check ${lineCount === 1 ? "it" : "them"}.`,
        ],
        tables: [linesTable(asked)],
      },
      {
        ...EMPTY_SECTION,
        heading: "What I ask for",
        paragraphs: [
          "Please send a corrected form to me and to the Internal Revenue Service (General Instructions for Certain Information Returns, Corrected returns), or tell me why you think the form is right. My records of each sale are available on request.",
          "Sincerely,",
        ],
        facts: [
          { label: "Name", value: printable(input.client), note: "" },
          { label: "Signature", value: "", note: "" },
        ],
      },
    ],
  };
}

function accountsOf(form: ReconciledForm): string {
  const named = [...new Set(form.lines.map(({ account }) => printable(account)))];
  const known = named.filter((account) => account !== "");
  return known.length === 0 ? "________________" : known.join(", ");
}

const cell = (amount: Usd | null): string => (amount === null ? "blank" : formatFormUsd(amount));

function linesTable(asked: readonly DecidedDifference[]): Table {
  const rows = asked.flatMap((difference) =>
    difference.lines.map((line, index) => [
      ...lineCells(line),
      ...(index === 0 ? mineCells(difference) : ["", "", ""]),
    ]),
  );
  return plainTable(COLUMNS, rows, "No line is asked about.");
}

function lineCells(line: DecidedDifference["lines"][number]): readonly string[] {
  return [
    printable(line.name),
    quantityText(line.units),
    line.sold === null ? "" : formDate(line.sold),
    `${formatFormUsd(line.proceeds)}${line.firstSale ? " (11c)" : ""}`,
    line.basis === null ? "" : formatFormUsd(line.basis),
  ];
}

/** My proceeds, my basis, what is wrong. */
function mineCells(difference: DecidedDifference): readonly string[] {
  return [mine(difference, "proceeds"), mine(difference, "basis"), wrongText(difference)];
}

/** What the books say of a box, where that box is what is asked about. */
function mine(difference: DecidedDifference, box: "proceeds" | "basis"): string {
  return difference.kind === box ? cell(difference.books) : "";
}

function wrongText({ kind, disposals, note }: DecidedDifference): string {
  const terms = [...new Set(disposals.flatMap((sale) => sale.terms))].sort().reverse();
  const mine = terms.map((term) => `${term}-term`).join(" and ");
  const wrong = kind === "term" && mine !== "" ? `box 6, ${mine} by my records` : WRONG[kind];
  return printable(note === "" ? wrong : `${wrong}: ${note}`);
}
