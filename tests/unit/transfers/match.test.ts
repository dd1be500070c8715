import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantity, quantityText } from "@/lib/money/quantity";
import { assetId } from "@/lib/tax/transaction";
import { instant, instantFromEpoch } from "@/lib/time/instant";
import { matchSides, type TransferMatch } from "@/lib/transfers/match";
import { route, type Side, sideOf } from "@/lib/transfers/side";
import { side } from "./make";
import { makeBooks } from "./truth";

const NONE: ReadonlyMap<string, number> = new Map();
const match = (outgoing: readonly Side[], incoming: readonly Side[], settled = NONE) =>
  matchSides({ outgoing, incoming, settled });
const told = ({ outgoing, incoming, isClear }: TransferMatch) => {
  const names = (sides: readonly Side[]) =>
    sides.map(({ account, quantity }) => `${quantityText(quantity)} ${account}`).join(" + ");
  return `${names(outgoing)} > ${names(incoming)}${isClear ? "" : " ?"}`;
};
const TEN = "2024-03-02T10:00:00Z";

describe("one departure and one arrival", () => {
  it.each([
    ["the same quantity within the hour", "0.3", "2024-03-02T10:25:00Z", "clear"],
    ["less by a small network fee", "0.29995", "2024-03-02T10:25:00Z", "clear"],
    ["less by exactly one part in a hundred", "0.297", "2024-03-02T10:25:00Z", "clear"],
    ["less by a twentieth", "0.285", "2024-03-02T10:25:00Z", "proposed"],
    ["less than that", "0.2849", "2024-03-02T10:25:00Z", "nothing"],
    ["more than was sent", "0.30000001", "2024-03-02T10:25:00Z", "nothing"],
    ["six hours later", "0.3", "2024-03-02T16:00:00Z", "clear"],
    ["a day later", "0.3", "2024-03-03T10:00:00Z", "clear"],
    ["a second more than a day", "0.3", "2024-03-03T10:00:01Z", "proposed"],
    [
      "a day later and a little more than a hundredth short",
      "0.2969",
      "2024-03-03T10:00:00Z",
      "proposed",
    ],
    ["three days later", "0.3", "2024-03-05T10:00:00Z", "proposed"],
    ["a second more than three days", "0.3", "2024-03-05T10:00:01Z", "nothing"],
    ["five minutes early by another clock", "0.3", "2024-03-02T09:55:00Z", "clear"],
    ["a second earlier still", "0.3", "2024-03-02T09:54:59Z", "nothing"],
  ])("%s", (_name, amount, at, outcome) => {
    const [found] = match([side("A", "0.3", TEN)], [side("B", amount, at)]);
    expect(found === undefined ? "nothing" : found.isClear ? "clear" : "proposed").toBe(outcome);
  });

  it("a fee on top: what arrives is what left, or that less the fee", () => {
    const out = side("A", "1.999", TEN, { fee: "0.001" });
    for (const came of ["2", "1.999", "1.998"]) {
      const [found] = match([out], [side("B", came, "2024-03-02T10:20:00Z")]);
      expect(found?.isClear, came).toBe(true);
    }
  });

  it("never within one account, never between two assets", () => {
    const later = "2024-03-02T11:00:00Z";
    expect(match([side("A", "0.3", TEN)], [side("A", "0.3", later)])).toEqual([]);
    const ether = side("B", "0.3", later, { asset: assetId("ETH") });
    expect(match([side("A", "0.3", TEN)], [ether])).toEqual([]);
  });

  it("days alone are compared as days", () => {
    const out = side("A", "0.3", "2024-03-02T12:00:00Z", { isDayOnly: true });
    const [found] = match([out], [side("B", "0.3", "2024-03-02T01:00:00Z")]);
    expect(found?.reason).toContain("only the days are told");
  });

  it("names a token by its contract, large amounts with their thousands", () => {
    const asset = assetId(`USDC:4444${"0".repeat(32)}9A0B`);
    const sides = [side("A", "1200", TEN, { asset }), side("B", "1200", TEN, { asset })] as const;
    expect(match([sides[0]], [sides[1]])[0]?.reason).toBe(
      "1,200 USDC (0x4444…9a0b) left A, 1,200 USDC (0x4444…9a0b) reached B: at the same minute; nothing is missing.",
    );
  });

  it("the accounts' history tips the scale", () => {
    const sides = [[side("A", "0.3", TEN)], [side("B", "0.29", "2024-03-02T11:30:00Z")]] as const;
    expect(match(...sides)[0]?.isClear).toBe(false);
    // 250 for the amount, 260 for the time, 3 x 40 for three earlier transfers: 630.
    const [found] = match(...sides, new Map([[route("A", "B"), 3]]));
    expect([found?.confidence, found?.isClear]).toEqual([630, true]);
    expect(found?.reason).toContain("3 earlier between the same accounts");
  });
});

