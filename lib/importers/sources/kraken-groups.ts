import { problemIn, textIn } from "@/lib/importers/cells";
import type { Collector, ParsedTransaction, RowProblem } from "@/lib/importers/source";
import {
  absoluteQuantity,
  addQuantity,
  isZeroQuantity,
  negateQuantity,
  subtractQuantity,
  sumQuantity,
} from "@/lib/money/quantity";
import type { IncomeKind } from "@/lib/tax/transaction";
import {
  feesInKind,
  isPositive,
  type KrakenContext,
  type KrakenRow,
  unknownRow,
} from "./kraken-row";
import { exchange } from "./kraken-trades";

const EXCHANGES = new Set(["trade", "tradespot", "spend", "receive", "settled", "conversion"]);
const MOVES = new Set(
  "spottostaking stakingfromspot stakingtospot spotfromstaking allocation deallocation autoallocation autoallocate migration".split(
    " ",
  ),
);
const MOVED = "A move inside Kraken, to or from staking or earning: nothing is gained or given up.";

/** Makes of all rows of one refid what they are together (formats.md 3). Every row ends in exactly one place of `out`. */
export function settleGroup(
  rows: readonly KrakenRow[],
  context: KrakenContext,
  out: Collector,
): void {
  const skip = (reason: string) => {
    for (const row of rows) {
      out.skipped.push({ line: row.line, reason });
    }
  };
  if (rows.every((row) => row.asset === "KFEE")) {
    skip("Kraken fee credits: they have no market and no tax effect here.");
  } else if (rows.every((row) => EXCHANGES.has(row.type))) {
    out.transactions.push(...exchange(rows, context));
  } else if (rows.every((row) => MOVES.has(row.subtype))) {
    skip(MOVED);
  } else if (rows.length > 1 && isMigration(rows)) {
    out.transactions.push(...migrate(rows, context));
  } else if (rows.length > 1 && isReturned(rows)) {
    skip("Sent and returned under one reference: it nets to zero.");
  } else if (rows.length > 1 && isInside(rows)) {
    skip(MOVED);
  } else {
    out.transactions.push(...rows.map((row) => single(row, context)));
  }
}

function isMigration(rows: readonly KrakenRow[]): boolean {
  return rows.length === 2 && rows.every((row) => row.subtype === "delistingconversion");
}

function migrate(rows: readonly KrakenRow[], context: KrakenContext): ParsedTransaction[] {
  const from = rows.find((row) => row.isOut);
  const to = rows.find((row) => !row.isOut);
  if (from === undefined || to === undefined) {
    return rows.map((row) =>
      unknownRow(row, context, "The other half of this conversion is not in the file."),
    );
  }
  return [
    {
      kind: "migration",
      sent: { asset: from.asset, quantity: absoluteQuantity(from.amount) },
      received: { asset: to.asset, quantity: to.amount },
      ...context.base(rows, { fees: feesInKind(rows) }),
    },
  ];
}

/** A failed withdrawal that came back, or a deposit that was reversed: amounts and fees of one asset sum to zero. */
function isReturned(rows: readonly KrakenRow[]): boolean {
  const [first] = rows;
  return (
    rows.every(
      (row) => row.asset === first?.asset && (row.type === "withdrawal" || row.type === "deposit"),
    ) &&
    isZeroQuantity(
      subtractQuantity(
        sumQuantity(rows.map((row) => row.amount)),
        sumQuantity(rows.map((row) => row.fee)),
      ),
    )
  );
}

/** Two opposite amounts of one coin in earn or transfer rows: between Kraken's own balances. */
function isInside(rows: readonly KrakenRow[]): boolean {
  const [first] = rows;
  return (
    rows.every(
      (row) => row.asset === first?.asset && (row.type === "earn" || row.type === "transfer"),
    ) && isZeroQuantity(sumQuantity(rows.map((row) => row.amount)))
  );
}

function single(row: KrakenRow, context: KrakenContext): ParsedTransaction {
  if (row.type === "deposit" || row.subtype === "spotfromfutures") {
    return row.isOut
      ? unknownRow(row, context, "A deposit that was taken back: say which one.")
      : moveIn(row, context);
  }
  if (row.type === "withdrawal" || row.subtype === "spottofutures") {
    return row.isOut
      ? moveOut(row, context)
      : unknownRow(row, context, "A withdrawal that came back: say which one.");
  }
  const kind = incomeKindOf(row);
  if (typeof kind === "string") {
    return row.isOut
      ? unknownRow(row, context, "A negative reward looks like a correction.")
      : income(row, kind, context);
  }
  return unknownRow(row, context, kind.reason);
}

const REASONS = new Map([
  ["margin", "The result of a margin position: say how you report it."],
  ["rollover", "A fee for keeping a margin position open: say how you report it."],
  ["adjustment", "Kraken adjusted this balance: say why."],
  ["dividend", "A distribution: say whether it is income or something else."],
]);

/** The kind of income a row is, or why it cannot be told. */
function incomeKindOf(row: KrakenRow): IncomeKind | { readonly reason: string } {
  if (row.type === "staking" || (row.type === "earn" && row.subtype === "reward")) {
    return "staking";
  }
  if (row.subtype === "airdrop" && (row.type === "earn" || row.type === "transfer")) {
    return "airdrop";
  }
  if (row.type === "earn" && row.subtype === "" && row.isStaked) {
    return "staking";
  }
  if (row.type === "transfer" && row.subtype === "" && !row.isOut) {
    return "airdrop";
  }
  if (row.type === "invite bonus") {
    return "other";
  }
  return {
    reason:
      REASONS.get(row.type) ??
      `The type "${textIn(row.cells, "type")}" is not known here: say what it is.`,
  };
}

function income(row: KrakenRow, incomeKind: IncomeKind, context: KrakenContext): ParsedTransaction {
  if (row.isFiat) {
    const question = problemIn(
      row.cells,
      "asset",
      "Paid in money, not in coins: enter it as other income of the year.",
    );
    return cash(row, context, question);
  }
  return {
    kind: "income",
    received: { asset: row.asset, quantity: row.amount },
    value: row.usd,
    incomeKind,
    ...context.base([row], { fees: feesInKind([row]) }),
  };
}

function moveIn(row: KrakenRow, context: KrakenContext): ParsedTransaction {
  return row.isFiat
    ? cash(row, context, null)
    : {
        kind: "deposit",
        received: { asset: row.asset, quantity: row.amount },
        value: row.usd,
        ...context.base([row], { fees: feesInKind([row]) }),
      };
}

function moveOut(row: KrakenRow, context: KrakenContext): ParsedTransaction {
  return row.isFiat
    ? cash(row, context, null)
    : {
        kind: "withdrawal",
        sent: { asset: row.asset, quantity: absoluteQuantity(row.amount) },
        value: row.usd,
        ...context.base([row], { fees: feesInKind([row]) }),
      };
}

function cash(
  row: KrakenRow,
  context: KrakenContext,
  question: RowProblem | null,
): ParsedTransaction {
  const amount = isPositive(row.fee)
    ? addQuantity(row.amount, negateQuantity(row.fee))
    : row.amount;
  return { kind: "cash", currency: row.asset, amount, ...context.base([row], { question }) };
}
