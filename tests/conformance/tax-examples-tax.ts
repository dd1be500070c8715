import { Exact } from "@/lib/money/exact";
import { toWholeDollars } from "@/lib/money/round";
import { type Usd, usd, usdText, ZERO_USD } from "@/lib/money/usd";
import { rulesFor } from "@/lib/tax/rules/by-year";
import type { FilingStatus } from "@/lib/tax/settings";
import { capitalLossCarryover } from "@/lib/tax/worksheets/capital-loss-carryover";
import type { GainTaxInput } from "@/lib/tax/worksheets/gain-tax";
import { netInvestmentIncomeTax } from "@/lib/tax/worksheets/niit";
import { qualifiedDividendsAndCapitalGain } from "@/lib/tax/worksheets/qualified-dividends-and-capital-gain";
import { scheduleDTax } from "@/lib/tax/worksheets/schedule-d-tax";
import { type TaxMethod, taxOn } from "@/lib/tax/worksheets/tax-table";
import { capitalGainLine, net, outcomeOf } from "@/lib/tax/worksheets/year-return";
import type { Check } from "./compare";
import { type Example, input, lineAmount, money, type Runner, rules, status } from "./tax-example";
import type { Skip } from "./verdict";

/** Examples of worksheets, tables and yearly amounts, by category. */
export const TAX_RUNNERS: Readonly<Record<string, Runner>> = {
  cap_gain_tax: capGainTax,
  collectibles_28: collectibles,
  tax_table: taxTable,
  netting_and_loss_limit: netting,
  carryover,
  niit,
  rounding,
  parameters,
};

function taxTable(example: Example, check: Check): undefined {
  const { brackets } = rules(example);
  const income = usd(input(example, "taxableIncome"));
  const method = input(example, "method") as TaxMethod;
  money(check, "tax", example.expected["tax"], taxOn(income, brackets[status(example)], method));
}

function niit(example: Example, check: Check): undefined {
  const { tax } = netInvestmentIncomeTax({
    qualifiedDividends: ZERO_USD,
    otherInvestmentIncome: usd(input(example, "netInvestmentIncome")),
    capitalGainLine: ZERO_USD,
    magi: usd(input(example, "magi")),
    status: status(example),
    rules: rules(example),
  });
  money(check, "niit", example.expected["niit"], tax);
}

function rounding(example: Example, check: Check): undefined {
  const amounts = example.inputs["amounts"] as unknown as string[];
  check.text(
    "rounded",
    (example.expected["rounded"] as string[]).join(),
    amounts.map((amount) => usdText(toWholeDollars(usd(amount)))).join(),
  );
}

function gainInput(example: Example): GainTaxInput {
  return {
    taxableIncome: usd(input(example, "taxableIncome")),
    qualifiedDividends: usd(input(example, "qualifiedDividends")),
    line15: usd(input(example, "line15")),
    line16: usd(input(example, "line16")),
    line18: usd(input(example, "line18")),
    status: status(example),
    rules: rules(example),
    method: (example.inputs["method"] ?? "table") as TaxMethod,
  };
}

function capGainTax(example: Example, check: Check): Skip | undefined {
  if (example.inputs["taxableIncome"] === undefined) {
    return wholeReturn(example, check);
  }
  const sheet = qualifiedDividendsAndCapitalGain(gainInput(example));
  money(check, "tax", example.expected["tax"], sheet.tax);
  for (const [name, line] of [
    ["at0", "QDCG 9"],
    ["at15", "QDCG 17"],
    ["at20", "QDCG 20"],
  ] as const) {
    check.money(name, String(example.expected[name]), lineAmount(sheet.lines, line));
  }
  return undefined;
}

