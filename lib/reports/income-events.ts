import { formatFormUsd } from "@/lib/money/format";
import { sumUsd, ZERO_USD } from "@/lib/money/usd";
import { formDate } from "@/lib/tax/forms/form-8949";
import { incomeLine } from "@/lib/tax/forms/return-lines";
import { rulesFor } from "@/lib/tax/rules/by-year";
import { left, right } from "./columns";
import type { YearEndInput } from "./input";
import type { Table } from "./model";
import { accountName, INCOME_NAMES, knownUsd, unitsText } from "./names";
import { counted } from "./text";

/**
 * Everything received as ordinary income in the year, receipt by receipt, with the line of the return each goes to: market value
 * when received, which is the basis of the units from then on (Notice 2014-21; Rev. Rul. 2019-24, 2023-14; rules.md 4).
 */
export function incomeEvents(input: YearEndInput): Table {
  const { year, result } = input;
  const events = input.ledger.income.filter(({ date }) => date.startsWith(`${year}-`));
  const rules = rulesFor(year);
  const isBusiness = result.profile?.miningIsBusiness ?? false;
  const lineOf = (kind: (typeof events)[number]["kind"]): string =>
    rules.ok ? shortLine(incomeLine(kind, isBusiness, rules.value.forms)) : "";
  const known = sumUsd(events.map(({ amount }) => amount ?? ZERO_USD));
  return {
    heading: `Income received in units, ${year}`,
    intro:
      "Market value in dollars when received: ordinary income then, and the basis of the units from then on (Notice 2014-21 A-3 to A-11; Rev. Rul. 2019-24, 2023-14). The total is the exact sum, rounded once.",
    columns: [
      left("Received", 12),
      left("Account", 18),
      left("Kind", 17),
      right("Units", 25),
      left("Line", 14),
      right("Amount", 15),
    ],
    rows: events.map(({ date, account, kind, quantity, asset, amount }) => [
      formDate(date),
      accountName(input.accounts, account),
      INCOME_NAMES[kind],
      unitsText(input, { quantity, asset }),
      lineOf(kind),
      knownUsd(amount),
    ]),
    total:
      events.length === 0
        ? null
        : ["All", "", counted(events.length, "receipt"), "", "", formatFormUsd(known)],
    empty: `No income received in units is recorded for ${year}.`,
  };
}

/** "Schedule 1 (Form 1040) line 8v" as "Sch. 1 line 8v". */
function shortLine(line: string): string {
  return line.replace(" (Form 1040)", "").replace("Schedule ", "Sch. ").replace("Form ", "");
}
