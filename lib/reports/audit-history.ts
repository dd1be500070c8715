import { formatFormUsd, formatPrice } from "@/lib/money/format";
import { compareQuantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import { isZeroUsd, type Usd } from "@/lib/money/usd";
import type { ExplainedBooks } from "@/lib/tax/explain/facts";
import { formDate } from "@/lib/tax/forms/form-8949";
import type { Leg, Transaction } from "@/lib/tax/transaction";
import { VALUATION_AUTHORITY } from "@/lib/tax/valuation/words";
import { calendarDate, yearOf } from "@/lib/time/calendar-date";
import { dateIn, type Instant } from "@/lib/time/instant";
import { left, right } from "./columns";
import { momentText } from "./dates";
import type { YearEndInput } from "./input";
import type { Table } from "./model";
import { accountName, unitsText } from "./names";
import { printable } from "./text";

const KINDS: Readonly<Record<Transaction["kind"], string>> = {
  buy: "Purchase",
  sell: "Sale",
  swap: "Exchange",
  conversion: "Change of form",
  income: "Income",
  spend: "Payment",
  transfer: "Own transfer",
  deposit: "Arrived",
  withdrawal: "Left",
  "gift-received": "Gift received",
  inherited: "Inherited",
  "gift-sent": "Gift made",
  donation: "Donation",
  lost: "Lost",
  migration: "Migration",
  fee: "Fee",
  cash: "Money",
  unknown: "Not understood",
};

/** Every transaction that counts up to the year's end, in the ledger's order, with the file, the line and the id it was read from. */
export function history(input: YearEndInput, counted: readonly Transaction[]): Table {
  return {
    heading: "Transactions",
    intro: `All that count up to December 31, ${input.year}, in the order the engine takes them. Moments in UTC; units and dollars as told or as prices gave them; the source's own id where it has one.`,
    columns: [
      left("", 5),
      // A moment stands on one line, and so do most units: a pack of 500 transactions is a fifth shorter.
      left("When", 14.5),
      left("Account", 9.5),
      left("Kind", 9),
      left("Out", 15),
      left("In", 15),
      right("Dollars", 8),
      right("Costs", 6),
      left("Read from", 21),
    ],
    rows: counted.map((one, index) => [
      `T${index + 1}`,
      one.date === null ? shortMoment(one.at) : formDate(one.date),
      accountName(input.accounts, one.account),
      KINDS[one.kind],
      sides(input, one, "sent"),
      sides(input, one, "received"),
      dollars("value" in one ? one.value : null),
      isZeroUsd(one.feeUsd) && one.fees.length === 0 ? "" : costs(input, one),
      sourceText(input, one),
    ]),
    total: null,
    empty: "No transaction counts.",
    isDense: true,
  };
}

/** Transactions up to the year's end, in the order the engine takes them: "T1" is the first. */
export function countedUp(
  { year }: YearEndInput,
  { transactions, settings }: ExplainedBooks,
): readonly Transaction[] {
  const dateOf = dateIn(settings.timeZone);
  return transactions.filter(({ date, at }) => yearOf(date ?? dateOf(at)) <= year);
}

/** "12/31/2025 23:59", in UTC. */
const shortMoment = (at: Instant): string =>
  `${formDate(calendarDate(at.slice(0, 10)))} ${at.slice(11, 16)}`;

/** "ledger.csv, line 17; L4UESK". */
function sourceText({ sources }: YearEndInput, { id }: Transaction): string {
  const source = sources.get(id);
  return [source?.place ?? id, source?.reference ?? ""]
    .filter((words) => words !== "")
    .map((words) => printable(words))
    .join("; ");
}

function sides(input: YearEndInput, one: Transaction, side: "sent" | "received"): string {
  if (one.kind === "cash") {
    const isIn = compareQuantity(one.amount, ZERO_QUANTITY) >= 0;
    return isIn === (side === "received")
      ? unitsText(input, { quantity: one.amount, asset: one.currency })
      : "";
  }
  const leg = legOf(one, side);
  return leg === null ? "" : unitsText(input, leg);
}

function legOf(one: Exclude<Transaction, { kind: "cash" }>, side: "sent" | "received"): Leg | null {
  if (side === "sent") {
    return "sent" in one ? one.sent : null;
  }
  return "received" in one ? one.received : null;
}

const dollars = (amount: Usd | null): string => (amount === null ? "" : formatFormUsd(amount));

function costs(input: YearEndInput, { feeUsd, fees }: Transaction): string {
  return [
    ...(isZeroUsd(feeUsd) ? [] : [formatFormUsd(feeUsd)]),
    ...fees.map((fee) => unitsText(input, fee)),
  ].join(" + ");
}

/** Every amount no source told in dollars, with the price that gave it, its moment and who said so. */
export function pricesGiven(
  input: YearEndInput,
  counted: readonly Transaction[],
  valued: ExplainedBooks["valued"],
): Table {
  const rows = counted.flatMap((one) =>
    (valued?.get(one.id) ?? []).map(({ leg, amount, price }) => [
      sourceText(input, one),
      unitsText(input, leg),
      formatPrice(price.price),
      `${price.span} of ${momentText(price.starts)}`,
      printable(`${price.source}, ${price.pair}`, 70),
      formatFormUsd(amount),
    ]),
  );
  return {
    heading: "Amounts that prices gave",
    intro: `Where the source told no dollars: units times the price of the hour, else of the UTC day (${VALUATION_AUTHORITY}).`,
    columns: [
      left("Row", 22),
      left("Units", 18),
      right("Price", 13),
      left("Of", 18),
      left("Source", 16),
      right("Dollars", 13),
    ],
    rows,
    total: null,
    empty: "Every amount was told in dollars by its source.",
    isDense: true,
  };
}
