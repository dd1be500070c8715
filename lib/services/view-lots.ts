import type { Asking, GateRefusal } from "@/db/tenant";
import { priceText, unitPrice } from "@/lib/money/price";
import { sumQuantity } from "@/lib/money/quantity";
import { compareUsd, sumUsd, type Usd } from "@/lib/money/usd";
import { ok, type Result } from "@/lib/result";
import { groupBy } from "@/lib/tax/explain/group-by";
import type { OpenPosition } from "@/lib/tax/harvest/position";
import { accountNameOf, type Books, placeOf } from "./gains/books";
import { isLotSort, type LotSort, sortedLots } from "./gains/lot-sort";
import { plainPrice, plainQuantity, plainUsd, sumKnown } from "./gains/plain";
import { positionsOf } from "./gains/positions-of";
import { type BooksOptions, loadBooks } from "./load-books";

/** Lots shown on one page. */
export const LOTS_PER_PAGE = 100;

/** What the address of the lots page asks for; anything not understood is as if not there. */
export interface LotsQuery {
  readonly account?: string | undefined;
  readonly asset?: string | undefined;
  /** "short" or "long", as of the day. */
  readonly term?: string | undefined;
  /** "gain", "loss", "no-price" or "no-basis". */
  readonly state?: string | undefined;
  readonly sort?: string | undefined;
  readonly order?: string | undefined;
  readonly page?: number | undefined;
}

/** One open lot against the newest price. */
export interface LotView {
  readonly key: string;
  readonly account: string;
  readonly asset: string;
  /** A date, "inherited", or null when not known. */
  readonly acquired: string | null;
  readonly quantity: string;
  readonly basis: string | null;
  readonly basisPerUnit: string | null;
  /** Null: nobody stated a price. Never zero for that. */
  readonly price: string | null;
  readonly value: string | null;
  readonly gain: string | null;
  readonly term: "short" | "long";
  readonly firstLongDate: string | null;
  readonly daysToLong: number | null;
  readonly transactionId: string;
  readonly place: string;
}

/** What lots come to together; what is not known is counted beside, never in. */
export interface LotTotals {
  readonly lots: number;
  /** Sum of the known bases. */
  readonly basis: string;
  readonly withoutBasis: number;
  /** Sum of the values that have a price. */
  readonly value: string;
  readonly withoutPrice: number;
  readonly gain: string;
}

/** All lots of one asset. */
export interface HoldingView {
  readonly asset: string;
  readonly lots: number;
  readonly quantity: string;
  /** Null when one of its lots has none. */
  readonly basis: string | null;
  readonly price: string | null;
  readonly priceAt: string | null;
  readonly priceSource: string | null;
  readonly value: string | null;
  readonly gain: string | null;
}

/** The lots page. */
export interface LotsView {
  readonly clientName: string;
  readonly asOf: string;
  readonly isToday: boolean;
  readonly hasTransactions: boolean;
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  readonly assets: readonly string[];
  readonly query: {
    readonly account: string | null;
    readonly asset: string | null;
    readonly term: "short" | "long" | null;
    readonly state: LotState | null;
    readonly sort: LotSort;
    readonly isDescending: boolean;
  };
  readonly holdings: readonly HoldingView[];
  readonly page: number;
  readonly pages: number;
  readonly lots: readonly LotView[];
  /** Of all lots that match, not of the page. */
  readonly totals: LotTotals;
  /** Of all lots there are. */
  readonly all: LotTotals;
}

type LotState = "gain" | "loss" | "no-price" | "no-basis";

/** Open lots by account and asset with price, value, gain, term and the days to long term; filtered, sorted, paged, totalled. */
export async function viewLots(
  user: Asking,
  clientId: string,
  query: LotsQuery = {},
  options: BooksOptions = {},
): Promise<Result<LotsView, GateRefusal>> {
  const books = await loadBooks(user, clientId, options);
  return books.ok ? ok(lotsView(books.value, query)) : books;
}

function lotsView(books: Books, asked: LotsQuery): LotsView {
  const positions = positionsOf(books);
  const query = understood(asked, positions);
  const matching = positions.filter((position) => matches(position, query));
  const sorted = sortedLots(matching, query.sort, query.isDescending);
  const pages = Math.max(1, Math.ceil(sorted.length / LOTS_PER_PAGE));
  const page = Math.min(Math.max(1, asked.page ?? 1), pages);
  return {
    clientName: books.clientName,
    asOf: books.asOf.date,
    isToday: books.asOf.date === books.today,
    hasTransactions: books.transactions.size > 0,
    accounts: [...new Set(positions.map(({ lot }) => lot.account))].map((id) => ({
      id,
      name: accountNameOf(books, id),
    })),
    assets: [...new Set(positions.map(({ lot }) => lot.asset))].sort(),
    query,
    holdings: holdingsOf(positions),
    page,
    pages,
    lots: sorted
      .slice((page - 1) * LOTS_PER_PAGE, page * LOTS_PER_PAGE)
      .map((position) => lotView(books, position)),
    totals: totalsOf(matching),
    all: totalsOf(positions),
  };
}

