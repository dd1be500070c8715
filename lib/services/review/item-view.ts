import { createHash } from "node:crypto";
import type { UserId } from "@/db/ids";
import { toCents } from "@/lib/money/round";
import { addUsd, compareUsd, type Usd, usdText } from "@/lib/money/usd";
import type { OpenKind, WayName } from "@/lib/tax/review/open-item";
import type { StakedItem } from "@/lib/tax/review/review";
import type { Stake, YearStake, YearsNow } from "@/lib/tax/review/stake";
import { type WayTax, wayTaxes } from "@/lib/tax/review/way-taxes";
import { yearOf } from "@/lib/time/calendar-date";
import { accountNameOf, type Books, placeOf } from "../gains/books";
import { issueTitle } from "../gains/issue-view";
import { plainQuantity } from "../gains/plain";
import { type EvidenceView, evidenceView } from "./evidence-words";
import { type Fix, fixesOf } from "./fixes";
import type { OpenBooks } from "./review-of-books";
import {
  CHANGE_WAY_WORDS,
  KIND_AUTHORITIES,
  KIND_LAW,
  KIND_TITLES,
  MORE_WORDS,
  MOVE_WAY_WORDS,
  NONE_WORDS,
  UNKNOWN_WORDS,
  WAY_WORDS,
} from "./review-words";

/** What is at stake, ready to show; dollars to the cent as text. */
export type StakeView =
  | {
      readonly is: "tax";
      readonly year: number;
      readonly low: string;
      readonly high: string;
      readonly more: string | null;
      readonly others: readonly {
        readonly year: number;
        readonly low: string;
        readonly high: string;
      }[];
    }
  | {
      readonly is: "gain";
      readonly year: number;
      readonly gainLow: string;
      readonly gainHigh: string;
      readonly incomeHigh: string | null;
      readonly more: string | null;
    }
  | { readonly is: "said"; readonly text: string };

/** One way and what it makes of the year's tax. */
export interface WayView {
  readonly label: string;
  /** Tax more or less than now; null where it is not known. */
  readonly tax: string | null;
  readonly gain: string;
  readonly income: string;
}

/** An open item, ready to show. */
export interface ReviewItemView {
  readonly key: string;
  /** Short and stable, for the page's anchors. */
  readonly id: string;
  readonly kind: OpenKind;
  readonly kindTitle: string;
  readonly code: string | null;
  readonly title: string;
  readonly severity: "blocking" | "check";
  readonly date: string;
  readonly year: number;
  readonly account: string | null;
  readonly asset: string | null;
  readonly quantity: string | null;
  readonly message: string;
  readonly remedy: string;
  /** File and line of the first row. */
  readonly place: string;
  readonly transactionId: string | null;
  readonly stake: StakeView;
  /** The year the ways speak of; null when there are none. */
  readonly wayYear: number | null;
  readonly ways: readonly WayView[];
  readonly evidence: readonly EvidenceView[];
  readonly law: string;
  readonly authorities: string;
  readonly clears: number;
  /** The item that settles this one with it. */
  readonly clearedBy: { readonly id: string; readonly title: string; readonly date: string } | null;
  readonly fixes: readonly Fix[];
  readonly dismissal: {
    readonly reason: string;
    readonly at: string;
    readonly isMine: boolean;
  } | null;
}

/** A short name of a key. */
export function itemId(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 12);
}

