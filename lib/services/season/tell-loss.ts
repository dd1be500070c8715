import { isUuid, type LossEventId, lossEventId } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { insertLossEvent, type LossEventKind, listLossEvents } from "@/db/queries/loss-events";
import { listOwnAddresses } from "@/db/queries/own-addresses";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { accountId, assetId } from "@/lib/tax/transaction";
import { yearOf } from "@/lib/time/calendar-date";
import { type Instant, instantFromEpoch } from "@/lib/time/instant";
import { loadBooks } from "../load-books";
import type { FieldErrors, TypedForm } from "../transaction-form";
import { isLossKind, readLossAnswers, yearTold } from "./loss-form";

/** Why nothing was kept. */
export type TellLossRefusal =
  | GateRefusal
  | { readonly code: "invalid-input"; readonly fields: FieldErrors };

const OWN_WALLET =
  "This is one of your own addresses: moving units there is no sale. Give the buyer's address.";

/**
 * Keeps what a person tells of an NFT, a dead coin or a scam, first or anew. A buyer's address the books know as the client's
 * own is refused: that would be no sale. Changes no figure. Append-only.
 */
export async function tellLoss(
  user: Asking,
  clientId: string,
  form: TypedForm,
  now: Instant = instantFromEpoch(Date.now()),
): Promise<Result<LossEventId, TellLossRefusal>> {
  const loaded = await loadBooks(user, clientId, { now });
  if (!loaded.ok) {
    return loaded;
  }
  const books = loaded.value;
  const { event = "", kind = "", account = "", asset = "" } = form;
  const read = readEvent(kind, form);
  const place = accountId(account);
  if (!read.ok) {
    return err({ code: "invalid-input", fields: read.error });
  }
  if (!books.accounts.has(place) || asset.trim() === "") {
    return err({ code: "invalid-input", fields: { asset: "Choose what lost its worth." } });
  }
  return withClient<LossEventId, TellLossRefusal>(user, clientId, "write", async (tx) => {
    const own = await listOwnAddresses(tx);
    if (isOwn(own, read.value.answers["buyer"] ?? "")) {
      return err({ code: "invalid-input", fields: { buyer: OWN_WALLET } });
    }
    const before = (await listLossEvents(tx)).find(({ id }) => id === event);
    if (event !== "" && before === undefined) {
      return err({ code: "not-found" });
    }
    const id = before?.id ?? lossEventId(crypto.randomUUID());
    await insertLossEvent(tx, {
      ...read.value,
      id,
      year: yearTold(read.value.kind, read.value.answers) ?? before?.year ?? yearOf(books.today),
      account: place,
      asset: assetId(asset.trim()),
    });
    await insertAuditEvent(tx, { deed: "loss.tell", subjectId: id });
    return ok(id);
  });
}

function readEvent(
  kind: string,
  form: TypedForm,
): Result<{ kind: LossEventKind; answers: Readonly<Record<string, string>> }, FieldErrors> {
  if (!isLossKind(kind)) {
    return err({ kind: "Choose what happened." });
  }
  const answers = readLossAnswers(kind, form);
  return answers.ok ? ok({ kind, answers: answers.value }) : answers;
}

/** Hexadecimal and bech32 addresses are the same in either case; others are compared as written. */
export function isOwn(own: readonly string[], address: string): boolean {
  const plain = (text: string) =>
    /^(?:0x|bc1|tb1)/i.test(text.trim()) ? text.trim().toLowerCase() : text.trim();
  return address.trim() !== "" && own.some((each) => plain(each) === plain(address));
}

/** Takes what was told back; it stays on record with its evidence. */
export async function withdrawLoss(
  user: Asking,
  clientId: string,
  event: string,
): Promise<Result<null, GateRefusal>> {
  return withClient<null, GateRefusal>(user, clientId, "write", async (tx) => {
    const told = isUuid(event)
      ? (await listLossEvents(tx)).find(({ id }) => id === event)
      : undefined;
    if (told === undefined) {
      return err({ code: "not-found" });
    }
    await insertLossEvent(tx, told, "withdrawn");
    await insertAuditEvent(tx, { deed: "loss.withdraw", subjectId: told.id });
    return ok(null);
  });
}
