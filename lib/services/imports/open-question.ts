import type { ParsedTransaction, RowProblem } from "@/lib/importers/source";

/**
 * What a person must say of a row before it counts; null when nothing. That only its dollars are missing is told at the import, with the
 * file's own amounts, but it does not stay with the row as a question: the row is whole as it was told, a rate or price of that day
 * values it, and until then the books report the missing value.
 */
export function openQuestion({ question }: ParsedTransaction): RowProblem | null {
  return question?.about === "dollars" ? null : question;
}
