import { describe, expect, it } from "vitest";
import { quantity, quantityText } from "@/lib/money/quantity";
import { usd, usdText } from "@/lib/money/usd";
import type { LedgerSettings } from "@/lib/tax/settings";
import { accountId, type Transaction, transactionId } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import { instant } from "@/lib/time/instant";
import { buy, ledgerOf, leg, sell, told } from "./make";

const move = (date: string, from: string, to: string, units = "1"): Transaction => ({
  ...told(date, { account: from }),
  kind: "transfer",
  toAccount: accountId(to),
  sent: leg("BTC", units),
  received: leg("BTC", units),
  feeValue: null,
});

const named = (transaction: string, lot: string, units: string) => ({
  identifications: [
    {
      transaction: transactionId(transaction),
      madeAt: instant("2000-01-01T00:00:00Z"),
      toldBrokerAt: null,
      lots: [{ lot, quantity: quantity(units) }],
    },
  ],
});

const left = ({ openLots }: LedgerResult) =>
  openLots.map(({ account, lot, asset, quantity: units, basis }) =>
    [account, lot, asset, quantityText(units), basis === null ? "?" : usdText(basis)].join(" "),
  );

const sold = ({ closedLots }: LedgerResult) =>
  closedLots.map(({ lot, quantity: units, basis, method }) =>
    [lot ?? "none", quantityText(units), basis === null ? "?" : usdText(basis), method].join(" "),
  );

const ALL: Partial<LedgerSettings> = { pool: "universal-until-2024" };

/** Four units of one lot, bought for 100 in Z: two stay, one goes to M, one to B. */
const SPREAD = [
  buy("2022-01-01", "4", "100", { id: "a", account: "Z" }),
  move("2022-02-01", "Z", "M"),
  move("2022-03-01", "Z", "B"),
];

describe("one pool for all accounts: out of which account a lot's units are taken", () => {
  it("the selling account's own units first", () => {
    const result = ledgerOf([...SPREAD, sell("2023-01-01", "1", "50", { account: "M" })], ALL);
    expect(left(result)).toEqual(["B a BTC 1 25", "Z a BTC 2 50"]);
  });

  it("then the other accounts by name, whichever had them first; one lot is one line", () => {
    const result = ledgerOf([...SPREAD, sell("2023-01-01", "2", "90", { account: "M" })], ALL);
    expect(sold(result)).toEqual(["a 2 50 fifo"]);
    expect(left(result)).toEqual(["Z a BTC 2 50"]);
    const elsewhere = ledgerOf([...SPREAD, sell("2023-01-01", "1", "90", { account: "X" })], ALL);
    expect(left(elsewhere)).toEqual(["M a BTC 1 25", "Z a BTC 2 50"]);
  });

  it("units named by an identification are taken the same way, the rest by the order in force", () => {
    const rows = [
      ...SPREAD,
      buy("2022-06-01", "3", "900", { id: "b", account: "Z" }),
      sell("2023-01-01", "3", "90", { id: "sale", account: "M" }),
    ];
    // One unit of b is named (300); the other two are the oldest: M's own of a, then B's.
    const result = ledgerOf(rows, { ...ALL, ...named("sale", "b", "1") });
    expect(sold(result)).toEqual(["b 1 300 identified", "a 2 50 fifo"]);
    expect(left(result)).toEqual(["Z a BTC 2 50", "Z b BTC 2 600"]);
  });

  it("a lot that went on under another asset: only the units of the asset that is sold", () => {
    const renamed: Transaction = {
      ...told("2022-02-01"),
      kind: "migration",
      sent: leg("OLD", "1"),
      received: leg("NEW", "1"),
    };
    const rows = [
      buy("2022-01-01", "3", "30", { id: "o", asset: "OLD" }),
      renamed,
      sell("2023-01-01", "1", "90", { id: "sale", asset: "NEW" }),
    ];
    const result = ledgerOf(rows, { ...ALL, ...named("sale", "o", "2") });
    expect(sold(result)).toEqual(["o 1 10 identified"]);
    expect(left(result)).toEqual(["A o OLD 2 20"]);
  });

  it("too few units in all accounts together says so", () => {
    const { issues } = ledgerOf([...SPREAD, sell("2023-01-01", "5", "90", { account: "M" })], ALL);
    expect(issues.map(({ code, message }) => [code, message])).toEqual([
      ["missing-basis", "Sold 5 BTC; all accounts together held 4 BTC. 1 BTC has no acquisition."],
    ]);
  });
});

