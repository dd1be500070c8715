import { describe, expect, it } from "vitest";
import { findSums } from "@/lib/twins/find-sums";
import { createTwinMemory } from "@/lib/twins/find-twins";
import type { Telling } from "@/lib/twins/telling";
import { sumReason } from "@/lib/twins/words";

const SATOSHI = 10n ** 16n;
const CENT = 10n ** 16n;
const ORDERS = { layout: "coinbase 4", isSecondHand: false };
const FILLS = { layout: "coinbase-pro-fills 2", isSecondHand: false };

interface Given {
  readonly report?: Telling["report"];
  readonly exchange?: string | null;
  readonly kind?: "buy" | "sell";
  readonly asset?: string;
  /** Dollars as an integer of cents; null: not told. */
  readonly cents?: bigint | null;
  readonly feeCents?: bigint;
}

/** So many satoshis bought for so many cents in the account's own report, unless told otherwise. */
function trade(id: string, at: number, satoshis: bigint, given: Given = {}): Telling {
  const { report = ORDERS, exchange = "coinbase", kind = "buy", asset = "BTC" } = given;
  const { cents = 100n, feeCents = 0n } = given;
  const leg = { asset, units: satoshis * SATOSHI };
  return {
    id,
    report,
    kind,
    place: { account: report === FILLS ? "Coinbase Pro" : "Coinbase", exchange },
    to: null,
    time: at,
    day: null,
    sent: kind === "sell" ? leg : null,
    received: kind === "buy" ? leg : null,
    fees: [],
    value: cents === null ? null : cents * CENT,
    feeUsd: feeCents * CENT,
    hash: null,
    address: null,
  };
}

const NOON = Date.parse("2024-03-01T12:00:10.000Z");
const fill = (id: string, at: number, satoshis: bigint, given: Given = {}) =>
  trade(id, at, satoshis, { report: FILLS, ...given });

/** 0.3 + 0.2 + 0.5 BTC for 18,000.10 + 12,000.15 + 30,000.75 dollars: one bitcoin for 60,001.00. */
const THREE = [
  fill("f1", NOON, 30_000_000n, { cents: 1_800_010n }),
  fill("f2", NOON + 2_000, 20_000_000n, { cents: 1_200_015n }),
  fill("f3", NOON + 9_000, 50_000_000n, { cents: 3_000_075n }),
];
const order = (at = NOON + 4_000, given: Given = {}) =>
  trade("o", at, 100_000_000n, { cents: 6_000_100n, ...given });

const inBooks = (tellings: readonly Telling[], batch: string | null = "b") =>
  tellings.map((telling) => ({ telling, batch }));
const sums = (fresh: readonly Telling[], known: readonly Telling[]) =>
  findSums(fresh, inBooks(known), createTwinMemory());

describe("one order told in parts elsewhere", () => {
  it("is seen whichever of the two comes second, with its reason in words", () => {
    const [known] = sums([order()], THREE);
    expect(known).toMatchObject({ isOrderNew: true, order: { id: "o" } });
    expect(known?.fills.map(({ id }) => id)).toEqual(["f1", "f2", "f3"]);
    const [fresh] = sums(THREE, [order()]);
    expect(fresh).toMatchObject({ isOrderNew: false });
    expect(known && sumReason(known, "fills.csv, lines 2, 3 and 4")).toBe(
      "1 BTC is told already in 3 parts by fills.csv, lines 2, 3 and 4, at the same exchange: the parts come to the same quantity and the same amount, within 9 seconds.",
    );
  });

  it("is found among other fills before, after and between orders", () => {
    const more = [
      fill("x1", NOON - 30_000, 10_000_000n),
      fill("x2", NOON + 20_000, 7_000_000n),
      fill("x3", NOON + 21_000, 7_000_000n),
    ];
    expect(sums([order()], [...more, ...THREE])[0]?.fills).toHaveLength(3);
  });

  it("agrees when the fee is inside the dollars of one, and when an order's dollars are cut to cents", () => {
    // 5.00 of fees: the order tells 60,006.00 with them.
    const fees = THREE.map((one, index) => ({ ...one, feeUsd: [1n, 2n, 2n][index] ?? 0n })).map(
      (one) => ({ ...one, feeUsd: one.feeUsd * 100n * CENT }),
    );
    expect(sums([order(NOON, { cents: 6_000_600n })], fees)).toHaveLength(1);
    const exact = THREE.map((one, index) =>
      index === 0 ? { ...one, value: (one.value ?? 0n) + CENT / 2n } : one,
    );
    expect(sums([order()], exact)).toHaveLength(1);
  });

  it("takes each fill once", () => {
    expect(sums([order(), { ...order(), id: "o2" }], THREE)).toHaveLength(1);
    const memory = createTwinMemory();
    expect(findSums([order()], inBooks(THREE), memory)).toHaveLength(1);
    expect(findSums([{ ...order(), id: "o2" }], inBooks(THREE), memory)).toEqual([]);
  });
});

