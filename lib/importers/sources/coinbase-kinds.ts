import { isFiat, readAsset } from "@/lib/importers/assets";
import { dollars, problemIn } from "@/lib/importers/cells";
import { readNumber } from "@/lib/importers/number";
import type { ParsedTransaction, RowProblem } from "@/lib/importers/source";
import { type Told, whole } from "@/lib/importers/told";
import { compareQuantity, negateQuantity, parseQuantity } from "@/lib/money/quantity";
import { floorZeroUsd, subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { Leg } from "@/lib/tax/transaction";
import { type CoinbaseRow, moneyOf, selfCheck, valuation } from "./coinbase-row";
import type { CoinbaseClass } from "./coinbase-types";

/** What the makers below need to know of the file. */
export interface Context {
  readonly accountName: string;
  /** Quantities carry their direction as a sign (2024 and later). */
  readonly isSigned: boolean;
  readonly base: (row: CoinbaseRow, given: Pick<Told, "key" | "lines"> & Partial<Told>) => Told;
  readonly key: (row: CoinbaseRow) => string | "repeated";
}

/** One row alone as a transaction. Direction comes from the type; a sign that contradicts it is questioned, never obeyed silently. */
export function single(
  row: CoinbaseRow,
  meaning: CoinbaseClass,
  context: Context,
  key: string,
): ParsedTransaction {
  if (isFiat(row.asset)) {
    return cash(row, meaning, context, key);
  }
  switch (meaning.is) {
    case "buy":
    case "sell":
      return trade(row, meaning.is, context, key);
    case "order":
      return order(row, context, key);
    case "advanced":
      return advanced(row, context, key);
    case "convert":
    case "wrap":
      return convert(row, meaning.is, context, key);
    case "income":
      return income(row, meaning, context, key);
    case "in":
    case "out":
    case "signed":
      return move(row, meaning, context, key);
    case "spend":
    case "donation":
      return paid(row, meaning.is, context, key);
    case "ask":
      return unknownKind(row, context, key, meaning.reason);
    default:
      return unknownKind(
        row,
        context,
        key,
        `The other half of this "${row.type}" is not in the file.`,
      );
  }
}

/** A row kept as told, without effect until a person says what it is. */
export function unknownKind(
  row: CoinbaseRow,
  context: Context,
  key: string,
  reason: string,
): ParsedTransaction {
  const leg = isFiat(row.asset) ? null : legOf(row);
  return {
    kind: "unknown",
    label: row.type,
    sent: row.isNegative ? leg : null,
    received: row.isNegative ? null : leg,
    value: valuation(row),
    ...common(row, context, key, problemIn(row.cells, "Transaction Type", reason)),
  };
}

/** The source's own words: the type where it says more than the kind does, and its notes. */
export function note(row: CoinbaseRow): string {
  return row.notes === "" ? row.type : `${row.type}: ${row.notes}`;
}

function legOf(row: CoinbaseRow): Leg {
  return { asset: row.asset, quantity: row.quantity };
}

function common(
  row: CoinbaseRow,
  context: Context,
  key: string,
  question: RowProblem | null,
  feeUsd: Usd = ZERO_USD,
  fee: Leg | null = null,
): Told {
  const own = { key, lines: [row.line], note: note(row), question, feeUsd };
  return context.base(row, fee === null ? own : { ...own, fees: [{ ...fee, value: null }] });
}

function trade(
  row: CoinbaseRow,
  kind: "buy" | "sell",
  context: Context,
  key: string,
): ParsedTransaction {
  if (kind === "buy" && row.isNegative) {
    return unknownKind(row, context, key, "A purchase with a negative quantity looks like a sale.");
  }
  const money = moneyOf(row);
  const missing =
    money.value === null ? problemIn(row.cells, "Subtotal", "The subtotal is missing.") : null;
  const question = money.question ?? missing ?? selfCheck(row, money, kind);
  const base = common(row, context, key, question, money.feeUsd, money.foreign?.fee);
  const subtotal = money.foreign?.subtotal ?? null;
  const { value } = money;
  const traded =
    kind === "buy"
      ? whole(base, { kind, received: legOf(row), value })
      : whole(base, { kind, sent: legOf(row), value });
  return subtotal === null ? traded : Object.assign(traded, { money: subtotal });
}

function order(row: CoinbaseRow, context: Context, key: string): ParsedTransaction {
  if (row.isNegative || /^sold\b/i.test(row.notes)) {
    return trade(row, "sell", context, key);
  }
  return /^bought\b/i.test(row.notes)
    ? trade(row, "buy", context, key)
    : unknownKind(row, context, key, "This order does not say whether it bought or sold.");
}

const TRADED = /^(Bought|Sold) (\S+) (\S+) for (\S+) (\S+) on \S+/i;

/** Advanced Trade: the pair stands only in the notes; against a coin it is a swap whose other leg is only there. */
function advanced(row: CoinbaseRow, context: Context, key: string): ParsedTransaction {
  const isBuy = /buy$/i.test(row.type);
  const match = TRADED.exec(row.notes);
  const quote = match === null ? null : readAsset(match[5] ?? "");
  if (match === null || quote === null || isFiat(quote)) {
    return trade(row, isBuy ? "buy" : "sell", context, key);
  }
  const quantity = notedQuantity(match[4] ?? "");
  if (quantity === null) {
    return unknownKind(row, context, key, "The amount in the notes cannot be read.");
  }
  const other = { asset: quote, quantity };
  const money = moneyOf(row);
  return {
    kind: "swap",
    sent: isBuy ? other : legOf(row),
    received: isBuy ? legOf(row) : other,
    value: isBuy ? money.value : netOf(row, money.value),
    withheld: null,
    ...common(row, context, key, money.question),
  };
}

/** On a sale the noted amount is net of the fee (formats.md 1), so its value is subtotal less fees. */
function netOf(row: CoinbaseRow, value: Usd | null): Usd | null {
  return value === null ? null : floorZeroUsd(subtractUsd(value, dollars(row.fees ?? "0")));
}

function notedQuantity(text: string): ReturnType<typeof parseQuantity> {
  const reading = readNumber(text, "thousands");
  const quantity = reading.kind === "number" ? parseQuantity(reading.text) : null;
  return reading.kind === "number" && !reading.text.startsWith("-") ? quantity : null;
}

const CONVERTED = /^\S+ (\S+) (\S+) (?:to|into|for) (\S+) (\S+)/i;

/** The received side stands only in the notes. The spread is inside the received amount: the fee column is not taken again. */
function convert(
  row: CoinbaseRow,
  as: "convert" | "wrap",
  context: Context,
  key: string,
): ParsedTransaction {
  const match = CONVERTED.exec(row.notes);
  const sentNoted = notedQuantity(match?.[1] ?? "");
  const quantity = notedQuantity(match?.[3] ?? "");
  const asset = readAsset(match?.[4] ?? "");
  if (quantity === null || asset === null || asset === row.asset) {
    return unknownKind(row, context, key, "The notes do not say what was received.");
  }
  const received = { asset, quantity };
  const isSame = compareQuantity(quantity, row.quantity) === 0;
  if (isSame && /^ETH2?$/.test(asset) && /^ETH2?$/.test(row.asset)) {
    return { kind: "migration", sent: legOf(row), received, ...common(row, context, key, null) };
  }
  const money = moneyOf(row);
  const differs =
    sentNoted === null || compareQuantity(sentNoted, row.quantity) !== 0
      ? problemIn(row.cells, "Notes", "The notes name another amount than the quantity column.")
      : null;
  const wrapped =
    as === "wrap" && isSame
      ? problemIn(
          row.cells,
          "Transaction Type",
          "Wrapping one for one: say whether you treat it as an exchange.",
        )
      : null;
  return {
    kind: "swap",
    sent: legOf(row),
    received,
    value: valuation(row),
    withheld: null,
    ...common(row, context, key, money.question ?? differs ?? wrapped),
  };
}

function income(
  row: CoinbaseRow,
  meaning: CoinbaseClass & { is: "income" },
  context: Context,
  key: string,
): ParsedTransaction {
  if (row.isNegative) {
    const odd = "Income with a negative quantity looks like a correction.";
    return unknownKind(row, context, key, odd);
  }
  const asked =
    meaning.ask === undefined ? null : problemIn(row.cells, "Transaction Type", meaning.ask);
  const money = moneyOf(row);
  return whole(common(row, context, key, money.question ?? asked), {
    kind: "income",
    received: legOf(row),
    value: money.value ?? valuation(row),
    incomeKind: meaning.income,
  });
}

function move(
  row: CoinbaseRow,
  meaning: CoinbaseClass & { is: "in" | "out" | "signed" },
  context: Context,
  key: string,
): ParsedTransaction {
  const isOut = meaning.is === "out" || (meaning.is === "signed" && row.isNegative);
  if (meaning.is === "in" && row.isNegative) {
    const unclear = `A "${row.type}" with a negative quantity: say which way it went.`;
    return unknownKind(row, context, key, unclear);
  }
  if (meaning.is === "signed" && !context.isSigned) {
    return unknownKind(row, context, key, "This transfer does not say which way it went.");
  }
  const { ask } = meaning;
  const asked = ask === undefined ? null : problemIn(row.cells, "Transaction Type", ask);
  const { feeUsd, value } = moneyOf(row);
  const base = common(row, context, key, asked, feeUsd);
  const worth = value ?? valuation(row);
  const moved = isOut
    ? whole(base, { kind: "withdrawal", sent: legOf(row), value: worth })
    : whole(base, { kind: "deposit", received: legOf(row), value: worth });
  return Object.assign(moved, row.trace);
}

function paid(
  row: CoinbaseRow,
  kind: "spend" | "donation",
  context: Context,
  key: string,
): ParsedTransaction {
  const base = common(row, context, key, moneyOf(row).question);
  return { kind, sent: legOf(row), value: valuation(row), ...base };
}

/** Government money moved: no lot. Money paid as a reward is kept as cash and asked about. */
function cash(
  row: CoinbaseRow,
  meaning: CoinbaseClass,
  context: Context,
  key: string,
): ParsedTransaction {
  const isOut = row.isNegative || meaning.is === "out" || meaning.is === "spend";
  const known = ["in", "out", "signed", "income", "spend"].includes(meaning.is);
  if (!known) {
    return unknownKind(row, context, key, `A "${row.type}" of money: say what it is.`);
  }
  const asked =
    meaning.is === "income"
      ? problemIn(
          row.cells,
          "Asset",
          "Paid in money, not in coins: enter it as other income of the year.",
        )
      : null;
  return {
    kind: "cash",
    currency: row.asset,
    amount: isOut ? negateQuantity(row.quantity) : row.quantity,
    ...common(row, context, key, asked),
  };
}
