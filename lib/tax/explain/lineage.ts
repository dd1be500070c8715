import {
  addQuantity,
  compareQuantity,
  isZeroQuantity,
  type Quantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import type { ClosedLot, RemovedUnits } from "@/lib/tax/closed-lot";
import { itemAt } from "@/lib/tax/forms/item-at";
import type { LotId } from "@/lib/tax/settings";
import type { Trace, TraceStep } from "@/lib/tax/trace";
import type { Transaction } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import { groupBy } from "./group-by";
import { isNameOf, washesByStep } from "./wash-steps";

/** Units drawn in one transaction that went to one or more places: what the draws hold is what the places got. */
export interface Source {
  /** Positions of the draws in the trace. */
  readonly draws: readonly number[];
  readonly drawnUnits: Quantity;
  /** How many places shared them. */
  readonly sharedBy: number;
}

/** Where every part of every lot came from. */
export interface Lineage {
  readonly steps: readonly TraceStep[];
  readonly sourceOfClosed: ReadonlyMap<ClosedLot, Source>;
  readonly sourceOfRemoved: ReadonlyMap<RemovedUnits, Source>;
  /** Of placed steps that moved units; openings are not in it. */
  readonly sourceOfPlaced: ReadonlyMap<number, Source>;
  /** Wash sale (its position in the result) that raised the basis of what a step placed. */
  readonly washOfPlaced: ReadonlyMap<number, number>;
}

/** Someone who got units of a lot: exactly so many, or (in a migration) all that was drawn of it. */
interface Taker {
  readonly lot: LotId;
  readonly quantity: Quantity;
  /** Units of another asset, not to be compared. */
  readonly isOther: boolean;
  readonly take: (source: Source) => void;
}

type Writable = {
  readonly steps: readonly TraceStep[];
  readonly sourceOfClosed: Map<ClosedLot, Source>;
  readonly sourceOfRemoved: Map<RemovedUnits, Source>;
  readonly sourceOfPlaced: Map<number, Source>;
  readonly washOfPlaced: ReadonlyMap<number, number>;
};

/** Follows the steps of a walk and ties each place that units went to to the draws it was filled from. */
export function lineageOf(
  { steps }: Trace,
  ledger: LedgerResult,
  transactions: ReadonlyMap<string, Transaction>,
): Lineage {
  const lineage: Writable = {
    steps,
    sourceOfClosed: new Map<ClosedLot, Source>(),
    sourceOfRemoved: new Map<RemovedUnits, Source>(),
    sourceOfPlaced: new Map<number, Source>(),
    washOfPlaced: washesByStep(steps, ledger.washSales),
  };
  const closed = groupBy(
    [...ledger.closedLots, ...ledger.outside.closedLots],
    ({ disposal }): string => disposal,
  );
  const removed = groupBy(
    [...ledger.removed, ...ledger.outside.removed],
    ({ transaction }): string => transaction,
  );
  for (const [id, own] of stepsByTransaction(steps)) {
    const direct = tieReplacements(lineage, own);
    const takers = groupBy(
      [
        ...placedTakers(lineage, own, changesAsset(transactions.get(id))),
        ...removedTakers(lineage, removed.get(id) ?? []),
        ...closedTakers(lineage, closed.get(id) ?? []),
      ],
      ({ lot }) => lot,
    );
    for (const [lot, sharers] of takers) {
      const draws = own.filter((at) => isDrawOf(steps[at], lot) && !direct.has(at));
      tie(steps, draws, sharers);
    }
  }
  return lineage;
}

const isDrawOf = (step: TraceStep | undefined, lot: LotId): boolean =>
  step?.step === "drawn" && step.lot === lot;

function changesAsset(tx: Transaction | undefined): boolean {
  return tx?.kind === "migration" || tx?.kind === "conversion";
}

/** Ties replacements to the draw right before them, which was made for them; returns those draws. */
function tieReplacements(lineage: Writable, own: readonly number[]): ReadonlySet<number> {
  const { steps, washOfPlaced } = lineage;
  const direct = new Set<number>();
  for (const at of own) {
    const [placed, drawn] = [steps[at], steps[at - 1]];
    if (
      placed?.step === "placed" &&
      drawn?.step === "drawn" &&
      isNameOf(drawn.lot, placed.lot) &&
      (washOfPlaced.has(at) || drawn.lot !== placed.lot) &&
      compareQuantity(drawn.moved.quantity, placed.moved.quantity) === 0
    ) {
      direct.add(at - 1);
      const source: Source = {
        draws: [at - 1],
        drawnUnits: drawn.moved.quantity,
        sharedBy: 1,
      };
      lineage.sourceOfPlaced.set(at, source);
    }
  }
  return direct;
}

/** The placed steps of a transaction that got units from draws before them; the others opened lots. */
function placedTakers(lineage: Writable, own: readonly number[], otherAsset: boolean): Taker[] {
  const { steps, washOfPlaced, sourceOfPlaced } = lineage;
  const drawn = new Set<LotId>();
  const placed = own.filter((at) => !sourceOfPlaced.has(at));
  return placed.flatMap((at): readonly Taker[] => {
    const step = itemAt(steps, at);
    if (step.step === "drawn") {
      drawn.add(step.lot);
      return [];
    }
    const isWash = washOfPlaced.has(at);
    const lot = isWash || !drawn.has(step.lot) ? parentOf(step.lot, drawn) : step.lot;
    const { quantity } = step.moved;
    const take = (source: Source) => sourceOfPlaced.set(at, source);
    return drawn.has(lot) ? [{ lot, quantity, isOther: otherAsset && !isWash, take }] : [];
  });
}

function removedTakers(lineage: Writable, removed: readonly RemovedUnits[]): Taker[] {
  return removed.map((units) => ({
    lot: units.lot,
    quantity: units.quantity,
    isOther: false,
    take: (source) => lineage.sourceOfRemoved.set(units, source),
  }));
}

function closedTakers(lineage: Writable, closed: readonly ClosedLot[]): Taker[] {
  return closed.flatMap((units) =>
    units.lot === null || units.kind === "withheld"
      ? []
      : [
          {
            lot: units.lot,
            quantity: units.quantity,
            isOther: false,
            take: (source) => lineage.sourceOfClosed.set(units, source),
          },
        ],
  );
}

/** A wash sale calls part of lot "b" "b:w1"; all of it stays "b". */
function parentOf(lot: LotId, drawn: ReadonlySet<LotId>): LotId {
  const parent = lot.replace(/:w\d+$/, "");
  return drawn.has(parent) ? parent : lot;
}

/** Ties draws of a lot to its takers, both in order: each group is as few of both as have the same units. */
function tie(
  steps: readonly TraceStep[],
  draws: readonly number[],
  takers: readonly Taker[],
): void {
  const unitsOf = (at: number): Quantity => itemAt(steps, at).moved.quantity;
  if (takers.some(({ isOther }) => isOther)) {
    tieMigrated(draws, takers, unitsOf);
    return;
  }
  let group: number[] = [];
  let drawn = ZERO_QUANTITY;
  let sharing: Taker[] = [];
  let taken = ZERO_QUANTITY;
  let next = 0;
  for (const taker of takers) {
    sharing.push(taker);
    taken = addQuantity(taken, taker.quantity);
    while (next < draws.length && compareQuantity(drawn, taken) < 0) {
      const at = itemAt(draws, next);
      group.push(at);
      drawn = addQuantity(drawn, unitsOf(at));
      next += 1;
    }
    if (compareQuantity(drawn, taken) === 0) {
      give(group, drawn, sharing);
      [group, drawn, sharing, taken] = [[], ZERO_QUANTITY, [], ZERO_QUANTITY];
    }
  }
}

/** Units of another asset: one taker got all draws, or each its own; fees in the old asset follow. */
function tieMigrated(
  draws: readonly number[],
  takers: readonly Taker[],
  unitsOf: (at: number) => Quantity,
): void {
  const others = takers.filter(({ isOther }) => !isOther);
  const migrated = takers.filter(({ isOther }) => isOther);
  const fees = others.length;
  const main = draws.slice(0, draws.length - fees);
  migrated.forEach((taker, index) => {
    const isLast = index === migrated.length - 1;
    const own = main.slice(index, isLast ? undefined : index + 1);
    give(own, sumOf(own, unitsOf), [taker]);
  });
  others.forEach((taker, index) => {
    const own = draws.slice(main.length + index, main.length + index + 1);
    give(own, sumOf(own, unitsOf), [taker]);
  });
}

function sumOf(draws: readonly number[], unitsOf: (at: number) => Quantity): Quantity {
  return draws.reduce((sum, at) => addQuantity(sum, unitsOf(at)), ZERO_QUANTITY);
}

function give(draws: readonly number[], drawnUnits: Quantity, takers: readonly Taker[]): void {
  const sharers = takers.filter(({ quantity }) => !isZeroQuantity(quantity));
  for (const { take } of takers) {
    take({ draws, drawnUnits, sharedBy: sharers.length });
  }
}

/** Positions of steps by their transaction; those of none together. */
function stepsByTransaction(steps: readonly TraceStep[]): ReadonlyMap<string, number[]> {
  const positions = steps.map((_, at) => at);
  return groupBy(positions, (at) => itemAt(steps, at).transaction ?? "");
}
