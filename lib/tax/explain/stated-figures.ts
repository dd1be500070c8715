import type { Usd } from "@/lib/money/usd";
import { LOSS_LIMIT } from "@/lib/tax/rules/statute";
import type { ByStatus } from "@/lib/tax/rules/year-rules";
import type { FilingStatus } from "@/lib/tax/settings";
import type { YearResult } from "@/lib/tax/year-result";
import { type Figure, stated, type Words } from "./figure";
import { rulesOf, statusOf } from "./year-lines";

const PROFILE_WORDS: Readonly<Record<string, string>> = {
  ordinaryIncome: "Income other than capital gains and qualified dividends",
  deduction: "Deductions",
  qualifiedDividends: "Qualified dividends",
  otherInvestmentIncome: "Other investment income",
  magiAddBack: "Amounts in MAGI but not in AGI",
  otherShort: "Short-term gains and losses outside these books",
  otherLong: "Long-term gains and losses outside these books",
  shortCarryoverIn: "Short-term capital loss carryover",
  longCarryoverIn: "Long-term capital loss carryover",
};

const OTHER_LINE = /^line(\d+)$/;

/** What the person told about a year. */
export function profileFigure({ year, profile }: YearResult, name: string): Figure | null {
  const [, line] = OTHER_LINE.exec(name) ?? [];
  const label =
    line === undefined ? PROFILE_WORDS[name] : `Schedule D line ${line}, from another form`;
  const told = new Map<string, unknown>(Object.entries({ ...profile, ...profile?.scheduleD })).get(
    name,
  );
  if (label === undefined || typeof told !== "bigint") {
    return null;
  }
  const words: Words = { label, how: `as told in the profile of ${year}`, authority: "" };
  return stated(words, told as unknown as Usd, "profile");
}

/** A number of the law for the year and the filing status; null where the year has none in the product. */
export function ruleFigure(year: YearResult, name: string): Figure | null {
  const status = statusOf(year);
  const rules = rulesOf(year.year);
  if (name === "lossLimit") {
    // The statute's own where the year's are not in the product.
    const limits = rules?.lossLimit ?? LOSS_LIMIT;
    return ofLaw("Limit of a net capital loss", limits, status, "IRC 1211(b)");
  }
  if (rules === null) {
    return null;
  }
  switch (name) {
    case "niitThreshold":
      return ofLaw("Threshold", rules.niitThreshold, status, "IRC 1411(b)");
    case "zeroRateCeiling":
    case "fifteenRateCeiling":
    case "ordinaryCeilingForGains":
      return ofLaw(CEILINGS[name], rules[name], status, rules.authority);
    default:
      return null;
  }
}

function ofLaw(
  label: string,
  amounts: ByStatus<Usd>,
  status: FilingStatus,
  authority: string,
): Figure {
  return stated({ label, how: status, authority }, amounts[status], "law");
}

const CEILINGS = {
  zeroRateCeiling: "Top of the 0% band",
  fifteenRateCeiling: "Top of the 15% band",
  ordinaryCeilingForGains: "Top of the bracket below which 28% gain is taxed at ordinary rates",
} as const;
