import { isZeroUsd, negateUsd, type Usd } from "@/lib/money/usd";
import { totalsOf } from "@/lib/tax/forms/merge-rows";
import { isDirectLine } from "@/lib/tax/forms/schedule-d";
import type {
  Form8949Box,
  Form8949Part,
  Form8949Row,
  ScheduleDColumnLine,
  ScheduleDForm,
} from "@/lib/tax/year-result";
import { summaryRowsOf } from "./attachment";
import { rowsPerPage } from "./boxes";
import { descriptionOf, referenceOf } from "./descriptions";
import { type FormAmount, formAmount } from "./form-amount";
import type { YearEndInput } from "./input";
import { counted, printable } from "./text";

/** Years whose blank Form 8949 and Schedule D are known field by field. */
export const OFFICIAL_YEARS = [2020, 2021, 2022, 2023, 2024, 2025] as const;

/** Above so many rows the form itself gets one row per account that points to the statement (i8949, exception 2). */
const OFFICIAL_ROWS = 220;

/** Columns (a) to (h) of one row. */
export interface OfficialRow {
  readonly a: string;
  readonly b: string;
  readonly c: string;
  readonly d: string;
  readonly e: string;
  readonly f: string;
  readonly g: string;
  readonly h: string;
}

/** One page of Form 8949: one box, at most as many rows as the year's page has, line 2 its totals. */
export interface OfficialPage {
  readonly box: Form8949Box;
  readonly rows: readonly OfficialRow[];
  readonly totals: Pick<OfficialRow, "d" | "e" | "g" | "h">;
}

/** One copy of the form: Part I on its first page, Part II on its second; a page without rows is not filed. */
export interface OfficialCopy {
  readonly partI: OfficialPage | null;
  readonly partII: OfficialPage | null;
}

/** Schedule D by line: columns, single amounts, questions. A line left out stays blank. */
export interface OfficialScheduleD {
  readonly columns: Readonly<
    Partial<
      Record<
        ScheduleDColumnLine,
        Pick<OfficialRow, "d" | "e" | "h"> & { readonly g: string | null }
      >
    >
  >;
  readonly lines: Readonly<Record<string, string>>;
  readonly questions: Readonly<Partial<Record<"17" | "20" | "22", boolean>>>;
}

/** What goes on the IRS's own Form 8949 and Schedule D. */
export interface OfficialForms {
  readonly year: number;
  /** "rows": every row is on the form. "summary": totals by account, the rows on the attached statement. */
  readonly mode: "rows" | "summary";
  readonly copies: readonly OfficialCopy[];
  readonly scheduleD: OfficialScheduleD;
  /** What the papers cannot say and a person has to see to. */
  readonly notes: readonly string[];
}

/**
 * The contents of the official forms, page by page; null when the year's blanks are not known field by field or the year has
 * no forms. Names and social security numbers are never in it. Pages, totals and lines are those of the statement: each page's
 * line 2 is the sum of its rows, Schedule D takes the sum over all pages of a box (i8949, line 2).
 */
export function officialForms(
  input: YearEndInput,
  mode: OfficialForms["mode"] = rowCount(input) > OFFICIAL_ROWS ? "summary" : "rows",
): OfficialForms | null {
  const { result, year } = input;
  const form = result.scheduleDForm;
  if (form === null || !OFFICIAL_YEARS.some((known) => known === year)) {
    return null;
  }
  const amount = formAmount(input.forms);
  const pagesOf = (term: "short" | "long"): readonly OfficialPage[] =>
    result.parts
      .filter((part) => part.term === term)
      .flatMap((part) => pages(input, part, mode, amount));
  const [short, long] = [pagesOf("short"), pagesOf("long")];
  const copies = Array.from({ length: Math.max(short.length, long.length) }, (_, index) => ({
    partI: short[index] ?? null,
    partII: long[index] ?? null,
  }));
  return {
    year,
    mode,
    copies,
    scheduleD: scheduleDOf(form, amount),
    notes: notesOf(input, mode, form),
  };
}

const rowCount = ({ result }: YearEndInput): number =>
  result.parts.reduce((sum, part) => sum + part.rows.length, 0);

interface Line {
  readonly row: OfficialRow;
  readonly sums: Pick<Form8949Row, "proceeds" | "basis" | "adjustment" | "gain">;
}

