import type { BoardFacts, StoredCandidate, Summary } from "@/db/queries/client-summaries";
import { toCents } from "@/lib/money/round";
import { absoluteUsd, addUsd, subtractUsd, sumUsd, type Usd } from "@/lib/money/usd";
import { Custody } from "@/lib/tax/custody";
import { lastSafeDate } from "@/lib/tax/harvest/checklist-dates";
import type { HarvestRow } from "@/lib/tax/harvest/harvest";
import { yearOf } from "@/lib/time/calendar-date";
import { dateIn } from "@/lib/time/instant";
import { accountNameOf, type Books, yearOfBooks } from "../gains/books";
import { tellingRows } from "../gains/picks";
import { estimateUsd, orderQuantity } from "../gains/plain";
import { planOf } from "../gains/plan-of";
import { positionsOf } from "../gains/positions-of";
import { yearState } from "../gains/year-state";
import type { OpenBooks } from "../review/review-of-books";
import { isDelivered, stageOf } from "./stage";

/** How near a lot's first long-term day is "soon". */
const SOON_DAYS = 60;

/** Sales the firm's list names of one client at most; its harvest page has all of them. */
const MOST_CANDIDATES = 40;

/**
 * What the board shows of each year of computed books: every year the books have, the present one and the one before it, and `kept`, years
 * that have a summary from before. Figures are those of the client's own pages.
 */
export function summariesOf(
  books: Books,
  opened: OpenBooks,
  facts: BoardFacts & { readonly filed: ReadonlySet<number>; readonly isAlone: boolean },
  kept: readonly number[] = [],
): readonly Summary[] {
  const present = yearOf(books.asOf.date);
  const years = new Set([...books.years.map(({ year }) => year), ...kept, present - 1, present]);
  const counts = transactionsByYear(books);
  return [...years]
    .sort((a, b) => a - b)
    .map((year) => {
      const transactions = upTo(counts, year);
      const open = openOf(opened, year);
      const report = facts.reports.get(year);
      return {
        year,
        ledgerVersion: books.version.ledger,
        settingsVersion: books.version.settings,
        day: books.today,
        stage: stageOf({
          transactions,
          isImporting: facts.isImporting,
          openItems: open.openItems,
          report:
            report?.isCurrent === true
              ? { isDelivered: isDelivered({ ...report, isAlone: facts.isAlone }) }
              : null,
          isFiled: facts.filed.has(year),
        }),
        ...open,
        ...(year === present ? harvestOf(books, year) : NO_HARVEST),
        ...(year === present ? turningLong(books) : { turningLong: 0, nextLongOn: null }),
        ...brokerForms(books, year),
        lastActivityAt: facts.lastActivityAt,
      };
    });
}

function transactionsByYear({ transactions, settings }: Books): ReadonlyMap<number, number> {
  const dayOf = dateIn(settings.timeZone);
  const counts = new Map<number, number>();
  for (const { date, at } of transactions.values()) {
    const year = yearOf(date ?? dayOf(at));
    counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  return counts;
}

function upTo(counts: ReadonlyMap<number, number>, last: number): number {
  return [...counts].reduce((sum, [year, count]) => (year <= last ? sum + count : sum), 0);
}

/** Items up to the year's end, as its report counts them; the range is the review's, and counts what was put aside too. */
function openOf(
  opened: OpenBooks,
  year: number,
): Pick<Summary, "openItems" | "blockingItems" | "taxAtStake" | "gainAtStake" | "unknownItems"> {
  const items = opened.open.filter(
    ({ kind, date }) => kind !== "stale-price" && yearOf(date) <= year,
  );
  const range = opened.years.find((each) => each.year === year);
  const width = (of: { readonly low: Usd; readonly high: Usd }) =>
    toCents(subtractUsd(of.high, of.low));
  const tax = range?.tax ?? null;
  return {
    openItems: items.length,
    blockingItems: items.filter(({ severity }) => severity === "blocking").length,
    taxAtStake: tax === null ? null : width(tax),
    gainAtStake: range === undefined ? null : width(range.gain),
    unknownItems: items.filter(({ stake }) => stake.is === "unknown").length,
  };
}

type HarvestPart = Pick<Summary, "harvestState" | "harvest" | "candidates">;

const NO_HARVEST: HarvestPart = { harvestState: "other-year", harvest: null, candidates: [] };

/** The plan of the harvest page: its saving less what its sales cost. */
function harvestOf(books: Books, number: number): HarvestPart {
  const harvestState = yearState(books, number);
  const year = yearOfBooks(books, number);
  const plan = harvestState !== "ready" || year === null ? null : planOf(books, year);
  if (plan === null) {
    return { harvestState, harvest: null, candidates: [] };
  }
  const rows = tellingRows(plan.rows).filter(({ pastCap }) => !pastCap);
  const net = rows.map(({ saving, fees }) => subtractUsd(saving, fees));
  return {
    harvestState,
    harvest: toCents(sumUsd(net)),
    candidates: rows.slice(0, MOST_CANDIDATES).map((row) => candidateOf(books, number, row)),
  };
}

function candidateOf(books: Books, year: number, row: HarvestRow): StoredCandidate {
  const isOwn = new Custody(books.settings.accounts).isOwn(row.account);
  return {
    account: accountNameOf(books, row.account),
    asset: row.asset,
    quantity: orderQuantity(row.quantity),
    lots: row.lots.length,
    gain: estimateUsd(addUsd(row.shortGain, row.longGain)),
    saving: estimateUsd(row.saving),
    fees: estimateUsd(row.fees),
    lastSafe: lastSafeDate(year, isOwn ? "own" : "broker"),
  };
}

function turningLong(books: Books): Pick<Summary, "turningLong" | "nextLongOn"> {
  const soon = positionsOf(books).filter(
    ({ daysToLong }) => daysToLong !== null && daysToLong > 0 && daysToLong <= SOON_DAYS,
  );
  const days = soon.flatMap(({ firstLongDate }) => firstLongDate ?? []).sort();
  return { turningLong: soon.length, nextLongOn: days[0] ?? null };
}

function brokerForms(
  { reconciliation }: Books,
  year: number,
): Pick<Summary, "unexplained" | "brokerLines"> {
  const forms = reconciliation.forms.filter(({ taxYear }) => taxYear === year);
  return {
    unexplained: sumUsd(forms.map(({ proceeds }) => absoluteUsd(proceeds.unexplained))),
    brokerLines: forms.reduce((sum, { lines }) => sum + lines.length, 0),
  };
}
