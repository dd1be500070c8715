import { formatFormUsd, formatPrice, formatQuantity } from "@/lib/money/format";
import { isZeroUsd, type Usd } from "@/lib/money/usd";
import type { ExplainedBooks } from "@/lib/tax/explain/facts";
import type { Leg, Transaction } from "@/lib/tax/transaction";
import { VALUATION_AUTHORITY } from "@/lib/tax/valuation/words";
import { left, right } from "./columns";
import { momentText } from "./dates";
import type { YearEndInput } from "./input";
import type { Table } from "./model";
import { accountName } from "./names";
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

/** Every transaction that counts, in the ledger's order, with the file and line it was read from. */
export function history(input: YearEndInput, { transactions }: ExplainedBooks): Table {
  return {
    heading: "Transactions",
    intro:
      "All that count, in the order the engine takes them. Moments in UTC; units and dollars as told or as prices gave them.",
    columns: [
      left("When", 15),
      left("Account", 11),
      left("Kind", 11),
      left("Out", 13),
      left("In", 13),
      right("Dollars", 10),
      right("Costs", 7),
      left("Source", 20),
    ],
    rows: transactions.map((one) => [
      one.date === null ? momentText(one.at).replace(" UTC", "") : one.date,
      accountName(input.accounts, one.account),
      KINDS[one.kind],
      sides(one, "sent"),
      sides(one, "received"),
      dollars("value" in one ? one.value : null),
      isZeroUsd(one.feeUsd) && one.fees.length === 0 ? "" : costs(one),
      printable(input.sources.get(one.id)?.place ?? one.id, 70),
    ]),
    total: null,
    empty: "No transaction counts.",
  };
}

function sides(one: Transaction, side: "sent" | "received"): string {
  if (one.kind === "cash") {
    const isIn = !formatQuantity(one.amount).startsWith("\u2212");
    return isIn === (side === "received")
      ? `${formatQuantity(one.amount)} ${printable(one.currency, 12)}`
      : "";
  }
  const leg: Leg | null = side in one ? legOf(one, side) : null;
  return leg === null ? "" : `${formatQuantity(leg.quantity)} ${printable(leg.asset, 24)}`;
}

function legOf(one: Exclude<Transaction, { kind: "cash" }>, side: "sent" | "received"): Leg | null {
  if (side === "sent") {
    return "sent" in one ? one.sent : null;
  }
  return "received" in one ? one.received : null;
}

const dollars = (amount: Usd | null): string => (amount === null ? "" : formatFormUsd(amount));

function costs({ feeUsd, fees }: Transaction): string {
  return [
    ...(isZeroUsd(feeUsd) ? [] : [formatFormUsd(feeUsd)]),
    ...fees.map((fee) => `${formatQuantity(fee.quantity)} ${printable(fee.asset, 10)}`),
  ].join(" + ");
}

/** Every amount no source told in dollars, with the price that gave it, its moment and who said so. */
export function pricesGiven(input: YearEndInput, { valued, transactions }: ExplainedBooks): Table {
  const rows = transactions.flatMap((one) =>
    (valued?.get(one.id) ?? []).map(({ leg, amount, price }) => [
      printable(input.sources.get(one.id)?.place ?? one.id, 70),
      `${formatQuantity(leg.quantity)} ${printable(leg.asset, 24)}`,
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
  };
}
