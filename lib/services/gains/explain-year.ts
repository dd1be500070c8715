import { counted } from "@/lib/reports/text";
import type { YearResult } from "@/lib/tax/year-result";
import { INCOME_WORDS } from "../kind-words";
import { accountNameOf, type Books } from "./books";
import { BARE, type ExplainedAmount, type Explanation } from "./explanation";
import { plainQuantity, plainUsd } from "./plain";
import { gainsTax, ownGains } from "./with-without";

const LISTED = 20;

/** The year's net gain of one term in these books: its boxes added up. */
export function explainNet(year: YearResult, term: "short" | "long"): Explanation {
  const parts = year.parts.filter((part) => part.term === term);
  const total = plainUsd(ownGains(year)[term]);
  const word = term === "short" ? "Short-term" : "Long-term";
  return {
    ...BARE,
    over: `${year.year}, these books`,
    title: `${word} gain or loss`,
    amount: total,
    sentence:
      parts.length === 0
        ? `No ${word.toLowerCase()} sale is in the totals of ${year.year}.`
        : "Column (h) of Form 8949, box by box. Carryovers and gains outside these books come on top on Schedule D.",
    operands: [
      ...parts.map((part) => ({
        key: part.box,
        label: `Box ${part.box}, ${counted(part.rows.length, "row")}`,
        amount: plainUsd(part.gain),
        role: "plus" as const,
        why: `box:${part.box}`,
      })),
      { key: "total", label: `Net ${word.toLowerCase()}`, amount: total, role: "total", why: null },
    ],
    rules: [
      term === "short"
        ? "Units held one year or less. Net short-term gain is taxed like wages."
        : "Units held more than one year. Net long-term gain is taxed at 0, 15 or 20 percent.",
    ],
    authority: "IRC 1222; IRC 1(h); Form 8949; Schedule D",
  };
}

/** What the gains add to the tax: the year's tax twice, and the difference. */
export function explainAdded(year: YearResult): Explanation | null {
  const tax = gainsTax(year);
  if (tax === null) {
    return null;
  }
  const niit = { with: tax.with.niit, without: tax.without.tax.niit };
  const operand = (
    key: string,
    label: string,
    amount: string,
    role: ExplainedAmount["role"],
  ): ExplainedAmount => ({ key, label, amount, role, why: null });
  return {
    ...BARE,
    over: `Estimate, ${year.year}`,
    title: "Tax these gains add",
    amount: plainUsd(tax.added),
    sentence:
      "The year's federal tax worked out twice, with the gains and losses of these books and without them. Everything else stays the same: income, deductions, carryovers in.",
    operands: [
      operand("with-tax", "Income tax with", plainUsd(tax.with.incomeTax), "plus"),
      operand("with-niit", "Net investment income tax with", plainUsd(niit.with), "plus"),
      operand("without-tax", "Income tax without", plainUsd(tax.without.tax.incomeTax), "minus"),
      operand("without-niit", "Net investment income tax without", plainUsd(niit.without), "minus"),
      operand("added", "Added by these gains", plainUsd(tax.added), "total"),
    ],
    facts: [
      {
        label: "Taxable income with",
        value: plainUsd(tax.with.taxableIncome),
        as: "usd",
      },
      {
        label: "Taxable income without",
        value: plainUsd(tax.without.tax.taxableIncome),
        as: "usd",
      },
    ],
    rules: [
      "An estimate: federal income tax by the exact rate schedules and net investment income tax. No alternative minimum tax, credits, self-employment tax or state tax.",
      "The printed Tax Table, used for taxable income under $100,000, can differ by a few dollars.",
    ],
    authority:
      "IRC 1(h); IRC 1211(b); IRC 1411; Schedule D, Qualified Dividends and Capital Gain Tax Worksheet",
  };
}

/** Income received in units, receipt by receipt. */
export function explainIncome(books: Books, year: YearResult): Explanation {
  const events = books.ledger.income.filter(
    (event) => Number(event.date.slice(0, 4)) === year.year,
  );
  const unknown = year.unknownIncome.length;
  return {
    ...BARE,
    over: `Income, ${year.year}`,
    title: "Income received in units",
    amount: plainUsd(year.incomeTotal),
    sentence: `${counted(events.length, "receipt")} at fair market value on the day of control${
      unknown === 0 ? "." : `; the value of ${unknown} is not known and is in no total.`
    }`,
    rows: events.slice(0, LISTED).map((event) => ({
      key: event.transaction,
      label: `${INCOME_WORDS[event.kind]}: ${plainQuantity(event.quantity)} ${event.asset}, ${accountNameOf(books, event.account)}`,
      date: event.date,
      amount: plainUsd(event.amount),
      why: null,
    })),
    rowCount: events.length,
    rules: [
      "Ordinary income when dominion and control is gained. The same amount becomes the basis of the lot it opens, so it is not taxed twice.",
      "It belongs in the other income of the year's profile; it is not a capital gain.",
    ],
    authority: "Notice 2014-21; Rev. Rul. 2023-14; Rev. Rul. 2019-24",
  };
}
