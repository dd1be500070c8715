import { usd } from "@/lib/money/usd";
import { computeYears } from "@/lib/tax/compute";
import type { FormInput } from "@/lib/tax/forms/form-facts";
import type { IncomeKind, Transaction } from "@/lib/tax/transaction";
import type { FormLine, YearResult } from "@/lib/tax/year-result";
import { AS_OF, buy, ledgerOf, leg, profile, sell, told } from "../make";
import { collectible, report } from "./make-rows";

function income(date: string, kind: IncomeKind): Transaction {
  return {
    ...told(date),
    kind: "income",
    incomeKind: kind,
    received: leg("ETH", "1"),
    value: usd("50"),
  };
}

/** A year whose papers have every line these books can fill, with a net gain or with a net loss. */
export function fullYear(year: number, outcome: "gain" | "loss"): YearResult {
  const before = `${year - 2}-03-01`;
  const form = { form: "1099-B", proceeds: "300", basis: "100" } as const;
  const transactions = [
    buy(before, "9", "900"),
    buy(before, "1", "1000", { asset: "PUNK" }),
    buy(`${year}-01-05`, "9", "900", { account: "B" }),
    sell(`${year}-05-01`, "1", "300", { id: "long-reported" }),
    sell(`${year}-05-02`, "1", "300", { id: "long-listed" }),
    sell(`${year}-05-03`, "1", "300", { id: "long-unreported" }),
    sell(`${year}-05-04`, "1", "300", { id: "long-alone" }),
    sell(`${year}-05-05`, "1", "300", { id: "short-reported", account: "B" }),
    sell(`${year}-05-06`, "1", "300", { id: "short-listed", account: "B" }),
    sell(`${year}-05-07`, "1", "300", { id: "short-unreported", account: "B" }),
    sell(`${year}-05-08`, "1", "300", { id: "short-alone", account: "B" }),
    sell(`${year}-06-01`, "1", "400000", { asset: "PUNK" }),
    income(`${year}-02-01`, "wages"),
    income(`${year}-02-02`, "services"),
    income(`${year}-02-03`, "staking"),
  ];
  const facts: FormInput = {
    assets: [collectible("PUNK")],
    exception1: "direct",
    brokerReports: ["long", "short"].flatMap((term) => [
      report({ ...form, id: `${term}-reported` }),
      report({ ...form, id: `${term}-listed`, basis: "90" }),
      report({ ...form, id: `${term}-unreported`, basisReported: false }),
    ]),
  };
  const told100 = usd("100");
  const years = computeYears({
    ledger: ledgerOf(transactions),
    profiles: [
      profile(year, {
        ordinaryIncome: usd("300000"),
        deduction: usd("20000"),
        qualifiedDividends: told100,
        otherInvestmentIncome: told100,
        otherShort: usd("7"),
        otherLong: usd(outcome === "gain" ? "9" : "-900000"),
        shortCarryoverIn: told100,
        longCarryoverIn: told100,
        scheduleD: {
          line4: told100,
          line5: told100,
          line11: told100,
          line12: told100,
          line13: told100,
        },
      }),
    ],
    asOf: AS_OF,
    ...facts,
  });
  const found = years.find((each) => each.year === year);
  if (found === undefined) {
    throw new Error(`no year ${year}`);
  }
  return found;
}

/** Every line of the year's papers, with a gain and with a loss: once each. */
export function printedLines(year: number): readonly FormLine[] {
  const lines = new Map<string, FormLine>();
  for (const result of [fullYear(year, "gain"), fullYear(year, "loss")]) {
    const all = [
      ...result.scheduleD,
      ...result.returnLines,
      ...(result.tax?.lines ?? []),
      ...result.carryoverWorksheet,
    ];
    for (const line of all) {
      lines.set(`${line.line}|${line.label}`, line);
    }
  }
  return [...lines.values()];
}
