import { legText, some } from "@/lib/importers/amounts";
import { isFiat } from "@/lib/importers/assets";
import type { Meaning } from "@/lib/importers/booking";
import { legOf } from "@/lib/importers/cells";
import type { TableEvent, TableRow } from "@/lib/importers/table-source";
import { signQuantity, subtractQuantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { IncomeKind, Leg } from "@/lib/tax/transaction";

/** A row of Nexo's account file. Amounts have no sign; `isNegative` is the sign of the input. */
export interface NexoRow extends TableRow {
  /** Lower case without blanks: Nexo writes "Exchange Deposited On" and "ExchangeDepositedOn". */
  readonly kind: string;
  readonly details: string;
  readonly input: Leg | null;
  readonly output: Leg | null;
  readonly fee: Leg | null;
  readonly isNegative: boolean;
  readonly value: Usd | null;
}

/** What a row moves; a text for one without effect. */
export type NexoMoves =
  | Pick<TableEvent<NexoRow>, "meaning" | "sent" | "received" | "fees" | "value" | "question">
  | string;

const list = (names: string) => names.split(",");

const INTERNAL = new Set(
  list(
    "lockingtermdeposit,unlockingtermdeposit,transferin,transferout,transfertoprowallet,transferfromprowallet",
  ),
);
const DEPOSITS = new Set(list("deposit,topupcrypto,exchangedepositedon,deposittoexchange"));
const TRADES = new Set(
  list(
    "exchange,creditcardstatus,exchangecollateral,exchangetowithdraw,creditcardfiatxexchangetowithdraw",
  ),
);
const SALES = new Set(list("manualsellorder,automaticsellorder"));
const LOANS = new Set(
  list(
    "withdrawalcredit,loanwithdrawal,liquidation,repayment,manualrepayment,forcedrepayment,assimilation",
  ),
);
const COMING_LOANS = new Set(list("withdrawalcredit,loanwithdrawal,assimilation"));
const INCOME = new Map<string, IncomeKind>([
  ["interest", "interest"],
  ["fixedterminterest", "interest"],
  ["interestadditional", "interest"],
  ["dividend", "other"],
  ["referralbonus", "reward"],
  ["cashback", "reward"],
  ["exchangecashback", "reward"],
  ["bonus", "reward"],
]);
const OUTGOING = new Map<string, Meaning>([
  ["withdrawal", { is: "withdrawal" }],
  ["withdrawexchanged", { is: "withdrawal" }],
  ["nexocardpurchase", { is: "spend" }],
]);

/** What a kind means; kinds nobody has explained are kept and asked about. */
export function movesOf(row: NexoRow): NexoMoves {
  const { kind, output, value } = row;
  if (INTERNAL.has(kind)) {
    return "A move between your own wallets at Nexo (savings, term, Pro).";
  }
  const income = INCOME.get(kind);
  if (income !== undefined) {
    return incomeOf(row, income);
  }
  const outgoing = OUTGOING.get(kind);
  if (outgoing !== undefined) {
    return { meaning: outgoing, sent: withoutFee(row), fees: some(row.fee), value };
  }
  if (DEPOSITS.has(kind)) {
    return depositOf(row);
  }
  if (TRADES.has(kind)) {
    return tradeOf(row);
  }
  if (SALES.has(kind)) {
    return saleOf(row);
  }
  return LOANS.has(kind)
    ? kept(row, "Loans are not booked by themselves: say what happened.", COMING_LOANS.has(kind))
    : kept(
        row,
        `The kind "${kind}" is not known: say what it is.`,
        !row.isNegative && output !== null,
      );
}

function kept(row: NexoRow, reason: string, isComing: boolean): NexoMoves {
  const { input, output, value } = row;
  const meaning: Meaning = {
    is: "unknown",
    reason: `${reason} The row tells ${told(input, output)}.`,
  };
  return isComing ? { meaning, received: output ?? input, value } : { meaning, sent: input, value };
}

/** "0.1 BTC to 3000 USDT", or the one amount where both sides are the same. */
function told(...legs: readonly (Leg | null)[]): string {
  const texts = new Set(legs.map(legText).filter((text) => text !== ""));
  return texts.size === 0 ? "nothing" : [...texts].join(" to ");
}

/** Negative interest is interest on what was borrowed: paid, not earned. */
function incomeOf(row: NexoRow, kind: IncomeKind): NexoMoves {
  const { input, output, value } = row;
  return row.isNegative
    ? { meaning: { is: "fee" }, sent: input, value }
    : { meaning: { is: "income", kind }, received: output ?? input, value };
}

function depositOf(row: NexoRow): NexoMoves {
  const { input, output, details, value, fee } = row;
  if (details.includes("credit")) {
    return kept(row, "A loan paid out in coins: say what happened.", true);
  }
  if (details.includes("airdrop")) {
    return { meaning: { is: "income", kind: "airdrop" }, received: output ?? input, value };
  }
  return input !== null && output !== null && input.asset !== output.asset
    ? tradeOf(row)
    : { meaning: { is: "deposit" }, received: output ?? input, fees: some(fee), value };
}

/** Money and Nexo's token of the same money are one: changing one into the other has no effect. */
function tradeOf(row: NexoRow): NexoMoves {
  const { input, output, fee, value } = row;
  if (input !== null && input.asset === output?.asset) {
    return `${legText(input)} stayed ${input.asset}: only its place at Nexo changed.`;
  }
  return {
    meaning: { is: "exchange" },
    sent: withoutFee(row),
    received: output,
    fees: some(fee),
    value,
  };
}

/** A sale that serves a loan: what it brought is told in dollars alone where the row has no second coin. */
function saleOf(row: NexoRow): NexoMoves {
  const { input, output } = row;
  return input !== null && output !== null && input.asset !== output.asset && !isFiat(input.asset)
    ? tradeOf(row)
    : kept(
        row,
        "A sale for a loan whose proceeds the row does not name: say what they were.",
        false,
      );
}

/** The input holds a fee in its own coin. */
function withoutFee({ input, fee }: NexoRow): Leg | null {
  if (input === null || fee?.asset !== input.asset) {
    return input;
  }
  const net = subtractQuantity(input.quantity, fee.quantity);
  return signQuantity(net) > 0 ? legOf(input.asset, net) : input;
}