describe("what the chain says", () => {
  const hash = `0x${"ab".repeat(32)}`;

  it("the same transaction is certain, however late it is told", () => {
    const out = side("A", "0.3", TEN, { hash });
    const [found] = match([out], [side("B", "0.2999", "2024-03-04T10:00:00Z", { hash })]);
    expect([found?.confidence, found?.isClear]).toEqual([1000, true]);
    expect(found?.reason).toBe(
      "0.3 BTC left A, 0.2999 BTC reached B: 48 h 0 min later; 0.0001 BTC went for fees; the transaction on the chain is the same.",
    );
  });

  it("the same address is nearly so", () => {
    const out = side("A", "0.3", TEN, { address: "bc1qmine" });
    const [found] = match(
      [out],
      [side("B", "0.297", "2024-03-03T11:00:00Z", { address: "bc1qmine" })],
    );
    expect([found?.confidence, found?.isClear]).toEqual([980, true]);
  });

  it("two different transactions are proposed at most", () => {
    const out = side("A", "0.3", TEN, { hash });
    const [found] = match([out], [side("B", "0.3", "2024-03-02T10:10:00Z", { hash: "0xcd" })]);
    expect(found?.isClear).toBe(false);
    expect(found?.reason).toContain("different transaction ids");
  });

  it("the hash decides between two equal arrivals", () => {
    const found = match(
      [side("A", "0.3", TEN, { hash })],
      [
        side("B", "0.3", "2024-03-02T10:05:00Z"),
        side("C", "0.3", "2024-03-02T10:30:00Z", { hash }),
      ],
    );
    expect(found.map(told)).toEqual(["0.3 A > 0.3 C"]);
  });

  it("several sides of one transaction are one transfer", () => {
    const found = match(
      [side("A", "0.5", TEN, { hash }), side("B", "0.2", TEN, { hash })],
      [side("C", "0.4", TEN, { hash }), side("D", "0.299", TEN, { hash })],
    );
    expect(found.map(told)).toEqual(["0.5 A + 0.2 B > 0.4 C + 0.299 D"]);
  });
});

