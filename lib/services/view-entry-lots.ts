import type { Asking, GateRefusal } from "@/db/tenant";
import { quantityText } from "@/lib/money/quantity";
import { sumUsd, type Usd, usdText } from "@/lib/money/usd";
import { ok, type Result } from "@/lib/result";
import type { ClosedLot, OpenLot } from "@/lib/tax/closed-lot";
import { loadBooks } from "./load-books";

/** Part of a lot one transaction used up, or opened. Dollars null: not known. */
export interface EntryLot {
  readonly key: string;
  readonly asset: string;
  readonly quantity: string;
  /** The day it was acquired; "inherited"; null when the acquisition is missing. */
  readonly acquired: string | null;
  readonly basis: string | null;
  readonly gain: string | null;
  /** The part of a loss that does not count, and why; the gain is after it. Null: all of it counts. */
  readonly denied: { readonly amount: string; readonly why: string } | null;
  readonly term: "short" | "long" | null;
  /** The transaction at the other end: that opened it, or that used it up. Null for what is still held. */
  readonly otherId: string | null;
}

/** The lots one transaction touches. */
export interface EntryLots {
  /** Lots it used up. */
  readonly used: readonly EntryLot[];
  /** Lots it opened: parts already sold, then what is still held. */
  readonly opened: readonly EntryLot[];
}

/** At most this many lots of each sort are listed. */
export const ENTRY_LOTS_MAX = 50;

/** The lots one transaction opened and used up, by the whole computation as of today. */
export async function viewEntryLots(
  user: Asking,
  clientId: string,
  id: string,
): Promise<Result<EntryLots, GateRefusal>> {
  const loaded = await loadBooks(user, clientId);
  if (!loaded.ok) {
    return loaded;
  }
  const { closedLots, openLots } = loaded.value.ledger;
  const used = closedLots.filter((lot) => lot.disposal === id);
  const sold = closedLots.filter((lot) => lot.acquisition === id);
  const held = openLots.filter((lot) => lot.acquisition === id);
  return ok({
    used: used.slice(0, ENTRY_LOTS_MAX).map((lot, index) => closed(lot, lot.acquisition, index)),
    opened: [
      ...sold.map((lot, index) => closed(lot, lot.disposal, index)),
      ...held.map(open),
    ].slice(0, ENTRY_LOTS_MAX),
  });
}

const text = (amount: Usd | null): string | null => (amount === null ? null : usdText(amount));

function deniedIn({ adjustments }: ClosedLot): EntryLot["denied"] {
  const [first] = adjustments;
  return first === undefined
    ? null
    : {
        amount: usdText(sumUsd(adjustments.map(({ amount }) => amount))),
        why: first.code === "W" ? "wash sale" : "loss denied",
      };
}

function closed(lot: ClosedLot, otherId: string | null, index: number): EntryLot {
  return {
    key: `${index} ${otherId}`,
    asset: lot.asset,
    quantity: quantityText(lot.quantity),
    acquired: lot.acquired,
    basis: text(lot.basis),
    gain: text(lot.gain),
    denied: deniedIn(lot),
    term: lot.term,
    otherId,
  };
}

function open(lot: OpenLot, index: number): EntryLot {
  return {
    key: `held ${index}`,
    asset: lot.asset,
    quantity: quantityText(lot.quantity),
    acquired: lot.acquired,
    basis: text(lot.basis),
    gain: null,
    denied: null,
    term: null,
    otherId: null,
  };
}
