import { amountIn, CellError, type Cells, problemIn, textIn } from "@/lib/importers/cells";
import { cashOf, exchangeOf, feesOf, isMoney, type Legs, usdOf } from "@/lib/importers/legs";
import type { ParsedTransaction } from "@/lib/importers/source";
import type { Told } from "@/lib/importers/told";
import { type Usd, ZERO_USD } from "@/lib/money/usd";
import type { IncomeKind, Leg, Lost } from "@/lib/tax/transaction";
import { parseCalendarDate } from "@/lib/time/calendar-date";
import { coin, foreignFee, money, networkFee } from "./universal-cells";
import { CONVERSIONS, isFromSpouse, treatmentIn, withDeniedLoss } from "./universal-facts";

const INCOME = new Map<string, IncomeKind>([
  ["staking", "staking"],
  ["mining", "mining"],
  ["reward", "reward"],
  ["interest", "interest"],
  ["airdrop", "airdrop"],
  ["fork", "fork"],
  ["wages", "wages"],
  ["services", "services"],
  ["income", "other"],
]);

const LOST = new Map<string, Lost["reason"]>([
  ["lost", "lost"],
  ["theft", "theft"],
  ["worthless", "worthless"],
  ["abandoned", "abandoned"],
  ["bankruptcy", "bankruptcy"],
]);

/** One row of the universal CSV as a transaction. A type that is not in the list is kept as "unknown" with a question. */
export function universalTransaction(plain: Told, legs: Legs, cells: Cells): ParsedTransaction {
  const type = textIn(cells, "Type")
    .toLowerCase()
    .replace(/[\s_]+/g, "-");
  const value = money(cells, "Value USD") ?? usdOf(legs.sent) ?? usdOf(legs.received);
  const base = {
    ...plain,
    ...feesOf(legs, value, money(cells, "Fee Value USD")),
    question: foreignFee(cells, legs),
  };
  const incomeKind = INCOME.get(type);
  if (incomeKind !== undefined) {
    return {
      kind: "income",
      received: coin(legs.received, "Received", cells),
      value,
      incomeKind,
      ...base,
    };
  }
  const reason = LOST.get(type);
  if (reason !== undefined) {
    return { kind: "lost", sent: coin(legs.sent, "Sent", cells), reason, ...base };
  }
  const form = CONVERSIONS.get(type);
  if (form !== undefined) {
    return {
      kind: "conversion",
      form,
      treatment: treatmentIn(cells),
      sent: coin(legs.sent, "Sent", cells),
      received: coin(legs.received, "Received", cells),
      value,
      ...base,
    };
  }
  const make = KINDS.get(type);
  return make === undefined
    ? unknown(base, legs, value, cells)
    : withDeniedLoss(make({ base, legs, value, cells }), cells);
}

interface Made {
  readonly base: Told;
  readonly legs: Legs;
  readonly value: Usd | null;
  readonly cells: Cells;
}

const KINDS = new Map<string, (made: Made) => ParsedTransaction>([
  ["buy", (made) => trade(made, "Sent")],
  ["sell", (made) => trade(made, "Received")],
  ["swap", swap],
  ["trade", swap],
  [
    "spend",
    ({ base, legs, value, cells }) => ({
      kind: "spend",
      sent: coin(legs.sent, "Sent", cells),
      value,
      ...base,
    }),
  ],
  ["transfer", transfer],
  [
    "deposit",
    ({ base, legs, value, cells }) =>
      isMoney(legs.received)
        ? cashOf(base, legs.received, false)
        : { kind: "deposit", received: coin(legs.received, "Received", cells), value, ...base },
  ],
  [
    "withdrawal",
    ({ base, legs, value, cells }) =>
      isMoney(legs.sent)
        ? cashOf(base, legs.sent, true)
        : { kind: "withdrawal", sent: coin(legs.sent, "Sent", cells), value, ...base },
  ],
  ["gift-received", giftReceived],
  [
    "inherited",
    ({ base, legs, value, cells }) => ({
      kind: "inherited",
      received: coin(legs.received, "Received", cells),
      value,
      ...base,
    }),
  ],
  [
    "gift-sent",
    ({ base, legs, value, cells }) => ({
      kind: "gift-sent",
      sent: coin(legs.sent, "Sent", cells),
      value,
      ...base,
    }),
  ],
  [
    "donation",
    ({ base, legs, value, cells }) => ({
      kind: "donation",
      sent: coin(legs.sent, "Sent", cells),
      value,
      ...base,
    }),
  ],
  [
    "migration",
    ({ base, legs, cells }) => ({
      kind: "migration",
      sent: coin(legs.sent, "Sent", cells),
      received: coin(legs.received, "Received", cells),
      ...base,
    }),
  ],
  ["fee", feeOnly],
  ["cash", cash],
]);

