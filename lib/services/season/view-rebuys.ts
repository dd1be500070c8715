import { getRebuyDays } from "@/db/queries/season-choices";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { priceText, unitPrice } from "@/lib/money/price";
import { addUsd, parseUsd, subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { counted } from "@/lib/reports/text";
import { ok, type Result } from "@/lib/result";
import { computeLedger, computeYears } from "@/lib/tax/compute";
import { type Rebuy, rebuysOf, timesOf } from "@/lib/tax/harvest/rebuys";
import { situationOf } from "@/lib/tax/harvest/saving";
import { type Outcome, outcomeOf } from "@/lib/tax/worksheets/year-return";
import type { LedgerResult, YearResult } from "@/lib/tax/year-result";
import { calendarDate, yearOf } from "@/lib/time/calendar-date";
import { type Instant, instantFromEpoch } from "@/lib/time/instant";
import { accountNameOf, type Books, yearOfBooks } from "../gains/books";
import { estimateUsd, plainQuantity } from "../gains/plain";
import { type PairedSheet, pairedSheets } from "../gains/worksheet-pair";
import { loadBooks } from "../load-books";
import { elapsedText } from "./elapsed";
import { DEFAULT_REBUY_DAYS } from "./read-season";

/** A purchase after a sale at a loss. Amounts are decimal text; null: not known. */
export interface RebuyView {
  readonly key: string;
  readonly asset: string;
  readonly soldFrom: string;
  readonly sold: string;
  readonly soldUnits: string;
  readonly soldPrice: string | null;
  readonly loss: string;
  readonly saleId: string;
  readonly boughtIn: string;
  readonly bought: string;
  readonly boughtUnits: string;
  readonly boughtPrice: string | null;
  readonly purchaseId: string;
  /** Real time between the two, where both times are known: "2 days 3 hours"; else days. */
  readonly elapsed: string;
  /** False: on one day, and which came first is not known. */
  readonly isOrderKnown: boolean;
  /** Dollars a unit cost more than it was sold for; null: not known. */
  readonly priceMove: string | null;
  readonly heldFrom: string;
  readonly longFrom: string;
  readonly isClose: boolean;
}

/** The year if IRC 1091 covered digital assets from its January 1: for looking at, in no filing. */
export interface WashScenario {
  readonly denied: string;
  readonly sales: number;
  readonly gainNow: string;
  readonly gainThen: string;
  /** null: there is no profile of the year, or its amounts are not in the product. */
  readonly taxNow: string | null;
  readonly taxThen: string | null;
  readonly taxMore: string | null;
  /** The year as the law stands and in the scenario, line by line; none where there is no tax. */
  readonly sheets: readonly PairedSheet[];
}

/** The page of what was bought back. */
export interface RebuysView {
  readonly year: number;
  readonly years: readonly number[];
  readonly within: number;
  readonly isChosen: boolean;
  readonly mayWrite: boolean;
  readonly rebuys: readonly RebuyView[];
  readonly closeCount: number;
  /** null: not asked for. */
  readonly scenario: WashScenario | null;
  /** The settings of these books already apply such a rule from this day: then no scenario is one. */
  readonly appliesFrom: string | null;
}

/** What was bought back in a year, and with `withScenario` the year under a wash sale rule for coins. */
export async function viewRebuys(
  user: Asking,
  clientId: string,
  asked: { readonly year: number | null; readonly withScenario: boolean },
  now: Instant = instantFromEpoch(Date.now()),
): Promise<Result<RebuysView, GateRefusal>> {
  const loaded = await loadBooks(user, clientId, { now });
  if (!loaded.ok) {
    return loaded;
  }
  const books = loaded.value;
  return withClient<RebuysView, never>(user, clientId, "read", async (tx) => {
    const chosen = await getRebuyDays(tx);
    return ok(rebuysView(books, asked, chosen));
  });
}

function rebuysView(
  books: Books,
  asked: { readonly year: number | null; readonly withScenario: boolean },
  chosen: number | null,
): RebuysView {
  const years = books.years.map(({ year }) => year).reverse();
  const today = yearOf(books.today);
  const year = asked.year !== null && years.includes(asked.year) ? asked.year : today;
  const within = chosen ?? DEFAULT_REBUY_DAYS;
  const rebuys = rebuysOf(books.ledger, year, within, timesOf(books.transactions)).map((each) =>
    rebuyView(books, each),
  );
  const appliesFrom = books.settings.washSalesOfDigitalAssetsFrom;
  return {
    year,
    years,
    within,
    isChosen: chosen !== null,
    mayWrite: books.role !== "viewer",
    rebuys: [...rebuys].reverse(),
    closeCount: rebuys.filter(({ isClose }) => isClose).length,
    scenario: asked.withScenario && appliesFrom === null ? washScenario(books, year) : null,
    appliesFrom,
  };
}

function rebuyView(books: Books, rebuy: Rebuy): RebuyView {
  const { asset, sale, purchase, heldFrom, longFrom, isClose, isOrderKnown } = rebuy;
  const [soldPrice, boughtPrice] = [perUnit(sale), perUnit(purchase)];
  return {
    key: `${sale.transaction} ${purchase.transaction}`,
    asset,
    soldFrom: accountNameOf(books, sale.account),
    sold: sale.on,
    soldUnits: plainQuantity(sale.quantity),
    soldPrice,
    loss: estimateUsd(sale.loss),
    saleId: sale.transaction,
    boughtIn: accountNameOf(books, purchase.account),
    bought: purchase.on,
    boughtUnits: plainQuantity(purchase.quantity),
    boughtPrice,
    purchaseId: purchase.transaction,
    elapsed: elapsedWords(books, rebuy),
    isOrderKnown,
    priceMove: moveOf(sale, purchase),
    heldFrom,
    longFrom,
    isClose,
  };
}

type Dealt = Rebuy["sale"] | Rebuy["purchase"];

function perUnit({ amount, quantity }: Dealt): string | null {
  const price = amount === null ? null : unitPrice(amount, quantity);
  return price === null ? null : priceText(price);
}

/** Real time where both moments are known; days where one is known by its day alone. */
function elapsedWords({ transactions }: Books, { sale, purchase, days }: Rebuy): string {
  const timeOf = timesOf(transactions);
  const [sold, bought] = [timeOf(sale.transaction), timeOf(purchase.transaction)];
  if (sold !== null && bought !== null) {
    return elapsedText(sold, bought);
  }
  return days === 0 ? "less than a day" : counted(days, "day");
}

/** Dollars a unit cost more (or less, below zero) than it had been sold for: what one was exposed to in between. */
function moveOf(sale: Dealt, purchase: Dealt): string | null {
  const [from, to] = [perUnit(sale), perUnit(purchase)].map((text) =>
    text === null ? null : parseUsd(text),
  );
  return from == null || to == null ? null : estimateUsd(subtractUsd(to, from));
}

/** The same facts under a rule that no law has: computed for this page and kept nowhere. */
function washScenario(books: Books, year: number): WashScenario | null {
  const now = yearOfBooks(books, year);
  if (now === null) {
    return null;
  }
  const settings = {
    ...books.settings,
    washSalesOfDigitalAssetsFrom: calendarDate(`${year}-01-01`),
  };
  const { asOf, profiles, forms } = books;
  const ledger = computeLedger({ transactions: [...books.transactions.values()], settings, asOf });
  const then = computeYears({
    ledger,
    profiles,
    asOf,
    method: "schedule",
    ...forms,
    assets: settings.assets,
  }).find((each) => each.year === year);
  return then === undefined ? null : compared(now, then, washedIn(ledger, year, books.ledger));
}

interface Washed {
  readonly amount: Usd;
  readonly sales: number;
}

/** What the rule denies in the year beyond what the law denies. */
function washedIn(ledger: LedgerResult, year: number, asItIs: LedgerResult): Washed {
  const of = ({ closedLots }: LedgerResult) =>
    closedLots
      .filter(({ sold }) => yearOf(sold) === year)
      .flatMap(({ adjustments, disposal }) =>
        adjustments.flatMap(({ code, amount }) => (code === "W" ? [{ disposal, amount }] : [])),
      );
  const sum = (all: ReturnType<typeof of>) =>
    all.reduce((total, { amount }) => addUsd(total, amount), ZERO_USD);
  const [then, now] = [of(ledger), of(asItIs)];
  const denied = new Set(now.map(({ disposal }) => disposal));
  return {
    amount: subtractUsd(sum(then), sum(now)),
    // A sale the law denies already is none of the scenario's.
    sales: new Set(then.map(({ disposal }) => disposal).filter((id) => !denied.has(id))).size,
  };
}

function compared(now: YearResult, then: YearResult, washed: Washed): WashScenario {
  const gain = ({ netShort, netLong }: YearResult) => estimateUsd(addUsd(netShort, netLong));
  const [asIs, supposed] = [outcomeIn(now), outcomeIn(then)];
  const [taxNow, taxThen] = [now.tax?.total ?? null, then.tax?.total ?? null];
  return {
    denied: estimateUsd(washed.amount),
    sales: washed.sales,
    gainNow: gain(now),
    gainThen: gain(then),
    taxNow: estimateUsd(taxNow),
    taxThen: estimateUsd(taxThen),
    sheets: asIs === null || supposed === null ? [] : pairedSheets(asIs, supposed),
    taxMore: taxNow === null || taxThen === null ? null : estimateUsd(subtractUsd(taxThen, taxNow)),
  };
}

/** The whole return of a computed year; null without a profile or the year's amounts. */
function outcomeIn(year: YearResult): Outcome | null {
  const situation = year.profile === null ? null : situationOf(year, year.profile);
  return situation?.ok === true ? outcomeOf(situation.value) : null;
}
