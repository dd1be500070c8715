import { z } from "zod";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { insertIdentification } from "@/db/queries/identifications";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import {
  compareQuantity,
  type Quantity,
  quantityText,
  signQuantity,
  sumQuantity,
} from "@/lib/money/quantity";
import { err, ok, type Result } from "@/lib/result";
import type { LotId } from "@/lib/tax/settings";
import { isOfTicket } from "@/lib/tax/tickets/of-ticket";
import type { Leg, Transaction, TransactionId } from "@/lib/tax/transaction";
import { type Instant, instantFromEpoch } from "@/lib/time/instant";
import { type Attested, readAttested } from "./attested-times";
import type { Books } from "./gains/books";
import { lotsBefore, type NamableLot, namableLeg } from "./gains/lots-before";
import { loadBooks } from "./load-books";
import { errorsOf, type FieldErrors, type TypedForm } from "./transaction-form";
import { dateField, optionalDateField, quantityField } from "./typed-text";

/** Why lots were not identified. "changed-meanwhile": the transaction does not count, or takes no units of anybody's choice. */
export type IdentifyRefusal =
  | GateRefusal
  | { readonly code: "changed-meanwhile" }
  | { readonly code: "invalid-input"; readonly fields: FieldErrors };

const wrong = (fields: FieldErrors): Result<never, IdentifyRefusal> =>
  err({ code: "invalid-input", fields });

const TimesForm = z.object({
  madeDate: dateField,
  madeTime: z.string().trim(),
  toldDate: optionalDateField,
  toldTime: z.string().trim(),
});

/** The field that says how many units of a lot are named. */
export const lotField = (lot: LotId): string => `lot ${lot}`;

/** Fields that say how many units of a lot: their prefix. */
const LOT_FIELD = "lot ";

type Named = readonly { readonly lot: LotId; readonly quantity: Quantity }[];

/**
 * Records which lots a sale, other disposal or transfer takes, as it was written down at the time the person attests. Every
 * lot must have been open at that moment with so many units, together no more than what left; the rest follows the order in
 * force. Append-only: another one with the same time replaces it. One written down too late is kept, and the computation says
 * that it does not count. `now` is the clock.
 */
export async function identifyLots(
  user: Asking,
  clientId: string,
  transaction: string,
  form: TypedForm,
  now: Instant = instantFromEpoch(Date.now()),
): Promise<Result<TransactionId, IdentifyRefusal>> {
  const loaded = await loadBooks(user, clientId, { now });
  if (!loaded.ok) {
    return loaded;
  }
  const books = loaded.value;
  const meant = meantBy(books, transaction);
  if (!meant.ok) {
    return meant;
  }
  const read = readForm(form, books, now, meant.value);
  if (!read.ok) {
    return wrong(read.error);
  }
  return keep(user, clientId, meant.value.tx.id, read.value);
}

/** Takes back what was named by hand at one moment, as if it had never been: it stays on record. What a ticket named is refused. */
export async function takeBackIdentification(
  user: Asking,
  clientId: string,
  transaction: string,
  madeAt: string,
): Promise<Result<TransactionId, IdentifyRefusal>> {
  const loaded = await loadBooks(user, clientId);
  if (!loaded.ok) {
    return loaded;
  }
  const books = loaded.value;
  const standing = books.settings.identifications.find(
    (one) =>
      one.transaction === transaction && one.madeAt === madeAt && !isOfTicket(books.tickets, one),
  );
  return standing === undefined
    ? err({ code: "changed-meanwhile" })
    : keep(user, clientId, standing.transaction, { ...standing, lots: [] });
}

async function keep(
  user: Asking,
  clientId: string,
  transaction: TransactionId,
  told: Attested & { readonly lots: Named },
): Promise<Result<TransactionId, IdentifyRefusal>> {
  const { madeAt, toldBrokerAt, lots } = told;
  return withClient<TransactionId, IdentifyRefusal>(user, clientId, "write", async (tx) => {
    await insertIdentification(tx, { transaction, madeAt, toldBrokerAt, lots });
    await insertAuditEvent(tx, {
      deed: lots.length === 0 ? "lots.unidentify" : "lots.identify",
      subjectId: transaction,
      detail: { lots: lots.length },
    });
    return ok(transaction);
  });
}

interface Meant {
  readonly tx: Transaction;
  readonly leg: Leg;
}

function meantBy(books: Books, id: string): Result<Meant, IdentifyRefusal> {
  const tx = [...books.transactions.values()].find((told) => told.id === id);
  if (tx === undefined) {
    return err({ code: "not-found" });
  }
  const leg = namableLeg(tx);
  return leg === null ? err({ code: "changed-meanwhile" }) : ok({ tx, leg });
}

function readForm(
  form: TypedForm,
  books: Books,
  now: Instant,
  { tx, leg }: Meant,
): Result<Attested & { lots: Named }, FieldErrors> {
  const times = TimesForm.safeParse({ toldDate: "", toldTime: "", ...form });
  const attested = times.success ? readAttested(times.data, books.settings.timeZone, now) : null;
  const named = readLots(form, lotsBefore(books, tx), leg);
  if (attested?.ok && named.ok) {
    return ok({ ...attested.value, lots: named.value });
  }
  return err({
    ...(times.success ? {} : errorsOf(times.error)),
    ...(attested?.ok === false ? attested.error : {}),
    ...(named.ok ? {} : named.error),
  });
}

/** The lots in the order the ledger opened them: the order of fields in a form means nothing. */
function readLots(
  form: TypedForm,
  open: readonly NamableLot[],
  leg: Leg,
): Result<Named, FieldErrors> {
  const typed = new Map(
    Object.entries(form).filter(([name, text]) => name.startsWith(LOT_FIELD) && text.trim() !== ""),
  );
  const errors: Record<string, string> = {};
  const named: { lot: LotId; quantity: Quantity }[] = [];
  for (const { lot, quantity: there } of open) {
    const text = typed.get(lotField(lot));
    const read = text === undefined ? null : readUnits(text, there, leg.asset);
    if (read?.ok) {
      named.push({ lot, quantity: read.value });
    } else if (read !== null) {
      errors[lotField(lot)] = read.error;
    }
    typed.delete(lotField(lot));
  }
  if (typed.size > 0) {
    return err({ ...errors, lots: NOT_THERE });
  }
  // Sums mean nothing while a lot is wrong.
  const whole = Object.keys(errors).length === 0 ? complaint(named, leg) : null;
  if (whole !== null) {
    return err({ lots: whole });
  }
  return Object.keys(errors).length === 0 ? ok(named) : err(errors);
}

const NOT_THERE = "A lot you name was not there at that moment. Reload and choose again.";

function readUnits(text: string, there: Quantity, asset: string): Result<Quantity, string> {
  const read = quantityField.safeParse(text);
  if (!read.success) {
    return err(read.error.issues[0]?.message ?? "A number above zero.");
  }
  return compareQuantity(read.data, there) > 0
    ? err(`This lot held ${quantityText(there)} ${asset}.`)
    : ok(read.data);
}

/** What is wrong with all lots together; null when nothing is. */
function complaint(named: Named, { asset, quantity: wanted }: Leg): string | null {
  const total = sumQuantity(named.map(({ quantity }) => quantity));
  if (compareQuantity(total, wanted) > 0) {
    return `Named are ${quantityText(total)} ${asset}; ${quantityText(wanted)} left.`;
  }
  return signQuantity(total) === 0 ? "Name at least one lot." : null;
}
