import type { Asking, GateRefusal } from "@/db/tenant";
import { unitPrice } from "@/lib/money/price";
import { minQuantity, parseQuantity, quantityText, signQuantity } from "@/lib/money/quantity";
import { err, ok, type Result } from "@/lib/result";
import { Custody } from "@/lib/tax/custody";
import { firstLongDate, termOf } from "@/lib/tax/holding-period";
import type { TicketPurpose } from "@/lib/tax/tickets/ticket";
import { accountId, assetId } from "@/lib/tax/transaction";
import { yearOf } from "@/lib/time/calendar-date";
import { type Instant, instantFromEpoch } from "@/lib/time/instant";
import { accountNameOf, type Books } from "../gains/books";
import { findLots, type LotFacts } from "../gains/find-lots";
import { plainPrice, plainQuantity, plainUsd } from "../gains/plain";
import { lotField } from "../identify-lots";
import { loadBooks } from "../load-books";
import { type FreeLot, freeLots, placesHeld } from "./ticket-lots";
import { readPurpose } from "./ticket-purposes";

/** An account and asset a ticket can be written for. */
export interface TicketPlace {
  readonly account: string;
  readonly accountName: string;
  readonly asset: string;
}

/** One lot of the form. Amounts as decimal text; null: not known. */
export interface TicketLotChoice {
  /** The form's field for its units. */
  readonly field: string;
  readonly acquired: string | null;
  readonly free: string;
  /** Units other open tickets name. */
  readonly isPartlyNamed: boolean;
  readonly basis: string | null;
  readonly basisPerUnit: string | null;
  /** Its term if it were sold now. */
  readonly term: "short" | "long";
  /** The first day a sale is long term; null when it is already or its day is not known. */
  readonly longFrom: string | null;
  /** What the field begins with: what the page that led here proposed. */
  readonly proposed: string;
}

/** The form that names lots before they leave. */
export interface TicketFormView {
  readonly places: readonly TicketPlace[];
  readonly purpose: TicketPurpose;
  /** null: choose a place first. */
  readonly place: TicketPlace | null;
  /** In the order they were opened; of more than fifty those proposed and the fifty of the highest basis per unit. */
  readonly lots: readonly TicketLotChoice[];
  readonly lotCount: number;
  /** The others that fit what was typed to find them; null: nothing was typed, or every lot is shown. */
  readonly found: FoundTicketLots | null;
  readonly isOwnWallet: boolean;
  /** The broker has to be told for a sale today. */
  readonly mustTell: boolean;
  readonly timeZone: string;
  readonly year: number;
  readonly mayWrite: boolean;
}

/** Lots found by day or units, besides those of the form. */
export interface FoundTicketLots {
  readonly lots: readonly {
    readonly lot: string;
    readonly acquired: string | null;
    readonly free: string;
    readonly basis: string | null;
  }[];
  readonly count: number;
}

/** What the address asks for: a purpose, a sale unless told, a place, and units of lots as "0.5@<lot>". */
export interface TicketWish {
  readonly purpose?: string | undefined;
  readonly account?: string | undefined;
  readonly asset?: string | undefined;
  /** "0@<lot>" only shows the lot. */
  readonly take?: readonly string[] | undefined;
  /** Words to find lots that are not shown. */
  readonly find?: string | undefined;
}

/**
 * The lots that can be named for a sale to come: open in that account and named by no other open ticket. What the address
 * proposes is filled in, at most what is free; anything else in it is left out.
 */
