import { toCents, toWholeDollars } from "@/lib/money/round";
import type { Usd } from "@/lib/money/usd";
import type { YearProfile } from "@/lib/tax/settings";
import type { FormFacts } from "./form-facts";

type Rounding = FormFacts["rounding"];

/** How an amount is put on a form: in cents, or in whole dollars where the whole return is (i1040sd, Rounding Off). */
export const ROUND: Readonly<Record<Rounding, (amount: Usd) => Usd>> = {
  cents: toCents,
  dollars: toWholeDollars,
};

/**
 * The profile as a return in whole dollars takes it: every amount rounded before it is used, for whoever rounds must round
 * everything (Schedule D instructions). In cents it stays as told.
 */
export function roundedProfile(profile: YearProfile, rounding: Rounding): YearProfile {
  if (rounding === "cents") {
    return profile;
  }
  const carried = (amount: Usd | null) => (amount === null ? null : toWholeDollars(amount));
  const { scheduleD } = profile;
  return {
    ...profile,
    ordinaryIncome: toWholeDollars(profile.ordinaryIncome),
    deduction: toWholeDollars(profile.deduction),
    qualifiedDividends: toWholeDollars(profile.qualifiedDividends),
    otherInvestmentIncome: toWholeDollars(profile.otherInvestmentIncome),
    magiAddBack: toWholeDollars(profile.magiAddBack),
    otherShort: toWholeDollars(profile.otherShort),
    otherLong: toWholeDollars(profile.otherLong),
    shortCarryoverIn: carried(profile.shortCarryoverIn),
    longCarryoverIn: carried(profile.longCarryoverIn),
    ...(scheduleD === undefined ? {} : { scheduleD: roundedLines(scheduleD) }),
  };
}

function roundedLines(
  lines: NonNullable<YearProfile["scheduleD"]>,
): NonNullable<YearProfile["scheduleD"]> {
  return Object.fromEntries(
    Object.entries(lines).map(([line, amount]) => [line, toWholeDollars(amount)]),
  );
}
