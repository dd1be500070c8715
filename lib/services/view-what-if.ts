import type { Asking, GateRefusal } from "@/db/tenant";
import { isZeroUsd, usdText } from "@/lib/money/usd";
import type { PlannerBookText } from "@/lib/planner/book";
import {
  createPlanner,
  type Planner,
  type PlannerAnswer,
  type PlannerLot,
} from "@/lib/planner/planner";
import { BLANK_SCENARIO, type Scenario } from "@/lib/planner/scenario";
import { err, ok, type Result } from "@/lib/result";
import type { OpenLot } from "@/lib/tax/closed-lot";
import { groupBy } from "@/lib/tax/explain/group-by";
import { lotMarks } from "@/lib/tax/harvest/book-positions";
import { markOf } from "@/lib/tax/harvest/hindrances";
import type { HarvestMark } from "@/lib/tax/harvest/marks";
import { latestQuotes } from "@/lib/tax/harvest/unrealized";
import type { FilingStatus, YearProfile } from "@/lib/tax/settings";
import { assetId } from "@/lib/tax/transaction";
import type { YearResult } from "@/lib/tax/year-result";
import { yearOf } from "@/lib/time/calendar-date";
import { accountNameOf, type Books, yearOfBooks } from "./gains/books";
import { tellingRows } from "./gains/picks";
import { plainQuantity } from "./gains/plain";
import { planAhead, planOf } from "./gains/plan-of";
import { plannerBook, positionKey } from "./gains/planner-book";
import { METHOD_WORDS } from "./gains/row-view";
import { type SoldSum, soldSum } from "./gains/sold-sum";
import { type PairedSheet, pairedSheets } from "./gains/worksheet-pair";
import { blockingCount, type YearState, yearState } from "./gains/year-state";
import { type BooksOptions, loadBooks } from "./load-books";

/** One position that can be tried. */
export interface WhatIfRow {
  readonly key: string;
  readonly account: string;
  readonly asset: string;
  readonly method: string;
  readonly lots: number;
  /** Units that can be sold with a known result at the newest price; null without a price. */
  readonly most: string | null;
  readonly price: string | null;
  readonly priceAt: string | null;
  readonly priceSource: string | null;
  /** What a person says stands in the way of selling it; null: nothing. It can be tried all the same. */
  readonly said: HarvestMark["reason"] | null;
  /** The same of single lots, by the planner's name for them. */
  readonly saidOfLots: Readonly<Record<string, HarvestMark["reason"]>>;
}

/** The what-if page. */
export interface WhatIfView {
  readonly year: number;
  readonly asOf: string;
  readonly state: YearState;
  readonly blockingCount: number;
  readonly rows: readonly WhatIfRow[];
  readonly lotCount: number;
  /** What blank fields mean. */
  readonly books: { readonly status: FilingStatus; readonly income: string } | null;
  /** What is tried: the address's, or the sales of the list where it says nothing. */
  readonly scenario: Scenario;
  readonly answer: PlannerAnswer | null;
  /** The lots of positions that are open, by position. */
  readonly lots: Readonly<Record<string, readonly PlannerLot[]>>;
  /** Every line without and with what is tried; null unless asked. */
  readonly sheets: readonly PairedSheet[] | null;
  /** The sales that are tried written out; null where there are none, or unless asked. */
  readonly sum: SoldSum | null;
}

/** What of the page is open besides what is tried. */
export interface WhatIfOpen {
  /** Positions whose lots are shown; those with a named lot are anyway. */
  readonly lots: readonly string[];
  readonly sheets: boolean;
}

const NOTHING_OPEN: WhatIfOpen = { lots: [], sheets: false };

/**
 * Tries sales, prices, income and filing status together: the year's tax without and with, worked out by `lib/planner`, which
 * the browser runs too. `scenario` null: the sales of the list.
 */
export async function viewWhatIf(
  user: Asking,
  clientId: string,
  scenario: Scenario | null = null,
  options: BooksOptions = {},
  open: WhatIfOpen = NOTHING_OPEN,
): Promise<Result<WhatIfView, GateRefusal>> {
  const loaded = await loadBooks(user, clientId, options);
  if (!loaded.ok) {
    return loaded;
  }
  await planAhead(loaded.value);
  return ok(whatIfView(loaded.value, scenario, open));
}

/** What a browser's planner works from; "not-found" where there is nothing to work with. */
export async function viewWhatIfBook(
  user: Asking,
  clientId: string,
  options: BooksOptions = {},
): Promise<Result<PlannerBookText, GateRefusal>> {
  const loaded = await loadBooks(user, clientId, options);
  if (!loaded.ok) {
    return loaded;
  }
  const ready = readyBook(loaded.value);
  return ready === null ? err({ code: "not-found" }) : ok(ready.text);
}

