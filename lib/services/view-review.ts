import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { toCents } from "@/lib/money/round";
import { compareUsd, subtractUsd, type Usd, usdText } from "@/lib/money/usd";
import { ok, type Result } from "@/lib/result";
import type { StakedItem } from "@/lib/tax/review/review";
import { yearsNow } from "@/lib/tax/review/stake";
import type { YearRange } from "@/lib/tax/review/year-range";
import { yearOf } from "@/lib/time/calendar-date";
import type { Books } from "./gains/books";
import { type BooksOptions, loadBooks } from "./load-books";
import { itemId, itemView, type ReviewItemView } from "./review/item-view";
import { type OpenBooks, openBooks } from "./review/review-of-books";
import { KIND_TITLES, OPEN_KINDS } from "./review/review-words";

/** Items a page shows at once. */
const ITEMS_PER_PAGE = 25;

/** What the address of the review page asks for. What it does not understand counts as not said. */
export interface ReviewQuery {
  readonly kind?: string | undefined;
  readonly year?: string | undefined;
  readonly severity?: string | undefined;
  /** "dismissed" for what was put aside. */
  readonly state?: string | undefined;
  /** The short name of an item: its page is shown. */
  readonly item?: string | undefined;
  readonly page?: number | undefined;
}

/** Something to filter by, with how many items it leaves. */
export interface FilterChoice {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** Where the tax of one year lies with everything open; dollars to the cent. */
export interface RangeView {
  readonly year: number;
  /** Null in a year whose tax is not known: then the gains say what can be said. */
  readonly tax: { readonly now: string; readonly low: string; readonly high: string } | null;
  readonly gain: { readonly now: string; readonly low: string; readonly high: string };
  /** How many of the year's items make most of the width, and how much of it in whole per cent. */
  readonly few: number;
  readonly share: number;
  readonly of: number;
  readonly isBound: boolean;
  /** Items dated up to the year's end of which nothing is known, not in the range. */
  readonly unknown: number;
  readonly hasProfile: boolean;
}

/** The review page. */
export interface ReviewView {
  readonly clientName: string;
  readonly asOf: string;
  readonly hasTransactions: boolean;
  readonly mayWrite: boolean;
  readonly open: number;
  readonly blocking: number;
  readonly check: number;
  readonly dismissed: number;
  readonly state: "open" | "dismissed";
  readonly kinds: readonly FilterChoice[];
  readonly years: readonly FilterChoice[];
  readonly severities: readonly FilterChoice[];
  readonly filter: {
    readonly kind: string | null;
    readonly year: string | null;
    readonly severity: string | null;
  };
  readonly matching: number;
  readonly page: number;
  readonly pages: number;
  readonly items: readonly ReviewItemView[];
  /** The year the headline speaks of first, the widest; then the others, the latest first. */
  readonly ranges: readonly RangeView[];
  /** Years whose figures are not final because of blocking items, ascending; dismissed ones count. */
  readonly yearsHeld: readonly number[];
}

/** Everything open, in the order of work, filtered and paged; with where the tax of each year lies. */
export async function viewReview(
  user: Asking,
  clientId: string,
  query: ReviewQuery = {},
  options: BooksOptions = {},
): Promise<Result<ReviewView, GateRefusal>> {
  const loaded = await loadBooks(user, clientId, options);
  if (!loaded.ok) {
    return loaded;
  }
  const books = loaded.value;
  return withClient<ReviewView, never>(user, clientId, "read", async (tx) =>
    ok(reviewView(books, await openBooks(tx, books), query, user)),
  );
}

function reviewView(books: Books, opened: OpenBooks, query: ReviewQuery, user: Asking): ReviewView {
  const state = query.state === "dismissed" ? "dismissed" : "open";
  const listed = state === "open" ? opened.open : opened.dismissed;
  const filter = filterOf(listed, query);
  const matching = listed.filter((item) => matches(item, filter));
  const pages = Math.max(1, Math.ceil(matching.length / ITEMS_PER_PAGE));
  const page = Math.min(Math.max(1, pageOf(matching, query)), pages);
  const shown = matching.slice((page - 1) * ITEMS_PER_PAGE, page * ITEMS_PER_PAGE);
  const everything = [...opened.open, ...opened.dismissed];
  const of = {
    now: yearsNow(books.years),
    user: user.id,
    all: new Map(everything.map((item) => [item.key, item])),
  };
  const blocking = opened.open.filter(isBlocking).length;
  return {
    clientName: books.clientName,
    asOf: books.asOf.date,
    hasTransactions: books.transactions.size > 0,
    mayWrite: books.role !== "viewer",
    open: opened.open.length,
    blocking,
    check: opened.open.length - blocking,
    dismissed: opened.dismissed.length,
    state,
    kinds: OPEN_KINDS.flatMap((kind) =>
      choice(listed, kind, KIND_TITLES[kind], (item) => item.kind === kind),
    ),
    years: [...new Set(listed.map(yearText))]
      .sort()
      .reverse()
      .flatMap((year) => choice(listed, year, year, (item) => yearText(item) === year)),
    severities: [
      ...choice(listed, "blocking", "Blocks a year", isBlocking),
      ...choice(listed, "check", "Please check", (item) => !isBlocking(item)),
    ],
    filter,
    matching: matching.length,
    page,
    pages,
    items: shown.map((item) => itemView(books, opened, item, of)),
    ranges: rangeViews(books, opened.years, everything),
    yearsHeld: yearsHeldBy(everything),
  };
}

/** Years that blocking items keep from being final, put aside or not, ascending. */
export function yearsHeldBy(items: readonly StakedItem[]): readonly number[] {
  const years = items.filter(isBlocking).map(({ date }) => yearOf(date));
  return [...new Set(years)].sort((a, b) => a - b);
}

const isBlocking = ({ severity }: StakedItem): boolean => severity === "blocking";
const yearText = ({ date }: StakedItem): string => date.slice(0, 4);

function choice(
  items: readonly StakedItem[],
  value: string,
  label: string,
  isOne: (item: StakedItem) => boolean,
): readonly FilterChoice[] {
  const count = items.filter(isOne).length;
  return count === 0 ? [] : [{ value, label, count }];
}

function filterOf(items: readonly StakedItem[], query: ReviewQuery): ReviewView["filter"] {
  const told = (asked: string | undefined, of: (item: StakedItem) => string) =>
    asked !== undefined && items.some((item) => of(item) === asked) ? asked : null;
  return {
    kind: told(query.kind, ({ kind }) => kind),
    year: told(query.year, yearText),
    severity: told(query.severity, ({ severity }) => severity),
  };
}

function matches(item: StakedItem, { kind, year, severity }: ReviewView["filter"]): boolean {
  return (
    (kind === null || item.kind === kind) &&
    (year === null || yearText(item) === year) &&
    (severity === null || item.severity === severity)
  );
}

/** The page an item stands on, when the address names one that is there. */
function pageOf(items: readonly StakedItem[], { item, page }: ReviewQuery): number {
  const at = item === undefined ? -1 : items.findIndex(({ key }) => itemId(key) === item);
  return at < 0 ? (page ?? 1) : Math.floor(at / ITEMS_PER_PAGE) + 1;
}

const cents = (amount: Usd): string => usdText(toCents(amount));

/** Where the tax of each year lies: the widest first, then the latest. */
export function rangeViews(
  books: Books,
  years: readonly YearRange[],
  items: readonly StakedItem[],
): readonly RangeView[] {
  const width = ({ tax }: YearRange) => (tax === null ? null : subtractUsd(tax.high, tax.low));
  const sorted = [...years].sort((a, b) => {
    const [x, y] = [width(a), width(b)];
    if (x === null || y === null) {
      return Number(x === null) - Number(y === null) || b.year - a.year;
    }
    return compareUsd(y, x) || b.year - a.year;
  });
  return sorted.map((range) => rangeView(books, range, items));
}

function rangeView(books: Books, range: YearRange, items: readonly StakedItem[]): RangeView {
  const { year, now, tax, gain, few, share, weighed, isBound } = range;
  const result = books.years.find((each) => each.year === year);
  return {
    year,
    tax:
      tax === null || now === null
        ? null
        : { now: cents(now), low: cents(tax.low), high: cents(tax.high) },
    gain: { now: cents(gain.now), low: cents(gain.low), high: cents(gain.high) },
    few: few.length,
    share,
    of: weighed,
    isBound,
    unknown: items.filter(({ stake, date }) => stake.is === "unknown" && yearOf(date) <= year)
      .length,
    hasProfile: result !== undefined && result.profile !== null,
  };
}
