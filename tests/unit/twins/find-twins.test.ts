import { describe, expect, it } from "vitest";
import type { TransactionKind } from "@/lib/tax/transaction";
import { createTwinMemory, findTwins } from "@/lib/twins/find-twins";
import type { Amount, Telling } from "@/lib/twins/telling";
import { twinReason } from "@/lib/twins/words";

const UNIT = 10n ** 24n;
const CENT = 10n ** 16n;
const amount = (text: string, asset = "BTC"): Amount => {
  const [whole = "0", rest = ""] = text.split(".");
  return { asset, units: BigInt(whole) * UNIT + BigInt(rest.padEnd(24, "0")) };
};

type Given = Partial<Omit<Telling, "report" | "place">> & {
  layout?: string | null;
  account?: string;
  exchange?: string | null;
  secondHand?: boolean;
};

let count = 0;

/** A purchase of 0.12345678 BTC in Coinbase's own file, unless told otherwise. */
function telling(at: string, given: Given = {}): Telling {
  count += 1;
  const {
    layout = "coinbase 4",
    account = "Coinbase",
    exchange = "coinbase",
    secondHand = false,
    ...rest
  } = given;
  return {
    id: `t${count}`,
    report: { layout, isSecondHand: secondHand },
    kind: "buy",
    place: { account, exchange },
    to: null,
    time: Date.parse(at),
    day: null,
    sent: null,
    received: amount("0.12345678"),
    fees: [],
    value: null,
    feeUsd: 0n,
    hash: null,
    address: null,
    ...rest,
  };
}

const FILLS = { layout: "coinbase-pro-fills 2", account: "Coinbase Pro" };
const KOINLY = { layout: "koinly 1", account: "Koinly", exchange: null, secondHand: true };
const KRAKEN = { layout: "kraken ten columns", account: "Kraken", exchange: "kraken" };
const NOON = "2024-03-01T12:00:00.000Z";

const twins = (newcomers: readonly Telling[], known: readonly Telling[]) =>
  findTwins(newcomers, known, createTwinMemory());
const isTwin = (newcomer: Telling, known: Telling) => twins([newcomer], [known]).length === 1;

describe("one event in two reports", () => {
  it("is seen in the fills and in the account's own export, to the second", () => {
    expect(isTwin(telling(NOON, FILLS), telling(NOON))).toBe(true);
    // One cuts what the other keeps.
    expect(isTwin(telling("2024-03-01T12:00:00.931Z", FILLS), telling(NOON))).toBe(true);
  });

  it("is seen in another program's file, whatever the account is called there", () => {
    expect(isTwin(telling(NOON, KOINLY), telling(NOON))).toBe(true);
    expect(isTwin(telling("2024-03-01T12:00:42.000Z"), telling(NOON, KOINLY))).toBe(true);
  });

  it("is seen when a person entered it by hand before, with the day alone", () => {
    const day = Math.floor(Date.parse(NOON) / 86_400_000);
    const byHand = { layout: null, secondHand: true, day };
    expect(isTwin(telling(NOON), telling("2024-03-01T17:00:00.000Z", byHand))).toBe(true);
    expect(isTwin(telling(NOON), telling(NOON, { ...byHand, day: day - 2 }))).toBe(false);
  });

  it("is seen when one file shows fewer decimals, rounded or cut, but not when it shows hardly any", () => {
    const fine = { received: amount("0.123456789012") };
    expect(isTwin(telling(NOON, { ...FILLS, ...fine }), telling(NOON))).toBe(true);
    const cut = { received: amount("0.12345678") };
    const round = { received: amount("0.12345679") };
    const exact = { received: amount("0.123456786") };
    expect(isTwin(telling(NOON, { ...FILLS, ...exact }), telling(NOON, cut))).toBe(true);
    expect(isTwin(telling(NOON, { ...FILLS, ...exact }), telling(NOON, round))).toBe(true);
    const next = { received: amount("0.1234568") };
    expect(isTwin(telling(NOON, { ...FILLS, ...exact }), telling(NOON, next))).toBe(true);
    // 0.12 could be any of a million amounts.
    const coarse = { received: amount("0.12") };
    expect(isTwin(telling(NOON, { ...FILLS, ...exact }), telling(NOON, coarse))).toBe(false);
  });

  it("is seen when one counts the fee inside and the other on top", () => {
    const withdrawal: Given = { kind: "withdrawal", received: null };
    // 1.0005 left, of which 0.0005 for the network.
    const inside = { ...withdrawal, sent: amount("1.0005") };
    const onTop = { ...withdrawal, sent: amount("1"), fees: [amount("0.0005")] };
    expect(isTwin(telling(NOON, { ...KOINLY, ...inside }), telling(NOON, onTop))).toBe(true);
    expect(isTwin(telling(NOON, { ...KOINLY, ...onTop }), telling(NOON, inside))).toBe(true);
    const other = { ...onTop, fees: [amount("0.0004")] };
    expect(isTwin(telling(NOON, { ...KOINLY, ...inside }), telling(NOON, other))).toBe(false);
  });

  it("is seen by the chain's hash across wallets, unless the two addresses are two", () => {
    const seen: Given = { kind: "deposit", hash: "0xabc" };
    const explorer = { ...seen, layout: "etherscan tx", account: "0xaa…", exchange: "etherscan" };
    const wallet = { ...seen, layout: "ledger-live 1", account: "Ledger", exchange: "ledger-live" };
    // A wallet tells when it saw it, the explorer when it was confirmed.
    const later = "2024-03-01T12:41:00.000Z";
    expect(isTwin(telling(later, explorer), telling(NOON, wallet))).toBe(true);
    const first = { ...explorer, address: "0x1" };
    const second = { ...wallet, address: "0x2" };
    expect(isTwin(telling(later, first), telling(NOON, second))).toBe(false);
  });

  it("a transfer of a program's file is the withdrawal, or the deposit, an exchange's own file tells", () => {
    const transfer = telling(NOON, {
      ...KOINLY,
      kind: "transfer",
      place: undefined as never,
      sent: amount("1.5"),
      received: amount("1.4995"),
    } as Given);
    const moved: Telling = {
      ...transfer,
      place: { account: "Coinbase", exchange: "coinbase" },
      to: { account: "Ledger", exchange: "ledger-live" },
    };
    const left = telling(NOON, { kind: "withdrawal", sent: amount("1.5"), received: null });
    const came = telling(NOON, {
      kind: "deposit",
      account: "Ledger",
      exchange: "ledger-live",
      layout: "ledger-live 1",
      received: amount("1.4995"),
    });
    expect(twins([moved], [left])[0]?.known.id).toBe(left.id);
    expect(twins([moved], [came])[0]?.known.id).toBe(came.id);
    // One transfer is both its sides: two rows of another file each find their half.
    expect(twins([left, came], [moved]).map(({ part }) => part)).toEqual(["sent", "received"]);
  });
});

