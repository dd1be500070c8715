import { orReject } from "@/lib/importers/cells";
import type { BrokerFormRow, FormLine } from "@/lib/importers/form-1099-da-row";
import { readTable } from "@/lib/importers/read-table";
import type { CsvInput } from "@/lib/importers/reading";
import { type FileRefusal, RefusedError } from "@/lib/importers/refusal";
import type { Row, RowProblem } from "@/lib/importers/source";
import { err, ok, type Result } from "@/lib/result";
import { isTotal, mappedFormRow } from "./read-line";
import type { FormTemplate } from "./template";

/** Every line of a table of sales on Form 1099-DA as a template reads it, each with one fate; refused where the header is another one. */
export async function readMappedForm(
  input: CsvInput,
  template: FormTemplate,
): Promise<Result<readonly FormLine[], FileRefusal>> {
  const key = JSON.stringify(template.header);
  const isHeader = (cells: readonly string[]) =>
    JSON.stringify(cells.map((cell) => cell.trim())) === key ? true : null;
  const reading = await readTable(input, isHeader);
  if (!reading.ok) {
    return reading;
  }
  const lines: FormLine[] = [];
  try {
    for await (const { rows, unread } of reading.value.batches) {
      for (const row of [...rows, ...unread].sort((one, other) => one.line - other.line)) {
        lines.push(mappedLine(row, template));
      }
    }
  } catch (error) {
    if (error instanceof RefusedError) {
      return err(error.refusal);
    }
    throw error;
  }
  return ok(lines);
}

/** One line of such a table: a row of the form, a sum left out, or what cannot be read and where. */
export function mappedLine(row: Row, template: FormTemplate): FormLine {
  const { line, raw } = row;
  const fateless = { line, raw, row: null, leftOut: null, problem: null };
  if (isTotal(row, template)) {
    return { ...fateless, leftOut: "A line of totals." };
  }
  const problems: RowProblem[] = [];
  const rows: BrokerFormRow[] = [];
  orReject(problems, () => rows.push(mappedFormRow(row, template)));
  return { ...fateless, row: rows[0] ?? null, problem: problems[0] ?? null };
}
