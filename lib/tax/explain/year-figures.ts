import { sumUsd, type Usd } from "@/lib/money/usd";
import type { Term } from "@/lib/tax/closed-lot";
import { itemAt } from "@/lib/tax/forms/item-at";
import type { IncomeKind } from "@/lib/tax/transaction";
import { capitalGainLine } from "@/lib/tax/worksheets/year-return";
import type { YearResult } from "@/lib/tax/year-result";
import { dayText } from "@/lib/time/day-text";
import type { Facts } from "./facts";
import { type Figure, made, type PartName, plus, stated, type Words } from "./figure";
import { roundingOf } from "./form-figures";
import { lineCode, lineOf, rulesOf } from "./year-lines";

const CARRYOVER_RULE = "IRC 1212(b); Schedule D instructions, Capital Loss Carryover Worksheet";

const wordOf = (term: Term): string => (term === "short" ? "Short-term" : "Long-term");

/** What a year leaves to the next: line 8 or 13 of its worksheet, or nothing. */
export function carryoverFigure(year: YearResult, term: Term): Figure {
  const amount = term === "short" ? year.shortCarryoverOut : year.longCarryoverOut;
  const line = term === "short" ? "8" : "13";
  const words: Words = {
    label: `${wordOf(term)} capital loss carryover from ${year.year}`,
    how: `Capital Loss Carryover Worksheet line ${line}`,
    authority: CARRYOVER_RULE,
  };
  return year.carryoverWorksheet.some((each) => each.line.endsWith(` ${line}`))
    ? made(words, amount, { kind: "same" }, [
        plus({ at: "line", year: year.year, sheet: "carryover", line }),
      ])
    : stated({ ...words, how: "no loss to carry" }, amount, "law");
}

/** What a year begins with: as the profile says, else what the year before left. */
export function carriedInFigure(facts: Facts, year: YearResult, term: Term): Figure {
  const field = term === "short" ? "shortCarryoverIn" : "longCarryoverIn";
  const amount = year[field];
  const words: Words = {
    label: `${wordOf(term)} capital loss carryover into ${year.year}`,
    how: "as told in the profile",
    authority: CARRYOVER_RULE,
  };
  if (year.profile !== null && year.profile[field] !== null) {
    return made(words, amount, { kind: "same" }, [
      plus({ at: "profile", year: year.year, name: field }),
    ]);
  }
  const before = facts.yearBefore(year.year);
  return before === null
    ? stated({ ...words, how: "no year before in these books" }, amount, "law")
    : made({ ...words, how: `what ${before.year} leaves` }, amount, { kind: "same" }, [
        plus({ at: "carryover", year: before.year, term }),
      ]);
}

/** A line of the return as it prints. */
export function returnFigure(facts: Facts, year: YearResult, code: string): Figure | null {
  const line = year.returnLines.find((each) => lineCode(each.line) === code);
  const found = line === undefined ? null : exactOf(facts, year, line.line);
  if (line === undefined || found === null) {
    return null;
  }
  const words: Words = {
    label: `${line.line}: ${line.label}`,
    how: line.how,
    authority: line.authority,
  };
  const rounding = roundingOf(found.amount, line.amount);
  return rounding === null ? null : made(words, line.amount, rounding, found.parts);
}

interface Exact {
  readonly amount: Usd;
  readonly parts: readonly PartName[];
}

/** The unrounded amounts behind a line of the return; the worksheets have the same lines unrounded. */
function exactOf(facts: Facts, year: YearResult, line: string): Exact | null {
  const forms = rulesOf(year.year)?.forms;
  switch (line) {
    case forms?.capitalGainLine:
      return {
        amount: capitalGainLine(year),
        parts: [plus({ at: "capital-gain", year: year.year })],
      };
    case forms?.niitLine:
      return fromSheet(year, "8960", "17");
    case forms?.wagesLine:
      return receipts(facts, year, (kind) => kind === "wages");
    case forms?.otherIncomeLine:
      return receipts(facts, year, (kind) => kind !== "wages" && !isBusiness(year, kind));
    case BUSINESS_LINE:
      return receipts(facts, year, (kind) => isBusiness(year, kind));
    default:
      return fromSheet(year, "1040", lineCode(line));
  }
}

function fromSheet(year: YearResult, sheet: "1040" | "8960", code: string): Exact | null {
  const line = lineOf(year, sheet, code);
  return line === null
    ? null
    : { amount: line.amount, parts: [plus({ at: "line", year: year.year, sheet, line: code })] };
}

/** Where income of a trade or business goes (return-lines.ts). */
const BUSINESS_LINE = "Schedule C (Form 1040) line 1";

function isBusiness({ profile }: YearResult, kind: IncomeKind): boolean {
  return kind === "services" || (kind === "mining" && profile?.miningIsBusiness === true);
}

/** A receipt of known value, by its position in the ledger's income. */
interface KnownReceipt {
  readonly receipt: number;
  readonly kind: IncomeKind;
  readonly amount: Usd;
}

function knownReceipts(facts: Facts, { year }: YearResult): readonly KnownReceipt[] {
  return facts
    .receiptsOf(year)
    .flatMap(({ receipt, event: { kind, amount } }) =>
      amount === null ? [] : [{ receipt, kind, amount }],
    );
}

function receipts(facts: Facts, year: YearResult, counts: (kind: IncomeKind) => boolean): Exact {
  const own = knownReceipts(facts, year).filter(({ kind }) => counts(kind));
  return {
    amount: sumUsd(own.map(({ amount }) => amount)),
    parts: own.map(({ receipt }) => plus({ at: "receipt", receipt })),
  };
}

/** Income of a year: its receipts of known value. */
export function incomeFigure(facts: Facts, year: YearResult): Figure {
  const known = knownReceipts(facts, year);
  return made(
    {
      label: `Income received in units, ${year.year}`,
      how: `${known.length} receipts at fair market value${year.unknownIncome.length === 0 ? "" : `; the value of ${year.unknownIncome.length} is not known`}`,
      authority: "Notice 2014-21; Rev. Rul. 2023-14; Rev. Rul. 2019-24",
    },
    year.incomeTotal,
    { kind: "sum" },
    {
      count: known.length,
      at: (index) => plus({ at: "receipt", receipt: itemAt(known, index).receipt }),
    },
  );
}

/** One receipt: the value its transaction tells. */
export function receiptFigure(facts: Facts, receipt: number): Figure | null {
  const event = facts.receipt(receipt);
  return event === null
    ? null
    : made(
        {
          label: `${event.kind}: ${event.asset} received ${dayText(event.date)}`,
          how: "fair market value when received",
          authority: "Rev. Rul. 2023-14; Notice 2014-21",
        },
        event.amount,
        { kind: "same" },
        [plus({ at: "told", transaction: event.transaction, name: "value" })],
      );
}
