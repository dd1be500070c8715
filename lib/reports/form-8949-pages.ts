import { formatFormUsd } from "@/lib/money/format";
import { compareUsd, type Usd } from "@/lib/money/usd";
import { invariant } from "@/lib/result";
import { totalsOf } from "@/lib/tax/forms/merge-rows";
import type { Form8949Part, Form8949Row } from "@/lib/tax/year-result";
import { boxLegend, rowsPerPage } from "./boxes";
import type { FormAmount } from "./form-amount";
import type { AttachmentPage, AttachmentRow, Totals } from "./model";
import { counted } from "./text";

/** "3" as people say it: "Schedule D line 3". */
export function scheduleDLine(line: string): string {
  return /^\d/.test(line) ? `Schedule D line ${line}` : line;
}

/** Turns one row of the form into its strings; `number` counts rows over the whole statement, from 1. */
export type PrintRow = (row: Form8949Row, number: number) => AttachmentRow;

interface Sums {
  readonly proceeds: Usd;
  readonly basis: Usd;
  readonly adjustment: Usd;
  readonly gain: Usd;
}

/** Sums as the form prints them. */
export function printTotals(sums: Sums, amount: FormAmount = formatFormUsd): Totals {
  return {
    proceeds: amount(sums.proceeds),
    basis: amount(sums.basis),
    adjustment: amount(sums.adjustment),
    gain: amount(sums.gain),
  };
}

function agree(part: Form8949Part, sums: Sums): void {
  const fields = ["proceeds", "basis", "adjustment", "gain"] as const;
  invariant(
    fields.every((field) => compareUsd(part[field], sums[field]) === 0),
    `box ${part.box}: rows do not add up to the box totals`,
  );
}

/**
 * The rows of a year cut into pages as the paper form is: one box a page, 11 rows from 2025 and 14 before, totals of the
 * page on each page and of the box on its last (Instructions for Form 8949, line 2; rules.md 11.1, 11.2, 11.7).
 * Throws InvariantError when a box's rows do not add up to its totals.
 */
export function form8949Pages(
  parts: readonly Form8949Part[],
  year: number,
  print: PrintRow,
  amount: FormAmount = formatFormUsd,
): AttachmentPage[] {
  const size = rowsPerPage(year);
  const filled = parts.filter((part) => part.rows.length > 0);
  const total = filled.reduce((sum, part) => sum + Math.ceil(part.rows.length / size), 0);
  const pages: AttachmentPage[] = [];
  let number = 0;
  for (const part of filled) {
    const boxSums = totalsOf(part.rows);
    agree(part, boxSums);
    const pagesOfBox = Math.ceil(part.rows.length / size);
    for (let index = 0; index < pagesOfBox; index += 1) {
      const rows = part.rows.slice(index * size, (index + 1) * size);
      const last = index === pagesOfBox - 1;
      pages.push({
        box: part.box,
        term: part.term,
        part: part.term === "short" ? "Part I, short-term" : "Part II, long-term",
        legend: boxLegend(part.box, year),
        scheduleDLine: scheduleDLine(part.scheduleDLine),
        number: `Statement page ${pages.length + 1} of ${total}`,
        rows: rows.map((row) => {
          number += 1;
          return print(row, number);
        }),
        pageTotals: printTotals(totalsOf(rows), amount),
        pageTotalsLabel: `Totals of this page, ${counted(rows.length, "row")}`,
        boxTotals: last ? printTotals(boxSums, amount) : null,
        boxTotalsLabel: last
          ? `Totals of box ${part.box}, ${counted(part.rows.length, "row")} on ${counted(pagesOfBox, "page")}; to ${scheduleDLine(part.scheduleDLine)}`
          : "",
      });
    }
  }
  return pages;
}
