import { err, ok, type Result } from "@/lib/result";
import { orReject } from "./cells";
import { readCsv } from "./csv";
import { type BrokerFormRow, type FormLine, formRowOf, lineProblem } from "./form-1099-da-row";
import type { CsvInput } from "./reading";
import { type FileRefusal, RefusedError } from "./refusal";
import type { Row, RowProblem } from "./source";

/** The id such a file stands under among imports. */
export const FORM_1099_DA = "form-1099-da";

/** What a file of forms says. Every line is a row, a problem, or counted with its section. */
export interface BrokerForm {
  /** Every line after the first header, in the file's order, each with one fate. */
  readonly lines: readonly FormLine[];
  readonly rows: readonly BrokerFormRow[];
  readonly problems: readonly RowProblem[];
  /** Lines of other forms in the file ("1099-DIV"), which are not about sales of coins. */
  readonly otherSections: ReadonlyMap<string, number>;
}

/** Why a broker's form is not imported, and what to do with it. */
export const BROKER_FORM_REASON =
  "This is a broker's tax form (Form 1099): what the broker reports about sales that its transaction history holds already. Importing it " +
  "would count every sale twice. Upload the account's transaction history, and enter the form's lines beside those sales " +
  "(Ledger, a sale, Broker's form) instead.";

const SECTION = /^1099-[A-Z]{1,4}$/;

/** True for the header of a section of a consolidated Form 1099 in CSV. */
export function isBrokerForm(header: readonly string[]): boolean {
  return SECTION.test(header[0] ?? "") && header[1] === "ACCOUNT NUMBER";
}

/**
 * Reads the 1099-DA lines of a consolidated Form 1099 in CSV (Robinhood's layout, formats.md 31: the first column names the form, the
 * header of a section comes before its lines and may come again; columns behind TERM vary). Dates are 12/31/2025 or 20251231.
 */
export async function readForm1099Da(input: CsvInput): Promise<Result<BrokerForm, FileRefusal>> {
  const reading = await readCsv(input, (header) => (isBrokerForm(header) ? header : null));
  if (!reading.ok) {
    return reading;
  }
  const sections = createSections();
  sections.header(reading.value.header.match);
  try {
    for await (const { rows, unread } of reading.value.batches) {
      // Sections differ in width, so a row that is not as wide as the first header is as good as one that is.
      for (const row of [...rows, ...unread].sort((one, other) => one.line - other.line)) {
        sections.row(row);
      }
    }
  } catch (error) {
    if (error instanceof RefusedError) {
      return err(error.refusal);
    }
    throw error;
  }
  return ok(sections.form());
}

/** Tells the lines of a file apart by the form their first cell names. */
function createSections() {
  const headers = new Map<string, readonly string[]>();
  const otherSections = new Map<string, number>();
  const lines: FormLine[] = [];
  const header = (cells: readonly string[]) => {
    headers.set(cells[0] ?? "", cells);
  };
  const read = (each: Row): FormLine => {
    const cells = each.cells.map((cell) => cell.trim());
    const section = cells[0] ?? "";
    if (isBrokerForm(cells)) {
      header(cells);
      return { ...fateless(each), leftOut: "The header of a section." };
    }
    if (section === "1099-DA") {
      return readLine(each, headers.get(section));
    }
    if (SECTION.test(section)) {
      otherSections.set(section, (otherSections.get(section) ?? 0) + 1);
      return { ...fateless(each), leftOut: `Form ${section} is not about sales of coins.` };
    }
    const problem = lineProblem(each, "The line does not begin with the name of a form.");
    return { ...fateless(each), problem };
  };
  const form = (): BrokerForm => ({
    lines,
    rows: lines.flatMap(({ row }) => row ?? []),
    problems: lines.flatMap(({ problem }) => problem ?? []),
    otherSections,
  });
  return { header, row: (each: Row) => lines.push(read(each)), form };
}

const fateless = ({ line, raw }: Row): FormLine => ({
  line,
  raw,
  row: null,
  leftOut: null,
  problem: null,
});

function readLine(each: Row, header: readonly string[] | undefined): FormLine {
  const problems: RowProblem[] = [];
  const rows: BrokerFormRow[] = [];
  orReject(problems, () => rows.push(formRowOf(each, header)));
  return { ...fateless(each), row: rows[0] ?? null, problem: problems[0] ?? null };
}
