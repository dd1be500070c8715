import type { Collision } from "@/lib/assets/collisions";
import { named, speaksOfSpecial } from "@/lib/assets/named";
import type { AssetChoice } from "@/lib/assets/resolve";
import type { ParsedTransaction, RowProblem } from "./source";

/**
 * A transaction a source read, in our ids. It keeps its key: identity is by what the file says, not by what we call it. A shared sign
 * nobody has decided keeps the row and asks; one that was decided stays as it is told, and is read as decided when the books are
 * computed, so that the answer can be changed.
 */
export function withNamedAssets(
  parsed: ParsedTransaction,
  source: string,
  choices: readonly AssetChoice[],
): ParsedTransaction {
  if (!speaksOfSpecial(parsed)) {
    return parsed;
  }
  const { told, open } = named(parsed, { source, choices: [] });
  const undecided = open.filter(
    ({ symbol }) => !choices.some((one) => one.source === source && one.symbol === symbol),
  );
  return undecided.length === 0
    ? told
    : { ...told, question: questionOf(told, undecided, told.question) };
}

function questionOf(
  { lines }: ParsedTransaction,
  open: readonly Collision[],
  also: RowProblem | null,
): RowProblem {
  const reason = open.map(sentenceOf).join(" ");
  if (also !== null) {
    // Something else is asked as well, so the answer about the sign alone does not settle the row.
    const { line, column, value } = also;
    return { line, column, value, reason: `${also.reason} ${reason}` };
  }
  const [first] = open;
  const question = { line: lines[0] ?? 0, column: "asset", value: first?.symbol ?? "", reason };
  return open.length === 1 ? { ...question, about: "asset" } : question;
}

function sentenceOf({ symbol, readings }: Collision): string {
  const names = [...readings.map(({ name }) => name), "another coin"];
  return `${symbol} may be ${names.slice(0, -1).join(", ")} or ${names.at(-1)}: say which in the settings, under Assets.`;
}
