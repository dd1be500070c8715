import { z } from "zod";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { lockClient } from "@/db/queries/clients";
import {
  type FiledReturn,
  insertFiledReturn,
  insertReopening,
  listFiledReturns,
  type StoredEdit,
  type StoredPayment,
} from "@/db/queries/filed-returns";
import { type Asking, type ClientWriteTx, withClient } from "@/db/tenant";
import { parseUsd, usdText } from "@/lib/money/usd";
import { isFigureName } from "@/lib/reports/filed-figures";
import { err, ok, type Result } from "@/lib/result";
import { errorsOf, type TypedForm } from "../transaction-form";
import { dateField, plainDecimal, usdField } from "../typed-text";
import type { FilingRefusal } from "./mark-as-filed";

const reasonField = z
  .string()
  .trim()
  .min(3, "In a few words: why?")
  .max(500, "At most 500 characters.");

const EditForm = z.object({
  year: z.coerce.number().int(),
  figure: z.string().refine(isFigureName, "Choose a figure."),
  amount: z
    .string()
    .trim()
    .transform((text) => plainDecimal(text))
    .pipe(z.string("Dollars such as 1,234.56, or -500 for a loss."))
    .refine((text) => parseUsd(text) !== null, "Dollars such as 1,234.56, or -500 for a loss."),
  reason: reasonField,
});

/**
 * Tells that a figure was filed otherwise than it was computed, with the reason: a new version of the filing, the figures that were computed
 * and the versions before stay on record.
 */
export async function editFiled(
  user: Asking,
  clientId: string,
  form: TypedForm,
): Promise<Result<number, FilingRefusal>> {
  const read = EditForm.safeParse({ figure: "", amount: "", reason: "", ...form });
  if (!read.success) {
    return err({ code: "invalid-input", fields: errorsOf(read.error) });
  }
  const { year, ...edit } = read.data;
  return again(
    user,
    clientId,
    { year, deed: "year.edit-filed", reason: edit.reason },
    (record) => ({
      edits: [...record.edits.filter(({ figure }) => figure !== edit.figure), edit],
    }),
  );
}

/** Takes an edit back: the figure counts as filed as it was computed. */
export async function dropEdit(
  user: Asking,
  clientId: string,
  { year, figure }: { readonly year: number; readonly figure: string },
): Promise<Result<number, FilingRefusal>> {
  return again(user, clientId, { year, deed: "year.edit-filed", reason: "" }, (record) =>
    record.edits.some((edit) => edit.figure === figure)
      ? { edits: record.edits.filter((edit) => edit.figure !== figure) }
      : null,
  );
}

const PaymentForm = z.object({
  year: z.coerce.number().int(),
  kind: z.enum(["withholding", "estimated", "later"], "Which kind?"),
  paidOn: dateField,
  amount: usdField,
});

const PAYMENTS_MAX = 40;

/** Adds a payment of tax to a filed year: what a refund claim can bring depends on it. */
export async function addPayment(
  user: Asking,
  clientId: string,
  form: TypedForm,
): Promise<Result<number, FilingRefusal>> {
  const read = PaymentForm.safeParse({ paidOn: "", amount: "", ...form });
  if (!read.success) {
    return err({ code: "invalid-input", fields: errorsOf(read.error) });
  }
  const { year, kind, paidOn, amount } = read.data;
  const payment: StoredPayment = { kind, date: paidOn, amount: usdText(amount) };
  return again(user, clientId, { year, deed: "year.payment", reason: "" }, (record) =>
    record.payments.length < PAYMENTS_MAX ? { payments: [...record.payments, payment] } : null,
  );
}

/** Takes a payment back that was told by mistake; which one is said by what it says. */
export async function dropPayment(
  user: Asking,
  clientId: string,
  { year, payment }: { readonly year: number; readonly payment: StoredPayment },
): Promise<Result<number, FilingRefusal>> {
  return again(user, clientId, { year, deed: "year.payment", reason: "" }, ({ payments }) => {
    const at = payments.findIndex(
      (one) =>
        one.kind === payment.kind && one.date === payment.date && one.amount === payment.amount,
    );
    return at < 0 ? null : { payments: payments.filter((_, index) => index !== at) };
  });
}

const ReopenForm = z.object({ year: z.coerce.number().int(), reason: reasonField });

/** Says with a reason that a year does not count as filed any more. What was frozen stays on record. */
export async function reopenYear(
  user: Asking,
  clientId: string,
  form: TypedForm,
): Promise<Result<number, FilingRefusal>> {
  const read = ReopenForm.safeParse({ reason: "", ...form });
  if (!read.success) {
    return err({ code: "invalid-input", fields: errorsOf(read.error) });
  }
  const { year, reason } = read.data;
  return withClient<number, FilingRefusal>(user, clientId, "write", async (tx) => {
    await lockClient(tx);
    if ((await filedRecord(tx, year)) === null) {
      return err({ code: "changed-meanwhile" });
    }
    const subjectId = await insertReopening(tx, year, reason);
    await insertAuditEvent(tx, { deed: "year.reopen", subjectId, detail: { year } });
    return ok(year);
  });
}

interface Change {
  readonly edits?: readonly StoredEdit[];
  readonly payments?: readonly StoredPayment[];
}

/** The filing told again with a change; what it was frozen on stays the same. */
async function again(
  user: Asking,
  clientId: string,
  { year, deed, reason }: { readonly year: number; readonly deed: string; readonly reason: string },
  change: (record: FiledReturn) => Change | null,
): Promise<Result<number, FilingRefusal>> {
  return withClient<number, FilingRefusal>(user, clientId, "write", async (tx) => {
    await lockClient(tx);
    const record = await filedRecord(tx, year);
    const changed = record === null ? null : change(record);
    if (record === null || changed === null) {
      return err({ code: "changed-meanwhile" });
    }
    const { id: _, order: __, state: ___, enteredBy: ____, enteredAt: _____, ...kept } = record;
    const told = { ...kept, ...changed };
    const subjectId = await insertFiledReturn(tx, {
      ...told,
      edits: [...told.edits],
      payments: [...told.payments],
      reason,
    });
    await insertAuditEvent(tx, { deed, subjectId, detail: { year } });
    return ok(year);
  });
}

async function filedRecord(tx: ClientWriteTx, year: number): Promise<FiledReturn | null> {
  return (await listFiledReturns(tx)).find((record) => record.year === year) ?? null;
}