function understood(asked: LotsQuery, positions: readonly OpenPosition[]): LotsView["query"] {
  const known = (value: string | undefined, of: (position: OpenPosition) => string) =>
    value !== undefined && positions.some((position) => of(position) === value) ? value : null;
  return {
    account: known(asked.account, ({ lot }) => lot.account),
    asset: known(asked.asset, ({ lot }) => lot.asset),
    term: asked.term === "short" || asked.term === "long" ? asked.term : null,
    state: asked.state !== undefined && isState(asked.state) ? asked.state : null,
    sort: asked.sort !== undefined && isLotSort(asked.sort) ? asked.sort : "acquired",
    isDescending: asked.order === "descending",
  };
}

const STATES: Readonly<Record<LotState, (position: OpenPosition) => boolean>> = {
  gain: ({ gain }) => gain !== null && !plainUsd(gain).startsWith("-"),
  loss: ({ gain }) => gain !== null && plainUsd(gain).startsWith("-"),
  "no-price": ({ price }) => price === null,
  "no-basis": ({ lot }) => lot.basis === null,
};

const isState = (text: string): text is LotState => Object.hasOwn(STATES, text);

function matches(position: OpenPosition, query: LotsView["query"]): boolean {
  const { lot, termIfSold } = position;
  return (
    (query.account === null || lot.account === query.account) &&
    (query.asset === null || lot.asset === query.asset) &&
    (query.term === null || termIfSold === query.term) &&
    (query.state === null || STATES[query.state](position))
  );
}

function lotView(books: Books, position: OpenPosition): LotView {
  const { lot } = position;
  const perUnit = lot.basis === null ? null : unitPrice(lot.basis, lot.quantity);
  return {
    key: `${lot.account}~${lot.lot}`,
    account: accountNameOf(books, lot.account),
    asset: lot.asset,
    acquired: lot.acquired,
    quantity: plainQuantity(lot.quantity),
    basis: plainUsd(lot.basis),
    basisPerUnit: perUnit === null ? null : priceText(perUnit),
    price: plainPrice(position.price),
    value: plainUsd(position.value),
    gain: plainUsd(position.gain),
    term: position.termIfSold,
    firstLongDate: position.firstLongDate,
    daysToLong: position.daysToLong,
    transactionId: lot.acquisition,
    place: placeOf(books, lot.acquisition),
  };
}

const isKnown = (amount: Usd | null): amount is Usd => amount !== null;

/** Totals of any set of lots. */
export function totalsOf(positions: readonly OpenPosition[]): LotTotals {
  const bases = positions.map(({ lot }) => lot.basis);
  const values = positions.map(({ value }) => value);
  return {
    lots: positions.length,
    basis: plainUsd(sumUsd(bases.filter(isKnown))),
    withoutBasis: bases.filter((basis) => basis === null).length,
    value: plainUsd(sumUsd(values.filter(isKnown))),
    withoutPrice: values.filter((value) => value === null).length,
    gain: plainUsd(sumUsd(positions.map(({ gain }) => gain).filter(isKnown))),
  };
}

/** Holdings by asset: every unit of every lot, the most valuable first, those without a price last. */
export function holdingsOf(positions: readonly OpenPosition[]): HoldingView[] {
  const byAsset = groupBy(positions, ({ lot }) => lot.asset);
  const holdings = [...byAsset].map(([asset, lots]) => {
    const [first] = lots;
    const value = sumKnown(lots.map((position) => position.value));
    return {
      value,
      view: {
        asset,
        lots: lots.length,
        quantity: plainQuantity(sumQuantity(lots.map(({ lot }) => lot.quantity))),
        basis: plainUsd(sumKnown(lots.map(({ lot }) => lot.basis))),
        price: plainPrice(first?.price ?? null),
        priceAt: first?.quote?.at ?? null,
        priceSource: first?.quote?.source ?? null,
        value: plainUsd(value),
        gain: plainUsd(sumKnown(lots.map((position) => position.gain))),
      },
    };
  });
  holdings.sort((a, b) => byValue(a.value, b.value));
  return holdings.map(({ view }) => view);
}

function byValue(a: Usd | null, b: Usd | null): number {
  return a === null || b === null ? Number(a === null) - Number(b === null) : compareUsd(b, a);
}
