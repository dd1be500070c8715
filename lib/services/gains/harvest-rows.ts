import { assetText } from "@/lib/assets/label";
import { toCents } from "@/lib/money/round";
import {
  absoluteUsd,
  addUsd,
  compareUsd,
  isZeroUsd,
  negateUsd,
  subtractUsd,
  type Usd,
  ZERO_USD,
} from "@/lib/money/usd";
import { type FigurePair, figurePairs } from "@/lib/planner/figures";
import type { HarvestRow } from "@/lib/tax/harvest/harvest";
import { CENT } from "@/lib/tax/harvest/reachable";
import { type Situation, situationOf } from "@/lib/tax/harvest/saving";
import { rulesFor } from "@/lib/tax/rules/by-year";
import type { YearResult } from "@/lib/tax/year-result";
import { accountNameOf, type Books } from "./books";
import { pairedParts } from "./bracket-parts";
import { marginalSavings, rowKey, savingOfPicks, shownAmounts, totalsOfRows } from "./picks";
import { estimateUsd, plainQuantity } from "./plain";
import { type RowNote, rowNotes } from "./row-notes";
import { METHOD_WORDS } from "./row-view";
import { lossUses } from "./sold-sum";

/** A lot a sale would really take. */
export interface HarvestLotView {
  readonly key: string;
  readonly acquired: string | null;
  readonly quantity: string;
  readonly isWhole: boolean;
  readonly basis: string;
  readonly value: string;
  readonly gain: string;
  readonly term: "short" | "long";
}

/** One sale of the plan. */
export interface HarvestRowView {
  readonly key: string;
  readonly rank: number;
  readonly isPicked: boolean;
  readonly accountId: string;
  readonly account: string;
  readonly asset: string;
  readonly method: string;
  readonly isFifo: boolean;
  readonly quantity: string;
  readonly value: string;
  readonly shortGain: string;
  readonly longGain: string;
  readonly gain: string;
  /** Selling costs; inside the gain already. */
  readonly fees: string;
  /** This year's tax saved when taken after the rows above it. */
  readonly saving: string;
  /** The part of `saving` that is net investment income tax. */
  readonly niit: string;
  /** Long gains and losses are in the 28 % group (IRC 408(m)). */
  readonly isCollectible: boolean;
  /** What it is worth beside the picks: what a picked one brings, what another would add; null when not worked out. */
  readonly besidePicks: string | null;
  readonly carryoverAdded: string;
  readonly onlyCarries: boolean;
  readonly reason: string;
  /** Why it ends where it does; what other accounts with the asset do. */
  readonly stop: RowNote;
  readonly elsewhere: readonly RowNote[];
  readonly lots: readonly HarvestLotView[];
  readonly priceAt: string | null;
  readonly priceSource: string | null;
}

/** One figure of the year without and with the picks. */
export type WithoutWith = FigurePair;

/** One bar of the tax by rate. */
export interface PartView {
  readonly label: string;
  readonly kind: "ordinary" | "gain" | "niit";
  readonly without: string;
  readonly with: string;
}

/** The year without and with the picked sales. */
export interface HarvestPanel {
  readonly pickedCount: number;
  /** Tax without less tax with; selling costs stand apart. */
  readonly saving: string;
  readonly fees: string;
  readonly netSaving: string;
  readonly carryoverAdded: string;
  /** Where the picks' net loss goes: gains it cancels, what it takes off other income; the rest is `carryoverAdded`. */
  readonly offset: string;
  readonly deducted: string;
  readonly taxWithout: string;
  readonly taxWith: string;
  readonly figures: readonly WithoutWith[];
  readonly parts: readonly PartView[];
  /** The rows in rank order: losses taken so far and tax saved so far. */
  readonly curve: readonly {
    readonly key: string;
    readonly label: string;
    readonly lossSoFar: string;
    readonly saved: string;
  }[];
  /** How many rows from the top are picked without a gap, for the mark on the curve. */
  readonly pickedFromTop: number;
  /** All rows that save, together. */
  readonly best: string;
}

