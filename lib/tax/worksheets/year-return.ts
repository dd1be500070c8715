import {
  addUsd,
  floorZeroUsd,
  minUsd,
  negateUsd,
  signUsd,
  subtractUsd,
  sumUsd,
  type Usd,
  ZERO_USD,
} from "@/lib/money/usd";
import type { YearRules } from "@/lib/tax/rules/year-rules";
import type { YearProfile } from "@/lib/tax/settings";
import type { FormLine, YearTax } from "@/lib/tax/year-result";
import { type Carryover, capitalLossCarryover } from "./capital-loss-carryover";
import type { GainTaxInput, WorksheetTax } from "./gain-tax";
import { netInvestmentIncomeTax } from "./niit";
import { qualifiedDividendsAndCapitalGain } from "./qualified-dividends-and-capital-gain";
import { rateGain28 } from "./rate-gain-28";
import { scheduleDTax } from "./schedule-d-tax";
import { newSheet } from "./sheet";
import { type TaxMethod, taxOn } from "./tax-table";
import { WORKSHEET_NAMES } from "./worksheet-names";

/** A year's own net gains by class, before carryovers; `long` excludes `collectible`, which is long too. All signed. */
export interface YearGains {
  readonly short: Usd;
  readonly long: Usd;
  readonly collectible: Usd;
}

/** Capital loss carryovers into a year, positive. */
export interface CarryoverIn {
  readonly short: Usd;
  readonly long: Usd;
}

/** Schedule D lines 7, 15, 16 and 21. */
export interface Netting {
  readonly line7: Usd;
  readonly line15: Usd;
  readonly line16: Usd;
  /** Allowed loss as a positive amount; zero when line 16 is not a loss. */
  readonly line21: Usd;
}

/** The year's lines and tax with one set of gains. */
export interface Outcome extends Netting {
  readonly shortCarryoverOut: Usd;
  readonly longCarryoverOut: Usd;
  readonly tax: YearTax;
  readonly carryoverWorksheet: readonly FormLine[];
}

/** Schedule D's netting and loss limit (IRC 1211(b), 1222; rules.md 8.1-8.2). */
export function net(gains: YearGains, carryoverIn: CarryoverIn, lossLimit: Usd): Netting {
  const line7 = subtractUsd(gains.short, carryoverIn.short);
  const line15 = subtractUsd(addUsd(gains.long, gains.collectible), carryoverIn.long);
  const line16 = addUsd(line7, line15);
  const line21 = signUsd(line16) < 0 ? minUsd(negateUsd(line16), lossLimit) : ZERO_USD;
  return { line7, line15, line16, line21 };
}

/** Form 1040's capital gain line: line 16 when not a loss, else minus line 21. */
export function capitalGainLine(netting: Netting): Usd {
  return signUsd(netting.line16) >= 0 ? netting.line16 : negateUsd(netting.line21);
}

/** The 28% Rate Gain Worksheet where Schedule D line 17 sends one to it (lines 15 and 16 both gains); else nothing. */
export function rate28Of(
  gains: YearGains,
  carryoverIn: CarryoverIn,
  netting: Netting,
): ReturnType<typeof rateGain28> {
  return hasNetCapitalGain(netting)
    ? rateGain28({
        collectible: gains.collectible,
        longCarryoverIn: carryoverIn.long,
        line7: netting.line7,
      })
    : { line18: ZERO_USD, lines: [] };
}

/** Schedule D line 17: lines 15 and 16 are both gains. */
function hasNetCapitalGain(netting: Netting): boolean {
  return signUsd(netting.line15) > 0 && signUsd(netting.line16) > 0;
}

/**
 * The whole return as far as gains reach: netting, limit, the right rate worksheet, NIIT and the carryover out. Federal
 * income tax and NIIT only: no AMT, credits, self-employment or state tax.
 */
