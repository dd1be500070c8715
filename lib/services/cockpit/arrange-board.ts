import { compareUsd, parseUsd, type Usd } from "@/lib/money/usd";
import { addDays, type CalendarDate } from "@/lib/time/calendar-date";
import type { BoardItem } from "./board-item";
import { type BoardQuery, type BoardSort, stageOrder } from "./board-query";
import { STAGES, type Stage } from "./stage";

/** The clients a state of the board shows, in its order. */
export function arrange(
  items: readonly BoardItem[],
  query: BoardQuery,
  today: CalendarDate,
): readonly BoardItem[] {
  return sorted(
    items.filter((item) => isShown(item, query, today)),
    query,
  );
}

/** How many clients stand where, before the filter by stage. */
export function countStages(
  items: readonly BoardItem[],
  query: BoardQuery,
  today: CalendarDate,
): ReadonlyMap<Stage, number> {
  const counts = new Map<Stage, number>(STAGES.map((stage) => [stage, 0]));
  for (const item of items) {
    if (isShown(item, { ...query, stage: null }, today)) {
      counts.set(item.stage, (counts.get(item.stage) ?? 0) + 1);
    }
  }
  return counts;
}

/** Done work is due no more. */
const isDone = ({ stage }: BoardItem): boolean => stage === "filed";

function isShown(item: BoardItem, query: BoardQuery, today: CalendarDate): boolean {
  const { text, stage, preparer, over } = query;
  return (
    (text === null || item.name.toLowerCase().includes(text.toLowerCase())) &&
    (stage === null || item.stage === stage) &&
    (preparer === null || isOf(item, preparer)) &&
    (over === null || isOver(item, over)) &&
    isDueAs(item, query, today)
  );
}

function isOf({ preparers }: BoardItem, preparer: string): boolean {
  return preparer === "none" ? preparers.length === 0 : preparers.some(({ id }) => id === preparer);
}

function isOver({ taxAtStake }: BoardItem, over: string): boolean {
  const [at, limit] = [known(taxAtStake), known(over)];
  return at !== null && limit !== null && compareUsd(at, limit) > 0;
}

function isDueAs(item: BoardItem, { due }: BoardQuery, today: CalendarDate): boolean {
  switch (due) {
    case null:
      return true;
    case "none":
      return item.isDueByLaw;
    case "overdue":
      return item.due < today && !isDone(item);
    case "week":
      return item.due <= addDays(today, 7) && !isDone(item);
    case "month":
      return item.due <= addDays(today, 31) && !isDone(item);
    default:
      return due satisfies never;
  }
}

type Compare = (a: BoardItem, b: BoardItem) => number;

/**
 * What is not known comes last whichever way the column runs. Equal ones stand by what they put at stake, then by what they can still save,
 * the most first, then by name, then by id, so that a page never shows a client twice.
 */
function sorted(
  items: readonly BoardItem[],
  { sort, isDescending }: BoardQuery,
): readonly BoardItem[] {
  const by = columns(sort, isDescending);
  return items
    .map((item) => ({ item, stake: known(item.taxAtStake), saving: known(item.harvest) }))
    .sort(
      (a, b) =>
        by(a.item, b.item) ||
        compareKnown(a.stake, b.stake, compareUsd, true) ||
        compareKnown(a.saving, b.saving, compareUsd, true) ||
        byName(a.item, b.item),
    )
    .map(({ item }) => item);
}

const byName: Compare = (a, b) => compareNames(a.name, b.name) || (a.id < b.id ? -1 : 1);

const { compare: compareNames } = new Intl.Collator("en", { sensitivity: "base", numeric: true });

function columns(sort: BoardSort, isDown: boolean): Compare {
  const number = (of: (item: BoardItem) => number): Compare => {
    return (a, b) => (isDown ? of(b) - of(a) : of(a) - of(b));
  };
  const text = (of: (item: BoardItem) => string | null): Compare => {
    return (a, b) => compareKnown(of(a), of(b), compareText, isDown);
  };
  const dollars = (of: (item: BoardItem) => string | null): Compare => {
    return (a, b) => compareKnown(known(of(a)), known(of(b)), compareUsd, isDown);
  };
  switch (sort) {
    case "client":
      return (a, b) => (isDown ? byName(b, a) : byName(a, b));
    case "stage":
      return number((item) => stageOrder(item.stage));
    case "items":
      return number((item) => item.openItems);
    case "stake":
      return dollars((item) => item.taxAtStake);
    case "harvest":
      return dollars((item) => item.harvest);
    case "long":
      return number((item) => item.turningLong);
    case "unexplained":
      return dollars((item) => item.unexplained);
    case "preparer":
      return text((item) => item.preparers[0]?.name ?? null);
    case "due":
      return (a, b) => Number(isDone(a)) - Number(isDone(b)) || text((item) => item.due)(a, b);
    case "activity":
      return text((item) => item.lastActivityAt);
    default:
      return sort satisfies never;
  }
}

const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

function compareKnown<T>(
  a: T | null,
  b: T | null,
  compare: (a: T, b: T) => number,
  isDown: boolean,
): number {
  if (a === null || b === null) {
    return a === b ? 0 : a === null ? 1 : -1;
  }
  return isDown ? compare(b, a) : compare(a, b);
}

function known(text: string | null): Usd | null {
  return text === null ? null : parseUsd(text);
}
