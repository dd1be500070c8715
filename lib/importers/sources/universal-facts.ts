import { CellError, type Cells, problemIn, textIn } from "@/lib/importers/cells";
import type { ParsedTransaction } from "@/lib/importers/source";
import type { Conversion, ConversionForm, Sell } from "@/lib/tax/transaction";

/** Types that mean a deal of decentralised finance, and which. */
export const CONVERSIONS: ReadonlyMap<string, ConversionForm> = new Map([
  ["wrap", "wrap"],
  ["unwrap", "wrap"],
  ["bridge", "bridge"],
  ["liquidity", "liquidity"],
  ["liquid-staking", "liquid-staking"],
]);

const TREATMENTS = new Map<string, Conversion["treatment"]>([
  ["", null],
  ["taxable", "taxable"],
  ["carry-over", "carry-over"],
]);

const DENIALS = new Map<string, NonNullable<Sell["deniedLoss"]> | null>([
  ["", null],
  ["related-party", "related-party"],
  ["personal-use", "personal-use"],
]);

const ANSWERS = new Map([
  ["", false],
  ["no", false],
  ["yes", true],
]);

/** The words of a cell as one: "Carry over" and "carry_over" are "carry-over". */
const word = (cells: Cells, column: string): string =>
  textIn(cells, column)
    .toLowerCase()
    .replace(/[\s_]+/g, "-");

function oneOf<T>(cells: Cells, column: string, known: ReadonlyMap<string, T>): T {
  const found = known.get(word(cells, column));
  if (found === undefined) {
    const words = [...known.keys()].filter((text) => text !== "").join(", ");
    throw new CellError(problemIn(cells, column, `Known here are: ${words}; or leave it empty.`));
  }
  return found;
}

/** Column "Treatment" of a conversion; null when the settings of the books shall say. */
export const treatmentIn = (cells: Cells): Conversion["treatment"] =>
  oneOf(cells, "Treatment", TREATMENTS);

/** Column "From Spouse" of a gift (IRC 1041). */
export const isFromSpouse = (cells: Cells): boolean => oneOf(cells, "From Spouse", ANSWERS);

/** Adds what column "Loss Denied" says (IRC 267, 262); refuses it on what is no sale, swap or spending. */
export function withDeniedLoss(made: ParsedTransaction, cells: Cells): ParsedTransaction {
  const deniedLoss = oneOf(cells, "Loss Denied", DENIALS);
  if (deniedLoss === null) {
    return made;
  }
  if (made.kind === "sell" || made.kind === "swap" || made.kind === "spend") {
    return { ...made, deniedLoss };
  }
  throw new CellError(
    problemIn(cells, "Loss Denied", "Only a sale, swap or spending can have a denied loss."),
  );
}
