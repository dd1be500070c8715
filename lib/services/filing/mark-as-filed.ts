import { z } from "zod";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { getClient, lockClient } from "@/db/queries/clients";
import {
  insertFiledReturn,
  listFiledReturns,
  type StoredPayment,
} from "@/db/queries/filed-returns";
import { insertFrozenRecord, packRecord } from "@/db/queries/frozen-records";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { isZeroUsd, type Usd, usdText } from "@/lib/money/usd";
import { err, ok, type Result } from "@/lib/result";
import { filedYearOf } from "@/lib/tax/amend/filed-year";
import { filedYearText, inputsText } from "@/lib/tax/amend/frozen-text";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Books } from "../gains/books";
import { type BooksOptions, loadBooks } from "../load-books";
import { errorsOf, type FieldErrors, type TypedForm } from "../transaction-form";
import { dateField, optionalDateField, zeroableUsdField } from "../typed-text";
import { dueDateOf, inputsOf, paperYears } from "./filed-years";

const FilingForm = z.object({
  year: z.coerce.number().int(),
  /** The versions of the books the person looked at. */
  version: z.string(),
  filedOn: dateField,
  extended: z.string().transform((text) => text !== ""),
  withheld: zeroableUsdField,
  estimated: zeroableUsdField,
  paid: zeroableUsdField,
  paidOn: optionalDateField,
});

const EMPTY: TypedForm = { extended: "", withheld: "", estimated: "", paid: "", paidOn: "" };

/** Why a year was not marked as filed. "changed-meanwhile": the books are no longer those that were looked at. */
export type FilingRefusal =
  | GateRefusal
  | { readonly code: "no-such-year"; readonly message?: string }
  | { readonly code: "changed-meanwhile" }
  | { readonly code: "invalid-input"; readonly fields: FieldErrors };

/**
 * Marks a year as filed: what it stands on, its settings, the engine and every figure are kept under their hashes, with the day it was filed
 * and what was paid. Nothing that comes later changes them. A year is filed once; to take it back is `reopenYear`.
 */
export async function markAsFiled(
  user: Asking,
  clientId: string,
  form: TypedForm,
  options: BooksOptions = {},
): Promise<Result<number, FilingRefusal>> {
  const read = FilingForm.safeParse({ ...EMPTY, ...form });
  if (!read.success) {
    return err({ code: "invalid-input", fields: errorsOf(read.error) });
  }
  const told = read.data;
  const books = await loadBooks(user, clientId, options);
  if (!books.ok) {
    return books;
  }
  if (versionText(books.value) !== told.version) {
    return err({ code: "changed-meanwhile" });
  }
  const result = paperYears(books.value).find(({ year }) => year === told.year);
  const refusal = refusalOf(books.value, told, result?.refusal?.message);
  if (result === undefined || refusal !== null) {
    return err(refusal ?? { code: "no-such-year" });
  }
  const [inputs, figures] = await Promise.all([
    packRecord(inputsText(inputsOf(books.value))),
    packRecord(filedYearText(filedYearOf(result))),
  ]);
  return withClient<number, FilingRefusal>(user, clientId, "write", async (tx) => {
    await lockClient(tx);
    const client = await getClient(tx);
    const { version, asOf } = books.value;
    const isFiled = (await listFiledReturns(tx)).some(({ year }) => year === told.year);
    if (
      isFiled ||
      client.ledgerVersion !== version.ledger ||
      client.settingsVersion !== version.settings
    ) {
      return err({ code: "changed-meanwhile" });
    }
    await insertFrozenRecord(tx, inputs);
    await insertFrozenRecord(tx, figures);
    const subjectId = await insertFiledReturn(tx, {
      year: told.year,
      filedOn: told.filedOn,
      extended: told.extended,
      payments: paymentsOf(told),
      asOf: asOf.date,
      engineVersion: version.engine,
      ledgerVersion: version.ledger,
      settingsVersion: version.settings,
      inputSha256: inputs.sha256,
      figuresSha256: figures.sha256,
      edits: [],
      reason: "",
    });
    await insertAuditEvent(tx, { deed: "year.file", subjectId, detail: { year: told.year } });
    return ok(told.year);
  });
}

/** The versions of the books as one text: what a form names so that nothing else is frozen than what was seen. */
export function versionText({ version }: Pick<Books, "version">): string {
  return `${version.ledger}.${version.settings}.${version.engine}`;
}

type Told = z.output<typeof FilingForm>;

function refusalOf(books: Books, told: Told, unsupported?: string): FilingRefusal | null {
  if (unsupported !== undefined) {
    return { code: "no-such-year", message: unsupported };
  }
  if (told.filedOn <= `${told.year}-12-31`) {
    return onDay(`A return of ${told.year} is filed after the year has ended.`);
  }
  if (told.filedOn > books.today) {
    return onDay("This day is still to come.");
  }
  if (!isZeroUsd(told.paid) && told.paidOn !== null && told.paidOn > books.today) {
    return {
      code: "invalid-input",
      fields: { paidOn: "This day is still to come." },
    };
  }
  return null;
}

const onDay = (filedOn: string): FilingRefusal => ({
  code: "invalid-input",
  fields: { filedOn },
});

/** What was paid, each on the day that counts: tax withheld and estimated tax on the due date (IRC 6513(b)). */
function paymentsOf(told: Told): readonly StoredPayment[] {
  const due = dueDateOf(told.year);
  const payment = (kind: StoredPayment["kind"], date: CalendarDate, amount: Usd) =>
    isZeroUsd(amount) ? [] : [{ kind, date, amount: usdText(amount) }];
  return [
    ...payment("withholding", due, told.withheld),
    ...payment("estimated", due, told.estimated),
    ...payment("later", told.paidOn ?? told.filedOn, told.paid),
  ];
}