describe("lots by account: what an identification can reach", () => {
  it("not the units of the same lot in another account", () => {
    const rows = [
      buy("2022-01-01", "2", "20", { id: "old" }),
      buy("2022-02-01", "2", "80", { id: "split" }),
      move("2022-03-01", "A", "B", "3"),
      sell("2023-01-01", "1", "90", { id: "sale" }),
    ];
    // First in first out moves both old units and one of the second lot; the other stays in A.
    const result = ledgerOf(
      [...rows, sell("2023-02-01", "1", "90", { id: "none" })],
      named("none", "split", "1"),
    );
    expect(sold(result)).toEqual(["split 1 40 fifo", "none 1 ? fifo"]);
    expect(result.issues.map(({ code }) => code)).toEqual(["bad-identification", "missing-basis"]);
    expect(left(result)).toEqual(["B old BTC 2 20", "B split BTC 1 40"]);
  });

  it("units named and units taken in turn are two lines, though of one lot", () => {
    const rows = [
      buy("2022-01-01", "2", "20", { id: "a" }),
      sell("2023-01-01", "2", "90", { id: "sale" }),
    ];
    expect(sold(ledgerOf(rows, named("sale", "a", "1")))).toEqual([
      "a 1 10 identified",
      "a 1 10 fifo",
    ]);
  });

  it.each(["spend", "swap"] as const)("names the lots of a %s too", (kind) => {
    const row: Transaction =
      kind === "spend"
        ? { ...told("2023-01-01", { id: "x" }), kind, sent: leg("BTC", "1"), value: usd("9") }
        : {
            ...told("2023-01-01", { id: "x" }),
            kind,
            sent: leg("BTC", "1"),
            received: leg("ETH", "1"),
            value: usd("9"),
            withheld: null,
          };
    const lots = [
      buy("2022-01-01", "1", "1", { id: "a" }),
      buy("2022-02-01", "1", "2", { id: "b" }),
      row,
    ];
    expect(sold(ledgerOf(lots, named("x", "b", "1")))).toEqual(["b 1 2 identified"]);
  });

  it("names the units sold and not those a cost was paid with", () => {
    const sale = sell("2023-01-01", "1", "90", { id: "sale" });
    const paid = { ...sale, fees: [{ ...leg("BTC", "1"), value: usd("5") }] };
    const rows = [
      buy("2022-01-01", "2", "2", { id: "a" }),
      buy("2022-02-01", "2", "8", { id: "b" }),
      paid,
    ];
    expect(sold(ledgerOf(rows, named("sale", "b", "1")))).toEqual([
      "b 1 4 identified",
      "a 1 1 fifo",
    ]);
  });
});

describe("a lot that comes back to an account it had left", () => {
  const START = buy("2022-01-01", "4", "100", { id: "a" });

  it("counts only what comes: what was sold there before is gone with its basis", () => {
    const rows = [
      START,
      move("2022-02-01", "A", "B"),
      sell("2022-03-01", "1", "90", { account: "B" }),
      move("2022-04-01", "A", "B"),
    ];
    expect(left(ledgerOf(rows))).toEqual(["A a BTC 2 50", "B a BTC 1 25"]);
  });

  it("the same when it went to a third account in between", () => {
    const rows = [
      START,
      move("2022-02-01", "A", "B"),
      move("2022-02-02", "A", "C"),
      sell("2022-03-01", "1", "90", { account: "B" }),
      move("2022-04-01", "A", "B"),
    ];
    expect(left(ledgerOf(rows))).toEqual(["A a BTC 1 25", "B a BTC 1 25", "C a BTC 1 25"]);
  });
});

it("open lots stand in order of opening, a lot under its new asset where the old one was", () => {
  const renamed: Transaction = {
    ...told("2022-03-01"),
    kind: "migration",
    sent: leg("OLD", "1"),
    received: leg("NEW", "5"),
  };
  const rows = [
    buy("2022-01-01", "2", "20", { id: "first", asset: "OLD" }),
    buy("2022-02-01", "1", "7", { id: "second" }),
    renamed,
    buy("2022-04-01", "1", "8", { id: "third" }),
  ];
  expect(left(ledgerOf(rows))).toEqual([
    "A first OLD 1 10",
    "A first NEW 5 10",
    "A second BTC 1 7",
    "A third BTC 1 8",
  ]);
});
