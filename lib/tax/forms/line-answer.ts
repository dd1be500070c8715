import { negateUsd, subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { Term } from "@/lib/tax/closed-lot";
import type { BrokerLine } from "@/lib/tax/facts";
import { termOf } from "@/lib/tax/holding-period";
import type { AdjustmentCode } from "./codes";

/** Columns (d) to (g) of a row that answers a line, and the Part it stands on. */
export interface LineAnswer {
  readonly term: Term;
  readonly proceeds: Usd;
  readonly basis: Usd;
  readonly code: AdjustmentCode;
  readonly adjustment: Usd;
}

/**
 * How Form 8949 answers a line of a broker's form which is no sale of the books: (d) as on the form, (h) zero, so it moves no tax. A transfer
 * of one's own has the same amount in (e) and code O, or, where the IRS was told a basis, that basis in (e) and the rest in (g) with code B
 * (rules.md 13.6 h). A nominee's is reported as its owner would, the gain taken out in (g) with code N (i8949, code N). (g) is worked out from
 * the rounded (d) and (e), so that (h) is zero in whole dollars too.
 */
export function lineAnswer(line: BrokerLine, rounded: (amount: Usd) => Usd): LineAnswer {
  const { basis, code } = basisOf(line);
  const [d, e] = [rounded(line.proceeds), rounded(basis)];
  return {
    term: termOfLine(line),
    proceeds: d,
    basis: e,
    code,
    adjustment: negateUsd(subtractUsd(d, e)),
  };
}

function basisOf(line: BrokerLine): { readonly basis: Usd; readonly code: AdjustmentCode } {
  const shown = line.basis ?? ZERO_USD;
  if (line.answer === "nominee") {
    return { basis: shown, code: "N" };
  }
  return line.basisReported && line.basis !== null
    ? { basis: shown, code: "B" }
    : { basis: line.proceeds, code: "O" };
}

/** What the form says (box 6), else what its dates say; short where neither does: a gain of zero is the same on either Part. */
function termOfLine({ term, acquired, sold }: BrokerLine): Term {
  if (term === "short" || term === "long") {
    return term;
  }
  const isDay = acquired !== null && acquired !== "various";
  return isDay && sold !== null ? termOf(acquired, sold) : "short";
}
