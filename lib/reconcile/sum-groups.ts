import {
  addQuantity,
  compareQuantity,
  negateQuantity,
  type Quantity,
  subtractQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { PRINTED } from "./fit";
import type { Shelved } from "./shelves";

/** What a group is made of: its units, and its place among all. */
type Option = Pick<Shelved, "index" | "units">;

/** Lines of one sale, or sales of one line, looked for together. */
const MOST_TOGETHER = 6;
/** Groups kept for one line or sale. */
const MOST_GROUPS = 8;

interface Search {
  readonly options: readonly Option[];
  /** The units of all options before each place. */
  readonly before: readonly Quantity[];
  readonly found: (readonly number[])[];
  steps: number;
}

/**
 * Groups of two to six options whose units add up to a whole; the first few found, largest units first. `options` largest first; the search
 * ends after `steps` steps with what it found.
 */
export function sumGroups(
  whole: Quantity,
  options: readonly Option[],
  steps: number,
): readonly (readonly number[])[] {
  const before = [ZERO_QUANTITY];
  for (const { units } of options) {
    before.push(addQuantity(before.at(-1) ?? ZERO_QUANTITY, units));
  }
  const state: Search = { options, before, found: [], steps };
  search(state, 0, whole, []);
  return state.found;
}

function search(state: Search, from: number, rest: Quantity, taken: readonly number[]): void {
  const { options, found } = state;
  state.steps -= 1;
  if (taken.length > 1 && isDust(rest)) {
    found.push(taken);
    return;
  }
  let at = taken.length === MOST_TOGETHER ? options.length : from;
  for (let option = options[at]; option !== undefined && mayGoOn(state); option = options[at]) {
    if (isTooLittle(state, at, MOST_TOGETHER - taken.length, rest)) {
      return;
    }
    const earlier = found.length;
    const left = subtractQuantity(rest, option.units);
    if (compareQuantity(left, MINUS_PRINTED) >= 0) {
      search(state, at + 1, left, [...taken, option.index]);
    }
    // Where an option leads nowhere, others of the same units lead nowhere too.
    at = found.length === earlier ? nextSmaller(options, at) : at + 1;
  }
}

const mayGoOn = ({ found, steps }: Search): boolean => found.length < MOST_GROUPS && steps > 0;

/** True when not even the next options, as many as there is room for, make up the rest: later ones are smaller. */
function isTooLittle({ before }: Search, at: number, room: number, rest: Quantity): boolean {
  const upTo = before[Math.min(at + room, before.length - 1)] ?? ZERO_QUANTITY;
  const most = subtractQuantity(upTo, before[at] ?? ZERO_QUANTITY);
  return compareQuantity(addQuantity(most, PRINTED), rest) < 0;
}

function nextSmaller(options: readonly Option[], from: number): number {
  const units = options[from]?.units;
  let at = from + 1;
  for (
    let next = options[at];
    next !== undefined && units !== undefined && compareQuantity(next.units, units) === 0;
    next = options[at]
  ) {
    at += 1;
  }
  return at;
}

const MINUS_PRINTED = negateQuantity(PRINTED);

/** Less than a form prints. */
function isDust(rest: Quantity): boolean {
  return compareQuantity(rest, PRINTED) <= 0 && compareQuantity(rest, MINUS_PRINTED) >= 0;
}
