import { shareOf } from "@/lib/money/allocate";
import { addQuantity, type Quantity, signQuantity, subtractQuantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { OpenLot } from "@/lib/tax/closed-lot";
import type { LotId } from "@/lib/tax/settings";
import { isOpenTicket, type Ticket, type TicketUse } from "@/lib/tax/tickets/ticket";
import type { AccountId, AssetId } from "@/lib/tax/transaction";
import type { Instant } from "@/lib/time/instant";
import type { ComputedBooks } from "../gains/books";

/** A lot of an account as a ticket may name it: what is open and in no other ticket. */
export interface FreeLot {
  readonly lot: LotId;
  readonly acquired: OpenLot["acquired"];
  /** Units open in the account. */
  readonly held: Quantity;
  /** Of those, units no open ticket names. */
  readonly free: Quantity;
  /** Basis of the units held; null: not known. */
  readonly basis: Usd | null;
}

/** The open lots of an asset in an account, by opening, with the units no open ticket names. */
export function freeLots(
  { ledger, tickets }: Pick<ComputedBooks, "ledger" | "tickets">,
  place: Pick<Ticket, "account" | "asset">,
  now: Instant,
): readonly FreeLot[] {
  const named = namedUnits(tickets, place, now);
  return ledger.openLots
    .filter(({ account, asset }) => account === place.account && asset === place.asset)
    .map(({ lot, acquired, quantity, basis }) => {
      const taken = named.get(lot);
      const rest = taken === undefined ? quantity : subtractQuantity(quantity, taken);
      const free = signQuantity(rest) < 0 ? subtractQuantity(quantity, quantity) : rest;
      return { lot, acquired, held: quantity, free, basis };
    });
}

function namedUnits(
  tickets: readonly TicketUse[],
  place: Pick<Ticket, "account" | "asset">,
  now: Instant,
): ReadonlyMap<LotId, Quantity> {
  const named = new Map<LotId, Quantity>();
  for (const use of tickets) {
    const isHere = use.ticket.account === place.account && use.ticket.asset === place.asset;
    for (const { lot, quantity } of isHere && isOpenTicket(use, now) ? use.left : []) {
      const before = named.get(lot);
      named.set(lot, before === undefined ? quantity : addQuantity(before, quantity));
    }
  }
  return named;
}

/** The basis of some of a lot's units; null: not known. */
export function basisOfUnits({ basis, held }: FreeLot, units: Quantity): Usd | null {
  return basis === null ? null : shareOf(basis, units, held);
}

/** Where lots are open, each account and asset once. */
export function placesHeld(books: Pick<ComputedBooks, "ledger">): readonly {
  readonly account: AccountId;
  readonly asset: AssetId;
}[] {
  const places = new Map<string, { account: AccountId; asset: AssetId }>();
  for (const { account, asset } of books.ledger.openLots) {
    places.set(`${account}\n${asset}`, { account, asset });
  }
  return [...places.values()];
}
