import type { Usd } from "@/lib/money/usd";
import type { ChainRef, Leg } from "@/lib/tax/transaction";
import { legText } from "./amounts";
import type { Meaning, Movement } from "./booking";
import { isMoney, type Legs } from "./legs";
import type { TableEvent, TableRow } from "./table-source";

/** A row of a program's file: what went out, what came in, a fee on top, and the program's word for it. */
export interface TwoSidedRow extends TableRow, Legs {
  /** As written. */
  readonly kind: string;
  /** Dollars the coins were worth, and the fee; null where the file does not say. */
  readonly value: Usd | null;
  readonly feeValue: Usd | null;
  /** The account the file names; "" where it does not. */
  readonly account: string;
  readonly note: string;
  readonly chain?: ChainRef | null;
}

/** What a program's words mean, in lower case; "" is a row without one. A text: why the row is left out. */
export interface Words {
  readonly both: ReadonlyMap<string, Meaning>;
  readonly incoming: ReadonlyMap<string, Meaning | string>;
  readonly outgoing: ReadonlyMap<string, Meaning | string>;
}

const RISKY = /margin|future|perp|derivative|loan|lend|borrow|liquidat|collateral|repay|option/;
const POOL = /liquidity|pool|\blp\b|lp[ _]|farm|wrap|bridge/;

/** Why a word whose meaning is not booked must be looked at. */
export function reasonFor(kind: string): string {
  const word = kind.toLowerCase();
  if (RISKY.test(word)) {
    return `"${kind}": margin, futures, options and loans are not booked by themselves; say what was gained, lost, borrowed or paid back.`;
  }
  return POOL.test(word)
    ? `"${kind}" is not settled in law: say whether it is an exchange or a form of the same coins.`
    : `What "${kind}" means for tax is not known: say what this is.`;
}

/** One row by the program's words. Words that are not listed are kept and asked about. */
export function settleTwoSided<R extends TwoSidedRow>(
  row: R,
  words: Words,
): TableEvent<R> | { readonly rows: readonly R[]; readonly leftOut: string } {
  const meaning = meaningOf(row, words);
  if (typeof meaning === "string") {
    return { rows: [row], leftOut: meaning };
  }
  const { account, note, chain = null } = row;
  const named = account === "" ? {} : { account };
  return { rows: [row], note, chain, ...named, ...movementOf(row, meaning) };
}

function meaningOf(row: TwoSidedRow, words: Words): Meaning | string {
  const { sent, received, kind } = row;
  const word = kind.toLowerCase();
  const unknown: Meaning = { is: "unknown", reason: reasonFor(kind) };
  if (sent !== null && received !== null) {
    return words.both.get(word) ?? unknown;
  }
  if (received !== null) {
    return ofMoney(received, words.incoming.get(word) ?? unknown);
  }
  if (sent !== null) {
    return isMoney(sent) ? WITHDRAWAL : (words.outgoing.get(word) ?? unknown);
  }
  return row.fee === null ? { is: "unknown", reason: "The row moves nothing." } : FEE;
}

/** Money that comes in is a deposit or nothing a ledger of coins can book. */
function ofMoney(received: Leg, meaning: Meaning | string): Meaning | string {
  const isClear = typeof meaning === "string" || meaning.is === "deposit" || !isMoney(received);
  return isClear
    ? meaning
    : { is: "unknown", reason: "Money, not a coin: enter it where the return asks for it." };
}

function movementOf(row: TwoSidedRow, meaning: Meaning): Movement {
  const { sent, received, fee, kind: label, value, feeValue } = row;
  if (sent === null && received === null && meaning.is === "fee") {
    return { meaning, sent: fee, value: feeValue, label };
  }
  const fees = fee === null ? [] : [fee];
  return { meaning, sent, received, fees, value, feeValue, label };
}

/** Kind, account, note and both sides as text: what makes a row of such a file itself. */
export function contentOfRow(
  at: string,
  { sent, received, fee }: Legs,
  more: readonly string[],
): string {
  return [at, legText(sent), legText(received), legText(fee), ...more].join("|");
}

/** Meanings several programs share. */
export const EXCHANGE: Meaning = { is: "exchange" };
export const DEPOSIT: Meaning = { is: "deposit" };
export const WITHDRAWAL: Meaning = { is: "withdrawal" };
export const SPEND: Meaning = { is: "spend" };
export const FEE: Meaning = { is: "fee" };
export const GIFT_SENT: Meaning = { is: "gift-sent" };
export const GIFT_RECEIVED: Meaning = { is: "gift-received" };
export const DONATION: Meaning = { is: "donation" };
export const LOST: Meaning = { is: "lost", reason: "lost" };
export const STOLEN: Meaning = { is: "lost", reason: "theft" };
export const STAKING: Meaning = { is: "income", kind: "staking" };
export const MINING: Meaning = { is: "income", kind: "mining" };
export const REWARD: Meaning = { is: "income", kind: "reward" };
export const INTEREST: Meaning = { is: "income", kind: "interest" };
export const AIRDROP: Meaning = { is: "income", kind: "airdrop" };
export const FORK: Meaning = { is: "income", kind: "fork" };
export const OTHER_INCOME: Meaning = { is: "income", kind: "other" };
/** A lock of coins that stay one's own: no effect. */
export const STAKED = "Locked for staking: the coins stay yours.";
export const UNSTAKED = "Released from staking: the coins were yours all along.";
