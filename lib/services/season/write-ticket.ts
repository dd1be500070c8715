import { z } from "zod";
import type { TicketId } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { getClient, lockClient } from "@/db/queries/clients";
import { insertTicket, type NewTicket, type TicketLot } from "@/db/queries/tickets";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { assetText } from "@/lib/assets/label";
import { formatQuantity } from "@/lib/money/format";
import { compareQuantity, sumQuantity } from "@/lib/money/quantity";
import { err, ok, type Result } from "@/lib/result";
import { Custody } from "@/lib/tax/custody";
import { TICKET_PURPOSES } from "@/lib/tax/tickets/ticket";
import { accountId, assetId } from "@/lib/tax/transaction";
import { addDays, type CalendarDate, calendarDate, yearOf } from "@/lib/time/calendar-date";
import { type Instant, instantFromEpoch, startOfDate } from "@/lib/time/instant";
import { accountNameOf, type Books } from "../gains/books";
import { lotField } from "../identify-lots";
import { loadBooks } from "../load-books";
import { errorsOf, type FieldErrors, type TypedForm } from "../transaction-form";
import { quantityField } from "../typed-text";
import { basisOfUnits, type FreeLot, freeLots } from "./ticket-lots";
import { MOST_TICKET_LOTS } from "./ticket-purposes";
import { instructionText } from "./ticket-words";

/** Why a ticket was not written. "changed-meanwhile": the books changed under the form. */
export type WriteTicketRefusal =
  | GateRefusal
  | { readonly code: "changed-meanwhile" }
  | { readonly code: "invalid-input"; readonly fields: FieldErrors };

/** For how long a ticket waits. */
export const TICKET_LASTS = ["today", "week", "year-end"] as const;

const NOT_NAMABLE =
  "Units are named for a sale, payment, gift, donation or move; a fee paid in coins follows the order in force.";

const Told = z.object({
  purpose: z.enum(TICKET_PURPOSES, NOT_NAMABLE).default("sale"),
  account: z.string(),
  asset: z.string(),
  lasts: z.enum(TICKET_LASTS, "Choose until when it waits for the sale."),
  unsold: z.literal("on", "Only for units that have not left yet."),
});

/**
 * Names lots for a sale, or another way out, that is still to come (Reg. 1.1012-1(j)). The units must be open in that account and in no other
 * open ticket. Kept append-only with the words for the exchange; its moment is the database's clock, which nobody types.
 * Refuses by field; "changed-meanwhile" when the books changed while it was being written.
 */
export async function writeTicket(
  user: Asking,
  clientId: string,
  form: TypedForm,
  now: Instant = instantFromEpoch(Date.now()),
): Promise<Result<TicketId, WriteTicketRefusal>> {
  const loaded = await loadBooks(user, clientId, { now });
  if (!loaded.ok) {
    return loaded;
  }
  const books = loaded.value;
  const read = readTicket(form, books, now);
  if (!read.ok) {
    return err({ code: "invalid-input", fields: read.error });
  }
  const { value } = read;
  return withClient<TicketId, WriteTicketRefusal>(user, clientId, "write", async (tx) => {
    await lockClient(tx);
    const { ledgerVersion, settingsVersion } = await getClient(tx);
    // Another ticket or an import in between may have named or sold these very units.
    if (ledgerVersion !== books.version.ledger || settingsVersion !== books.version.settings) {
      return err({ code: "changed-meanwhile" });
    }
    const { id } = await insertTicket(tx, value);
    await insertAuditEvent(tx, {
      deed: "ticket.write",
      subjectId: id,
      detail: { lots: value.lots.length },
    });
    return ok(id);
  });
}

function readTicket(form: TypedForm, books: Books, now: Instant): Result<NewTicket, FieldErrors> {
  const told = Told.safeParse(form);
  if (!told.success) {
    return err(errorsOf(told.error));
  }
  const account = accountId(told.data.account);
  const asset = assetId(told.data.asset);
  const lots = readLots(form, freeLots(books, { account, asset }, now), asset);
  if (!lots.ok) {
    return lots;
  }
  const { timeZone } = books.settings;
  return ok({
    purpose: told.data.purpose,
    account,
    asset,
    lots: lots.value,
    timeZone,
    expiresAt: startOfDate(lastDay(told.data.lasts, books.today), timeZone),
    instruction: instructionText({
      purpose: told.data.purpose,
      account: accountNameOf(books, account),
      asset,
      client: books.clientName,
      isOwnWallet: new Custody(books.settings.accounts).isOwn(account),
      quantity: sumQuantity(lots.value.map(({ quantity }) => quantity)),
      lots: lots.value,
    }),
  });
}

/** The first day on which the ticket no longer counts. */
function lastDay(lasts: (typeof TICKET_LASTS)[number], today: CalendarDate): CalendarDate {
  const yearEnd = calendarDate(`${yearOf(today) + 1}-01-01`);
  const days = { today: addDays(today, 1), week: addDays(today, 8), "year-end": yearEnd };
  return days[lasts];
}

/** The lots in the order the ledger opened them: the order of fields in a form means nothing. */
function readLots(
  form: TypedForm,
  free: readonly FreeLot[],
  asset: string,
): Result<readonly TicketLot[], FieldErrors> {
  const errors: Record<string, string> = {};
  const lots: TicketLot[] = [];
  const known = new Set(free.map(({ lot }) => lotField(lot)));
  const named = Object.entries(form).filter(
    ([name, text]) => name.startsWith("lot ") && text.trim() !== "",
  );
  if (named.some(([name]) => !known.has(name))) {
    return err({ lots: "A lot you name is no longer there. Reload and choose again." });
  }
  for (const lot of free) {
    const field = lotField(lot.lot);
    const text = form[field]?.trim() ?? "";
    const read = text === "" ? null : readUnits(text, lot, asset);
    if (read?.ok === true) {
      lots.push(read.value);
    } else if (read !== null) {
      errors[field] = read.error;
    }
  }
  if (Object.keys(errors).length > 0) {
    return err(errors);
  }
  if (lots.length === 0) {
    return err({ lots: "Name units of at least one lot." });
  }
  return lots.length > MOST_TICKET_LOTS
    ? err({ lots: `A ticket names at most ${MOST_TICKET_LOTS} lots; write a second one.` })
    : ok(lots);
}

function readUnits(text: string, lot: FreeLot, asset: string): Result<TicketLot, string> {
  const read = quantityField.safeParse(text);
  if (!read.success) {
    return err(read.error.issues[0]?.message ?? "A number above zero.");
  }
  return compareQuantity(read.data, lot.free) > 0
    ? err(`Of this lot ${formatQuantity(lot.free)} ${assetText(asset)} can be named.`)
    : ok({
        lot: lot.lot,
        quantity: read.data,
        acquired: lot.acquired,
        basis: basisOfUnits(lot, read.data),
      });
}
