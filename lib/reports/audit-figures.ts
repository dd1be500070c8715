import type { FigureAddress } from "@/lib/tax/explain/address";
import type { Form8949Row, YearResult } from "@/lib/tax/year-result";
import { type AuditTrees, TREE_COLUMNS } from "./audit-tree";
import { descriptionOf } from "./descriptions";
import type { YearEndInput } from "./input";
import type { Table } from "./model";
import { printable } from "./text";

/** Schedule D: each line with the boxes and lines it is made of. */
export function lineFigures(trees: AuditTrees, { scheduleD, year }: YearResult): Table {
  const lines = scheduleD.flatMap(({ line }): readonly FigureAddress[] =>
    line.startsWith("Schedule D ")
      ? [{ at: "line", year, sheet: "schedule-d", line: line.slice(11) }]
      : [],
  );
  return {
    heading: "Lines of Schedule D and what they are made of",
    intro: "",
    columns: TREE_COLUMNS,
    rows: lines.flatMap((address) => trees.rows(address)),
    total: null,
    empty: "No line of Schedule D applies.",
    isDense: true,
  };
}

/** Every row of Form 8949 down to what a file, a person, a price or the law says; bases end at their lot. */
export function rowFigures(trees: AuditTrees, input: YearEndInput): Table {
  const { parts, year } = input.result;
  return {
    heading: "Rows of Form 8949 down to their sources",
    intro:
      "Column (h) of each row. Amounts are exact until a form rounds them; each follows from those set in below it or named beside it, to the last digit. L1, L2 … are the lots of the next part.",
    columns: TREE_COLUMNS,
    rows: parts.flatMap(({ box, rows }) =>
      rows.flatMap((row, index) =>
        trees.rows(
          { at: "row", year, box, direct: false, row: index + 1, column: "h" },
          nameOf(input, box, row, index + 1),
        ),
      ),
    ),
    total: null,
    empty: "No row of Form 8949 was made.",
    isDense: true,
  };
}

/** "F 12: 0.5 BTC, 01/05/2023 to 03/06/2025". */
function nameOf(input: YearEndInput, box: string, row: Form8949Row, number: number) {
  const short = `${box} ${number}`;
  const days = `${row.acquired || "day not known"} to ${row.sold}`;
  return { short, full: `${short}: ${printable(descriptionOf(input, row))}, ${days}` };
}

/** Every receipt of the year's income with where it was read. */
export function incomeFigures(trees: AuditTrees, { year }: YearResult): Table {
  return {
    heading: "Income, receipt by receipt",
    intro: "",
    columns: TREE_COLUMNS,
    rows: trees.rows({ at: "income", year }),
    total: null,
    empty: `No income received in units is recorded for ${year}.`,
    isDense: true,
  };
}
