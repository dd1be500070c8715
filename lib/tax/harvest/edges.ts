import {
  absoluteUsd,
  addUsd,
  compareUsd,
  minUsd,
  negateUsd,
  signUsd,
  subtractUsd,
  sumUsd,
  type Usd,
  usd,
  ZERO_USD,
} from "@/lib/money/usd";
import { capitalGainLine, type Outcome } from "@/lib/tax/worksheets/year-return";
import type { Situation } from "./saving";

/** A place where another dollar of gain is taxed otherwise than the one before it. */
export interface TaxEdge {
  /** "zero" and "fifteen": the end of the band of long-term gain; "bracket": of ordinary income; "niit": where it begins. */
  readonly kind: "zero" | "fifteen" | "bracket" | "niit" | "loss-limit" | "no-gain";
  /** The amount the year stands at: taxable income, MAGI, or the net loss allowed. */
  readonly at: Usd;
  /** Rates of the brackets below and above, "0.12"; null where there are none. */
  readonly rates: readonly [string, string] | null;
}

// Quantities are cut at eight decimals: what is nearer than this to an edge stands on it.
const NEAR = usd("0.01");

const isAt = (amount: Usd, edge: Usd): boolean =>
  compareUsd(absoluteUsd(subtractUsd(amount, edge)), NEAR) < 0;

/**
 * The edges a year stands on, to the cent: the ends of the 0 % and 15 % bands and of the ordinary brackets (IRC 1(h), 1(j)), the
 * NIIT threshold (IRC 1411(b)), the loss limit (IRC 1211(b)), a net gain of zero. Where a best split ends on one, that is its reason.
 */
export function edgesMet(situation: Situation, outcome: Outcome): readonly TaxEdge[] {
  return [...bandEdges(situation, outcome), ...bracketEdges(situation, outcome)].concat(
    otherEdges(situation, outcome),
  );
}

/** Net capital gain and qualified dividends: what has rates of its own. */
function preferredOf({ profile }: Situation, { line15, line16 }: Outcome): Usd {
  const isNetGain = signUsd(line15) > 0 && signUsd(line16) > 0;
  const net = isNetGain ? minUsd(line15, line16) : ZERO_USD;
  return addUsd(profile.qualifiedDividends, net);
}

function bandEdges(situation: Situation, outcome: Outcome): readonly TaxEdge[] {
  const { profile, rules } = situation;
  const income = outcome.tax.taxableIncome;
  if (signUsd(preferredOf(situation, outcome)) <= 0) {
    return [];
  }
  const zero = rules.zeroRateCeiling[profile.filingStatus];
  const fifteen = rules.fifteenRateCeiling[profile.filingStatus];
  return [
    { kind: "zero", at: zero, rates: ["0", "0.15"] } as const,
    { kind: "fifteen", at: fifteen, rates: ["0.15", "0.20"] } as const,
  ].filter(({ at }) => isAt(income, at));
}

function bracketEdges(situation: Situation, outcome: Outcome): readonly TaxEdge[] {
  const brackets = situation.rules.brackets[situation.profile.filingStatus];
  const ordinary = subtractUsd(outcome.tax.taxableIncome, preferredOf(situation, outcome));
  return brackets.flatMap(({ upTo, rate }, index): TaxEdge[] => {
    const above = brackets[index + 1];
    return upTo === null || above === undefined || !isAt(ordinary, upTo)
      ? []
      : [{ kind: "bracket", at: upTo, rates: [rate, above.rate] }];
  });
}

function otherEdges(situation: Situation, outcome: Outcome): readonly TaxEdge[] {
  const { profile, rules } = situation;
  const threshold = rules.niitThreshold[profile.filingStatus];
  const limit = rules.lossLimit[profile.filingStatus];
  const magi = sumUsd([
    profile.ordinaryIncome,
    profile.qualifiedDividends,
    profile.magiAddBack,
    capitalGainLine(outcome),
  ]);
  const edges: (TaxEdge | null)[] = [
    isAt(magi, threshold) ? { kind: "niit", at: threshold, rates: null } : null,
    isAt(outcome.line16, negateUsd(limit)) ? { kind: "loss-limit", at: limit, rates: null } : null,
    isAt(outcome.line16, ZERO_USD) ? { kind: "no-gain", at: ZERO_USD, rates: null } : null,
  ];
  return edges.filter((edge) => edge !== null);
}
