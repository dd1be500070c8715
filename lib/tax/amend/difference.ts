import { compareUsd, isZeroUsd, subtractUsd, sumUsd, type Usd } from "@/lib/money/usd";
import type { Term } from "@/lib/tax/closed-lot";
import type { TransactionId } from "@/lib/tax/transaction";
import { type AsFiled, BOX_COLUMNS, emptyBox } from "./as-filed";
import { differRows, type RowChange, rowIdentity } from "./differ-rows";
import {
  FILED_AMOUNTS,
  type FiledAmount,
  type FiledAmounts,
  type FiledBox,
  type FiledRow,
  type FiledYear,
  filedYearOf,
  NO_AMOUNTS,
} from "./filed-year";
import { type Cause, stagesOf } from "./stages";
import { computeFiled, type YearInputs } from "./year-inputs";

/** A row that changed, with the causes that touched it, in the order they were applied. */
export interface CausedChange extends RowChange {
  readonly causes: readonly Cause[];
}

/** What one cause does to the year, after all causes before it. null: the tax is not known. */
export interface CauseEffect {
  readonly cause: Cause;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly short: Usd;
  readonly long: Usd;
  readonly tax: Usd | null;
}

/** Gains of one term as filed and now. */
export interface TermDifference {
  readonly term: Term;
  readonly filed: Usd;
  readonly now: Usd;
  readonly change: Usd;
}

/** One figure of the return as filed and now. */
export interface AmountDifference {
  readonly name: FiledAmount;
  readonly filed: Usd | null;
  readonly now: Usd | null;
  readonly change: Usd | null;
}

/** How a year as the books have it now differs from the year as it was filed. */
export interface YearDifference {
  readonly year: number;
  readonly isEqual: boolean;
  readonly rows: readonly CausedChange[];
  /** Short-term, then long-term. */
  readonly terms: readonly [TermDifference, TermDifference];
  readonly amounts: readonly AmountDifference[];
  /** In the order they were applied; their effects add up to the whole difference, to the cent. Only those that do something. */
  readonly causes: readonly CauseEffect[];
  readonly now: FiledYear;
}

/** What a difference is worked out from. */
export interface DifferenceInput {
  readonly filed: AsFiled;
  /** What it was filed on. */
  readonly frozen: YearInputs;
  /** What the books say now. */
  readonly current: YearInputs;
  /** The year as the books have it now. */
  readonly now: FiledYear;
  readonly replaced?: ReadonlyMap<TransactionId, TransactionId>;
}

/**
 * How a year differs from what was filed and why: the engine is run on the old facts with one group of changes more each time, so every
 * effect is measured, none is guessed, and together they are the whole difference. A year that is as it was filed is not run at all.
 */
export function yearDifference(input: DifferenceInput): YearDifference {
  const { filed, now } = input;
  const rows = differRows(filed.computed.rows, now.rows);
  const amounts = FILED_AMOUNTS.map((name) => amountDifference(name, filed.amounts, now.amounts));
  const isEqual = rows.length === 0 && haveSameFigures(filed, now);
  const walked = isEqual ? { effects: [], touched: new Map() } : walk(input);
  return {
    year: now.year,
    isEqual,
    rows: rows.map((row) => ({ ...row, causes: causesOf(row, walked.touched) })),
    terms: [termDifference("short", filed, now), termDifference("long", filed, now)],
    amounts,
    causes: walked.effects,
    now,
  };
}

/** True when a year still is as it was filed: the same printed rows and the same figures. */
export function isAsFiled(filed: AsFiled, now: FiledYear): boolean {
  return haveSameFigures(filed, now) && differRows(filed.computed.rows, now.rows).length === 0;
}

/** Equal rows make equal boxes, except where a person filed a total otherwise. */
function haveSameFigures(filed: AsFiled, now: FiledYear): boolean {
  return haveSameAmounts(filed.amounts, now.amounts) && filed.boxes.every(isAsComputed(filed));
}

function isAsComputed({ computed }: AsFiled): (box: FiledBox) => boolean {
  return (box) => {
    const own = computed.boxes.find((one) => one.box === box.box) ?? emptyBox(box.box);
    return BOX_COLUMNS.every((name) => sameAmount(box[name], own[name]));
  };
}

function haveSameAmounts(a: FiledAmounts, b: FiledAmounts): boolean {
  return FILED_AMOUNTS.every((name) => sameAmount(a[name], b[name]));
}

/** Amounts that moved, in the order of the forms. */
export function movedAmounts({ amounts }: YearDifference): readonly AmountDifference[] {
  return amounts.filter(({ filed, now }) => !sameAmount(filed, now));
}

/** What becomes of the year's tax; null where it is not known. */
export function taxChangeOf({ amounts }: YearDifference): Usd | null {
  return amounts.find(({ name }) => name === "totalTax")?.change ?? null;
}