describe("all of them as one assignment", () => {
  it("two that fit one stay a question, and the rival is told", () => {
    const [found, ...others] = match(
      [side("A", "0.3", TEN)],
      [side("B", "0.3", "2024-03-02T10:10:00Z"), side("C", "0.3", "2024-03-02T10:40:00Z")],
    );
    expect(others).toEqual([]);
    expect(found?.isClear).toBe(false);
    expect(found?.nextBest?.confidence).toBe(800);
    expect(found?.nextBest?.reason).toContain("reached");
  });

  it("the nearest in time is not taken when that leaves another with nothing", () => {
    // Greedy by time would pair A's 1.0 with B's 0.995 (10 minutes) and leave C's 0.995 alone.
    const found = match(
      [side("A", "1", TEN), side("C", "0.995", "2024-03-02T09:30:00Z")],
      [side("B", "0.995", "2024-03-02T10:10:00Z"), side("D", "0.9999", "2024-03-02T11:30:00Z")],
    );
    // A to D stands at 470 + 260, A to B at 400 + 300: too near each other to be applied.
    expect(found.map(told).sort()).toEqual(["0.995 C > 0.995 B", "1 A > 0.9999 D ?"]);
  });

  it("daily transfers of one amount each find their own day", () => {
    const day = (index: number, hour: string) =>
      `2024-03-${String(index + 1).padStart(2, "0")}T${hour}:00:00Z`;
    const outs = Array.from({ length: 28 }, (_, index) => side("A", "0.01", day(index, "10")));
    const ins = Array.from({ length: 28 }, (_, index) => side("B", "0.01", day(index, "11")));
    const found = match(outs, ins);
    expect(found).toHaveLength(28);
    expect(found.every(({ isClear }) => isClear)).toBe(true);
    for (const each of found) {
      expect(each.incoming[0]?.at.slice(0, 10)).toBe(each.outgoing[0]?.at.slice(0, 10));
    }
  });

  it("one departure that arrives in two parts, and two that arrive as one, are proposed", () => {
    const split = match(
      [side("A", "1", TEN)],
      [side("B", "0.4", "2024-03-02T10:10:00Z"), side("B", "0.6", "2024-03-02T10:20:00Z")],
    );
    const merged = match(
      [side("A", "0.4", TEN), side("A", "0.6", TEN)],
      [side("B", "1", "2024-03-02T10:20:00Z")],
    );
    expect([...split, ...merged].map(told)).toEqual([
      "1 A > 0.4 B + 0.6 B ?",
      "0.4 A + 0.6 A > 1 B ?",
    ]);
  });

  it("two pairs are better than one group and a rest", () => {
    const found = match(
      [side("A", "1", TEN), side("A", "0.4", TEN)],
      [side("B", "0.4", "2024-03-02T10:10:00Z"), side("B", "1", "2024-03-02T10:20:00Z")],
    );
    expect(found.map(told).sort()).toEqual(["0.4 A > 0.4 B", "1 A > 1 B"]);
  });
});