describe("what is not accused", () => {
  it("what left one exchange and came to another", () => {
    const left = telling(NOON, { kind: "withdrawal", sent: amount("1.5"), received: null });
    const came = telling(NOON, { ...KRAKEN, kind: "deposit", received: amount("1.5") });
    expect(isTwin(came, left)).toBe(false);
  });

  it("the same trade at the same second at two exchanges", () => {
    expect(isTwin(telling(NOON, KRAKEN), telling(NOON))).toBe(false);
  });

  it("rows of one kind of file in one account: there each row has its own identity", () => {
    expect(isTwin(telling(NOON), telling(NOON))).toBe(false);
  });

  it("the same amount at another time", () => {
    for (const time of [
      "2024-03-01T12:11:00.000Z",
      "2024-03-01T18:13:05.000Z",
      "2024-03-02T12:00:00.000Z",
    ]) {
      expect(isTwin(telling(time, KOINLY), telling(NOON))).toBe(false);
    }
  });

  it("a purchase for a deposit, a sale for a withdrawal", () => {
    expect(isTwin(telling(NOON, { ...KOINLY, kind: "deposit" }), telling(NOON))).toBe(false);
    const sold: Given = { kind: "sell", sent: amount("0.5"), received: null };
    expect(
      isTwin(telling(NOON, { ...KOINLY, ...sold, kind: "withdrawal" }), telling(NOON, sold)),
    ).toBe(false);
  });

  it("a round amount some minutes later: standing orders buy it again and again", () => {
    const tenth = { received: amount("0.1") };
    expect(
      isTwin(telling("2024-03-01T12:05:00.000Z", { ...FILLS, ...tenth }), telling(NOON, tenth)),
    ).toBe(false);
    expect(isTwin(telling(NOON, { ...FILLS, ...tenth }), telling(NOON, tenth))).toBe(true);
  });

  it("a trade at another price some minutes later", () => {
    const at = (value: bigint) => ({ value: value * 100n * CENT });
    const later = "2024-03-01T12:03:00.000Z";
    expect(isTwin(telling(later, { ...FILLS, ...at(5000n) }), telling(NOON, at(5010n)))).toBe(true);
    expect(isTwin(telling(later, { ...FILLS, ...at(5000n) }), telling(NOON, at(6000n)))).toBe(
      false,
    );
  });
});

