import { compareUsd, isZeroUsd } from "@/lib/money/usd";
import { type SummaryRow, summaryRows } from "@/lib/tax/forms/merge-rows";
import type { Form8949Part, Form8949Row } from "@/lib/tax/year-result";
import { rowsPerPage } from "./boxes";
import { left, right } from "./columns";
import { descriptionOf, referenceOf } from "./descriptions";
import { form8949Pages, printTotals } from "./form-8949-pages";
import { type FormAmount, formAmount } from "./form-amount";
import type { YearEndInput } from "./input";
import type { Attachment, AttachmentRow, Table } from "./model";
import { METHOD_NAMES, noRows } from "./names";
import { oneOrCount, rowAccount } from "./row-source";
import { printable } from "./text";

const COLUMN_NAMES = [
  "(a) Description of property",
  "(b) Date acquired",
  "(c) Date sold",
  "(d) Proceeds",
  "(e) Cost or other basis",
  "(f) Code(s)",
  "(g) Adjustment",
  "(h) Gain or (loss)",
];

const unique = (values: readonly string[]): string[] => [...new Set(values)];

function printRow(
  input: YearEndInput,
  row: Form8949Row,
  number: number,
  amount: FormAmount,
): AttachmentRow {
  const disposals = unique(row.parts.map((part) => part.disposal));
  const sources = row.parts.map((part) => input.sources.get(part.disposal));
  const reference = referenceOf(input, row);
  const places = unique(sources.map((source) => printable(source?.place ?? "", 90)));
  return {
    number: String(number),
    description: `${printable(descriptionOf(input, row))}${reference === "" ? "" : ` tx ${reference}`}`,
    acquired: printable(row.acquired),
    sold: printable(row.sold),
    proceeds: amount(row.proceeds),
    basis: amount(row.basis),
    codes: printable(row.codes),
    adjustment: row.codes === "" && isZeroUsd(row.adjustment) ? "" : amount(row.adjustment),
    gain: amount(row.gain),
    account: rowAccount(input, row),
    method: oneOrCount(
      row.parts.map((part) => METHOD_NAMES[part.method]),
      "method",
    ),
    lot: unique(row.parts.map((part) => part.lot ?? "")).join(" "),
    transaction: disposals.join(" "),
    source:
      row.line === null
        ? oneOrCount(places, "source line")
        : printable(`Form 1099-DA of ${row.line.payer}`, 90),
  };
}

function explanations(rows: readonly Form8949Row[]): string[] {
  const answers = new Set(rows.flatMap(({ line }) => line?.answer ?? []));
  return [
    ...(rows.some((row) => row.acquired === "INHERITED")
      ? [
          "Explanation of basis: units marked INHERITED have as basis their fair market value at the decedent's death or on the alternate valuation date (IRC 1014).",
        ]
      : []),
    ...(answers.has("own-transfer")
      ? [
          "Explanation of transfers: a broker's Form 1099-DA reports as a sale what was a transfer between the taxpayer's own accounts. Nothing was sold: the row has the proceeds of the form in (d) and a gain of zero, by an equal amount in (e) with code O, or by (g) with code B where the form reports a basis.",
        ]
      : []),
    ...(answers.has("nominee")
      ? [
          "Explanation of nominee sales: the form was received for the actual owner; the gain or loss is taken out in (g) with code N (Instructions for Form 8949, code N).",
        ]
      : []),
  ];
}

/** The statement that goes with Form 8949 under exception 2 of its instructions (rules.md 11.6). */
export function attachmentOf(input: YearEndInput): Attachment {
  const rows = input.result.parts.flatMap((part) => part.rows);
  const amount = formAmount(input.forms);
  return {
    heading: "Form 8949 statement",
    intro: `Statement attached to Form 8949 for tax year ${input.year}: the same columns, grouped by box, with totals for each page and each box (Instructions for Form 8949, exception 2).`,
    nameLine: "Name(s) shown on return",
    ssnLine: "Social security number",
    columns: COLUMN_NAMES,
    rowsPerPage: rowsPerPage(input.year),
    rowCount: rows.length,
    pages: form8949Pages(
      input.result.parts,
      input.year,
      (row, number) => printRow(input, row, number, amount),
      amount,
    ),
    notes: explanations(rows),
    empty: noRows(input),
  };
}

/** One row for each account of a box with its totals and code M, the largest proceeds first (i8949, exception 2). */
export function summaryRowsOf(input: YearEndInput, part: Form8949Part): readonly SummaryRow[] {
  return [...summaryRows(part, (row) => rowAccount(input, row))].sort(
    (a, b) => compareUsd(b.proceeds, a.proceeds) || (a.description < b.description ? -1 : 1),
  );
}

/** What to write on Form 8949 itself: one row per broker or wallet and box, pointing to the statement (rules.md 11.6). */
export function formEntries(input: YearEndInput): Table {
  const amount = formAmount(input.forms);
  const lines = input.result.parts.flatMap((part) =>
    summaryRowsOf(input, part).map((row) => {
      const sums = printTotals(row, amount);
      return [
        row.box,
        row.description,
        sums.proceeds,
        sums.basis,
        row.codes,
        sums.adjustment,
        sums.gain,
      ];
    }),
  );
  return {
    heading: "What to enter on Form 8949",
    intro:
      "One row for each account on the page of its box, columns (b) and (c) left blank; the statement gives the detail. The official Form 8949 and Schedule D are papers of their own: enter these lines on them, or use the filled copies made with this report where the IRS's blank forms were at hand. When the return is e-filed without the rows, the statement goes with Form 8453.",
    columns: [
      left("Box", 5),
      left("(a) Description", 31),
      right("(d) Proceeds", 15),
      right("(e) Basis", 15),
      left("(f) Code(s)", 8),
      right("(g) Adjustment", 12),
      right("(h) Gain or (loss)", 15),
    ],
    rows: lines,
    total: null,
    empty: noRows(input),
  };
}
