import { type Measured, route, type Side } from "./side";

/** Outgoing and incoming sides that may be one transfer, and how sure that is. */
export interface Candidate {
  readonly outgoing: readonly Measured[];
  readonly incoming: readonly Measured[];
  /** 0-1000. 1000: the same transaction on the chain. */
  readonly confidence: number;
  readonly grounds: Grounds;
}

/** What a candidate rests on, for the sentence people read. */
export interface Grounds {
  /** "differs": both sides tell a hash and not the same one. */
  readonly chain: "hash" | "address" | "differs" | null;
  /** Units missing on arrival, of what left with fees on top; never negative. */
  readonly missing: bigint;
  /** "near": at most a thousandth short; "short": at most a hundredth; "far": at most a twentieth. */
  readonly amount: "equal" | "fee" | "near" | "short" | "far";
  /** Milliseconds from the last departure to the first arrival; negative when clocks differ. */
  readonly apart: number;
  /** Settled transfers between the same two accounts. */
  readonly before: number;
  /** How likely chance alone puts an arrival of about this amount so near, in thousandths: by how often such amounts come. */
  readonly chance: number;
  /** It left as one form of a coin and came as another: bridged, wrapped or unwrapped on the way. */
  readonly isBridge: boolean;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Clocks of two sources differ by so much; beyond, what came cannot be what left later. */
export const EARLY = 5 * MINUTE;
/** Transfers on a congested chain or through a slow bank of a service take this long, hardly ever more. */
const LATE = 72 * HOUR;
/** Before 2018, when chains were full for days, peers wait this long. */
const LATE_THEN = 100 * HOUR;
const FULL_UNTIL = Date.parse("2018-01-01T00:00:00Z");
/** The longest any transfer is waited for. */
export const LATEST = LATE_THEN;
/** A bridge pays out within hours. */
const BRIDGED = 4 * HOUR;
const DAY = 24 * HOUR;

/** Confidence from which a match needs no person, if no other comes near it: within a day and at most a hundredth short. */
export const CLEAR = 600;
/** How far behind every other candidate of its sides must be for a match to be clear. */
export const MARGIN = 100;

/**
 * Looks at a group of sides as one transfer; null when they cannot be one. Certain by the chain's own hash; by address
 * nearly so; else by amount after fees, time and the accounts' history. Groups of several sides are only trusted when the amounts meet
 * almost exactly. `others`: further arrivals of about this amount within eight days.
 */
export function fitOf(
  outgoing: readonly Measured[],
  incoming: readonly Measured[],
  settled: ReadonlyMap<string, number>,
  others = 0,
): Candidate | null {
  if (isWithinOneAccount(outgoing, incoming)) {
    return null;
  }
  const amount = amountOf(outgoing, incoming);
  if (amount === null) {
    return null;
  }
  const apart = apartOf(outgoing, incoming);
  const chain = chainOf(outgoing, incoming);
  const isBridge = outgoing[0]?.side.asset !== incoming[0]?.side.asset;
  const isGroup = outgoing.length + incoming.length > 2;
  const isLate = !isInTime(apart, outgoing, incoming) || (isBridge && apart > BRIDGED);
  if ((chain !== "hash" && isLate) || (isBridge && (isGroup || amount.is === "far"))) {
    return null;
  }
  const before = historyOf(outgoing, incoming, settled);
  const { missing, is } = amount;
  const chance = chanceOf(apart, others);
  const grounds: Grounds = { chain, missing, amount: is, apart, before, chance, isBridge };
  if (isGroup && !isTrusted(chain, amount, outgoing)) {
    return null;
  }
  return { outgoing, incoming, confidence: confidenceOf(grounds, isGroup), grounds };
}

function isWithinOneAccount(outgoing: readonly Measured[], incoming: readonly Measured[]): boolean {
  for (const out of outgoing) {
    for (const into of incoming) {
      if (out.side.account === into.side.account) {
        return true;
      }
    }
  }
  return false;
}

/** How far around a departure arrivals of about its amount are counted. */
export const AROUND = 8 * DAY;

/** What is nearer than ten minutes is as near as ten minutes: blocks and clocks are no more exact. */
function chanceOf(apart: number, others: number): number {
  const span = Math.max(Math.abs(apart), 10 * MINUTE);
  return Math.min(1000, Math.round((1000 * others * span) / (2 * AROUND)));
}

/** One chance in forty costs as much as a rival must be behind; measured over books of known truth (tests/unit/transfers/truth). */
const BY_CHANCE = 4;

const BY_AMOUNT = { equal: 500, fee: 500, near: 470, short: 400, far: 250 } as const;

/** A bridge that nothing but amount and time speaks for is always asked about. */
const BRIDGE_MOST = CLEAR - 100;

function confidenceOf(
  { chain, amount, apart, before, chance, isBridge }: Grounds,
  isGroup: boolean,
): number {
  if (chain === "hash") {
    return 1000;
  }
  if (chain === "address") {
    return 980;
  }
  const distance = Math.abs(apart);
  const byTime = distance <= HOUR ? 300 : distance <= 6 * HOUR ? 260 : distance <= DAY ? 200 : 80;
  const byHistory = Math.min(before, 3) * 40;
  const byChance = Math.min(400, chance * BY_CHANCE);
  const against = byChance + (isGroup ? 250 : 0) + (chain === "differs" ? 300 : 0);
  const most = isBridge ? BRIDGE_MOST : 950;
  return Math.max(1, Math.min(most, BY_AMOUNT[amount] + byTime + byHistory - against));
}

/** The hash all sides tell, or the address it was sent to and came to. Exchanges write ids of their own for hashes at times, so two hashes speak against a match and do not forbid it. */
function chainOf(outgoing: readonly Measured[], incoming: readonly Measured[]): Grounds["chain"] {
  const [first] = outgoing;
  const [other] = incoming;
  if (first !== undefined && other !== undefined && outgoing.length + incoming.length === 2) {
    return chainOfPair(first.side, other.side);
  }
  const { hash = null, address = null } = first?.side ?? {};
  if (hash !== null && all(outgoing, incoming, ({ side }) => side.hash === hash)) {
    return "hash";
  }
  const told = outgoing.find(tellsHash) ?? incoming.find(tellsHash);
  const isOfOne = ({ side }: Measured) => side.hash === null || side.hash === told?.side.hash;
  if (!all(outgoing, incoming, isOfOne)) {
    return "differs";
  }
  return address !== null && all(outgoing, incoming, ({ side }) => side.address === address)
    ? "address"
    : null;
}

function chainOfPair(left: Side, came: Side): Grounds["chain"] {
  if (left.hash !== null && came.hash !== null) {
    return left.hash === came.hash ? "hash" : "differs";
  }
  return left.address !== null && left.address === came.address ? "address" : null;
}

const tellsHash = ({ side }: Measured): boolean => side.hash !== null;

function all(
  outgoing: readonly Measured[],
  incoming: readonly Measured[],
  is: (side: Measured) => boolean,
): boolean {
  return outgoing.every(is) && incoming.every(is);
}

/** Milliseconds from departure to arrival: the whole span for a group. */
function apartOf(outgoing: readonly Measured[], incoming: readonly Measured[]): number {
  let [firstLeft, lastLeft] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { time } of outgoing) {
    firstLeft = Math.min(firstLeft, time);
    lastLeft = Math.max(lastLeft, time);
  }
  let [firstCame, lastCame] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { time } of incoming) {
    firstCame = Math.min(firstCame, time);
    lastCame = Math.max(lastCame, time);
  }
  const early = firstCame - lastLeft;
  return early < 0 ? early : lastCame - firstLeft;
}