interface ReadyBook {
  readonly year: YearResult;
  readonly profile: YearProfile;
  readonly text: PlannerBookText;
  readonly planner: Planner;
}

function readyBook(books: Books): ReadyBook | null {
  const year = yearOfBooks(books, yearOf(books.asOf.date));
  if (year === null || year.profile === null || books.ledger.openLots.length === 0) {
    return null;
  }
  const text = plannerBook(books, year, year.profile);
  const planner = text.ok ? createPlanner(text.value) : text;
  return text.ok && planner.ok
    ? { year, profile: year.profile, text: text.value, planner: planner.value }
    : null;
}

function whatIfView(books: Books, asked: Scenario | null, open: WhatIfOpen): WhatIfView {
  const number = yearOf(books.asOf.date);
  const ready = readyBook(books);
  const scenario = asked ?? (ready === null ? BLANK_SCENARIO : planned(books, ready.year));
  return {
    year: number,
    asOf: books.asOf.date,
    state: yearState(books, number),
    blockingCount: blockingCount(books),
    rows: ready === null ? [] : rowsOf(books, ready),
    lotCount: books.ledger.openLots.length,
    books:
      ready === null
        ? null
        : { status: ready.profile.filingStatus, income: usdText(ready.profile.ordinaryIncome) },
    scenario,
    answer: ready?.planner.answer(scenario) ?? null,
    lots: ready === null ? {} : lotsOf(ready.planner, scenario, open),
    ...(ready === null || !open.sheets ? UNASKED : sheetsOf(ready.planner, scenario)),
  };
}

function lotsOf(planner: Planner, scenario: Scenario, { lots }: WhatIfOpen): WhatIfView["lots"] {
  const keys = new Set([...lots, ...Object.keys(scenario.lots)]);
  return Object.fromEntries([...keys].map((key) => [key, planner.lots(key, scenario.prices)]));
}

type Sheets = Pick<WhatIfView, "sheets" | "sum">;

const UNASKED: Sheets = { sheets: null, sum: null };

function sheetsOf(planner: Planner, scenario: Scenario): Sheets {
  const { now, after, gross, totals } = planner.outcomes(scenario);
  return {
    sheets: pairedSheets(now, after),
    sum: isZeroUsd(gross) ? null : soldSum(gross, totals, { now, after }),
  };
}

/** The sales of the list that lower this year's tax. */
function planned(books: Books, year: YearResult): Scenario {
  const rows = tellingRows(planOf(books, year)?.rows ?? []).filter(({ pastCap }) => !pastCap);
  return {
    ...BLANK_SCENARIO,
    picks: rows.map(positionKey),
    units: Object.fromEntries(rows.map((row) => [positionKey(row), plainQuantity(row.quantity)])),
  };
}

function rowsOf(books: Books, { text, planner }: ReadyBook): readonly WhatIfRow[] {
  const quotes = latestQuotes(books.quotes);
  const positions = groupBy(books.ledger.openLots, positionKey);
  return text.positions
    .map(({ key, asset, method, price, lots }) => {
      const held = positions.get(key) ?? [];
      const [first] = held;
      const quote = quotes.get(assetId(asset))?.quote;
      return {
        key,
        account: first === undefined ? "" : accountNameOf(books, first.account),
        asset,
        method: METHOD_WORDS[method],
        lots: lots.length,
        most: planner.most(key),
        price,
        priceAt: quote?.at ?? null,
        priceSource: quote?.source ?? null,
        said: first === undefined ? null : (markOf(books.marks, first)?.reason ?? null),
        saidOfLots: saidOfLots(books, planner, held),
      };
    })
    .sort((a, b) => (`${a.asset}\n${a.account}` < `${b.asset}\n${b.account}` ? -1 : 1));
}

/** A planner calls lots by their day and number, in the order of the books. */
function saidOfLots(
  books: Books,
  planner: Planner,
  lots: readonly OpenLot[],
): WhatIfRow["saidOfLots"] {
  const [first] = lots;
  const said = first === undefined ? new Map() : lotMarks(books.marks, first);
  if (first === undefined || said.size === 0) {
    return {};
  }
  const names = planner.lots(positionKey(first), {}).map(({ name }) => name);
  return Object.fromEntries(
    lots.flatMap(({ lot }, index) => {
      const [name, reason] = [names[index], said.get(lot)];
      return name === undefined || reason === undefined ? [] : [[name, reason]];
    }),
  );
}
