import { describe, expect, it } from "vitest";
import { quantity, quantityText } from "@/lib/money/quantity";
import { type Usd, usd, usdText, ZERO_USD } from "@/lib/money/usd";
import type { LedgerSettings } from "@/lib/tax/settings";
import { accountId, type Transaction, transactionId } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { buy, ledgerOf, leg, told } from "./make";

const text = (amount: Usd | null) => (amount === null ? "?" : usdText(amount));

const gone = ({ removed }: LedgerResult) =>
  removed.map(({ why, lot, quantity: units, basis, value, lossReason }) =>
    [why, lot, quantityText(units), text(basis), text(value), lossReason].join(" "),
  );

const LOTS = [buy("2023-01-01", "1", "10", { id: "a" }), buy("2024-01-01", "2", "80", { id: "b" })];

const out = (
  kind: "gift-sent" | "donation" | "withdrawal",
  units: string,
  value: string | null,
): Transaction => ({
  ...told("2025-02-01", { id: "out" }),
  kind,
  sent: leg("BTC", units),
  value: value === null ? null : usd(value),
});

const named = (lot: string, units: string): Partial<LedgerSettings> => ({
  identifications: [
    {
      transaction: transactionId("out"),
      madeAt: instant("2025-01-01T00:00:00Z"),
      toldBrokerAt: null,
      lots: [{ lot, quantity: quantity(units) }],
    },
  ],
});

describe("units that leave without gain or loss", () => {
  it("take each its share of the value told, the last one the rest; a value not told is known of none", () => {
    // 100 for three units: a third, and what is left of 100 for the other two.
    expect(gone(ledgerOf([...LOTS, out("donation", "3", "100")]))).toEqual([
      "donation a 1 10 33.333333333333333333 ",
      "donation b 2 80 66.666666666666666667 ",
    ]);
    expect(gone(ledgerOf([...LOTS, out("gift-sent", "3", null)]))).toEqual([
      "gift-sent a 1 10 ? ",
      "gift-sent b 2 80 ? ",
    ]);
  });

  it("say nothing of a loss unless they were lost", () => {
    const { removed } = ledgerOf([...LOTS, out("donation", "1", "100")]);
    expect(removed.map(({ lossReason }) => lossReason)).toEqual([null]);
    const lost: Transaction = {
      ...told("2025-02-01"),
      kind: "lost",
      sent: leg("BTC", "1"),
      reason: "theft",
    };
    expect(
      ledgerOf([...LOTS, lost]).removed.map(({ lossReason, value }) => [lossReason, value]),
    ).toEqual([["theft", null]]);
  });

  it("are those that were named, as with a sale (Reg. 1.1012-1(j))", () => {
    expect(gone(ledgerOf([...LOTS, out("gift-sent", "1", "50")], named("b", "1")))).toEqual([
      "gift-sent b 1 40 50 ",
    ]);
  });

  it("come from the one pool of all accounts while there is one", () => {
    const other = buy("2022-01-01", "1", "7", { id: "old", account: "B" });
    const result = ledgerOf([other, ...LOTS, out("gift-sent", "1", "50")], { pool: "universal" });
    expect(gone(result)).toEqual(["gift-sent old 1 7 50 "]);
    expect(gone(ledgerOf([other, ...LOTS, out("gift-sent", "1", "50")]))).toEqual([
      "gift-sent a 1 10 50 ",
    ]);
  });
});

describe("a network fee paid in units", () => {
  const fee = { ...leg("BTC", "1"), value: usd("30") };
  const left: Transaction = { ...out("withdrawal", "1", "50"), fees: [fee] };

  it("dropped: is no part of what was named, and has no share of the value told", () => {
    const result = ledgerOf([...LOTS, left], { transferFee: "drop", ...named("b", "1") });
    expect(gone(result)).toEqual(["withdrawal b 1 40 50 ", "fee-dropped a 1 10 ? "]);
  });

  it("of a withdrawal follows the setting, of a gift it is always a disposal", () => {
    const disposed = ledgerOf([...LOTS, left]);
    expect(disposed.closedLots.map(({ kind }) => kind)).toEqual(["transfer-fee"]);
    const given: Transaction = { ...out("gift-sent", "1", "50"), fees: [fee] };
    const gift = ledgerOf([...LOTS, given], { transferFee: "drop" });
    expect(gift.closedLots.map(({ kind, gain }) => [kind, text(gain)])).toEqual([["fee", "-10"]]);
  });

  it("of a move: dropped it changes no basis, carried on it changes that of what arrives", () => {
    const move = (received: string): Transaction => ({
      ...told("2025-02-01", { id: "out" }),
      kind: "transfer",
      toAccount: accountId("B"),
      sent: leg("BTC", "2"),
      received: leg("BTC", received),
      feeValue: null,
    });
    const arrived = (received: string, transferFee: LedgerSettings["transferFee"]) => {
      const { openLots, removed } = ledgerOf([...LOTS, move(received)], { transferFee });
      const there = openLots.filter(({ account }) => account === "B");
      return [
        there.map(({ lot, basis }) => `${lot} ${text(basis)}`),
        removed.map(({ why }) => why),
      ];
    };
    // The first unit arrives; the fee is one unit of b with a basis of 40.
    expect(arrived("1", "drop")).toEqual([["a 10"], ["fee-dropped"]]);
    expect(arrived("1", "carry")).toEqual([["a 50"], ["fee-carried"]]);
    // Nothing arrives that could carry it on.
    expect(arrived("0", "carry")).toEqual([[], ["fee-carried", "fee-carried"]]);
  });

  it("a move takes the units that were named for it", () => {
    const move: Transaction = {
      ...told("2025-02-01", { id: "out" }),
      kind: "transfer",
      toAccount: accountId("B"),
      sent: leg("BTC", "1"),
      received: leg("BTC", "1"),
      feeValue: null,
    };
    const { openLots } = ledgerOf([...LOTS, move], named("b", "1"));
    expect(openLots.map(({ account, lot }) => [account, lot])).toEqual([
      ["A", "a"],
      ["A", "b"],
      ["B", "b"],
    ]);
  });
});

