import { quantity } from "@/lib/money/quantity";
import { assetId } from "@/lib/tax/transaction";
import { instantFromEpoch } from "@/lib/time/instant";
import type { TransferMatch } from "@/lib/transfers/match";
import type { Side } from "@/lib/transfers/side";

/** Books whose transfers are known: every side bears the number of its move, or none when it is nobody's transfer. */
export interface TrueBooks {
  readonly outgoing: readonly Side[];
  readonly incoming: readonly Side[];
  /** Move of each side by id; absent: it left for, or came from, somebody else. */
  readonly moveOf: ReadonlyMap<string, number>;
  readonly moves: number;
}

/** How books are made: how many moves and strangers in how many days, and how much the sources tell. */
export interface Made {
  readonly moves: number;
  readonly strangers: number;
  readonly days: number;
  /** Of a hundred moves, those of which both sources tell the hash. */
  readonly hashed: number;
  /** Of a hundred amounts, those people like: 0.1, 0.5, 1, 2. */
  readonly round: number;
}

const START = Date.parse("2024-01-01T00:00:00Z");
const HOUR = 3_600_000;

type Way = readonly [from: string, to: string];
const WAYS: readonly [Way, ...Way[]] = [
  ["Coinbase", "Ledger"],
  ["Kraken", "Ledger"],
  ["Ledger", "Kraken"],
  ["Coinbase", "Kraken"],
];

/** Invented books: delays mostly within an hour and some of a day, fees inside, on top or both told, one move in ten in two parts. */
export function makeBooks(seed: number, made: Made): TrueBooks {
  const random = generator(seed);
  const pick = <T>(items: readonly [T, ...T[]]): T =>
    items[Math.floor(random() * items.length)] ?? items[0];
  const outgoing: Side[] = [];
  const incoming: Side[] = [];
  const moveOf = new Map<string, number>();
  const amountNow = () =>
    random() * 100 < made.round ? pick(["0.1", "0.5", "1", "2"]) : (0.01 + random() * 3).toFixed(8);
  const add = (to: Side[], told: Omit<Side, "id" | "isDayOnly" | "asset">, move: number | null) => {
    const side = {
      id: `s${moveOf.size}-${to === outgoing ? "o" : "i"}${to.length}`,
      isDayOnly: false,
    };
    to.push({ ...told, ...side, asset: assetId("ETH") });
    if (move !== null) {
      moveOf.set(side.id, move);
    }
  };
  const side = (account: string, units: string, time: number) => ({
    account,
    quantity: quantity(units),
    feeOnTop: quantity("0"),
    at: instantFromEpoch(Math.floor(time)),
    hash: null,
    address: null,
  });
  for (let move = 0; move < made.moves; move += 1) {
    const [from, to] = pick(WAYS);
    const time = START + random() * made.days * 24 * HOUR;
    const delay = random() < 0.9 ? random() * HOUR : random() * 23 * HOUR;
    const units = BigInt(Math.round(Number(amountNow()) * 1e8));
    const fee = BigInt(Math.round((0.0002 + random() * 0.002) * 1e8));
    const isOnTop = random() < 0.4;
    const isTold = random() * 100 < made.hashed;
    const hash = isTold ? `0x${seed}-${move}` : null;
    const text = (amount: bigint) =>
      `${amount / 100_000_000n}.${`${amount % 100_000_000n}`.padStart(8, "0")}`;
    const onTop = isOnTop ? { feeOnTop: quantity(text(fee)) } : {};
    add(outgoing, { ...side(from, text(units), time), hash, ...onTop }, move);
    const arriving = isOnTop ? units : units - fee;
    const half = arriving / 3n;
    const parts = random() < 0.1 ? [half, arriving - half] : [arriving];
    for (const part of parts) {
      add(incoming, { ...side(to, text(part), time + delay), hash }, move);
    }
  }
  for (let index = 0; index < made.strangers; index += 1) {
    const time = START + random() * made.days * 24 * HOUR;
    const account = pick(["Coinbase", "Kraken", "Ledger"]);
    add(random() < 0.5 ? outgoing : incoming, side(account, amountNow(), time), null);
  }
  return { outgoing, incoming, moveOf, moves: made.moves };
}

/** Numbers from 0 to 1, the same for the same seed. */
function generator(seed: number): () => number {
  let state = seed * 2_654_435_761 + 1;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 1_013_904_223) >>> 0;
    return (state >>> 8) / 16_777_216;
  };
}

/** True when a match is exactly one move: all of its sides and no other. */
export function isTrue({ outgoing, incoming }: TransferMatch, { moveOf }: TrueBooks): boolean {
  const sides = [...outgoing, ...incoming];
  const [first] = sides;
  const move = first === undefined ? undefined : moveOf.get(first.id);
  const whole = [...moveOf.values()].filter((each) => each === move).length;
  return (
    move !== undefined && sides.every(({ id }) => moveOf.get(id) === move) && sides.length === whole
  );
}