function pages(
  input: YearEndInput,
  part: Form8949Part,
  mode: OfficialForms["mode"],
  amount: FormAmount,
): readonly OfficialPage[] {
  const lines: readonly Line[] =
    mode === "rows"
      ? part.rows.map((row) => ({ row: listedRow(input, row, amount), sums: row }))
      : summaryRowsOf(input, part).map((row) => ({
          row: {
            a: printable(row.description, 90),
            b: "",
            c: "",
            d: amount(row.proceeds),
            e: amount(row.basis),
            f: row.codes,
            g: amount(row.adjustment),
            h: amount(row.gain),
          },
          sums: row,
        }));
  const size = rowsPerPage(input.year);
  return Array.from({ length: Math.ceil(lines.length / size) }, (_, page) => {
    const some = lines.slice(page * size, (page + 1) * size);
    const sums = totalsOf(some.map((line) => line.sums));
    return {
      box: part.box,
      rows: some.map(({ row }) => row),
      totals: {
        d: amount(sums.proceeds),
        e: amount(sums.basis),
        g: amount(sums.adjustment),
        h: amount(sums.gain),
      },
    };
  });
}

function listedRow(input: YearEndInput, row: Form8949Row, amount: FormAmount): OfficialRow {
  const reference = referenceOf(input, row);
  return {
    a: `${printable(descriptionOf(input, row), 90)}${reference === "" ? "" : ` tx ${shortReference(reference)}`}`,
    b: row.acquired,
    c: row.sold,
    d: amount(row.proceeds),
    e: amount(row.basis),
    f: row.codes,
    g: row.codes === "" && isZeroUsd(row.adjustment) ? "" : amount(row.adjustment),
    h: amount(row.gain),
  };
}

/** A transaction id as column (a) has room for it; the statement and the files give it in full. */
function shortReference(reference: string): string {
  return reference.length <= 22 ? reference : `${reference.slice(0, 12)}...${reference.slice(-6)}`;
}

function scheduleDOf(form: ScheduleDForm, amount: FormAmount): OfficialScheduleD {
  const columns = Object.fromEntries(
    form.rows.map((row) => [
      row.line,
      {
        d: amount(row.proceeds),
        e: amount(row.basis),
        g: row.adjustment === null || isDirectLine(row.line) ? null : amount(row.adjustment),
        h: amount(row.gain),
      },
    ]),
  );
  // The paper prints the parentheses of these three itself.
  const inParentheses = (loss: Usd | null) => (loss === null ? null : negateUsd(loss));
  const amounts: readonly (readonly [string, Usd | null])[] = [
    ["4", form.line4],
    ["5", form.line5],
    ["6", inParentheses(form.line6)],
    ["7", form.line7],
    ["11", form.line11],
    ["12", form.line12],
    ["13", form.line13],
    ["14", inParentheses(form.line14)],
    ["15", form.line15],
    ["16", form.line16],
    ["18", form.line18],
    ["19", form.line19],
    ["21", inParentheses(form.line21)],
  ];
  const questions: readonly (readonly ["17" | "20" | "22", boolean | null])[] = [
    ["17", form.line17],
    ["20", form.line20],
    ["22", form.line22],
  ];
  return {
    columns,
    lines: Object.fromEntries(
      amounts.flatMap(([line, value]) => (value === null ? [] : [[line, amount(value)]])),
    ),
    questions: Object.fromEntries(questions.filter(([, answer]) => answer !== null)),
  };
}

function notesOf(
  input: YearEndInput,
  mode: OfficialForms["mode"],
  form: ScheduleDForm,
): readonly string[] {
  const outside = form.otherShort !== null || form.otherLong !== null;
  return [
    "Name and social security number are left blank; the question on qualified opportunity funds above line 1a is for you to answer.",
    ...(mode === "summary"
      ? [
          `${counted(rowCount(input), "row")} are on the attached statement: the form has one row for each account with code M (Instructions for Form 8949, exception 2). When the return is e-filed without the rows, the statement goes with Form 8453.`,
        ]
      : []),
    ...(outside
      ? [
          "Gains and losses outside these books are in lines 7, 15 and 16, but on no line above them: add the forms they come from.",
        ]
      : []),
  ];
}
