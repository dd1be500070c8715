import { isPlainDecimal } from "@/lib/money/exact";
import {
  addUsd,
  compareUsd,
  floorZeroUsd,
  maxUsd,
  minUsd,
  negateUsd,
  signUsd,
  subtractUsd,
  timesRatio,
  type Usd,
  ZERO_USD,
} from "@/lib/money/usd";
import { invariant } from "@/lib/result";
import type { Situation } from "@/lib/tax/harvest/saving";
import { COLLECTIBLES_RATE } from "@/lib/tax/rules/statute";
import type { Bracket } from "@/lib/tax/rules/year-rules";
import type { YearGains } from "@/lib/tax/worksheets/year-return";
import { type Plane, planesOf } from "./planes";

/**
 * A figure of the year (its tax, or how far it is from a target) as a function of the gains it realises in each class.
 * Promises: never falls when the gain of a class rises; inside any box of gains that no plane crosses, `byParts` and `whole`
 * are both straight lines. The figure itself is the smaller of the two.
 */
export interface Surface {
  readonly planes: readonly Plane[];
  readonly at: (gains: YearGains) => Pieces;
}

/** The two figures of which the smaller counts: worksheet lines 23 and 24 (QDCG), 45 and 46 (Schedule D Tax Worksheet), each with NIIT. */
export interface Pieces {
  readonly byParts: Usd;
  readonly whole: Usd;
}

/** The figure: the smaller piece. */
export function figureOf({ byParts, whole }: Pieces): Usd {
  return minUsd(byParts, whole);
}

/**
 * Federal income tax and NIIT of a year by the exact rate schedule, without the worksheets' lines: equal to
 * `outcomeOf(...).tax.total` to the last digit (IRC 1(h), 1(j), 1211(b), 1411; property test). The printed Tax Table has steps,
 * so nothing is minimised on it.
 */
export function taxSurface(situation: Situation): Surface {
  const law = lawOf(situation);
  return {
    planes: planesOf(situation),
    at: (gains) => piecesAt(law, gains),
  };
}

interface Ratio {
  readonly top: bigint;
  readonly bottom: bigint;
}

/** A bracket with the tax on everything below it. */
interface Step {
  readonly from: Usd;
  readonly taxBelow: Usd;
  readonly rate: Ratio;
}

interface Law {
  readonly steps: readonly Step[];
  readonly shortIn: Usd;
  readonly longIn: Usd;
  readonly limit: Usd;
  /** Taxable income before the capital gain line, signed. */
  readonly base: Usd;
  readonly dividends: Usd;
  /** Net investment income before the capital gain line. */
  readonly investment: Usd;
  /** MAGI before the capital gain line, less the NIIT threshold. */
  readonly overThreshold: Usd;
  readonly niit: Ratio;
  readonly zeroTop: Usd;
  readonly fifteenTop: Usd;
  readonly ordinaryTop: Usd;
}

function lawOf({ profile, rules, carryoverIn }: Situation): Law {
  const status = profile.filingStatus;
  const dividends = profile.qualifiedDividends;
  const agi = addUsd(profile.ordinaryIncome, dividends);
  return {
    steps: stepsOf(rules.brackets[status]),
    shortIn: carryoverIn.short,
    longIn: carryoverIn.long,
    limit: rules.lossLimit[status],
    base: subtractUsd(agi, profile.deduction),
    dividends,
    investment: addUsd(dividends, profile.otherInvestmentIncome),
    overThreshold: subtractUsd(addUsd(agi, profile.magiAddBack), rules.niitThreshold[status]),
    niit: ratioOf(rules.niitRate),
    zeroTop: rules.zeroRateCeiling[status],
    fifteenTop: rules.fifteenRateCeiling[status],
    ordinaryTop: rules.ordinaryCeilingForGains[status],
  };
}

function stepsOf(brackets: readonly Bracket[]): readonly Step[] {
  const steps: Step[] = [];
  let from = ZERO_USD;
  let taxBelow = ZERO_USD;
  for (const { upTo, rate: text } of brackets) {
    const rate = ratioOf(text);
    steps.push({ from, taxBelow, rate });
    if (upTo !== null) {
      taxBelow = addUsd(taxBelow, times(subtractUsd(upTo, from), rate));
      from = upTo;
    }
  }
  return steps;
}

function ratioOf(rate: string): Ratio {
  invariant(isPlainDecimal(rate), "a rate is plain decimal text");
  const [whole = "0", fraction = ""] = rate.split(".");
  return { top: BigInt(whole + fraction), bottom: 10n ** BigInt(fraction.length) };
}

