import { invariant } from "@/lib/result";
import { addTransaction } from "@/lib/services/enter-transaction";
import type { Books } from "@/lib/services/gains/books";
import { loadBooks } from "@/lib/services/load-books";
import type { FormKind, TypedForm } from "@/lib/services/transaction-form";
import { viewSettings } from "@/lib/services/view-settings";
import type { TransactionId } from "@/lib/tax/transaction";
import { instant } from "@/lib/time/instant";
import type { Owner } from "./books-support";

/** The clock of these tests. */
export const NOW = instant("2026-11-20T17:00:00Z");

/** Enters one transaction by hand; its id. */
export async function enter(who: Owner, kind: FormKind, form: TypedForm): Promise<TransactionId> {
  const added = await addTransaction(who, who.client, kind, {
    account: "Wallet",
    time: "10:00",
    note: "",
    ...form,
  });
  invariant(added.ok, `the ${kind} is entered`);
  return added.value;
}

/** A purchase of so much for so many dollars. */
export const buy = (who: Owner, date: string, units: string, value: string, more: TypedForm = {}) =>
  enter(who, "buy", { date, receivedQuantity: units, receivedAsset: "BTC", value, ...more });

/** A sale. */
export const sell = (
  who: Owner,
  date: string,
  units: string,
  value: string,
  more: TypedForm = {},
) => enter(who, "sell", { date, sentQuantity: units, sentAsset: "BTC", value, ...more });

/** The books as computed. */
export async function books(who: Owner): Promise<Books> {
  const loaded = await loadBooks(who, who.client, { now: NOW });
  invariant(loaded.ok, "the books are open");
  return loaded.value;
}

/** The settings page. */
export async function settings(who: Owner) {
  const view = await viewSettings(who, who.client, NOW);
  invariant(view.ok, "the books are open");
  return view.value;
}
