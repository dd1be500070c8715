import { formatQuantity } from "@/lib/money/format";
import { compareQuantity } from "@/lib/money/quantity";
import { compareUsd, type Usd } from "@/lib/money/usd";
import type { FigureAddress } from "@/lib/tax/explain/address";
import type { ExplainedBooks } from "@/lib/tax/explain/facts";
import { groupBy } from "@/lib/tax/explain/group-by";
import { formDate } from "@/lib/tax/forms/form-8949";
import { walk } from "@/lib/tax/ledger";
import { Trace, type TraceStep } from "@/lib/tax/trace";
import type { Transaction } from "@/lib/tax/transaction";
import { type CalendarDate, calendarDate, yearOf } from "@/lib/time/calendar-date";
import { dateIn } from "@/lib/time/instant";
import { type AuditTrees, amountText, TREE_COLUMNS } from "./audit-tree";
import { left, right } from "./columns";
import type { YearEndInput } from "./input";
import type { Table } from "./model";
import { accountName, assetName } from "./names";

/** A step of a lot with its number in the walk, counted from 1, and its tax date. */
interface DatedStep extends TraceStep {
  readonly number: number;
  readonly date: CalendarDate;
  readonly by: Transaction | null;
}

/** Lots that rows of the year draw on, in the order they were opened, each with its steps up to the year's end. */
export interface UsedLots {
  readonly lots: readonly (readonly DatedStep[])[];
  /** "L12" for the figure of a step of one of them; null for every other figure. */
  readonly nameOf: (address: FigureAddress) => string | null;
}

/** Follows the lots that the rows of the year draw on through the whole walk. */
export function usedLots({ result }: YearEndInput, books: ExplainedBooks): UsedLots {
  const trace = new Trace();
  walk(books.transactions, books.settings, books.asOf, trace);
  const byId = new Map(books.transactions.map((transaction) => [transaction.id, transaction]));
  const dateOf = dateIn(books.settings.timeZone);
  const used = new Set(
    result.parts.flatMap(({ rows }) => rows.flatMap(({ parts }) => parts.map(({ lot }) => lot))),
  );
  const steps = trace.steps.flatMap((step, index): readonly DatedStep[] => {
    if (!used.has(step.lot)) {
      return [];
    }
    const by = step.transaction === null ? null : (byId.get(step.transaction) ?? null);
    const date = by === null ? calendarDate("2025-01-01") : (by.date ?? dateOf(by.at));
    return yearOf(date) > result.year ? [] : [{ number: index + 1, date, by, ...step }];
  });
  const groups = [...groupBy(steps, ({ lot }): string => lot).values()];
  const names = new Map(
    groups.flatMap((group, index) => group.map(({ number }) => [number, `L${index + 1}`] as const)),
  );
  return {
    lots: groups,
    nameOf: (address) => (address.at === "step" ? (names.get(address.step) ?? null) : null),
  };
}

/**
 * The journey of each used lot: what it cost and where that was read, then each time units were drawn, out of how many at which basis, or
 * moved. A basis drawn is its share by units of what was left. `numberOf`: a transaction's number among those of the pack.
 */
export function lotJourneys(
  input: YearEndInput,
  { lots }: UsedLots,
  numberOf: ReadonlyMap<string, number>,
): Table {
  return {
    heading: "Lots of these rows and their journeys",
    intro:
      "A lot keeps its day and its basis wherever it moves. Units drawn take their share, by units, of the basis that was left in the account. T1, T2 … are the transactions of the last part; steps after the year are left out.",
    columns: [
      left("Lot", 12),
      left("Day", 9),
      left("Step", 17),
      left("", 6),
      right("Units", 10),
      right("Out of", 10),
      right("Basis", 18),
      right("Out of", 18),
    ],
    rows: lots.flatMap((steps, index) =>
      journey(input, steps, `L${index + 1}  ${assetName(input, steps[0]?.asset ?? "")}`, numberOf),
    ),
    total: null,
    empty: "No row draws on a lot.",
    isDense: true,
  };
}

/** What each used lot cost when it was opened, down to where that was read. */
export function lotCosts({ lots }: UsedLots, trees: AuditTrees): Table {
  const opened = lots.flatMap(([first], index) =>
    first === undefined ? [] : [{ name: `L${index + 1}`, step: first }],
  );
  return {
    heading: "What these lots cost",
    intro: "",
    columns: TREE_COLUMNS,
    rows: opened.flatMap(({ name, step }) => {
      const address = { at: "step", step: step.number, of: "opened", side: "gain" } as const;
      const line = trees.line(address);
      return line === null
        ? trees.rows(address, { short: name, full: `${name}: basis when opened` })
        : [[`${name}: basis when opened`, amountText(step.moved.basis), line]];
    }),
    total: null,
    empty: "No row draws on a lot.",
    isDense: true,
  };
}

function journey(
  input: YearEndInput,
  steps: readonly DatedStep[],
  name: string,
  numberOf: ReadonlyMap<string, number>,
): readonly (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index];
    const next = steps[index + 1];
    if (step === undefined) {
      break;
    }
    const isMove = next !== undefined && isOneMove(step, next);
    const word = isMove
      ? `moved to ${accountName(input.accounts, next.account)}`
      : wordOf(input, step, index === 0);
    rows.push([index === 0 ? name : "", ...stepCells(step, word, numberOf)]);
    index += isMove ? 1 : 0;
  }
  return rows;
}

/** Units drawn here and put in there, whole and at the same basis. */
function isOneMove(from: DatedStep, to: DatedStep): boolean {
  return (
    from.step === "drawn" &&
    to.step === "placed" &&
    from.transaction === to.transaction &&
    compareQuantity(from.moved.quantity, to.moved.quantity) === 0 &&
    isSame(from.moved.basis, to.moved.basis) &&
    isSame(from.moved.lossBasis, to.moved.lossBasis)
  );
}

const isSame = (a: Usd | null, b: Usd | null): boolean =>
  a === null || b === null ? a === b : compareUsd(a, b) === 0;

function stepCells(
  { step, moved, before, by, date }: DatedStep,
  word: string,
  numberOf: ReadonlyMap<string, number>,
): readonly string[] {
  const isDrawn = step === "drawn";
  const number = by === null ? undefined : numberOf.get(by.id);
  return [
    formDate(date),
    moved.lossBasis === null ? word : `${word}; for a loss ${amountText(moved.lossBasis)}`,
    number === undefined ? "" : `T${number}`,
    `${isDrawn ? "\u2212" : ""}${formatQuantity(moved.quantity)}`,
    isDrawn ? formatQuantity(before.quantity) : "",
    amountText(moved.basis),
    isDrawn ? amountText(before.basis) : "",
  ];
}

function wordOf(input: YearEndInput, { step, by, account }: DatedStep, isFirst: boolean): string {
  return step === "placed"
    ? `${isFirst ? "opened in" : "put into"} ${accountName(input.accounts, account)}`
    : (REASONS[by?.kind ?? "cash"] ?? "drawn");
}

/** Why units left an account, by the kind of transaction that took them. */
const REASONS: Readonly<Partial<Record<Transaction["kind"], string>>> = {
  sell: "sold",
  swap: "exchanged",
  conversion: "converted",
  spend: "spent",
  transfer: "moved",
  "gift-sent": "given away",
  donation: "donated",
  lost: "lost",
  fee: "paid as a fee",
  migration: "migrated",
  withdrawal: "withdrawn",
  cash: "moved, Rev. Proc. 2024-28",
};