describe("units that come in from others", () => {
  const gift = (change: {
    donorBasis: string | null;
    value: string;
    tax: string;
  }): Transaction => ({
    ...told("2025-02-01", { id: "g" }),
    kind: "gift-received",
    received: leg("BTC", "1"),
    value: usd(change.value),
    donorBasis: change.donorBasis === null ? null : usd(change.donorBasis),
    donorAcquired: calendarDate("2025-02-01"),
    giftTaxShare: usd(change.tax),
  });
  const result = (row: Transaction) => {
    const { openLots, issues } = ledgerOf([row]);
    return [openLots.map(({ basis }) => text(basis)), issues.map(({ code }) => code)];
  };

  it("gift tax on what had gone up joins the basis; on what had not, or was not known, it does not", () => {
    // IRC 1015(d)(6): only for the rise of the gift's value over the giver's basis.
    expect(result(gift({ donorBasis: "40", value: "50", tax: "3" }))).toEqual([["43"], []]);
    expect(result(gift({ donorBasis: "50", value: "50", tax: "3" }))).toEqual([
      ["50"],
      ["bad-value"],
    ]);
    expect(result(gift({ donorBasis: null, value: "50", tax: "3" }))).toEqual([
      ["?"],
      ["missing-value"],
    ]);
  });

  it("an inheritance with its value asks for nothing", () => {
    const estate: Transaction = {
      ...told("2025-02-01"),
      kind: "inherited",
      received: leg("BTC", "1"),
      value: usd("500"),
    };
    expect(result(estate)).toEqual([["500"], []]);
  });
});

describe("a purchase that somebody's denied loss goes with", () => {
  const bought = (change: Partial<Extract<Transaction, { kind: "buy" }>>): Transaction => ({
    ...told("2025-02-01", { id: "p" }),
    kind: "buy",
    received: leg("BTC", "1"),
    value: usd("500"),
    ...change,
  });
  const sale = (proceeds: string): Transaction => ({
    ...told("2025-03-01"),
    kind: "sell",
    sent: leg("BTC", "1"),
    value: usd(proceeds),
  });
  const outcome = (purchase: Transaction, proceeds: string) => {
    const { closedLots, issues } = ledgerOf([purchase, sale(proceeds)]);
    const [lot] = closedLots;
    return [
      lot?.gain === undefined ? null : text(lot.gain),
      lot?.term,
      issues.map(({ code }) => code).join(),
    ];
  };

  it("from a related seller: a gain counts above that loss, a loss from the price paid (Reg. 1.267(d)-1(a)(4) example 1)", () => {
    // The seller's loss of 300 was denied; the buyer paid 500. Sold for 1,000: 500 less 300.
    const related = bought({ sellerDeniedLoss: usd("300") });
    expect(outcome(related, "1000")).toEqual(["200", "short", ""]);
    expect(outcome(related, "600")).toEqual(["0", "short", ""]);
    expect(outcome(related, "400")).toEqual(["-100", "short", ""]);
  });

  it("in place of units sold at a loss elsewhere: that loss joins basis, that period the period (IRC 1091(d), 1223(3))", () => {
    const elsewhere = (disallowed: string, heldFrom: string | null) =>
      bought({
        replacementElsewhere: {
          disallowed: usd(disallowed),
          heldFrom: heldFrom === null ? null : calendarDate(heldFrom),
        },
      });
    expect(outcome(elsewhere("100", "2024-02-28"), "700")).toEqual(["100", "long", ""]);
    expect(outcome(elsewhere("100", null), "700")).toEqual(["100", "short", ""]);
    expect(outcome(elsewhere("0", "2025-02-01"), "700")).toEqual(["200", "short", ""]);
    // A period that begins after the purchase cannot be; a loss below nothing is none.
    expect(outcome(elsewhere("100", "2025-02-02"), "700")).toEqual(["100", "short", "bad-value"]);
    expect(outcome(elsewhere("-1", null), "700")).toEqual(["200", "short", "bad-value"]);
    expect(outcome(bought({ sellerDeniedLoss: usd("-1") }), "400")).toEqual([
      "-100",
      "short",
      "bad-value",
    ]);
    expect(outcome(bought({ sellerDeniedLoss: ZERO_USD }), "400")).toEqual(["-100", "short", ""]);
  });

  it("of an unknown price: nothing is known of either basis", () => {
    const { openLots } = ledgerOf([
      bought({
        value: null,
        sellerDeniedLoss: usd("300"),
        replacementElsewhere: { disallowed: usd("1"), heldFrom: null },
      }),
    ]);
    expect(openLots.map(({ basis, lossBasis }) => [basis, lossBasis])).toEqual([[null, null]]);
  });
});
