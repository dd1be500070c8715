import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantity, quantityText, sumQuantity } from "@/lib/money/quantity";
import { usd, usdText } from "@/lib/money/usd";
import { assetId } from "@/lib/tax/transaction";
import { type Arrival, type Departure, type Part, partsOf } from "@/lib/transfers/parts";

const BTC = assetId("BTC");
const fee = (asset: string, units: string) => ({
  asset: assetId(asset),
  quantity: quantity(units),
  value: null,
});
const out = (units: string, more: Partial<Departure> = {}): Departure => ({
  sent: { asset: BTC, quantity: quantity(units) },
  value: null,
  feeUsd: usd("0"),
  fees: [],
  ...more,
});
const into = (units: string, more: Partial<Arrival> = {}): Arrival => ({
  received: { asset: BTC, quantity: quantity(units) },
  value: null,
  feeUsd: usd("0"),
  fees: [],
  ...more,
});
const told = (parts: readonly Part[] | null) =>
  parts?.map(
    ({ from, to, sent, received }) =>
      `${from}>${to} ${quantityText(sent.quantity)} ${quantityText(received.quantity)}`,
  ) ?? null;

describe("transfers out of departures and arrivals", () => {
  it("one to one keeps the loss and prices it", () => {
    // 18,300 x 0.00005 / 0.3 = 3.05
    const parts = partsOf([out("0.3", { value: usd("18300") })], [into("0.29995")]);
    expect(told(parts)).toEqual(["0>0 0.3 0.29995"]);
    expect(parts?.[0]?.feeValue && usdText(parts[0].feeValue)).toBe("3.05");
  });

  it("by the arrival's price where the departure told none", () => {
    // 20,000 x 0.001 / 0.5 = 40
    const parts = partsOf([out("0.501")], [into("0.5", { value: usd("20000") })]);
    expect(parts?.[0]?.feeValue && usdText(parts[0].feeValue)).toBe("40");
    expect(partsOf([out("0.501")], [into("0.5")])?.[0]?.feeValue).toBeNull();
  });

  it("one to two, two to one, two to two", () => {
    expect(told(partsOf([out("1")], [into("0.4"), into("0.59")]))).toEqual([
      "0>0 0.4 0.4",
      "0>1 0.6 0.59",
    ]);
    expect(told(partsOf([out("0.4"), out("0.6")], [into("0.99")]))).toEqual([
      "0>0 0.4 0.4",
      "1>0 0.6 0.59",
    ]);
    expect(told(partsOf([out("0.5"), out("0.2")], [into("0.4"), into("0.299")]))).toEqual([
      "0>0 0.4 0.4",
      "0>1 0.1 0.1",
      "1>1 0.2 0.199",
    ]);
  });

  it("fees of a row go along once; those on top in the asset are part of what left", () => {
    const parts = partsOf(
      [out("1", { feeUsd: usd("2"), fees: [fee("BTC", "0.01"), fee("ETH", "0.1")] })],
      [into("0.4", { feeUsd: usd("1") }), into("0.6", { fees: [fee("SOL", "1")] })],
    );
    expect(told(parts)).toEqual(["0>0 0.4 0.4", "0>1 0.61 0.6"]);
    expect(parts?.map((part) => usdText(part.feeUsd))).toEqual(["3", "0"]);
    expect(parts?.map((part) => part.fees.map(({ asset }) => asset))).toEqual([["ETH"], ["SOL"]]);
  });

  it("is none when more came than left, or a departure reaches nobody", () => {
    expect(partsOf([out("1")], [into("1.0001")])).toBeNull();
    expect(partsOf([out("1"), out("0.5")], [into("0.9")])).toBeNull();
  });

  it("adds up exactly, whatever the amounts", () => {
    const units = fc.integer({ min: 1, max: 1000 }).map((n) => `0.${String(n).padStart(4, "0")}`);
    fc.assert(
      fc.property(
        fc.array(units, { minLength: 1, maxLength: 4 }),
        fc.array(units, { minLength: 1, maxLength: 4 }),
        (left, came) => {
          const parts = partsOf(
            left.map((each) => out(each)),
            came.map((each) => into(each)),
          );
          if (parts === null) return;
          const sum = (of: readonly Part[], side: "sent" | "received") =>
            quantityText(sumQuantity(of.map((part) => part[side].quantity)));
          for (const [from, each] of left.entries()) {
            const own = parts.filter((part) => part.from === from);
            expect(sum(own, "sent")).toBe(quantityText(quantity(each)));
          }
          for (const [to, each] of came.entries()) {
            const own = parts.filter((part) => part.to === to);
            expect(sum(own, "received")).toBe(quantityText(quantity(each)));
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