describe("whatever is thrown at it", () => {
  const START = Date.UTC(2024, 0, 1);
  const drawn = fc.record({
    account: fc.constantFrom("A", "B", "C"),
    amount: fc.constantFrom("1", "0.999", "0.5", "0.499", "2"),
    minutes: fc.nat(6_000),
    hash: fc.constantFrom(null, null, null, "0x1", "0x2"),
  });
  const make = (
    list: readonly { account: string; amount: string; minutes: number; hash: string | null }[],
  ) =>
    list.map(({ account, amount, minutes, hash }) =>
      side(account, amount, instantFromEpoch(START + minutes * 60_000), { hash }),
    );

  it("a side stands in one match at most, more never arrives than left, and the order of the input does not matter", () => {
    fc.assert(
      fc.property(
        fc.array(drawn, { maxLength: 12 }),
        fc.array(drawn, { maxLength: 12 }),
        (outs, ins) => {
          const [outgoing, incoming] = [make(outs), make(ins)];
          const found = match(outgoing, incoming);
          const used = found.flatMap((each) => [...each.outgoing, ...each.incoming]);
          expect(new Set(used).size).toBe(used.length);
          for (const { outgoing: left, incoming: came, confidence } of found) {
            const sum = (sides: readonly Side[]) =>
              sides.reduce((total, each) => total + Number(quantityText(each.quantity)), 0);
            expect(sum(came)).toBeLessThanOrEqual(sum(left) + 1e-12);
            expect(confidence).toBeLessThanOrEqual(1000);
          }
          const again = match([...outgoing].reverse(), [...incoming].reverse());
          const total = (matches: readonly TransferMatch[]) =>
            matches.reduce(
              (sum, each) => sum + each.confidence * (each.outgoing.length + each.incoming.length),
              0,
            );
          expect(again.map(told).sort()).toEqual(found.map(told).sort());
          expect(total(again)).toBe(total(found));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("bridges", () => {
  const at = (form: string) => ({ asset: assetId(form) });

  it.each([
    [
      "a bridged form of the same coin within four hours",
      "USDC",
      "USDC.E",
      "100",
      "99.5",
      "2024-03-02T13:59:00Z",
      "proposed",
    ],
    ["its wrapped form", "ETH", "WETH", "1", "1", "2024-03-02T10:05:00Z", "proposed"],
    [
      "more than four hours later",
      "USDC",
      "USDC.E",
      "100",
      "99.5",
      "2024-03-02T14:00:01Z",
      "nothing",
    ],
    [
      "more than a hundredth short",
      "USDC",
      "USDC.E",
      "100",
      "98.9",
      "2024-03-02T11:00:00Z",
      "nothing",
    ],
    [
      "another coin of the same dollar",
      "USDC",
      "USDT",
      "100",
      "100",
      "2024-03-02T10:05:00Z",
      "nothing",
    ],
    [
      "a staked form, whose worth grows",
      "ETH",
      "STETH",
      "1",
      "1",
      "2024-03-02T10:05:00Z",
      "nothing",
    ],
  ])("%s", (_name, left, came, units, arrived, when, outcome) => {
    const [found] = match([side("A", units, TEN, at(left))], [side("B", arrived, when, at(came))]);
    expect(found === undefined ? "nothing" : found.isClear ? "clear" : "proposed").toBe(outcome);
  });

  it("say what they are, and give way to a plain transfer", () => {
    const out = side("A", "1", TEN, at("ETH"));
    const wrapped = side("B", "1", "2024-03-02T10:05:00Z", at("WETH"));
    const [bridge] = match([out], [wrapped]);
    expect(bridge?.reason).toBe(
      "1 ETH left A, 1 WETH reached B: 5 min later; nothing is missing; one form of the coin for another: linked, it is a bridge, treated as your settings say.",
    );
    const plain = side("C", "1", "2024-03-02T10:05:00Z", at("ETH"));
    expect(match([out], [wrapped, plain]).map(told)).toEqual(["1 A > 1 C"]);
  });

  it("are certain by the hash of their transaction", () => {
    const hash = "0xabc";
    const out = side("A", "1", TEN, { hash, ...at("ETH") });
    const [found] = match([out], [side("B", "1", TEN, { hash, ...at("WETH") })]);
    expect(found).toMatchObject({ confidence: 1000, isClear: true });
  });
});

describe("before 2018", () => {
  it.each([
    ["2017-12-31T23:59:59Z", 100, "proposed"],
    ["2018-01-01T00:00:00Z", 100, "nothing"],
    ["2017-06-01T00:00:00Z", 101, "nothing"],
  ])("what left at %s may take %i hours", (left, hours, outcome) => {
    const came = instantFromEpoch(Date.parse(left) + hours * 3_600_000);
    const found = match([side("A", "1", left)], [side("B", "1", came)]);
    expect(found[0]?.isClear ?? "nothing").toBe(outcome === "proposed" ? false : "nothing");
  });
});

describe("looking only at what is new", () => {
  it("finds the same matches of the new sides as looking at everything", () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const books = makeBooks(seed, {
        moves: 200,
        strangers: 150,
        days: 150,
        hashed: 30,
        round: 50,
      });
      const all = matchSides({ ...books, settled: NONE });
      const fresh = new Set(
        [...books.outgoing, ...books.incoming].slice(40, 70).map(({ id }) => id),
      );
      const touching = (one: TransferMatch) =>
        [...one.outgoing, ...one.incoming].some(({ id }) => fresh.has(id));
      const sure = (one: TransferMatch) => `${told(one)} ${one.confidence} ${one.outgoing[0]?.id}`;
      expect(
        matchSides({ ...books, settled: NONE }, fresh)
          .map(sure)
          .sort(),
      ).toEqual(all.filter(touching).map(sure).sort());
    }
  });
});

describe("a hash", () => {
  const hash = "AB".repeat(32);
  const row = (text: string) =>
    sideOf({
      id: "x",
      account: "A",
      leg: { asset: assetId("ETH"), quantity: quantity("1") },
      isOutgoing: true,
      fees: [],
      at: instant(TEN),
      date: null,
      chain: { hash: text, address: null },
    })?.hash;

  it("is the same with and without 0x, in capitals, with the number of its output", () => {
    for (const text of [hash, `0x${hash.toLowerCase()}`, `${hash}:0`, `${hash}-12`]) {
      expect(row(text), text).toBe(hash.toLowerCase());
    }
  });

  it("is not what a service puts in its place", () => {
    for (const text of ["", "Off-chain transfer 118206", "Internal transfer 9", "0x", "a7972f0b"]) {
      expect(row(text), text).toBe(null);
    }
  });
});