/** Examples told as wages or ordinary income and gains: the whole return, with and without the gain where that is asked. */
function wholeReturn(example: Example, check: Check): Skip | undefined {
  const year = rules(example);
  const filingStatus = status(example);
  const wages = example.inputs["wages"];
  const income = usd(wages ?? input(example, "ordinaryTaxableIncome"));
  const run = (short: string, long: string) =>
    outcomeOf({
      gains: { short: usd(short), long: usd(long), collectible: ZERO_USD },
      carryoverIn: { short: ZERO_USD, long: ZERO_USD },
      profile: {
        year: year.year,
        filingStatus,
        ordinaryIncome: income,
        deduction: wages === undefined ? ZERO_USD : year.standardDeduction[filingStatus],
        qualifiedDividends: usd(input(example, "qualifiedDividends")),
        otherInvestmentIncome: ZERO_USD,
        magiAddBack: ZERO_USD,
        otherShort: ZERO_USD,
        otherLong: ZERO_USD,
        shortCarryoverIn: null,
        longCarryoverIn: null,
      },
      rules: year,
      method: (example.inputs["method"] ?? "table") as TaxMethod,
    });
  const long = example.inputs["longGain"] ?? input(example, "netLong");
  const withGain = run(input(example, "netShort"), long);
  const { expected } = example;
  if (expected["tax"] !== undefined) {
    money(check, "tax", expected["tax"], withGain.tax.incomeTax);
  }
  if (expected["agi"] !== undefined) {
    money(check, "AGI", expected["agi"], withGain.tax.agi);
  }
  if (expected["additionalTax"] !== undefined) {
    const extra = new Exact(usdText(withGain.tax.incomeTax)).minus(
      usdText(run("0", "0").tax.incomeTax),
    );
    check.money("extra tax", String(expected["additionalTax"]), extra.toFixed());
  }
  if (expected["niit"] !== undefined) {
    money(check, "niit", expected["niit"], withGain.tax.niit);
  }
  return undefined;
}

function collectibles(example: Example, check: Check): Skip | undefined {
  const sheet = scheduleDTax(gainInput(example));
  money(check, "tax", example.expected["tax"], sheet.tax);
  for (const [line, amount] of Object.entries(
    (example.expected["worksheet"] ?? {}) as Record<string, string>,
  )) {
    // Lines the form says to skip are zero in the example and not written by us.
    check.money(
      `line ${line}`,
      amount,
      lineAmount(sheet.lines, `Schedule D Tax Worksheet ${line}`) ?? "0",
    );
  }
  return undefined;
}

function netting(example: Example, check: Check): Skip | undefined {
  const { expected } = example;
  const short =
    example.inputs["netShort"] ??
    new Exact(input(example, "gains")).minus(input(example, "losses")).toFixed();
  const year = rulesFor(2025);
  const limit = year.ok ? year.value.lossLimit[status(example)] : ZERO_USD;
  const result = net(
    { short: usd(short), long: usd(input(example, "netLong")), collectible: ZERO_USD },
    { short: ZERO_USD, long: ZERO_USD },
    limit,
  );
  if (expected["line16"] !== undefined) {
    money(check, "line 16", expected["line16"], result.line16);
    money(check, "1040", expected["form1040CapitalGainLine"], capitalGainLine(result));
  }
  if (expected["carryover"] !== undefined) {
    money(check, "deductible", expected["deductible"], result.line21);
    money(
      check,
      "carryover",
      expected["carryover"],
      capitalLossCarryover({ taxableIncomeSigned: null, ...result }).short,
    );
  }
  return undefined;
}

function carryover(example: Example, check: Check): Skip | undefined {
  const { expected } = example;
  if (example.inputs["line6"] !== undefined) {
    const result = net(
      { short: ZERO_USD, long: usd(input(example, "newLongGain")), collectible: ZERO_USD },
      {
        short: usd(input(example, "line6").replace("-", "")),
        long: usd(input(example, "line14").replace("-", "")),
      },
      usd("3000"),
    );
    money(check, "line 7", expected["line7"], result.line7);
    money(check, "line 15", expected["line15"], result.line15);
    money(check, "line 16", expected["line16"], result.line16);
    return undefined;
  }
  const result = capitalLossCarryover({
    taxableIncomeSigned: usd(input(example, "taxableIncomeSigned")),
    line21: usd(input(example, "line21Allowed")),
    line7: usd(input(example, "line7")),
    line15: usd(input(example, "line15")),
  });
  money(check, "short", expected["shortCarryover"], result.short);
  money(check, "long", expected["longCarryover"], result.long);
  for (const [line, amount] of Object.entries(
    (expected["worksheet"] ?? {}) as Record<string, string>,
  )) {
    check.money(
      `line ${line}`,
      amount,
      lineAmount(result.lines, `Capital Loss Carryover Worksheet ${line}`) ?? "0",
    );
  }
  return undefined;
}

function parameters(example: Example, check: Check): Skip | undefined {
  const year = rules(example);
  const [table, who, index] = input(example, "path").split(".") as [
    string,
    FilingStatus,
    string | undefined,
  ];
  const figure: Record<string, () => Usd | null | undefined> = {
    ordinaryBrackets: () => year.brackets[who][Number(index)]?.upTo,
    longTermThresholds: () =>
      index === "maxZeroRate" ? year.zeroRateCeiling[who] : year.fifteenRateCeiling[who],
  };
  const value = figure[table]?.();
  check.text("value", String(example.expected["value"]), value ? usdText(value) : "absent");
  return undefined;
}
