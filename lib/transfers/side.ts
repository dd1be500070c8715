import { toScaled } from "@/lib/money/exact";
import {
  QUANTITY_SCALE,
  type Quantity,
  quantityText,
  signQuantity,
  sumQuantity,
} from "@/lib/money/quantity";
import type { AssetId, ChainRef, Leg } from "@/lib/tax/transaction";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { epochOf, type Instant } from "@/lib/time/instant";

/** Units that left an account for, or came into one from, somewhere not yet known. */
export interface Side {
  readonly id: string;
  /** The account it stands in; two sides of one account are never one transfer. */
  readonly account: string;
  readonly asset: AssetId;
  /** Units that left, without fees on top; or units that came. Above zero. */
  readonly quantity: Quantity;
  /** Fees charged on top in the same asset; zero for what came. */
  readonly feeOnTop: Quantity;
  readonly at: Instant;
  /** The source told only the day. */
  readonly isDayOnly: boolean;
  /** Hash of the transaction on its chain, in lower case; null when the source does not tell. */
  readonly hash: string | null;
  /** Where it was sent to, or the own address it came to; lower case, null when the source does not tell. */
  readonly address: string | null;
}

/** A row that moved units one way, as ledgers and files tell it. */
export interface Moved {
  readonly id: string;
  readonly account: string;
  readonly leg: Leg;
  readonly isOutgoing: boolean;
  readonly fees: readonly Leg[];
  readonly at: Instant;
  readonly date: CalendarDate | null;
  readonly chain?: ChainRef | undefined;
}

/** A row as the matcher takes it; null when it moves nothing. */
export function sideOf(row: Moved): Side | null {
  const { id, account, leg, at, date, chain } = row;
  const onTop = row.fees.filter((fee) => row.isOutgoing && fee.asset === leg.asset);
  return signQuantity(leg.quantity) <= 0
    ? null
    : {
        id,
        account,
        asset: leg.asset,
        quantity: leg.quantity,
        feeOnTop: sumQuantity(onTop.map((fee) => fee.quantity)),
        at,
        isDayOnly: date !== null,
        hash: hashIn(chain?.hash ?? ""),
        address: chain?.address?.toLowerCase() ?? null,
      };
}

/** Sixty-four hexadecimal digits on most chains, base58 on Solana and some others; an output's number may follow. */
const HASH = /^(?:0x)?([0-9a-f]{64}|[1-9a-z]{43,90})(?:[:-]\d{1,5})?$/;

/** A chain's own hash, however it is written; null for what services put in its place ("Off-chain transfer 123"). */
export function hashIn(text: string): string | null {
  return HASH.exec(text.trim().toLowerCase())?.[1] ?? null;
}

/** Everything unexplained, by direction. */
export interface Sides {
  readonly outgoing: readonly Side[];
  readonly incoming: readonly Side[];
  /** How often lots went from one account to another by transfers that are settled: "from>to". */
  readonly settled: ReadonlyMap<string, number>;
}

/** A side with its figures as machine integers and bigints, so that pairs are compared without parsing. */
export interface Measured {
  readonly side: Side;
  readonly units: bigint;
  readonly onTop: bigint;
  readonly time: number;
  /** Units modulo a prime, so that sums are compared as machine integers first; equal marks are looked at exactly. */
  readonly marks: Readonly<Record<Reckoning, number>>;
  /** Nothing but itself: a million pairs share these lists. */
  readonly alone: readonly Measured[];
}

/** What of a departure may arrive: its units, those for the fee on top as well, or less the fee that was told inside. */
export type Reckoning = "plain" | "with-fee" | "less-fee";

/** A prime of 50 bits: three marks add up exactly in a machine number. */
const PRIME = 1_125_899_906_842_597n;

/** The same as a machine number: sums of marks are compared modulo it. */
export const MARKS = Number(PRIME);

const markOf = (units: bigint): number => Number(((units % PRIME) + PRIME) % PRIME);

/** Measures one side. Throws for a quantity that is not above zero: such a side moves nothing. */
export function measure(side: Side): Measured {
  const units = scaled(side.quantity);
  if (units <= 0n) {
    throw new RangeError(`a side that moves nothing: ${side.id}`);
  }
  const onTop = scaled(side.feeOnTop);
  const plain = markOf(units);
  const marks = {
    plain,
    "with-fee": onTop === 0n ? plain : markOf(units + onTop),
    "less-fee": onTop === 0n ? plain : markOf(units - onTop),
  };
  const alone: Measured[] = [];
  const measured = { side, units, onTop, time: epochOf(side.at), marks, alone };
  alone.push(measured);
  return measured;
}

/** The name two accounts have in `settled`. */
export function route(from: string, to: string): string {
  return `${from}>${to}`;
}

function scaled(amount: Quantity): bigint {
  return toScaled(quantityText(amount), QUANTITY_SCALE) ?? 0n;
}