/** The plan's rows with names, lots and what each is worth beside the picks. */
export function rowViews(
  books: Books,
  year: YearResult,
  rows: readonly HarvestRow[],
  picked: readonly HarvestRow[],
): HarvestRowView[] {
  const situation = situationFor(year);
  const besides = situation === null ? [] : marginalSavings(situation, rows, picked);
  const notes = rowNotes(books, rows);
  const shown = shownAmounts(rows);
  const quotes = new Map(books.quotes.map((quote) => [quote.asset, quote]));
  return rows.map((row, index) => ({
    key: rowKey(row),
    rank: row.rank,
    isPicked: picked.includes(row),
    accountId: row.account,
    account: accountNameOf(books, row.account),
    asset: row.asset,
    method: METHOD_WORDS[row.method],
    isFifo: row.method === "fifo",
    quantity: plainQuantity(row.quantity),
    value: estimateUsd(row.value),
    shortGain: estimateUsd(row.shortGain),
    longGain: estimateUsd(row.longGain),
    gain: estimateUsd(addUsd(row.shortGain, row.longGain)),
    fees: estimateUsd(row.fees),
    saving: estimateUsd(shown.saving[index] ?? row.saving),
    niit: estimateUsd(row.niitSaving),
    isCollectible: !isZeroUsd(row.collectibleGain),
    besidePicks: estimateUsd(besideOf(besides[index] ?? null, shown.saving[index])),
    carryoverAdded: estimateUsd(shown.carried[index] ?? row.carryoverAdded),
    onlyCarries: row.pastCap,
    reason: row.reason,
    ...notes(row),
    lots: row.lots.map(lotView),
    priceAt: quotes.get(row.asset)?.at ?? null,
    priceSource: quotes.get(row.asset)?.source ?? null,
  }));
}

/** A cent apart only because rows are rounded in turn is the same: the row shows one of them. */
function besideOf(beside: Usd | null, shown: Usd | undefined): Usd | null {
  const isSame =
    beside !== null &&
    shown !== undefined &&
    compareUsd(absoluteUsd(subtractUsd(toCents(beside), shown)), CENT) <= 0;
  return isSame ? shown : beside;
}

/** The year a plan was made for, as it stands; null without a profile or the year's amounts. */
export function situationFor(year: YearResult): Situation | null {
  const found = year.profile === null ? null : situationOf(year, year.profile);
  return found?.ok === true ? found.value : null;
}

const lotView = (lot: HarvestRow["lots"][number]): HarvestLotView => ({
  key: lot.lot,
  acquired: lot.acquired,
  quantity: plainQuantity(lot.quantity),
  isWhole: plainQuantity(lot.quantity) === plainQuantity(lot.lotQuantity),
  basis: estimateUsd(lot.basis),
  value: estimateUsd(lot.value),
  gain: estimateUsd(lot.gain),
  term: lot.term,
});

/** The year without and with the picks; null when there is nothing to run it with. */
export function panelOf(
  year: YearResult,
  rows: readonly HarvestRow[],
  picked: readonly HarvestRow[],
): HarvestPanel | null {
  const situation = situationFor(year);
  const rules = rulesFor(year.year);
  if (situation === null || !rules.ok) {
    return null;
  }
  const saving = savingOfPicks(situation, picked);
  const brackets = rules.value.brackets[situation.profile.filingStatus];
  const { deducted, carried, offset } = lossUses(totalsOfRows(picked), saving);
  const { savedSoFar } = shownAmounts(rows);
  const fromTop = pickedFromTop(rows, picked);
  // Picked from the top without a gap, the rows' own cents are what they add up to.
  const saved = savedSoFar[fromTop - 1] ?? toCents(saving.saving);
  const fees = toCents(saving.fees);
  return {
    pickedCount: picked.length,
    saving: estimateUsd(saved),
    fees: estimateUsd(fees),
    netSaving: estimateUsd(subtractUsd(saved, fees)),
    carryoverAdded: carried,
    offset,
    deducted,
    taxWithout: estimateUsd(saving.now.tax.total),
    taxWith: estimateUsd(saving.after.tax.total),
    figures: figurePairs(year.year, saving.now, saving.after),
    parts: pairedParts(saving.now.tax, saving.after.tax, brackets).map((part) => ({
      ...part,
      without: estimateUsd(part.without),
      with: estimateUsd(part.with),
    })),
    curve: curveOf(rows, savedSoFar),
    pickedFromTop: fromTop,
    best: estimateUsd(savedSoFar.at(-1) ?? ZERO_USD),
  };
}

function curveOf(rows: readonly HarvestRow[], savedSoFar: readonly Usd[]): HarvestPanel["curve"] {
  let lost = ZERO_USD;
  return rows.map((row, index) => {
    lost = addUsd(lost, negateUsd(addUsd(row.shortGain, row.longGain)));
    return {
      key: rowKey(row),
      label: `${row.rank}. ${assetText(row.asset)}`,
      lossSoFar: estimateUsd(lost),
      saved: estimateUsd(savedSoFar[index] ?? savedSoFar.at(-1) ?? row.cumulativeSaving),
    };
  });
}

/** The first gap ends the mark; a pick below a gap is not on the curve of the ranked order. */
function pickedFromTop(rows: readonly HarvestRow[], picked: readonly HarvestRow[]): number {
  const gap = rows.findIndex((row) => !picked.includes(row));
  const upTo = gap === -1 ? rows.length : gap;
  return upTo === picked.length ? upTo : 0;
}
