import type { StoredCosts, StoredPlanCosts, StoredPlanInputs } from "@/db/queries/plans";
import { formatUsd } from "@/lib/money/format";
import { usdText } from "@/lib/money/usd";
import { STATUSES } from "@/lib/reports/settings-used";
import type { Situation } from "@/lib/tax/harvest/saving";
import { typedOf } from "../gains/account-costs-view";
import type { Books } from "../gains/books";
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
  books: Pick<Books, "accountCosts">,
  { profile, gains, carryoverIn }: Situation,
  costs: ReadCosts,
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
    costs: storedCosts(books, costs),
  };
}

/** What selling costs as a plan counts it; of accounts only those that charge something. */
function storedCosts(
  { accountCosts }: Pick<Books, "accountCosts">,
  { costs: { isTyped, fixed }, view }: ReadCosts,
): StoredPlanCosts {
  if (isTyped) {
    const fee = view.errors["fee"] === undefined ? (plainDecimal(view.fee) ?? "") : "";
    return { fee, feeFixed: usdText(fixed), accounts: [] };
  }
  return {
    fee: "",
    feeFixed: "",
    accounts: accountCosts
      .map(({ account, ...charged }) => ({ account, ...typedOf(charged) }))
      .filter(({ fee, feeFixed }) => fee !== "" || feeFixed !== ""),
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

/** An account a plan sells from. */
export interface PlanPlace {
  readonly account: string;
  readonly name: string;
}

/**
 * Two states of what a plan stands on, line by line; what is nothing in both is left out. Costs are one line where all of `places`
 * charge the same, else one each.
 */
export function inputLines(
  before: StoredPlanInputs | undefined,
  after: StoredPlanInputs | undefined,
  places: readonly PlanPlace[],
): readonly InputLine[] {
  const [a, b] = [before, after].map((inputs) => (inputs === undefined ? null : textsOf(inputs)));
  const lines = KEYS.flatMap((key) => {
    const line = { key, label: LABELS[key], before: a?.[key] ?? null, after: b?.[key] ?? null };
    const isNothing = (text: string | null) => text === null || text === "$0.00";
    return QUIET.has(key) && isNothing(line.before) && isNothing(line.after) ? [] : [line];
  });
  return [...lines, ...costLines(before?.costs, after?.costs, places)];
}

function costLines(
  before: StoredPlanCosts | undefined,
  after: StoredPlanCosts | undefined,
  places: readonly PlanPlace[],
): readonly InputLine[] {
  const label = "Costs of each order";
  const lines = [...new Map(places.map((place) => [place.account, place])).values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ account, name }) => ({
      key: `costs ${account}`,
      label: `${label}, ${name}`,
      before: costsIn(before, account),
      after: costsIn(after, account),
    }));
  const [first] = lines;
  const isOne = lines.every((each) => each.before === first?.before && each.after === first?.after);
  return first === undefined ? [] : isOne ? [{ ...first, key: "costs", label }] : lines;
}

function textsOf({ profile, realised }: StoredPlanInputs): Readonly<Record<Key, string>> {
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
  };
}

/** What an order in an account costs in words; null: what accounts charge was not kept. */
function costsIn(costs: StoredPlanCosts | undefined, account: string): string | null {
  if (costs === undefined) {
    return null;
  }
  if (costs.fee !== "" || costs.feeFixed !== "") {
    return costsText(costs);
  }
  const { accounts } = costs;
  return accounts === undefined
    ? null
    : costsText(accounts.find((each) => each.account === account));
}

/** "0.6% and $2.99"; "none". */
function costsText({ fee, feeFixed }: StoredCosts = { fee: "", feeFixed: "" }): string {
  const parts = [
    ...(fee === "" || fee === "0" ? [] : [`${fee}%`]),
    ...(feeFixed === "" || feeFixed === "0" ? [] : [formatUsd(feeFixed)]),
  ];
  return parts.length === 0 ? "none" : parts.join(" and ");
}