type Touched = ReadonlyMap<Cause, ReadonlySet<string>>;

/** From the figures as filed to those of now, cause by cause. */
function walk({ filed, frozen, current, now, replaced }: DifferenceInput): {
  readonly effects: readonly CauseEffect[];
  readonly touched: Touched;
} {
  const effects: CauseEffect[] = [];
  const touched = new Map<Cause, ReadonlySet<string>>();
  const step = (cause: Cause, from: Point, to: Point): void => {
    const changes = differRows(from.rows, to.rows);
    const effect = effectOf(cause, from, to, changes);
    if (doesSomething(effect, from, to)) {
      effects.push(effect);
      touched.set(cause, new Set(changes.flatMap(identitiesOf)));
    }
  };
  const computed = pointOf(filed.computed);
  if (!haveSameFigures(filed, filed.computed)) {
    effects.push(effectOf(BY_HAND, pointAsFiled(filed), computed, []));
  }
  let before = computed;
  const stages = stagesOf(now.year, frozen, current, replaced);
  for (const [index, { cause, inputs }] of stages.entries()) {
    const after = index === stages.length - 1 ? pointOf(now) : ran(inputs, now);
    step(cause, before, after);
    before = after;
  }
  return { effects, touched };
}

const BY_HAND: Cause = { key: "by-hand", kind: "by-hand", file: "", facts: 0 };

/** A year at one point of the way. */
interface Point {
  readonly rows: readonly FiledRow[];
  readonly amounts: FiledAmounts;
  readonly short: Usd;
  readonly long: Usd;
}

function pointOf({ rows, amounts }: Pick<FiledYear, "rows" | "amounts">): Point {
  return { rows, amounts, short: gainOf(rows, "short"), long: gainOf(rows, "long") };
}

/** With the figures a person filed in the place of the computed ones. */
function pointAsFiled(filed: AsFiled): Point {
  return {
    rows: filed.computed.rows,
    amounts: filed.amounts,
    short: filedGain(filed, "short"),
    long: filedGain(filed, "long"),
  };
}

function ran(inputs: YearInputs, now: FiledYear): Point {
  const result = computeFiled(inputs).years.find(({ year }) => year === now.year);
  return pointOf(result === undefined ? { rows: [], amounts: NO_AMOUNTS } : filedYearOf(result));
}

function effectOf(
  cause: Cause,
  from: Point,
  to: Point,
  changes: readonly RowChange[],
): CauseEffect {
  const count = (wanted: RowChange["kind"]) => changes.filter(({ kind }) => kind === wanted).length;
  return {
    cause,
    added: count("added"),
    removed: count("removed"),
    changed: count("changed"),
    short: subtractUsd(to.short, from.short),
    long: subtractUsd(to.long, from.long),
    tax: less(to.amounts.totalTax, from.amounts.totalTax),
  };
}

function doesSomething(effect: CauseEffect, from: Point, to: Point): boolean {
  return (
    effect.added + effect.removed + effect.changed > 0 ||
    !isZeroUsd(effect.short) ||
    !isZeroUsd(effect.long) ||
    !haveSameAmounts(from.amounts, to.amounts)
  );
}

function causesOf(row: RowChange, touched: Touched): readonly Cause[] {
  const own = identitiesOf(row);
  return [...touched].flatMap(([cause, identities]) =>
    own.some((identity) => identities.has(identity)) ? [cause] : [],
  );
}

function identitiesOf({ before, after }: RowChange): readonly string[] {
  return [before, after].flatMap((row) => (row === null ? [] : [rowIdentity(row)]));
}

function amountDifference(
  name: FiledAmount,
  filed: FiledAmounts,
  now: FiledAmounts,
): AmountDifference {
  return {
    name,
    filed: filed[name],
    now: now[name],
    change: less(now[name], filed[name]),
  };
}

function termDifference(term: Term, filed: AsFiled, now: FiledYear): TermDifference {
  const [was, is] = [filedGain(filed, term), gainOf(now.rows, term)];
  return { term, filed: was, now: is, change: subtractUsd(is, was) };
}

/** The gain of a term by the totals of its boxes, which a person may have filed otherwise. */
function filedGain({ boxes }: AsFiled, term: Term): Usd {
  return sumUsd(boxes.filter((box) => box.term === term).map(({ gain }) => gain));
}

function gainOf(rows: readonly FiledRow[], term: Term): Usd {
  return sumUsd(rows.filter((row) => row.term === term).map(({ gain }) => gain));
}

function less(a: Usd | null, b: Usd | null): Usd | null {
  return a === null || b === null ? null : subtractUsd(a, b);
}

function sameAmount(a: Usd | null, b: Usd | null): boolean {
  return a === null || b === null ? a === b : compareUsd(a, b) === 0;
}
