import { negateUsd, subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { Form8949Box } from "@/lib/tax/year-result";
import { isBasisShown } from "./broker-lines";
import type { FormLine } from "./form-line";
import type { DecidedDifference } from "./reconcile";

/** A row of Form 8949 for a line that is no sale of the books: the IRS has the line, so the return answers it with a gain of zero. */
export interface FormEntry {
  readonly box: Form8949Box;
  readonly proceeds: Usd;
  readonly basis: Usd;
  readonly code: string;
  readonly adjustment: Usd;
}

/**
 * What to enter for a line that was decided to be a transfer of one's own or somebody else's: (d) as on the form, (h) zero. A transfer has the
 * same amount in (e) and an explanation (code O), or, where the IRS was told a basis, that basis in (e) and the rest in (g) (code B; rules.md
 * 13.6 h). A nominee's is taken out in (g) (code N; rules.md 11.4). null: nothing is to be entered by hand.
 */
export function entryFor({ kind, lines, decided }: DecidedDifference): FormEntry | null {
  const [line] = lines;
  if (kind !== "no-sale" || line === undefined) {
    return null;
  }
  switch (decided?.choice) {
    case "self-transfer":
      return isBasisShown(line)
        ? entry(line, line.basis ?? ZERO_USD, "B")
        : entry(line, line.proceeds, "O");
    case "not-mine":
      return entry(line, line.basis ?? ZERO_USD, "N");
    default:
      return null;
  }
}

function entry(line: FormLine, basis: Usd, code: string): FormEntry {
  const isLong = line.term === "long";
  return {
    box: isBasisShown(line) ? (isLong ? "J" : "G") : isLong ? "K" : "H",
    proceeds: line.proceeds,
    basis,
    code,
    adjustment: negateUsd(subtractUsd(line.proceeds, basis)),
  };
}
