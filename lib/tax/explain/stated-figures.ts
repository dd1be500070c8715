import type { Usd } from "@/lib/money/usd";
import { LOSS_LIMIT } from "@/lib/tax/rules/statute";
import type { YearResult } from "@/lib/tax/year-result";
import { type Figure, stated, type Words } from "./figure";
import { rulesOf } from "./year-lines";

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

/** What the person told about a year. */
export function profileFigure({ year, profile }: YearResult, name: string): Figure | null {
  const told: unknown =
    profile === null
      ? undefined
      : /^line\d+$/.test(name)
        ? Object.entries(profile.scheduleD ?? {}).find(([line]) => line === name)?.[1]
        : Object.entries(profile).find(([field]) => field === name && name in PROFILE_WORDS)?.[1];
  if (typeof told !== "bigint") {
    return null;
  }
  const label =
    PROFILE_WORDS[name] ?? `Schedule D ${name.replace("line", "line ")}, from another form`;
  const words: Words = { label, how: `as told in the profile of ${year}`, authority: "" };
  return stated(words, told as unknown as Usd, "profile");
}

/** A number of the law for the year and the filing status. */
export function ruleFigure({ year, profile }: YearResult, name: string): Figure | null {
  const status = profile?.filingStatus ?? "single";
  const rules = rulesOf(year);
  const authority = rules?.authority ?? "";
  switch (name) {
    case "lossLimit": {
      const limit = (rules?.lossLimit ?? LOSS_LIMIT)[status];
      return stated(
        { label: "Limit of a net capital loss", how: status, authority: "IRC 1211(b)" },
        limit,
        "law",
      );
    }
    case "niitThreshold":
      return rules === null
        ? null
        : stated(
            { label: "Threshold", how: status, authority: "IRC 1411(b)" },
            rules.niitThreshold[status],
            "law",
          );
    case "zeroRateCeiling":
    case "fifteenRateCeiling":
    case "ordinaryCeilingForGains":
      return rules === null
        ? null
        : stated({ label: CEILINGS[name], how: status, authority }, rules[name][status], "law");
    default:
      return null;
  }
}

const CEILINGS = {
  zeroRateCeiling: "Top of the 0% band",
  fifteenRateCeiling: "Top of the 15% band",
  ordinaryCeilingForGains: "Top of the bracket below which 28% gain is taxed at ordinary rates",
} as const;