export function outcomeOf(input: {
  readonly gains: YearGains;
  readonly carryoverIn: CarryoverIn;
  readonly profile: YearProfile;
  readonly rules: YearRules;
  readonly method: TaxMethod;
}): Outcome {
  const { profile, rules } = input;
  const netting = net(input.gains, input.carryoverIn, rules.lossLimit[profile.filingStatus]);
  const tax = taxOf(input, netting);
  const carryover: Carryover = capitalLossCarryover({
    taxableIncomeSigned: tax.taxableIncomeSigned,
    ...netting,
  });
  return {
    ...netting,
    shortCarryoverOut: carryover.short,
    longCarryoverOut: carryover.long,
    tax,
    carryoverWorksheet: carryover.lines,
  };
}

type ReturnInput = Parameters<typeof outcomeOf>[0];

function taxOf(input: ReturnInput, netting: Netting): YearTax {
  const { profile, rules, method } = input;
  const { forms } = rules;
  const head = newSheet("", `Form 1040; ${forms.authority}`);
  const gainLine = capitalGainLine(netting);
  head.put(
    forms.capitalGainLine,
    "Capital gain or (loss)",
    gainLine,
    "Schedule D line 16, or line 21 as a loss",
  );
  const agi = head.put(
    forms.agiLine,
    "Adjusted gross income",
    sumUsd([profile.ordinaryIncome, profile.qualifiedDividends, gainLine]),
    "ordinary income + qualified dividends + capital gain line",
  );
  head.put(
    forms.deductionLine,
    forms.labels.deduction,
    profile.deduction,
    "as told in the profile, with any other deductions from AGI",
  );
  const taxableIncomeSigned = subtractUsd(agi, profile.deduction);
  const taxableIncome = head.put(
    forms.taxableIncomeLine,
    "Taxable income",
    floorZeroUsd(taxableIncomeSigned),
    "AGI - deductions, not below zero",
  );
  const rates = incomeTax(input, netting, taxableIncome);
  const niit = netInvestmentIncomeTax({
    qualifiedDividends: profile.qualifiedDividends,
    otherInvestmentIncome: profile.otherInvestmentIncome,
    capitalGainLine: gainLine,
    magi: addUsd(agi, profile.magiAddBack),
    status: profile.filingStatus,
    rules,
  });
  const filed = newSheet(
    "",
    `Form 1040; ${method === "table" ? "Tax Table" : "exact rate schedule"}`,
  );
  filed.put(forms.taxLine, "Tax", rates.tax, WORKSHEET_NAMES[rates.worksheet]);
  return {
    taxableIncomeSigned,
    taxableIncome,
    agi,
    incomeTax: rates.tax,
    niit: niit.tax,
    total: addUsd(rates.tax, niit.tax),
    worksheet: rates.worksheet,
    lines: [...head.lines, ...rates.lines, ...filed.lines, ...niit.lines],
  };
}

/** Which worksheet Schedule D lines 17-22 send one to, and its tax (rules.md 9.1). */
function incomeTax(
  input: ReturnInput,
  netting: Netting,
  taxableIncome: Usd,
): WorksheetTax & { readonly worksheet: YearTax["worksheet"] } {
  const { profile, rules, method } = input;
  const bothGains = hasNetCapitalGain(netting);
  const rate28 = rate28Of(input.gains, input.carryoverIn, netting);
  const sheetInput: GainTaxInput = {
    taxableIncome,
    qualifiedDividends: profile.qualifiedDividends,
    line15: netting.line15,
    line16: netting.line16,
    line18: rate28.line18,
    status: profile.filingStatus,
    rules,
    method,
  };
  if (signUsd(rate28.line18) > 0) {
    const sheet = scheduleDTax(sheetInput);
    return {
      worksheet: "schedule-d-tax-worksheet",
      tax: sheet.tax,
      lines: [...rate28.lines, ...sheet.lines],
    };
  }
  if (bothGains || signUsd(profile.qualifiedDividends) > 0) {
    return { worksheet: "qdcg-worksheet", ...qualifiedDividendsAndCapitalGain(sheetInput) };
  }
  const tax = taxOn(taxableIncome, rules.brackets[profile.filingStatus], method);
  return { worksheet: "rates", tax, lines: [] };
}
