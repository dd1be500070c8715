import {
  addUsd,
  compareUsd,
  floorZeroUsd,
  negateUsd,
  signUsd,
  subtractUsd,
  type Usd,
  ZERO_USD,
} from "@/lib/money/usd";
import { termOfBox } from "@/lib/tax/forms/boxes";
import type { Form8949Box } from "@/lib/tax/year-result";
import {
  amountsBy,
  type FiledAmount,
  type FiledAmounts,
  type FiledBox,
  type FiledYear,
} from "./filed-year";

/** A column of a box's totals. */
export type BoxColumn = "proceeds" | "basis" | "adjustment" | "gain";

/** Names a figure a person may have filed otherwise: an amount, or a column of a box ("box:I:gain"). */
export type FigureName = FiledAmount | `box:${Form8949Box}:${BoxColumn}`;

/** One figure that was filed otherwise than it was computed. */
export interface FiledEdit {
  readonly figure: FigureName;
  readonly amount: Usd;
  readonly reason: string;
}

/** A year as it was filed: what was computed with what the person filed instead. */
export interface AsFiled {
  readonly computed: FiledYear;
  readonly edits: readonly FiledEdit[];
  readonly boxes: readonly FiledBox[];
  readonly amounts: FiledAmounts;
}

/** Puts the figures a person filed in the place of the computed ones; of several for one figure the last counts. */
export function asFiled(computed: FiledYear, edits: readonly FiledEdit[]): AsFiled {
  const told = new Map(edits.map(({ figure, amount }) => [figure, amount]));
  return {
    computed,
    edits: edits.filter(({ figure, amount }) => told.get(figure) === amount),
    boxes: [...computed.boxes, ...boxesAdded(computed, told)].map((box) => editedBox(box, told)),
    amounts: amountsBy((name) => told.get(name) ?? computed.amounts[name]),
  };
}

/** Every column of a box. */
export const BOX_COLUMNS: readonly BoxColumn[] = ["proceeds", "basis", "adjustment", "gain"];

const BOXES = [..."ABCDEFGHIJKL"].filter(isBox);

function isBox(letter: string): letter is Form8949Box {
  return /^[A-L]$/.test(letter);
}

/** Boxes that were filed and that the books did not have. */
function boxesAdded({ boxes }: FiledYear, told: ReadonlyMap<FigureName, Usd>): readonly FiledBox[] {
  return BOXES.filter(
    (box) =>
      boxes.every((one) => one.box !== box) &&
      BOX_COLUMNS.some((column) => told.has(`box:${box}:${column}`)),
  ).map(emptyBox);
}

/** A box with nothing in it. */
export function emptyBox(box: Form8949Box): FiledBox {
  return {
    box,
    term: termOfBox(box),
    rows: 0,
    proceeds: ZERO_USD,
    basis: ZERO_USD,
    adjustment: ZERO_USD,
    gain: ZERO_USD,
  };
}

function editedBox(box: FiledBox, told: ReadonlyMap<FigureName, Usd>): FiledBox {
  const column = (name: BoxColumn): Usd => told.get(`box:${box.box}:${name}`) ?? box[name];
  return {
    box: box.box,
    term: box.term,
    rows: box.rows,
    proceeds: column("proceeds"),
    basis: column("basis"),
    adjustment: column("adjustment"),
    gain: column("gain"),
  };
}

/**
 * Which sums of the forms do not hold among the figures as filed, a plain sentence each: what was filed is a fact and is kept as it is,
 * but a figure typed wrong shows here. Empty when all hold, or when what they need is not known.
 */
export function brokenSums({ amounts: filed, boxes }: AsFiled): readonly string[] {
  const said: string[] = [];
  const check = (holds: boolean | null, sentence: string): void => {
    if (holds === false) {
      said.push(sentence);
    }
  };
  for (const { box, proceeds, basis, adjustment, gain } of boxes) {
    const made = addUsd(subtractUsd(proceeds, basis), adjustment);
    check(same(made, gain), `Box ${box}: (h) is not (d) - (e) + (g).`);
  }
  check(
    same(plus(filed.line7, filed.line15), filed.line16),
    "Schedule D line 16 is not line 7 + line 15.",
  );
  check(
    same(filed.capitalGainLine, gainLineOf(filed)),
    "The capital gain line is neither line 16 nor the loss of line 21.",
  );
  check(
    same(floored(filed.taxableIncomeSigned), filed.taxableIncome),
    "Taxable income is not AGI less deductions, not below zero.",
  );
  check(
    same(plus(filed.incomeTax, filed.niit), filed.totalTax),
    "The total is not tax + net investment income tax.",
  );
  return said;
}

function same(a: Usd | null, b: Usd | null): boolean | null {
  return a === null || b === null ? null : compareUsd(a, b) === 0;
}

function plus(a: Usd | null, b: Usd | null): Usd | null {
  return a === null || b === null ? null : addUsd(a, b);
}

function floored(amount: Usd | null): Usd | null {
  return amount === null ? null : floorZeroUsd(amount);
}

function gainLineOf({ line16, line21 }: FiledAmounts): Usd | null {
  if (line16 === null || signUsd(line16) >= 0) {
    return line16;
  }
  return line21 === null ? null : negateUsd(line21);
}
