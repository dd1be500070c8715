import type { Fit } from "./fit";
import type { TimeFit } from "./time-fit";

/** From this score on a row is kept apart until a person looks. */
export const SUSPECT = 700;

/** Rows of the same two reports that hang together in the same way. */
export interface Support {
  readonly rows: number;
  /** How many different amounts they have: ten purchases of 0.01 are one. */
  readonly amounts: number;
}

/** Pairs that only mean something together need so many of them, of so many different amounts. */
const ENOUGH = 3;

const BY_AMOUNT = { exact: 300, rounded: 250, fee: 240 } as const;
const BY_KIN = {
  account: 150,
  exchange: 130,
  "second-hand": 110,
  layout: 110,
  chain: 350,
} as const;
const BY_VALUE = { agrees: 50, differs: -150 } as const;

/**
 * 0 to 1000. Time weighs most, then the amount, then how the reports hang together. A time zone read wrongly, and the same kind of
 * file under another account's name, are believed only when several different amounts agree on it: a standing order of ever the
 * same amount proves nothing.
 */
export function scoreOf(fit: Fit, support: Support): number {
  const isTogether = support.rows >= ENOUGH && support.amounts >= ENOUGH;
  if (needsSupport(fit) && !isTogether) {
    return 0;
  }
  const byKind = fit.isSameKind ? 0 : -40;
  const byValue = fit.value === null ? 0 : BY_VALUE[fit.value];
  const sum =
    byTime(fit.time) + BY_AMOUNT[fit.amount] + BY_KIN[fit.kin] + byDigits(fit) + byValue + byKind;
  return Math.max(0, Math.min(990, sum));
}

/** Long amounts are not met by chance; short ones are, unless it is the same moment or other rows agree. */
function byDigits(fit: Fit): number {
  if (fit.digits >= 6) {
    return 50;
  }
  const isExactTime = fit.time.is === "same" || fit.time.is === "minute";
  return fit.digits > 2 || isExactTime || needsSupport(fit) ? 0 : -100;
}

/** True for what may be chance when it stands alone. */
export function needsSupport({ kin, time }: Pick<Fit, "kin" | "time">): boolean {
  return time.is === "shift" || kin === "layout";
}

function byTime(time: TimeFit): number {
  switch (time.is) {
    case "same":
      return 500;
    case "minute":
      return 450;
    case "near":
      return time.seconds <= 60 ? 420 : 280;
    case "day":
      return time.days === 0 ? 300 : 220;
    case "shift":
      return 320;
  }
}
