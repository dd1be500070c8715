import { addUsd, isZeroUsd, subtractUsd, sumUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { yearOf } from "@/lib/time/calendar-date";
import type { ClosedLot, IncomeEvent } from "./closed-lot";
import { form8949 } from "./forms/form-8949";
import { scheduleD } from "./forms/schedule-d";
import { rulesFor } from "./rules/by-year";
import { LOSS_LIMIT } from "./rules/statute";
import type { YearRules } from "./rules/year-rules";
import type { AsOf, YearProfile } from "./settings";
import { capitalLossCarryover } from "./worksheets/capital-loss-carryover";
import type { TaxMethod } from "./worksheets/tax-table";
import {
  type CarryoverIn,
  capitalGainLine,
  type Netting,
  net,
  type Outcome,
  outcomeOf,
  type YearGains,
} from "./worksheets/year-return";
import type { Form8949Part, LedgerResult, YearResult } from "./year-result";

/** What one year is made of. */
interface YearInput {
  readonly year: number;
  readonly closedLots: readonly ClosedLot[];
  readonly income: readonly IncomeEvent[];
  readonly profile: YearProfile | null;
  readonly carryoverIn: CarryoverIn;
  readonly method: TaxMethod;
}

const NO_CARRYOVER: CarryoverIn = { short: ZERO_USD, long: ZERO_USD };

/** See `computeYears` in compute.ts. */
export function yearsOf(
  ledger: LedgerResult,
  profiles: readonly YearProfile[],
  asOf: AsOf,
  method: TaxMethod,
): readonly YearResult[] {
  const lots = byYear(ledger.closedLots, (lot) => yearOf(lot.sold));
  const income = byYear(ledger.income, (event) => yearOf(event.date));
  const profileOf = new Map(profiles.map((profile) => [profile.year, profile]));
  const told = [...lots.keys(), ...income.keys(), ...profileOf.keys(), yearOf(asOf.date)];
  told.sort((a, b) => a - b);
  const [first = 0, last = -1] = [told[0], told.at(-1)];
  const asked = new Set(told);
  const results: YearResult[] = [];
  let before = NO_CARRYOVER;
  for (let year = first; year <= last; year++) {
    // A year with nothing of its own still uses up a carryover (Pub. 550: allowed means used, claimed or not).
    if (asked.has(year) || carries(before)) {
      const profile = profileOf.get(year) ?? null;
      const result = yearResult({
        year,
        closedLots: lots.get(year) ?? [],
        income: income.get(year) ?? [],
        profile,
        carryoverIn: {
          short: profile?.shortCarryoverIn ?? before.short,
          long: profile?.longCarryoverIn ?? before.long,
        },
        method,
      });
      results.push(result);
      before = { short: result.shortCarryoverOut, long: result.longCarryoverOut };
    }
  }
  return results;
}

function carries(carryover: CarryoverIn): boolean {
  return !isZeroUsd(carryover.short) || !isZeroUsd(carryover.long);
}

function byYear<T>(items: readonly T[], year: (item: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const key = year(item);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [item]);
    } else {
      group.push(item);
    }
  }
  return groups;
}

function yearResult(input: YearInput): YearResult {
  const found = rulesFor(input.year);
  const rules = found.ok ? found.value : null;
  const refusal = found.ok ? null : found.error;
  const { parts, unknownRows, gains } = gainsOf(input, rules);
  const result =
    rules !== null && input.profile !== null
      ? outcome(input, input.profile, rules, gains)
      : netted(input, gains);
  const { profile, carryoverIn } = input;
  return {
    year: input.year,
    parts,
    scheduleD: scheduleD({
      parts,
      otherShort: profile?.otherShort ?? ZERO_USD,
      otherLong: profile?.otherLong ?? ZERO_USD,
      carryoverIn,
      netting: result,
      line18: ZERO_USD,
      rules,
    }),
    netShort: gains.short,
    netLong: gains.long,
    line7: result.line7,
    line15: result.line15,
    line16: result.line16,
    line21: result.line21,
    shortCarryoverIn: carryoverIn.short,
    longCarryoverIn: carryoverIn.long,
    shortCarryoverOut: result.shortCarryoverOut,
    longCarryoverOut: result.longCarryoverOut,
    carryoverWorksheet: result.carryoverWorksheet,
    incomeTotal: sumUsd(input.income.map(({ amount }) => amount ?? ZERO_USD)),
    profile,
    tax: result.tax,
    unknownRows,
    unknownIncome: input.income.filter(({ amount }) => amount === null),
    refusal,
    assumedIncome: profile === null,
  };
}

/** Net gains by class: from the printed rows (cents) where there is a form, else from the closed lots themselves. */
function gainsOf(
  { closedLots, profile }: YearInput,
  rules: YearRules | null,
): { parts: readonly Form8949Part[]; unknownRows: readonly ClosedLot[]; gains: YearGains } {
  const own = (term: "short" | "long", gain: Usd): Usd =>
    addUsd(gain, (term === "short" ? profile?.otherShort : profile?.otherLong) ?? ZERO_USD);
  if (rules === null) {
    const of = (term: "short" | "long") =>
      sumUsd(closedLots.filter((lot) => lot.term === term).map(({ gain }) => gain ?? ZERO_USD));
    const unknownRows = closedLots.filter(({ gain }) => gain === null);
    const gains = {
      short: own("short", of("short")),
      long: own("long", of("long")),
      collectible: ZERO_USD,
    };
    return { parts: [], unknownRows, gains };
  }
  const { parts, unknownRows } = form8949(closedLots, rules.forms);
  const of = (term: "short" | "long") =>
    sumUsd(parts.filter((part) => part.term === term).map(({ gain }) => gain));
  const gains = {
    short: own("short", of("short")),
    long: own("long", of("long")),
    collectible: ZERO_USD,
  };
  return { parts, unknownRows, gains };
}

type YearOutcome = Omit<Outcome, "tax"> & { readonly tax: Outcome["tax"] | null };

function outcome(
  input: YearInput,
  profile: YearProfile,
  rules: YearRules,
  gains: YearGains,
): YearOutcome {
  return outcomeOf({ gains, carryoverIn: input.carryoverIn, profile, rules, method: input.method });
}

/** Without a profile, or without the year's amounts: the statute's netting and limit, no tax. */
function netted(input: YearInput, gains: YearGains): YearOutcome {
  const status = input.profile?.filingStatus ?? "single";
  const netting = net(gains, input.carryoverIn, LOSS_LIMIT[status]);
  const carryover = capitalLossCarryover({
    taxableIncomeSigned: input.profile === null ? null : signedIncome(input.profile, netting),
    ...netting,
  });
  return {
    ...netting,
    shortCarryoverOut: carryover.short,
    longCarryoverOut: carryover.long,
    tax: null,
    carryoverWorksheet: carryover.lines,
  };
}

/** Taxable income before flooring at zero; needs no amounts of the year, so it stands in unsupported years too. */
function signedIncome(profile: YearProfile, netting: Netting): Usd {
  const agi = sumUsd([
    profile.ordinaryIncome,
    profile.qualifiedDividends,
    capitalGainLine(netting),
  ]);
  return subtractUsd(agi, profile.deduction);
}
