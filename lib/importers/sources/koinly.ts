import {
  type Cells,
  cellReader,
  decimalIn,
  dollars,
  orReject,
  problemIn,
  textIn,
  timeIn,
} from "@/lib/importers/cells";
import { createFingerprints } from "@/lib/importers/fingerprint";
import {
  cashOf,
  exchangeOf,
  feesOf,
  isMoney,
  type Legs,
  legsText,
  readLeg,
} from "@/lib/importers/legs";
import { createOrder } from "@/lib/importers/order";
import type {
  Collector,
  ParsedTransaction,
  ParseOptions,
  RowReader,
  Source,
} from "@/lib/importers/source";
import { type Told, told } from "@/lib/importers/told";
import { quantityText } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { IncomeKind, Leg } from "@/lib/tax/transaction";

/** Koinly's universal template; other programs write the same header (formats.md 0.3), so the person confirms the source. */
export const koinly: Source = {
  id: "koinly",
  label: "Koinly universal CSV (other programs write it too)",
  timeRule: "UTC, by the template's definition",
  headers: [
    {
      version: "universal",
      header: (
        "Date,Sent Amount,Sent Currency,Received Amount,Received Currency,Fee Amount,Fee Currency," +
        "Net Worth Amount,Net Worth Currency,Label,Description,TxHash"
      ).split(","),
    },
  ],
  open,
};

function open(
  header: readonly string[],
  _version: string,
  options: ParseOptions,
  out: Collector,
): RowReader {
  const read = cellReader(header, "ambiguous");
  const prints = createFingerprints();
  const order = createOrder(1);
  return {
    row: (row) =>
      orReject(out.rejected, () => {
        const cells = read(row);
        const time = timeIn(cells, "Date");
        order.see(time.at);
        const legs: Legs = {
          sent: readLeg(cells, { amount: "Sent Amount", asset: "Sent Currency" }),
          received: readLeg(cells, { amount: "Received Amount", asset: "Received Currency" }),
          fee: readLeg(cells, { amount: "Fee Amount", asset: "Fee Currency" }),
        };
        const value = netWorth(cells);
        const label = textIn(cells, "Label");
        const content = [time.date ?? time.at, legsText(legs), label, textIn(cells, "TxHash")].join(
          "|",
        );
        const base = told({
          ...time,
          ...feesOf(legs, value, null),
          sequence: order.sequence(row.line),
          accountName: options.accountName ?? "Koinly",
          key: prints.byContent("koinly", content),
          lines: [row.line],
          note: [label, textIn(cells, "Description")].filter((text) => text !== "").join(": "),
          question: foreignFee(cells, legs),
        });
        out.transactions.push(transactionOf(base, legs, value, label.toLowerCase(), cells));
      }),
    end: () => undefined,
  };
}

/** The stated worth when it is in dollars. */
function netWorth(cells: Cells): Usd | null {
  const amount = decimalIn(cells, "Net Worth Amount");
  return amount === null || textIn(cells, "Net Worth Currency").toUpperCase() !== "USD"
    ? null
    : dollars(amount);
}

function foreignFee(cells: Cells, { fee }: Legs): Told["question"] {
  return isMoney(fee) && fee.asset !== "USD"
    ? problemIn(
        cells,
        "Fee Amount",
        `The fee is ${quantityText(fee.quantity)} ${fee.asset}: give its value in US dollars.`,
      )
    : null;
}

function transactionOf(
  base: Told,
  { sent, received }: Legs,
  value: Usd | null,
  label: string,
  cells: Cells,
): ParsedTransaction {
  if (sent !== null && received !== null) {
    return both(base, { sent, received }, value, label, cells);
  }
  if (received !== null) {
    return incoming(base, received, value, label, cells);
  }
  return sent === null
    ? unknown(base, { sent, received }, value, cells, "The row moves nothing.")
    : outgoing(base, sent, value, label, cells);
}

function both(
  base: Told,
  legs: { sent: Leg; received: Leg },
  value: Usd | null,
  label: string,
  cells: Cells,
): ParsedTransaction {
  if (label === "swap") {
    return { kind: "migration", ...legs, ...base };
  }
  const question =
    label === "" || label === "trade" || label === "exchange"
      ? base.question
      : problemIn(
          cells,
          "Label",
          `The label "${label}" is not settled in law: say whether this is an exchange.`,
        );
  return exchangeOf({ ...base, question }, legs, value, cells, "Sent Currency");
}

const INCOME = new Map<string, IncomeKind>([
  ["airdrop", "airdrop"],
  ["fork", "fork"],
  ["mining", "mining"],
  ["reward", "reward"],
  ["staking", "staking"],
  ["income", "other"],
  ["other income", "other"],
  ["salary", "wages"],
  ["lending interest", "interest"],
  ["loan interest", "interest"],
  ["cashback", "reward"],
]);

function incoming(
  base: Told,
  received: Leg,
  value: Usd | null,
  label: string,
  cells: Cells,
): ParsedTransaction {
  if (isMoney(received)) {
    return label === ""
      ? cashOf(base, received, false)
      : unknown(
          base,
          { sent: null, received: null },
          value,
          cells,
          "Money, not a coin: enter it where the return asks for it.",
        );
  }
  const incomeKind = INCOME.get(label);
  if (incomeKind !== undefined) {
    return { kind: "income", received, value, incomeKind, ...base };
  }
  return label === ""
    ? { kind: "deposit", received, value, ...base }
    : unknown(
        base,
        { sent: null, received },
        value,
        cells,
        `The label "${label}" does not say what this is for tax.`,
      );
}

const COSTS = new Set(["cost", "interest payment", "loan fee", "margin fee"]);

function outgoing(
  base: Told,
  sent: Leg,
  value: Usd | null,
  label: string,
  cells: Cells,
): ParsedTransaction {
  if (isMoney(sent)) {
    return cashOf(base, sent, true);
  }
  if (label === "") {
    return { kind: "withdrawal", sent, value, ...base };
  }
  if (label === "gift" || label === "donation") {
    return { kind: label === "gift" ? "gift-sent" : "donation", sent, value, ...base };
  }
  if (label === "lost") {
    return { kind: "lost", sent, reason: "lost", ...base };
  }
  if (COSTS.has(label) || label === "tax") {
    return { kind: label === "tax" ? "spend" : "fee", sent, value, ...base };
  }
  return unknown(
    base,
    { sent, received: null },
    value,
    cells,
    `The label "${label}" does not say what this is for tax.`,
  );
}

function unknown(
  base: Told,
  legs: Pick<Legs, "sent" | "received">,
  value: Usd | null,
  cells: Cells,
  reason: string,
): ParsedTransaction {
  const label = textIn(cells, "Label");
  return {
    kind: "unknown",
    label,
    ...legs,
    value,
    ...base,
    question: problemIn(cells, "Label", reason),
  };
}