/** Names of the types the universal CSV knows, as written in docs/importing.md. */
export const UNIVERSAL_TYPES: readonly string[] = [
  ...KINDS.keys(),
  ...INCOME.keys(),
  ...LOST.keys(),
  ...CONVERSIONS.keys(),
];

/** A purchase or sale against money; the money side may be left out when Value USD is there. */
function trade(
  { base, legs, value, cells }: Made,
  moneySide: "Sent" | "Received",
): ParsedTransaction {
  const leg = moneySide === "Sent" ? legs.sent : legs.received;
  if (leg !== null && !isMoney(leg)) {
    throw new CellError(
      problemIn(cells, `${moneySide} Asset`, "The other side is a coin: the type is swap."),
    );
  }
  const coins =
    moneySide === "Sent" ? coin(legs.received, "Received", cells) : coin(legs.sent, "Sent", cells);
  if (leg !== null) {
    const both =
      moneySide === "Sent" ? { sent: leg, received: coins } : { sent: coins, received: leg };
    return exchangeOf(base, both, value, cells, `${moneySide} Asset`);
  }
  const question =
    base.question ??
    (value === null
      ? problemIn(cells, "Value USD", "The dollars of this trade are missing.")
      : null);
  return moneySide === "Sent"
    ? { kind: "buy", received: coins, value, ...base, question }
    : { kind: "sell", sent: coins, value, ...base, question };
}

function swap({ base, legs, value, cells }: Made): ParsedTransaction {
  const kept = amountIn(cells, "Withheld Amount");
  const keptValue = money(cells, "Withheld Value USD");
  if (kept !== null && keptValue === null) {
    throw new CellError(
      problemIn(cells, "Withheld Value USD", "Withheld units need their value in dollars."),
    );
  }
  return {
    kind: "swap",
    sent: coin(legs.sent, "Sent", cells),
    received: coin(legs.received, "Received", cells),
    value,
    withheld: kept === null || keptValue === null ? null : { quantity: kept, value: keptValue },
    ...base,
  };
}

function transfer({ base, legs, cells }: Made): ParsedTransaction {
  const to = textIn(cells, "To Account");
  if (to === "" || to === base.accountName) {
    throw new CellError(
      problemIn(cells, "To Account", "A transfer needs the other account it went to."),
    );
  }
  const sent = coin(legs.sent, "Sent", cells);
  const received = legs.received ?? sent;
  if (received.asset !== sent.asset) {
    throw new CellError(
      problemIn(
        cells,
        "Received Asset",
        "A transfer moves one asset; the type for two is swap or migration.",
      ),
    );
  }
  return {
    kind: "transfer",
    sent,
    received,
    feeValue: networkFee(sent, received, cells),
    ...base,
    toAccountName: to,
  };
}

function giftReceived({ base, legs, value, cells }: Made): ParsedTransaction {
  const written = textIn(cells, "Donor Acquired");
  const donorAcquired = parseCalendarDate(written);
  if (written !== "" && donorAcquired === null) {
    throw new CellError(problemIn(cells, "Donor Acquired", "This is not a day (2024-12-31)."));
  }
  return {
    kind: "gift-received",
    received: coin(legs.received, "Received", cells),
    value,
    donorBasis: money(cells, "Donor Basis USD"),
    donorAcquired,
    giftTaxShare: money(cells, "Gift Tax USD") ?? ZERO_USD,
    ...(isFromSpouse(cells) ? { fromSpouse: true as const } : {}),
    ...base,
  };
}

/** A cost with nothing else: the units stand in the sent columns or in the fee columns. */
function feeOnly({ base, legs, value, cells }: Made): ParsedTransaction {
  if (legs.sent !== null) {
    return { kind: "fee", sent: coin(legs.sent, "Sent", cells), value, ...base };
  }
  const stated = value ?? money(cells, "Fee Value USD");
  return {
    kind: "fee",
    sent: coin(legs.fee, "Sent", cells),
    value: stated,
    ...base,
    feeUsd: ZERO_USD,
    fees: [],
  };
}

function cash({ base, legs, cells }: Made): ParsedTransaction {
  const leg = legs.sent ?? legs.received;
  if (!isMoney(leg) || (legs.sent !== null && legs.received !== null)) {
    throw new CellError(problemIn(cells, "Type", "Cash is money on one side: sent or received."));
  }
  return cashOf(base, leg, legs.sent !== null);
}

function unknown(base: Told, legs: Legs, value: Usd | null, cells: Cells): ParsedTransaction {
  const label = textIn(cells, "Type");
  const question = problemIn(
    cells,
    "Type",
    `The type "${label}" is not in the list: say what it is.`,
  );
  const coinOnly = (leg: Leg | null) => (isMoney(leg) ? null : leg);
  return {
    kind: "unknown",
    label,
    sent: coinOnly(legs.sent),
    received: coinOnly(legs.received),
    value,
    ...base,
    question,
  };
}
