import { mappedSource } from "@/lib/importers/mapping";
import type { Collector, ParsedTransaction, RowProblem } from "@/lib/importers/source";
import type { TableSample } from "./sample";
import type { MappingTemplate } from "./template";

/** What one row is read as while a person says how: its transaction (with a question or without), or why it is none. */
export type PreviewRow =
  | { readonly is: "read"; readonly line: number; readonly transaction: ParsedTransaction }
  | { readonly is: "left-out"; readonly line: number; readonly reason: string }
  | { readonly is: "rejected"; readonly line: number; readonly problem: RowProblem };

/** The first `count` rows of a sample as a template reads them, in the file's order, each exactly once. */
export function previewRows(
  template: MappingTemplate,
  { header, rows }: TableSample,
  count: number,
): readonly PreviewRow[] {
  const told: Collector = { transactions: [], skipped: [], rejected: [] };
  const options = { timeZone: template.dates.zone };
  const reader = mappedSource(template).open(header, "mapped", options, told);
  for (const { line, cells } of rows.slice(0, count)) {
    reader.row({ line, cells, raw: cells.join(",") });
  }
  reader.end();
  const all: readonly PreviewRow[] = [
    ...told.transactions.flatMap((transaction) =>
      transaction.lines.map((line): PreviewRow => ({ is: "read", line, transaction })),
    ),
    ...told.skipped.map(({ line, reason }): PreviewRow => ({ is: "left-out", line, reason })),
    ...told.rejected.map(
      (problem): PreviewRow => ({ is: "rejected", line: problem.line, problem }),
    ),
  ];
  return [...all].sort((one, other) => one.line - other.line);
}
