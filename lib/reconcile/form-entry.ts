import type { BrokerLine } from "@/lib/tax/facts";
import { isBasisShown } from "./broker-lines";
import type { DecidedDifference } from "./reconcile";

/** What a decision says a line is that no sale of the books answers; other decisions make no row. */
const ANSWERS: ReadonlyMap<string, BrokerLine["answer"]> = new Map([
  ["self-transfer", "own-transfer"],
  ["not-mine", "nominee"],
]);

/**
 * The line that Form 8949 answers with a row of its own, once it was decided to be a transfer of one's own or somebody else's sale: the IRS has
 * the line. null: there is none, or nobody has said what it is, or another form has the sale.
 */
export function entryFor({ kind, lines, decided }: DecidedDifference): BrokerLine | null {
  const [line] = lines;
  const answer = ANSWERS.get(decided?.choice ?? "");
  if (kind !== "no-sale" || line === undefined || answer === undefined) {
    return null;
  }
  const { id, taxYear, payer, name, asset, units, acquired, sold, proceeds, basis, term } = line;
  return {
    id,
    taxYear,
    payer,
    name,
    asset,
    units,
    acquired,
    sold,
    proceeds,
    basis,
    basisReported: isBasisShown(line),
    term,
    answer,
  };
}