const times = (amount: Usd, { top, bottom }: Ratio): Usd => timesRatio(amount, top, bottom);

const [FIFTEEN, TWENTY, TWENTY_EIGHT] = [
  ratioOf("0.15"),
  ratioOf("0.20"),
  ratioOf(COLLECTIBLES_RATE),
];

function ordinaryTax(steps: readonly Step[], income: Usd): Usd {
  for (let at = steps.length - 1; at >= 0; at -= 1) {
    const step = steps[at];
    if (step !== undefined && compareUsd(income, step.from) > 0) {
      return addUsd(step.taxBelow, times(subtractUsd(income, step.from), step.rate));
    }
  }
  return ZERO_USD;
}

function piecesAt(law: Law, gains: YearGains): Pieces {
  const line7 = subtractUsd(gains.short, law.shortIn);
  const line15 = subtractUsd(addUsd(gains.long, gains.collectible), law.longIn);
  const line16 = addUsd(line7, line15);
  const gainLine = maxUsd(line16, negateUsd(law.limit));
  const income = floorZeroUsd(addUsd(law.base, gainLine));
  const taxed = minUsd(
    floorZeroUsd(addUsd(law.investment, gainLine)),
    floorZeroUsd(addUsd(law.overThreshold, gainLine)),
  );
  const niit = signUsd(taxed) === 0 ? ZERO_USD : times(taxed, law.niit);
  const whole = addUsd(ordinaryTax(law.steps, income), niit);
  const isNetGain = signUsd(line15) > 0 && signUsd(line16) > 0;
  if (!isNetGain && signUsd(law.dividends) === 0) {
    return { byParts: whole, whole };
  }
  const net = isNetGain ? minUsd(line15, line16) : ZERO_USD;
  const line18 = isNetGain
    ? floorZeroUsd(addUsd(subtractUsd(gains.collectible, law.longIn), minUsd(ZERO_USD, line7)))
    : ZERO_USD;
  const byRates =
    signUsd(line18) > 0 ? with28(law, income, net, line18) : without28(law, income, net);
  return { byParts: addUsd(byRates, niit), whole };
}

/** Line 23 of the Qualified Dividends and Capital Gain Tax Worksheet. */
function without28(law: Law, income: Usd, net: Usd): Usd {
  const preferred = addUsd(law.dividends, net);
  const ordinary = floorZeroUsd(subtractUsd(income, preferred));
  const inZero = minUsd(income, law.zeroTop);
  const zero = subtractUsd(inZero, minUsd(ordinary, inZero));
  const above = subtractUsd(minUsd(income, preferred), zero);
  const room = floorZeroUsd(subtractUsd(minUsd(income, law.fifteenTop), addUsd(ordinary, zero)));
  const at15 = minUsd(above, room);
  const at20 = subtractUsd(above, at15);
  return addUsd(
    addUsd(times(at15, FIFTEEN), times(at20, TWENTY)),
    ordinaryTax(law.steps, ordinary),
  );
}

/** Line 45 of the Schedule D Tax Worksheet (no Form 4952, line 19 zero). */
function with28(law: Law, income: Usd, net: Usd, line18: Usd): Usd {
  const l10 = addUsd(law.dividends, net);
  const l13 = subtractUsd(l10, minUsd(net, line18));
  const l14 = floorZeroUsd(subtractUsd(income, l13));
  const l16 = minUsd(income, law.zeroTop);
  const l20 = minUsd(l14, minUsd(income, law.ordinaryTop));
  const l21 = maxUsd(floorZeroUsd(subtractUsd(income, l10)), l20);
  const tax = ordinaryTax(law.steps, l21);
  if (compareUsd(income, l16) === 0) {
    return tax;
  }
  const l22 = subtractUsd(l16, minUsd(l14, l16));
  const l23 = minUsd(income, l13);
  const l25 = floorZeroUsd(subtractUsd(l23, l22));
  const l28 = addUsd(l21, l22);
  const l29 = floorZeroUsd(subtractUsd(minUsd(income, law.fifteenTop), l28));
  const l30 = minUsd(l25, l29);
  const withFifteen = addUsd(tax, times(l30, FIFTEEN));
  const l32 = addUsd(l22, l30);
  if (compareUsd(income, l32) === 0) {
    return withFifteen;
  }
  const l33 = subtractUsd(l23, l32);
  const l42 = subtractUsd(income, addUsd(l28, addUsd(l30, l33)));
  return addUsd(withFifteen, addUsd(times(l33, TWENTY), times(l42, TWENTY_EIGHT)));
}