/** One item with names, figures and ways. `all` finds the item that settles it. */
export function itemView(
  books: Books,
  opened: OpenBooks,
  item: StakedItem,
  of: {
    readonly now: YearsNow;
    readonly user: UserId;
    readonly all: ReadonlyMap<string, StakedItem>;
  },
): ReviewItemView {
  const [row] = item.rows;
  const wayYear = item.stake.is === "known" ? (item.stake.years[0]?.year ?? null) : null;
  const cause = item.clearedBy === null ? undefined : of.all.get(item.clearedBy);
  const dismissal = opened.dismissals.get(item.key);
  return {
    key: item.key,
    id: itemId(item.key),
    kind: item.kind,
    kindTitle: KIND_TITLES[item.kind],
    code: item.code,
    title: titleOf(item),
    severity: item.severity,
    date: item.date,
    year: yearOf(item.date),
    account: item.account === null ? null : accountNameOf(books, item.account),
    asset: item.asset,
    quantity: plainQuantity(item.quantity),
    message: item.message,
    remedy: item.remedy,
    place: row === undefined ? "" : placeOf(books, row),
    transactionId: row ?? null,
    stake: stakeView(item.stake),
    wayYear,
    ways: wayYear === null ? [] : wayViews(item, wayYear, of.now),
    evidence: item.evidence.map((each) => evidenceView(books, each)),
    law: KIND_LAW[item.kind],
    authorities: KIND_AUTHORITIES[item.kind],
    clears: item.clears,
    clearedBy:
      cause === undefined
        ? null
        : { id: itemId(cause.key), title: titleOf(cause), date: cause.date },
    fixes: fixesOf(books, opened, item),
    dismissal:
      dismissal === undefined
        ? null
        : { reason: dismissal.reason, at: dismissal.at, isMine: dismissal.by === of.user },
  };
}

const OWN_TITLES: Readonly<Partial<Record<OpenKind, string>>> = {
  transfer: "Looks like one move of yours",
  migration: "A coin seems to have a new name",
  duplicate: "Seems to tell the same event again",
  spam: "A token nobody asked for",
  question: "A row nobody has explained",
  "stale-price": "Prices are old",
};

/** "More sold than the books hold": the engine's title, or the review's own. */
export function titleOf({ code, kind }: Pick<StakedItem, "code" | "kind">): string {
  return code === null ? (OWN_TITLES[kind] ?? KIND_TITLES[kind]) : issueTitle(code);
}

const cents = (amount: Usd): string => usdText(toCents(amount));

/** A stake in words and cents. */
function stakeView(stake: Stake): StakeView {
  if (stake.is === "unknown") {
    return { is: "said", text: UNKNOWN_WORDS[stake.why] };
  }
  if (stake.is === "none") {
    return { is: "said", text: NONE_WORDS[stake.why] };
  }
  const [first, ...rest] = stake.years;
  if (first === undefined) {
    return { is: "said", text: NONE_WORDS["not-sold-yet"] };
  }
  return knownView(first, rest, stake.more === null ? null : MORE_WORDS[stake.more]);
}

function knownView(
  { year, tax, gain, income }: YearStake,
  rest: readonly YearStake[],
  more: string | null,
): StakeView {
  if (tax === null) {
    const incomeHigh = cents(income.high);
    return {
      is: "gain",
      year,
      gainLow: cents(gain.low),
      gainHigh: cents(gain.high),
      incomeHigh: incomeHigh === "0" ? null : incomeHigh,
      more,
    };
  }
  const others = rest.flatMap((each) =>
    each.tax === null
      ? []
      : [{ year: each.year, low: cents(each.tax.low), high: cents(each.tax.high) }],
  );
  return {
    is: "tax",
    year,
    low: cents(tax.low),
    high: cents(tax.high),
    more,
    others: others.filter(({ low, high }) => low !== "0" || high !== "0"),
  };
}

function wordsOf(kind: OpenKind): Readonly<Record<WayName, string>> {
  switch (kind) {
    case "transfer":
      return { ...WAY_WORDS, ...MOVE_WAY_WORDS };
    case "migration":
      return { ...WAY_WORDS, ...CHANGE_WAY_WORDS };
    default:
      return WAY_WORDS;
  }
}

function wayViews(item: StakedItem, year: number, now: YearsNow): readonly WayView[] {
  const words = wordsOf(item.kind);
  // One way may come out differently by what else is supposed: told once, at its worst.
  const worst = new Map<WayName, WayTax>();
  for (const way of wayTaxes(item, year, now)) {
    const before = worst.get(way.as);
    if (before === undefined || compareUsd(sizeOf(way), sizeOf(before)) > 0) {
      worst.set(way.as, way);
    }
  }
  return [...worst.values()].map(({ as, tax, gain, income }) => ({
    label: words[as],
    tax: tax === null ? null : cents(tax),
    gain: cents(gain),
    income: cents(income),
  }));
}

const sizeOf = ({ tax, gain, income }: WayTax): Usd => tax ?? addUsd(gain, income);
