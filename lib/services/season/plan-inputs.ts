import type { StoredPlanInputs } from "@/db/queries/plans";
import { formatUsd } from "@/lib/money/format";
import { usdText } from "@/lib/money/usd";
import { STATUSES } from "@/lib/reports/settings-used";
import type { Situation } from "@/lib/tax/harvest/saving";
import { profileText } from "../gains/planner-book";
import type { readCosts } from "../gains/typed-costs";
import { plainDecimal } from "../typed-text";

type ReadCosts = ReturnType<typeof readCosts>;

/** One thing a plan was computed from, in words, in two of its states; null: it was not kept, or is not there. */
export interface InputLine {
  readonly key: string;
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What is kept with a plan of what it was computed from. */
export function storedInputs(
  { profile, gains, carryoverIn }: Situation,
  { costs, view }: ReadCosts,
): StoredPlanInputs {
  return {
    profile: {
      ...profileText(profile),
      otherShort: usdText(profile.otherShort),
      otherLong: usdText(profile.otherLong),
    },
    realised: {
      short: usdText(gains.short),
      long: usdText(gains.long),
      collectible: usdText(gains.collectible),
      shortCarryoverIn: usdText(carryoverIn.short),
      longCarryoverIn: usdText(carryoverIn.long),
    },
    costs: {
      fee: view.errors["fee"] === undefined ? (plainDecimal(view.fee) ?? "") : "",
      feeFixed: costs.isTyped ? usdText(costs.fixed) : "",
    },
  };
}

const LABELS = {
  filingStatus: "Filing status",
  ordinaryIncome: "Other income",
  deduction: "Deduction",
  qualifiedDividends: "Qualified dividends",
  otherInvestmentIncome: "Investment income in it",
  magiAddBack: "Added back for MAGI",
  otherShort: "Other short-term gains and losses",
  otherLong: "Other long-term gains and losses",
  short: "Short-term of these books",
  long: "Long-term of these books",
  collectible: "Collectibles of these books",
  shortCarryoverIn: "Short-term loss carried in",
  longCarryoverIn: "Long-term loss carried in",
  costs: "Costs of each order",
} as const;

type Key = keyof typeof LABELS;

const isKey = (text: string): text is Key => Object.hasOwn(LABELS, text);
const KEYS = Object.keys(LABELS).filter(isKey);

/** Amounts that are zero in both states say nothing. */
const QUIET: ReadonlySet<Key> = new Set([
  "qualifiedDividends",
  "otherInvestmentIncome",
  "magiAddBack",
  "otherShort",
  "otherLong",
  "collectible",
  "shortCarryoverIn",
  "longCarryoverIn",
]);

/** Two states of what a plan stands on, line by line; what is nothing in both is left out. */
export function inputLines(
  before: StoredPlanInputs | undefined,
  after: StoredPlanInputs | undefined,
): readonly InputLine[] {
  const [a, b] = [before, after].map((inputs) => (inputs === undefined ? null : textsOf(inputs)));
  return KEYS.flatMap((key) => {
    const line = { key, label: LABELS[key], before: a?.[key] ?? null, after: b?.[key] ?? null };
    const isNothing = (text: string | null) => text === null || text === "$0.00";
    return QUIET.has(key) && isNothing(line.before) && isNothing(line.after) ? [] : [line];
  });
}

function textsOf({ profile, realised, costs }: StoredPlanInputs): Readonly<Record<Key, string>> {
  return {
    filingStatus: STATUSES[profile.filingStatus],
    ordinaryIncome: formatUsd(profile.ordinaryIncome),
    deduction: formatUsd(profile.deduction),
    qualifiedDividends: formatUsd(profile.qualifiedDividends),
    otherInvestmentIncome: formatUsd(profile.otherInvestmentIncome),
    magiAddBack: formatUsd(profile.magiAddBack),
    otherShort: formatUsd(profile.otherShort),
    otherLong: formatUsd(profile.otherLong),
    short: formatUsd(realised.short),
    long: formatUsd(realised.long),
    collectible: formatUsd(realised.collectible),
    shortCarryoverIn: formatUsd(realised.shortCarryoverIn),
    longCarryoverIn: formatUsd(realised.longCarryoverIn),
    costs: costsText(costs),
  };
}

/** "0.6% and $2.99"; "none". */
function costsText({ fee, feeFixed }: StoredPlanInputs["costs"]): string {
  const parts = [
    ...(fee === "" || fee === "0" ? [] : [`${fee}%`]),
    ...(feeFixed === "" || feeFixed === "0" ? [] : [formatUsd(feeFixed)]),
  ];
  return parts.length === 0 ? "none" : parts.join(" and ");
}
