import { addUsd, isZeroUsd, subtractUsd, sumUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { yearOf } from "@/lib/time/calendar-date";
import type { ClosedLot, IncomeEvent, RemovedUnits } from "./closed-lot";
import type { BrokerLine } from "./facts";
import { digitalAssetAnswer } from "./forms/digital-asset-question";
import { donationsOf, noncashContributions } from "./forms/donations";
import type { FormFacts } from "./forms/form-facts";
import { lossesWithoutSale } from "./forms/losses-without-sale";
import { returnLines } from "./forms/return-lines";
import { ROUND, roundedProfile } from "./forms/rounding";
import { scheduleD } from "./forms/schedule-d";
import { scheduleDLines } from "./forms/schedule-d-lines";
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
  rate28Of,
  type YearGains,
} from "./worksheets/year-return";
import { gainsOf } from "./year-gains";
import type { LedgerResult, YearResult } from "./year-result";

/** What one year is made of. */
interface YearInput {
  readonly year: number;
  readonly closedLots: readonly ClosedLot[];
  readonly lines: readonly BrokerLine[];
  readonly income: readonly IncomeEvent[];
  readonly removed: readonly RemovedUnits[];
  /** Digital assets were in the books in the year or before. */
  readonly held: boolean;
  readonly profile: YearProfile | null;
  readonly carryoverIn: CarryoverIn;
  readonly method: TaxMethod;
  readonly facts: FormFacts;
}

const NO_CARRYOVER: CarryoverIn = { short: ZERO_USD, long: ZERO_USD };

/** See `computeYears` in compute.ts. */
export function yearsOf(
  ledger: LedgerResult,
  profiles: readonly YearProfile[],
  asOf: AsOf,
  { method, facts }: { readonly method: TaxMethod; readonly facts: FormFacts },
): readonly YearResult[] {
  const lots = byYear(ledger.closedLots, (lot) => yearOf(lot.sold));
  const income = byYear(ledger.income, (event) => yearOf(event.date));
  const removed = byYear(ledger.removed.filter(isReported), (units) => yearOf(units.date));
  const profileOf = new Map(
    profiles.map((profile) => [profile.year, roundedProfile(profile, facts.rounding)]),
  );
  const asked = new Set([
    ...lots.keys(),
    ...income.keys(),
    ...removed.keys(),
    ...profileOf.keys(),
    ...facts.lines.keys(),
    yearOf(asOf.date),
  ]);
  const told = [...asked].sort((a, b) => a - b);
  const [first = 0, last = -1] = [told[0], told.at(-1)];
  const heldFrom = firstDayHeld(ledger);
  const results: YearResult[] = [];
  let before = NO_CARRYOVER;
  for (let year = first; year <= last; year++) {
    // A year with nothing of its own still uses up a carryover (Pub. 550: allowed means used, claimed or not).
    if (asked.has(year) || carries(before)) {
      const profile = profileOf.get(year) ?? null;
      const result = yearResult({
        year,
        closedLots: lots.get(year) ?? [],
        lines: facts.lines.get(year) ?? [],
        income: income.get(year) ?? [],
        removed: removed.get(year) ?? [],
        held: `${year}-12-31` >= heldFrom,
        profile,
        carryoverIn: {
          short: profile?.shortCarryoverIn ?? before.short,
          long: profile?.longCarryoverIn ?? before.long,
        },
        method,
        facts,
      });
      results.push(result);
      before = { short: result.shortCarryoverOut, long: result.longCarryoverOut };
    }
  }
  return results;
}

/** Units that left in a way a return speaks of: given, donated, lost. */
function isReported({ why }: RemovedUnits): boolean {
  return why === "gift-sent" || why === "donation" || why === "lost";
}

/** Day of the earliest lot the books know of, before all days when one is not known; past all days when there is no lot. */
function firstDayHeld(ledger: LedgerResult): string {
  let earliest = "9999";
  for (const lots of [ledger.openLots, ledger.closedLots, ledger.removed]) {
    for (const { acquired } of lots) {
      const day = acquired === null || acquired === "inherited" ? "" : acquired;
      if (day < earliest) {
        earliest = day;
      }
    }
  }
  return earliest;
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
  const { form, gains } = gainsOf(input, input.profile, rules, input.facts);
  const result =
    rules !== null && input.profile !== null
      ? outcome(input, input.profile, rules, gains)
      : netted(input, gains);
  const { profile, carryoverIn, removed, facts } = input;
  const schedule = scheduleD({
    parts: [...form.parts, ...form.direct],
    otherShort: profile?.otherShort ?? ZERO_USD,
    otherLong: profile?.otherLong ?? ZERO_USD,
    other: profile?.scheduleD ?? {},
    carryoverIn,
    netting: result,
    line18: rate28Of(gains, carryoverIn, result).line18,
    qualifiedDividends: profile?.qualifiedDividends ?? null,
  });
  const donations = donationsOf(removed);
  return {
    year: input.year,
    parts: form.parts,
    directParts: form.direct,
    unmatchedReports: form.unmatchedReports,
    scheduleD: scheduleDLines(schedule, capitalGainLine(result), rules),
    scheduleDForm: rules === null ? null : schedule,
    netShort: gains.short,
    netLong: addUsd(gains.long, gains.collectible),
    netCollectible: gains.collectible,
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
    ...returnOf(input, rules, result),
    lossesWithoutSale: lossesWithoutSale(removed, input.year),
    donations,
    noncashContributions: noncashContributions(donations, facts.assets),
    profile,
    tax: result.tax,
    unknownRows: form.unknownRows,
    unknownIncome: input.income.filter(({ amount }) => amount === null),
    refusal: found.ok ? null : found.error,
    formsNote: rules?.forms.note ?? null,
    assumedIncome: profile === null,
  };
}

/** Lines of the return and its question, in the year's own form; nothing where the form is not in the product. */
function returnOf(
  input: YearInput,
  rules: YearRules | null,
  result: YearOutcome,
): Pick<YearResult, "returnLines" | "digitalAssetQuestion"> {
  if (rules === null) {
    return { returnLines: [], digitalAssetQuestion: null };
  }
  return {
    returnLines: returnLines({
      edition: rules.forms,
      capitalGain: capitalGainLine(result),
      income: input.income,
      miningIsBusiness: input.profile?.miningIsBusiness ?? false,
      tax: result.tax,
      round: ROUND[input.facts.rounding],
    }),
    digitalAssetQuestion: digitalAssetAnswer(rules.forms, input, input.facts.assets),
  };
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
