import {
  addQuantity,
  compareQuantity,
  type Quantity,
  subtractQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { groupBy } from "@/lib/tax/explain/group-by";
import type { Issue } from "@/lib/tax/issue";
import type { Migration, Transaction } from "@/lib/tax/transaction";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { aloneBounds } from "./alone";
import { type Context, caseOf, tried, unknown, ways, worthOf } from "./effects";
import type { Effect, OpenItem, ProposedChange, Way } from "./open-item";
import { instead } from "./supposed-rows";

/** A change of one coin into another as an item, and the items of missing units that are settled with it. */
export interface ChangeItem {
  readonly item: OpenItem;
  /** Keys of the issues it explains. */
  readonly explains: readonly string[];
}

/** One account that lacks units of one coin: what may have brought them, and the issues these explain. */
interface Lack {
  readonly changes: readonly ProposedChange[];
  readonly own: readonly (readonly [key: string, issue: Issue])[];
}

/**
 * One item for each coin that seems to have become another without a row: entered, the lots go on with basis and dates; not entered,
 * each row that lacks units is what it may be alone. Several that explain the same rows are weighed as one: the first has their
 * ways, the others are settled with it. Issues that the units do not reach stay as they are.
 */
export function changeItems(
  context: Context,
  changes: readonly ProposedChange[],
  issues: ReadonlyMap<string, Issue>,
): readonly ChangeItem[] {
  const byLack = groupBy(changes, ({ account, entered }) => `${account} ${entered.received.asset}`);
  return [...byLack.values()].flatMap((all) => itemsOf(context, lackOf(all, issues)));
}

function lackOf(changes: readonly ProposedChange[], issues: ReadonlyMap<string, Issue>): Lack {
  const units = changes.reduce(
    (sum, { entered }) => addQuantity(sum, entered.received.quantity),
    ZERO_QUANTITY,
  );
  const [first] = changes;
  const rows = new Set(changes.flatMap(({ explains }) => explains));
  const lacking = [...issues].filter(
    ([, { code, transaction, account, asset }]) =>
      code === "missing-basis" &&
      rows.has(transaction) &&
      account === first?.account &&
      asset === first.entered.received.asset,
  );
  return { changes, own: reached(lacking, units) };
}

/** The first issues, as far as the units go; the one they end in is still one of them. */
function reached(lacking: Lack["own"], units: Quantity): Lack["own"] {
  const found: (readonly [string, Issue])[] = [];
  let left = units;
  for (const each of lacking) {
    if (compareQuantity(left, ZERO_QUANTITY) <= 0) {
      break;
    }
    found.push(each);
    left = subtractQuantity(left, each[1].quantity ?? ZERO_QUANTITY);
  }
  return found;
}

function itemsOf(context: Context, lack: Lack): readonly ChangeItem[] {
  const [first] = lack.own;
  const [leading] = lack.changes;
  if (first === undefined || leading === undefined) {
    return [];
  }
  const { date } = first[1];
  const effect = effectOf(context, lack, date);
  return lack.changes.map((change) => {
    const isLeading = change === leading;
    const { key, account, entered, message, remedy } = change;
    return {
      item: {
        key,
        kind: "migration",
        code: null,
        severity: "check",
        rows: change.explains,
        account,
        asset: entered.received.asset,
        date,
        quantity: entered.received.quantity,
        message,
        remedy,
        evidence: [],
        effect,
        clearedBy: isLeading ? null : leading.key,
        clears: 0,
      },
      explains: isLeading ? lack.own.map(([name]) => name) : [],
    };
  });
}

function effectOf(context: Context, { changes, own }: Lack, date: CalendarDate): Effect {
  const rows = changes.map((change) => change.entered);
  const each = rows.map((row) => [row]);
  const entered = (rows.length > 1 ? [...each, rows] : each).map((one) => retried(context, one));
  const exchanged = changes
    .filter(({ isAsked }) => isAsked)
    .map((change) => exchangedWays(context, change.entered, date));
  if (entered.some(({ length }) => length === 0) || exchanged.some((one) => one?.length === 0)) {
    return unknown("too-many-rows");
  }
  const { least, most, isAll } = aloneBounds(
    context,
    own.map(([, issue]) => issue),
  );
  const isPriced = isAll && exchanged.every((one) => one !== null);
  // What the change shows takes the place of the books as they stand, unless one of its ways is not known.
  const asTheyStand: readonly Way[] = isPriced ? [] : [{ as: "left-out", shifts: least }];
  const effect = ways(...entered.flat(), ...exchanged.flatMap((one) => one ?? []), ...asTheyStand, {
    as: "basis-zero",
    shifts: most,
  });
  return isPriced || effect.is !== "ways" ? effect : { ...effect, more: "exchange-unpriced" };
}

/** Nothing when there is no budget left. */
function retried({ retry }: Context, rows: readonly Migration[]): readonly Way[] {
  const [first] = rows;
  return first === undefined
    ? []
    : tried("migration", retry(first.received.asset, { drop: new Set(), add: rows }));
}

/** The same as an exchange at the price of its day; null without a price. */
function exchangedWays(context: Context, entered: Migration, date: CalendarDate): Exchanged {
  const of = caseOf(context, entered, date, entered.received);
  const worth = of === null ? null : worthOf(of);
  if (worth === null) {
    return null;
  }
  const { kind: _, ...told } = entered;
  const swap: Transaction = { kind: "swap", value: worth.value, withheld: null, ...told };
  return tried("taxable", context.retry(entered.received.asset, instead(swap, [])));
}

type Exchanged = readonly Way[] | null;
