import { describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import { choicesOf } from "@/lib/reconcile/decisions";
import type { FormLine } from "@/lib/reconcile/form-line";
import { reconcile } from "@/lib/reconcile/reconcile";
import { openForms } from "@/lib/services/reconcile/open-forms";
import { assetId } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";

const line = (id: string, proceeds: string): FormLine => ({
  id,
  payer: "Harbor Exchange",
  account: "",
  taxYear: 2025,
  name: "Bitcoin BTC",
  asset: assetId("BTC"),
  units: quantity("1"),
  acquired: null,
  sold: calendarDate("2025-03-01"),
  proceeds: usd(proceeds),
  basis: null,
  washDisallowed: null,
  term: null,
  covered: null,
  box: null,
  firstSale: false,
});

const run = (choices: readonly (string | null)[]) => {
  const lines = [line("a", "100"), line("b", "250.50")];
  const empty = { lines, closedLots: [], accounts: new Map(), told: new Set<never>() };
  const first = reconcile({ ...empty, sayings: { decisions: [], matches: [] } });
  const differences = first.forms.flatMap((form) => form.differences);
  const decisions = differences.flatMap((difference, index) => {
    const choice = choicesOf(difference).find((one) => one.choice === choices[index]);
    return choice === undefined
      ? []
      : [{ difference: difference.key, choice: choice.choice, note: "" }];
  });
  return reconcile({ ...empty, sayings: { decisions, matches: [] } });
};

describe("forms that are open at the end of a year", () => {
  it("are listed with what is not settled and not explained, and no more once every line is decided", () => {
    const messages = (choices: readonly (string | null)[], year = 2025) =>
      openForms({ reconciliation: run(choices) }, year).map(({ message }) => message);
    expect(messages([null, null])).toEqual([
      "Form 1099-DA of Harbor Exchange: 2 differences not settled, $350.50 of its proceeds not explained.",
    ]);
    expect(messages(["self-transfer", "ask-broker"])).toEqual([
      "Form 1099-DA of Harbor Exchange: 1 difference not settled, $250.50 of its proceeds not explained.",
    ]);
    expect(messages(["self-transfer", "not-mine"])).toEqual([]);
    expect(messages([null, null], 2026)).toEqual([]);
  });
});