describe("one assignment", () => {
  it("of three equal fills here and two there, two are suspected and one is new", () => {
    const here = [1, 2, 3].map(() => telling(NOON, FILLS));
    const there = [1, 2].map(() => telling(NOON));
    const found = twins(here, there);
    expect(found).toHaveLength(2);
    expect(new Set(found.map(({ known }) => known.id)).size).toBe(2);
  });

  it("leaves as few as can be without their twin, not whom it meets first", () => {
    // b2 is only near enough to a1; taking b1 for a1 would leave a2 alone, whose only one is b1.
    const a1 = telling("2024-03-01T12:00:50.000Z", FILLS);
    const a2 = telling("2024-03-01T12:00:10.000Z", FILLS);
    const b1 = telling("2024-03-01T12:00:45.000Z");
    const b2 = telling("2024-03-01T12:01:45.000Z");
    expect(twins([a1, a2], [b1, b2])).toHaveLength(2);
  });

  it("remembers from one piece of a file to the next who has a twin", () => {
    const memory = createTwinMemory();
    const known = [telling(NOON)];
    expect(findTwins([telling(NOON, FILLS)], known, memory)).toHaveLength(1);
    expect(findTwins([telling(NOON, FILLS)], known, memory)).toHaveLength(0);
  });

  it("finds as many as there are among hundreds of the very same amount and day", () => {
    const day = Math.floor(Date.parse(NOON) / 86_400_000);
    const dust: Given = { received: amount("0.00012345"), kind: "income", day };
    const here = Array.from({ length: 300 }, () => telling(NOON, { ...KOINLY, ...dust }));
    const there = Array.from({ length: 250 }, () => telling(NOON, dust));
    expect(twins(here, there)).toHaveLength(250);
  });
});

describe("a file read in the wrong time zone", () => {
  const hours = [
    "2024-03-01T09:12:31.000Z",
    "2024-03-04T17:40:02.000Z",
    "2024-03-09T01:05:59.000Z",
  ];
  const sizes = ["0.12345678", "0.4", "2.75"];
  const shifted = (by: number, given: Given = {}) =>
    hours.map((at, index) =>
      telling(new Date(Date.parse(at) + by * 3_600_000).toISOString(), {
        received: amount(sizes[index] ?? "1"),
        ...given,
      }),
    );

  it("is seen when several different amounts are off by the same whole hours, and says so", () => {
    const found = twins(shifted(5, FILLS), shifted(0));
    expect(found).toHaveLength(3);
    expect(found[0]?.fit.time).toEqual({ is: "shift", hours: 5 });
    expect(twinReason(found[0]!, "coinbase.csv, line 5")).toBe(
      "0.12345678 BTC is told already by coinbase.csv, line 5, at the same exchange, exactly 5 hours earlier." +
        " Other rows are shifted by the same hours: one of the two files was read in the wrong time zone.",
    );
  });

  it("is seen in the same kind of file of the same account too", () => {
    expect(twins(shifted(-5), shifted(0))).toHaveLength(3);
  });

  it("is not seen in one row, nor in a standing order of ever the same amount", () => {
    expect(twins(shifted(5, FILLS).slice(0, 1), shifted(0))).toHaveLength(0);
    const hourly = (from: number, given: Given = {}) =>
      [0, 1, 2, 3].map((hour) =>
        telling(new Date(Date.parse(NOON) + (from + hour) * 3_600_000).toISOString(), {
          received: amount("0.01"),
          ...given,
        }),
      );
    expect(twins(hourly(4, FILLS), hourly(0))).toHaveLength(0);
  });

  it("the same file again under another account's name is seen, when there is enough of it", () => {
    const joint = { account: "Coinbase joint" };
    expect(twins(shifted(0, joint), shifted(0))).toHaveLength(3);
    expect(twins(shifted(0, joint).slice(0, 1), shifted(0))).toHaveLength(0);
  });
});

describe("the reason, in words", () => {
  const reason = (newcomer: Telling, known: Telling) => {
    const [twin] = twins([newcomer], [known]);
    return twin === undefined ? null : twinReason(twin, "known.csv, line 3");
  };

  it("tells the amount, where, and how the times meet", () => {
    expect(reason(telling(NOON, FILLS), telling(NOON))).toBe(
      "0.12345678 BTC is told already by known.csv, line 3, at the same exchange, at the same second.",
    );
    expect(
      reason(telling("2024-03-01T12:00:40.000Z", KOINLY), telling("2024-03-01T12:01:10.000Z")),
    ).toBe(
      "0.12345678 BTC is told already by known.csv, line 3, in a report that repeats others, 30 seconds apart.",
    );
  });

  it("tells both legs of an exchange", () => {
    const swap = { kind: "swap" as TransactionKind, sent: amount("2", "ETH") };
    expect(reason(telling(NOON, { ...KOINLY, ...swap }), telling(NOON, swap))).toContain(
      "2 ETH for 0.12345678 BTC is told already",
    );
  });
});
