import { subtractUsd, sumUsd, type Usd, usd } from "@/lib/money/usd";
import { type BookPosition, bookPositions } from "@/lib/tax/harvest/book-positions";
import type { HarvestPlan, HarvestRow, SaleTotals } from "@/lib/tax/harvest/harvest";
import { isKnown, type SimulatedSale, simulateSale } from "@/lib/tax/harvest/sale";
import { afterSale, type Situation, savingIn } from "@/lib/tax/harvest/saving";
import type { LotId } from "@/lib/tax/settings";
import type { Outcome } from "@/lib/tax/worksheets/year-return";
import type { YearResult } from "@/lib/tax/year-result";
import { dayText } from "@/lib/time/day-text";
import { isAboutSelling, tellingAlone } from "./alone-views";
import type { Books } from "./books";
import { situationFor } from "./harvest-rows";
import { otherCents, rowKey, shownAmounts, tickedKey, totalsOfRows } from "./picks";
import { estimateUsd } from "./plain";
import { besideKey } from "./row-notes";
import { type SoldSum, soldSum } from "./sold-sum";
import { type PairedSheet, pairedSheets } from "./worksheet-pair";

/** What lies behind one figure of the list: the sales written out, and the year's worksheets in two runs. */
export interface AskedSheets {
  readonly title: string;
  /** What tells the runs apart; null: without and with the sales. */
  readonly sides: readonly [string, string] | null;
  /** Tax of the second run less the first. */
  readonly tax: string;
  /** Null: the runs differ in a day, not in what is sold. */
  readonly sum: SoldSum | null;
  /** What the list says is saved where its cents are not those of `tax`: rows are rounded in turn (`changesInTurn`). */
  readonly shown: string | null;
  readonly sheets: readonly PairedSheet[];
}

/** What of the list can be asked, and how an address names it. */
interface Asked {
  readonly books: Books;
  readonly year: YearResult;
  readonly plan: HarvestPlan;
  /** The rows shown, and those of them that are ticked. */
  readonly rows: readonly HarvestRow[];
  readonly picked: readonly HarvestRow[];
}

/**
 * The worksheets of what `why` names: "worksheets" the ticked sales, "all" every sale that saves, a row of that key after the rows
 * above it, or beside what is ticked (`tickedKey`), a lot told of beside a row (`besideKey`) on top of it, or an entry of what to leave alone. Null for anything else, and where
 * no sale would count.
 */
export function askedSheets(asked: Asked, why: string | undefined): AskedSheets | null {
  const start = situationFor(asked.year);
  if (start === null || why === undefined) {
    return null;
  }
  return ofRows(asked, start, why) ?? ofLotBeside(asked, start, why) ?? ofAlone(asked, start, why);
}

function ofRows({ rows, picked }: Asked, start: Situation, why: string): AskedSheets | null {
  if (why === "worksheets") {
    return sheetsOf("The ticked sales", start, ordersOf(picked));
  }
  if (why === "all") {
    return sheetsOf("All sales that save", start, ordersOf(rows.filter((row) => !row.pastCap)));
  }
  const at = rows.findIndex((row) => [rowKey(row), tickedKey(rowKey(row))].includes(why));
  const row = rows[at];
  if (row === undefined) {
    return null;
  }
  const isBesideTicked = why !== rowKey(row);
  const others = isBesideTicked ? picked.filter((each) => each !== row) : rows.slice(0, at);
  const after = isBesideTicked ? ", after all else that is ticked" : ", after the rows above it";
  const sheets = sheetsOf(
    `Row ${row.rank}${others.length === 0 ? "" : after}`,
    afterSale(start, totalsOfRows(others)),
    ordersOf([row]),
  );
  const shown = isBesideTicked ? undefined : shownAmounts(rows).saving[at];
  return shown === undefined ? sheets : { ...sheets, shown: otherCents(shown, usd(sheets.tax)) };
}

interface Orders {
  readonly gross: Usd;
  readonly totals: SaleTotals;
}

const ordersOf = (rows: readonly HarvestRow[]): Orders => ({
  gross: sumUsd(rows.map(({ value }) => value)),
  totals: totalsOfRows(rows),
});

function sheetsOf(
  title: string,
  start: Situation,
  { gross, totals }: Orders,
  sides: AskedSheets["sides"] = null,
): AskedSheets {
  const { now, after } = savingIn(start, totals);
  const sum = soldSum(gross, totals, { now, after });
  return { title, sides, sum, shown: null, ...runsOf(now, after) };
}

const runsOf = (now: Outcome, after: Outcome): Pick<AskedSheets, "tax" | "sheets"> => ({
  tax: estimateUsd(subtractUsd(after.tax.total, now.tax.total)),
  sheets: pairedSheets(now, after),
});

/**
 * One lot more, whole, before what selling it costs: what its sentence says of it, on top of all sales that save and, where the row only
 * adds to the carryover, of those down to it.
 */
function ofLotBeside({ books, rows }: Asked, start: Situation, why: string): AskedSheets | null {
  const at = rows.findIndex((row) => why.startsWith(besideKey(row, "")));
  const row = rows[at];
  if (row === undefined) {
    return null;
  }
  const place = why.slice(besideKey(row, "").length);
  const position = bookPositions(books).find(
    ({ account, asset }) => asset === row.asset && place.startsWith(`${account}~`),
  );
  const lot = place.slice(place.indexOf("~") + 1);
  const sale = position === undefined ? null : wholeLots(books, position, [lot]);
  return sale === null
    ? null
    : sheetsOf(
        `The lot of ${dayText(sale.lots[0]?.acquired ?? "a day not known")}, on top of ${row.pastCap ? `rows 1 to ${row.rank}` : "all sales that save"}`,
        afterSale(start, totalsOfRows(rows.filter((each, index) => !each.pastCap || index <= at))),
        sale,
        ["Without it", "With it"],
      );
}

/** Lots of a position sold whole at today's price, before costs; null where something of them is not known. */
function wholeLots(
  { asOf }: Books,
  { price, reachable, behind, marked, collectible }: BookPosition,
  lots: readonly LotId[],
): SimulatedSale | null {
  const wanted = new Set(lots);
  const parts = [...reachable, ...behind, ...marked.map(({ lot }) => lot)]
    .filter(({ lot }) => wanted.has(lot))
    .flatMap((lot) => (isKnown(lot) ? [{ lot, quantity: lot.quantity, collectible }] : []));
  return price === null || parts.length < wanted.size
    ? null
    : simulateSale(parts, price, asOf.date);
}

function ofAlone({ books, plan }: Asked, start: Situation, why: string): AskedSheets | null {
  const item = tellingAlone(plan.leaveAlone).find(({ key }) => key === why)?.item;
  if (item === undefined) {
    return null;
  }
  if (item.runs !== null) {
    const title = item.firstLongDate === null ? "This sale too" : "Now, or long-term";
    const sides = item.firstLongDate === null ? null : waitingSides(item.firstLongDate);
    return { title, sides, sum: null, shown: null, ...runsOf(item.runs.now, item.runs.after) };
  }
  const position = bookPositions(books).find(
    ({ account, asset }) => account === item.account && asset === item.asset,
  );
  const sale =
    position === undefined || !isAboutSelling(item) ? null : wholeLots(books, position, item.lots);
  return sale === null ? null : sheetsOf("These lots alone", start, sale);
}

const waitingSides = (from: string): readonly [string, string] => [
  "Sold today",
  `From ${dayText(from)}`,
];
