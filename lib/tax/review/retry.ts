import { compareQuantity } from "@/lib/money/quantity";
import { subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { ClosedLot, IncomeEvent } from "@/lib/tax/closed-lot";
import { groupBy } from "@/lib/tax/explain/group-by";
import { isFiat } from "@/lib/tax/fiat";
import type { FormFacts } from "@/lib/tax/forms/form-facts";
import { walk } from "@/lib/tax/ledger";
import { inOrder } from "@/lib/tax/order";
import type { AsOf, LedgerSettings } from "@/lib/tax/settings";
import type { AssetId, Transaction, TransactionId } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import { yearOf } from "@/lib/time/calendar-date";
import { type AssetRows, assetRows } from "./asset-rows";
import { incomeShift, shiftOfLots, together, withBasis } from "./lots-supposed";
import type { Supposed } from "./open-item";
import type { ShiftByYear } from "./shift";

/**
 * Computes the books of one asset (and of those it became) again with facts supposed otherwise, and tells what each year's
 * return would have more: as those books would count it and, where units would be sold whose basis is not known, a second time with a
 * basis of zero for them. Null for an asset: all books again. Null when the rows asked for are more than are left of the budget: then nothing is known, and said so.
 */
export type Retry = (asset: AssetId | null, supposed: Supposed) => Tried | null;

/** What a retry tells: see `Retry`. */
export type Tried = readonly [ShiftByYear, ...ShiftByYear[]];

/** Rows walked again at most, for all items of one look together: about a fifth of a second. */
const ROWS_MAX = 30_000;

/** What a retry starts from. */
export interface RetryInput {
  readonly ledger: LedgerResult;
  readonly transactions: ReadonlyMap<TransactionId, Transaction>;
  readonly settings: LedgerSettings;
  readonly asOf: AsOf;
  readonly facts: FormFacts;
  /** Losses of one asset may be replaced by another (IRC 1091): then all rows belong together. */
  readonly isWhole: boolean;
}

/** A retry over these books, with a budget of its own. */
export function retryOver(input: RetryInput, rowsMax = ROWS_MAX): Retry {
  const rows = new Map<string, readonly Transaction[]>();
  const parts = new Map<string, Part>();
  let made: AssetRows | null = null;
  let left = rowsMax;
  return (asset, supposed) => {
    made ??= assetRows([...input.transactions.values()], input.isWhole);
    const groups = made;
    // A supposed change of one coin into another makes their lots one group.
    const of = asset === null ? null : [asset, ...continuedIn(supposed)];
    const names = of === null ? null : new Set(of.map(groups.nameOf));
    const name = names === null ? "all" : [...names].sort().join("\n");
    const isOf = (each: AssetId) => names === null || names.has(groups.nameOf(each));
    const own = rows.get(name) ?? groups.rowsOf(names);
    rows.set(name, own);
    if (own.length > left) {
      return null;
    }
    left -= own.length;
    const part = parts.get(name) ?? partOf(input, own, isOf);
    parts.set(name, part);
    return outcome(input, part, supposed);
  };
}

/** The rows of some assets that share lots, and what the books say of them now. */
interface Part {
  readonly rows: readonly Transaction[];
  readonly closedLots: readonly ClosedLot[];
  readonly income: readonly IncomeEvent[];
  readonly isOf: (asset: AssetId) => boolean;
}

function partOf(
  { ledger }: RetryInput,
  rows: readonly Transaction[],
  isOf: (asset: AssetId) => boolean,
): Part {
  return {
    rows,
    closedLots: ledger.closedLots.filter(({ asset }) => isOf(asset)),
    income: ledger.income.filter(({ asset }) => isOf(asset)),
    isOf,
  };
}

function outcome(
  { settings: told, asOf, facts }: RetryInput,
  part: Part,
  { drop, add, shortOf, settings = told }: Supposed,
): Tried {
  const rows = inOrder([...part.rows.filter(({ id }) => !drop.has(id)), ...add]);
  const again = walk(rows, settings, asOf, null);
  const after = again.closedLots
    .filter(({ asset }) => part.isOf(asset))
    .map((lot) =>
      shortOf !== undefined && lot.acquisition === shortOf
        ? { ...lot, term: "short" as const }
        : lot,
    );
  const [was, is] = differing(part.closedLots, after);
  const income = again.income.filter(({ asset }) => part.isOf(asset));
  const received = incomeOf(part.income, income);
  const counted = together(shiftOfLots(was, is, facts), received);
  const shown = is.map((lot) => (isNewlyUnknown(lot, was) ? withBasis(lot, ZERO_USD) : lot));
  return shown.every((lot, index) => lot === is[index])
    ? [counted]
    : [counted, together(shiftOfLots(was, shown, facts), received)];
}

/** A closed lot without a basis that the books as they stand do not have: an open item of its own, once the way came true. */
function isNewlyUnknown(lot: ClosedLot, before: readonly ClosedLot[]): boolean {
  const { basis, proceeds, disposal, quantity } = lot;
  return (
    basis === null &&
    proceeds !== null &&
    !before.some(
      (was) =>
        was.disposal === disposal &&
        was.gain === null &&
        was.lot === lot.lot &&
        compareQuantity(was.quantity, quantity) === 0,
    )
  );
}

/** The disposals of either side that are not word for word on the other. */
function differing(
  before: readonly ClosedLot[],
  after: readonly ClosedLot[],
): readonly [ClosedLot[], ClosedLot[]] {
  const of = (lots: readonly ClosedLot[]) => groupBy(lots, ({ disposal }) => disposal);
  const [was, is] = [of(before), of(after)];
  const left: ClosedLot[] = [];
  const right: ClosedLot[] = [];
  for (const disposal of new Set([...was.keys(), ...is.keys()])) {
    const [a, b] = [was.get(disposal) ?? [], is.get(disposal) ?? []];
    if (a.length !== b.length || a.some((lot, index) => isOther(lot, b[index]))) {
      left.push(...a);
      right.push(...b);
    }
  }
  return [left, right];
}

function isOther(a: ClosedLot, b: ClosedLot | undefined): boolean {
  return (
    b === undefined ||
    a.gain !== b.gain ||
    a.term !== b.term ||
    a.proceeds !== b.proceeds ||
    a.sold !== b.sold ||
    a.quantity !== b.quantity
  );
}

function incomeOf(before: readonly IncomeEvent[], after: readonly IncomeEvent[]): ShiftByYear {
  const known = new Map(before.map((event) => [event.transaction, event.amount]));
  const isNew = ({ transaction, amount }: IncomeEvent) => known.get(transaction) !== amount;
  return after
    .filter(isNew)
    .map(({ date, amount, transaction }) => {
      const had: Usd = known.get(transaction) ?? ZERO_USD;
      return incomeShift(yearOf(date), subtractUsd(amount ?? ZERO_USD, had));
    })
    .reduce<ShiftByYear>(together, new Map());
}

/** Assets that a supposed row gives one for another: what is drawn of the one tells what the other cost. */
function continuedIn({ add }: Supposed): readonly AssetId[] {
  return add
    .flatMap((tx) =>
      tx.kind === "migration" || tx.kind === "conversion" || tx.kind === "swap"
        ? [tx.sent.asset, tx.received.asset]
        : [],
    )
    .filter((asset) => !isFiat(asset));
}