describe("what is no order in parts", () => {
  it.each([
    ["a satoshi more", [trade("o", NOON, 100_000_001n, { cents: 6_000_100n })], THREE],
    ["a cent more", [order(NOON, { cents: 6_000_101n })], THREE],
    ["dollars not told", [order(NOON, { cents: null })], THREE],
    ["the minute before the first", [order(NOON - 11_000)], THREE],
    ["the minute after the last", [order(NOON + 60_000)], THREE],
    ["the other side", [order(NOON, { kind: "sell" })], THREE],
    ["another asset", [order(NOON, { asset: "ETH" })], THREE],
    ["another exchange", [order(NOON, { exchange: "kraken" })], THREE],
    ["the same kind of file", [order(NOON, { report: FILLS })], THREE],
    ["one row", [trade("o", NOON, 30_000_000n, { cents: 1_800_010n })], THREE.slice(0, 1)],
  ] as const)("%s", (_, fresh, known) => {
    expect(sums(fresh, known)).toEqual([]);
  });

  it("rows of two imports, or with another between them", () => {
    const [first, ...rest] = THREE;
    const split = [...inBooks(first === undefined ? [] : [first], "a"), ...inBooks(rest, "b")];
    expect(findSums([order()], split, createTwinMemory())).toEqual([]);
    const between = fill("x", NOON + 1_000, 1n, { cents: 1n });
    expect(sums([order()], [...THREE, between])).toEqual([]);
  });
});

/** A number generator with a seed: the same books each time (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Round amounts bought about every 20 seconds, at a price that wanders. `cents`: the price of one, at the start. */
function bought(
  seed: number,
  count: number,
  make: (id: string, at: number, satoshis: bigint, given: Given) => Telling,
  { cents, drift, lot }: { cents: number; drift: number; lot: number },
): readonly Telling[] {
  const next = random(seed);
  let [at, price] = [NOON, cents];
  return Array.from({ length: count }, (_, index) => {
    at += Math.round(next() * 40_000);
    price = Math.round(price * (1 + (next() - 0.5) * drift));
    const lots = 1 + Math.floor(next() * 20);
    return make(`${seed}-${index}`, at, BigInt(lots * lot), {
      cents: BigInt(Math.round((lots * lot * price) / 1e8)),
    });
  });
}

describe("in books whose truth is known", () => {
  const COIN = { cents: 6_000_000, drift: 0.001, lot: 1_000_000 };

  it("none of 2,000 purchases in round amounts is taken for parts of 2,000 unrelated ones", () => {
    const orders = bought(1, 2_000, trade, COIN);
    const others = bought(2, 2_000, fill, COIN);
    expect(sums(orders, others)).toEqual([]);
  });

  it("of 500 orders told in two to five parts each, among 2,000 unrelated rows, all are found and nothing else", () => {
    const next = random(3);
    const orders = bought(4, 500, trade, COIN).map((one, index) => ({
      ...one,
      time: NOON + index * 60_000,
    }));
    const parts = orders.flatMap((one, index) => {
      const count = 2 + Math.floor(next() * 4);
      const [units, value] = [one.received?.units ?? 0n, one.value ?? 0n];
      const share = (whole: bigint, nth: number) =>
        nth < count - 1
          ? whole / BigInt(count)
          : whole - (whole / BigInt(count)) * BigInt(count - 1);
      return Array.from({ length: count }, (_, nth) => ({
        ...fill(`p${index}-${nth}`, one.time + nth * 1_000, 1n),
        received: { asset: "BTC", units: share(units, nth) },
        value: share(value, nth),
      }));
    });
    const unrelated = bought(5, 2_000, trade, COIN);
    const found = sums([...orders, ...unrelated], parts);
    const right = found.filter(({ order: one, fills }) =>
      fills.every(({ id }) => id.startsWith(`p${one.id.split("-")[1]}-`)),
    );
    expect([found.length, right.length]).toEqual([500, 500]);
  });

  it("a coin that always costs one dollar proves nothing by its dollars: how many are asked about wrongly is known", () => {
    const dollar = { cents: 100, drift: 0, lot: 10_000_000_000 };
    const orders = bought(6, 2_000, trade, dollar);
    const others = bought(7, 2_000, fill, dollar);
    const wrong = sums(orders, others).length;
    // Hundreds of round amounts an hour at two accounts of one exchange: more than a person trades. Nothing but the time tells them apart.
    expect(wrong / orders.length).toBeLessThan(0.05);
  });
});