export async function viewTicketForm(
  user: Asking,
  clientId: string,
  wish: TicketWish,
  now: Instant = instantFromEpoch(Date.now()),
): Promise<Result<TicketFormView, GateRefusal>> {
  const loaded = await loadBooks(user, clientId, { now });
  if (!loaded.ok) {
    return loaded;
  }
  const books = loaded.value;
  const places = placesOf(books);
  const place = places.find(
    ({ account, asset }) => account === wish.account && asset === wish.asset,
  );
  if (place === undefined && wish.account !== undefined && wish.account !== "") {
    return err({ code: "not-found" });
  }
  const here =
    place === undefined ? null : { account: accountId(place.account), asset: assetId(place.asset) };
  const custody = new Custody(books.settings.accounts);
  const wished = wishedUnits(wish.take ?? []);
  const free =
    here === null ? [] : freeLots(books, here, now).filter((lot) => signQuantity(lot.free) > 0);
  const shown = shownLots(free, wished);
  return ok({
    purpose: readPurpose(wish.purpose),
    places,
    place: place ?? null,
    lots: shown.map((lot) => choiceOf(books, lot, wished.get(lot.lot))),
    found: foundBesides(free, shown, wish.find ?? ""),
    lotCount: free.length,
    isOwnWallet: here !== null && custody.isOwn(here.account),
    mustTell: here !== null && custody.mustTell(here.account, books.today),
    timeZone: books.settings.timeZone,
    year: yearOf(books.today),
    mayWrite: books.role !== "viewer",
  });
}

function placesOf(books: Books): readonly TicketPlace[] {
  return placesHeld(books)
    .map(({ account, asset }) => ({
      account,
      accountName: accountNameOf(books, account),
      asset,
    }))
    .sort((a, b) => (`${a.accountName}\n${a.asset}` < `${b.accountName}\n${b.asset}` ? -1 : 1));
}

/** Lots listed at most besides those proposed. */
const LOTS_SHOWN = 50;

function shownLots(
  free: readonly FreeLot[],
  wished: ReadonlyMap<string, string>,
): readonly FreeLot[] {
  if (free.length <= LOTS_SHOWN) {
    return free;
  }
  const dearest = findLots(free, "", LOTS_SHOWN, factsOf).lots;
  const shown = new Set([...wished.keys(), ...dearest.map(({ lot }) => lot)]);
  return free.filter(({ lot }) => shown.has(lot));
}

const factsOf = ({ acquired, held, basis }: FreeLot): LotFacts => ({
  acquired,
  quantity: held,
  basis,
});

/** Found lots listed at once. */
const FOUND_SHOWN = 24;

function foundBesides(
  free: readonly FreeLot[],
  shown: readonly FreeLot[],
  typed: string,
): FoundTicketLots | null {
  if (typed.trim() === "" || shown.length === free.length) {
    return null;
  }
  const known = new Set(shown);
  const others = free.filter((lot) => !known.has(lot));
  const { lots, count } = findLots(others, typed, FOUND_SHOWN, factsOf);
  return {
    lots: lots.map(({ lot, acquired, free: units, basis }) => ({
      lot,
      acquired,
      free: plainQuantity(units),
      basis: plainUsd(basis),
    })),
    count,
  };
}

function wishedUnits(take: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    take.flatMap((text) => {
      const at = text.indexOf("@");
      return at <= 0 ? [] : [[text.slice(at + 1), text.slice(0, at)] as const];
    }),
  );
}

function choiceOf(books: Books, lot: FreeLot, wished: string | undefined): TicketLotChoice {
  const { acquired, held, free, basis } = lot;
  const asked = wished === undefined ? null : parseQuantity(wished);
  const dated = acquired === null || acquired === "inherited" ? null : acquired;
  const term = termOf(acquired, books.today);
  return {
    field: lotField(lot.lot),
    acquired,
    free: plainQuantity(free),
    isPartlyNamed: quantityText(held) !== quantityText(free),
    basis: plainUsd(basis),
    basisPerUnit: basis === null ? null : plainPrice(unitPrice(basis, held)),
    term,
    longFrom: dated === null || term === "long" ? null : firstLongDate(dated),
    proposed:
      asked === null || signQuantity(asked) <= 0 ? "" : quantityText(minQuantity(asked, free)),
  };
}
