import { findFormRows, type NewFormRow } from "@/db/queries/broker-form-rows";
import type { ImportBatch, RowCounts } from "@/db/queries/import-batches";
import type { NewImportRow } from "@/db/queries/import-rows";
import { readUpload } from "@/db/queries/uploads";
import { sha256Hex } from "@/db/sha256";
import type { ClientTx } from "@/db/tenant";
import { readForm1099Da } from "@/lib/importers/form-1099-da";
import type { BrokerFormRow, FormLine } from "@/lib/importers/form-1099-da-row";
import { readMappedForm } from "@/lib/importers/form-mapping/read-file";
import type { FormTemplate } from "@/lib/importers/form-mapping/template";
import type { FileRefusal } from "@/lib/importers/refusal";
import type { RowProblem } from "@/lib/importers/source";
import { quantityText } from "@/lib/money/quantity";
import { usdText } from "@/lib/money/usd";
import { ok, type Result } from "@/lib/result";
import { formTemplateOf } from "../mapping/stored-template";

/** A stored form read again: what every line is, and the rows that are not kept yet. */
export interface FormReading {
  readonly counts: RowCounts;
  readonly rows: readonly NewFormRow[];
  readonly lines: readonly NewImportRow[];
  readonly problems: readonly (RowProblem & { readonly outcome: "rejected" | "skipped" })[];
}

/** Who sent a form whose file does not say it, until a person does: the layout is Robinhood's. */
const USUAL_PAYER = "Robinhood";

/** Reads the stored bytes of a form. A line that an earlier import told is known: it is kept once. */
export async function readForm(
  tx: ClientTx,
  batch: ImportBatch,
): Promise<Result<FormReading, FileRefusal>> {
  const template = await formTemplateOf(tx, batch);
  const form = await linesOf(tx, batch, template);
  if (!form.ok) {
    return form;
  }
  const payer = batch.accountName ?? template?.payer ?? USUAL_PAYER;
  const told = printed(form.value, payer);
  const known = await findFormRows(
    tx,
    [...told.values()].map(({ fingerprint }) => fingerprint),
  );
  return ok(readingOf(form.value, told, known));
}

/** Every line of the file, by the layout a person told or by the one we know. */
async function linesOf(
  tx: ClientTx,
  { uploadId, fileName, answers }: ImportBatch,
  template: FormTemplate | null,
): Promise<Result<readonly FormLine[], FileRefusal>> {
  const input = { file: fileName, chunks: readUpload(tx, uploadId) };
  if (template !== null) {
    return readMappedForm({ ...input, encoding: answers.encoding ?? null }, template);
  }
  const form = await readForm1099Da(input);
  return form.ok ? ok(form.value.lines) : form;
}

function readingOf(
  all: readonly FormLine[],
  told: ReadonlyMap<FormLine, NewFormRow>,
  known: ReadonlySet<string>,
): FormReading {
  const counts = { accepted: 0, known: 0, quarantined: 0, question: 0, rejected: 0, skipped: 0 };
  const rows: NewFormRow[] = [];
  const problems: FormReading["problems"][number][] = [];
  const lines = all.map((one): NewImportRow => {
    const row = told.get(one);
    if (row === undefined) {
      const why = whyNot(one);
      counts[why.outcome] += 1;
      problems.push(why);
      const column = why.column === "" ? null : why.column;
      return { ...bare(one), outcome: why.outcome, column, reason: why.reason };
    }
    const outcome = known.has(row.fingerprint) ? "known" : "accepted";
    counts[outcome] += 1;
    if (outcome === "accepted") {
      rows.push(row);
    }
    return { ...bare(one), outcome };
  });
  return { counts, rows, lines, problems };
}

const bare = ({ line, raw }: FormLine) => ({
  line,
  raw,
  transactionId: null,
  column: null,
  reason: null,
});

function whyNot({ line, problem, leftOut }: FormLine): FormReading["problems"][number] {
  return problem === null
    ? { line, column: "", value: "", reason: leftOut ?? "", outcome: "skipped" }
    : { ...problem, outcome: "rejected" };
}

/** The kept rows with their identity: everything the line says, and its ordinal among equals. */
function printed(lines: readonly FormLine[], payer: string): ReadonlyMap<FormLine, NewFormRow> {
  const seen = new Map<string, number>();
  const told = new Map<FormLine, NewFormRow>();
  for (const one of lines) {
    if (one.row !== null) {
      const { section: _, ...row } = one.row;
      const content = contentOf(one.row);
      const ordinal = (seen.get(content) ?? 0) + 1;
      seen.set(content, ordinal);
      const fingerprint = sha256Hex(`${content}\n${ordinal}`);
      told.set(one, { payer, fingerprint, ...row });
    }
  }
  return told;
}

/** What makes a line itself. Not its place in the file: the same form sent again in another order is the same form. */
function contentOf(row: BrokerFormRow): string {
  const { line: _, units, proceeds, firstSale, basis, washDisallowed, ...plain } = row;
  const amounts = [basis, washDisallowed].map((one) => (one === null ? null : usdText(one)));
  const more = firstSale ? ["11c"] : [];
  return JSON.stringify([plain, quantityText(units), usdText(proceeds), ...amounts, ...more]);
}