/** True where one may be the other by their times alone. */
export function isInTimeFor(out: Measured, into: Measured): boolean {
  const apart = into.time - out.time;
  const isDayOnly = out.side.isDayOnly || into.side.isDayOnly;
  return isWithinTime(apart, isDayOnly, out.time < FULL_UNTIL);
}

function isWithinTime(apart: number, isDayOnly: boolean, wasFull: boolean): boolean {
  return apart >= (isDayOnly ? -DAY : -EARLY) && apart <= (wasFull ? LATE_THEN : LATE);
}

function isInTime(
  apart: number,
  outgoing: readonly Measured[],
  incoming: readonly Measured[],
): boolean {
  const isDayOnly = outgoing.some(tellsDayOnly) || incoming.some(tellsDayOnly);
  return isWithinTime(apart, isDayOnly, outgoing.some(leftWhenFull));
}

const leftWhenFull = ({ time }: Measured): boolean => time < FULL_UNTIL;

const tellsDayOnly = ({ side }: Measured): boolean => side.isDayOnly;

/** Groups must meet almost exactly, or be one transaction of the chain of which every departure reaches somebody. */
function isTrusted(
  chain: Grounds["chain"],
  { missing, is }: { readonly missing: bigint; readonly is: Grounds["amount"] },
  outgoing: readonly Measured[],
): boolean {
  return chain === "hash"
    ? outgoing.every(({ units }) => missing < units)
    : is === "equal" || is === "fee";
}

/** The network's fee as a part of what left: one in so many at most. */
const [NEAR, SHORT, FAR] = [1000n, 100n, 20n];

/** How what came compares with what left; null when more came, or too little. */
function amountOf(
  outgoing: readonly Measured[],
  incoming: readonly Measured[],
): { readonly missing: bigint; readonly is: Grounds["amount"] } | null {
  const left = sum(outgoing, unitsOf);
  const onTop = sum(outgoing, onTopOf);
  const came = sum(incoming, unitsOf);
  const missing = left + onTop - came;
  const short = left - came;
  if (missing < 0n) {
    return null;
  }
  if (short === 0n || missing === 0n) {
    return { missing, is: "equal" };
  }
  // The source tells the fee inside the amount: what came is what left less exactly that.
  if (onTop > 0n && short === onTop) {
    return { missing, is: "fee" };
  }
  if (short < 0n) {
    return null;
  }
  if (short * FAR > left) {
    return null;
  }
  return { missing, is: short * NEAR <= left ? "near" : short * SHORT <= left ? "short" : "far" };
}

function historyOf(
  outgoing: readonly Measured[],
  incoming: readonly Measured[],
  settled: ReadonlyMap<string, number>,
): number {
  if (settled.size === 0) {
    return 0;
  }
  const counts = outgoing.flatMap((out) =>
    incoming.map((into) => settled.get(route(out.side.account, into.side.account)) ?? 0),
  );
  return Math.min(...counts);
}

const unitsOf = ({ units }: Measured): bigint => units;
const onTopOf = ({ onTop }: Measured): bigint => onTop;

/** Of one side its own figure. */
function sum(sides: readonly Measured[], of: (side: Measured) => bigint): bigint {
  let total = 0n;
  for (const side of sides) {
    total = total === 0n ? of(side) : total + of(side);
  }
  return total;
}
