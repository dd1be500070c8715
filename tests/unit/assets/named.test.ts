import { describe, expect, it } from "vitest";
import { named } from "@/lib/assets/named";
import { quantity, quantityText } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import type { Transaction } from "@/lib/tax/transaction";
import { buy, leg, told } from "../tax/make";

const inSource = (source: string) => ({ source, choices: [] });

const swap = (
  date: string,
  sent: ReturnType<typeof leg>,
  received: ReturnType<typeof leg>,
): Transaction => ({
  ...told(date),
  kind: "swap",
  sent,
  received,
  value: usd("100"),
  withheld: null,
});

describe("a transaction in our ids", () => {
  it("is the very same object when no sign is special", () => {
    const one = buy("2025-01-01", "1", "90000");
    expect(named(one, inSource("coinbase")).told).toBe(one);
  });

  it("stays the same object when a special sign means itself on that day", () => {
    const one = buy("2025-01-01", "1", "1", { asset: "DAI" });
    expect(named(one, inSource("coinbase")).told).toBe(one);
  });

  it("has every leg and fee renamed, by the day of the row itself", () => {
    const one: Transaction = {
      ...swap("2022-05-01", leg("UST", "100"), leg("LUNA", "1")),
      fees: [{ ...leg("NANO", "0.5"), value: null }],
    };
    expect(named(one, inSource("koinly")).told).toMatchObject({
      sent: { asset: "USTC" },
      received: { asset: "LUNC" },
      fees: [{ asset: "XNO" }],
      value: usd("100"),
    });
    const later = swap("2022-06-01", leg("UST", "100"), leg("LUNA", "1"));
    expect(named(later, inSource("koinly")).told).toMatchObject({
      sent: { asset: "USTC" },
      received: { asset: "LUNA" },
    });
  });

  it("goes by the day a source gave, where it gave no time", () => {
    const one = { ...buy("2019-11-18T05:00:00Z", "1", "1", { asset: "DAI" }) };
    expect(named(one, inSource("")).told).toMatchObject({ received: { asset: "DAI" } });
  });

  it("counts 3 of 1000SHIB as 3,000 SHIB for the same dollars, what is withheld too", () => {
    const one: Transaction = {
      ...told("2024-01-01"),
      kind: "swap",
      sent: leg("USDT", "30"),
      received: leg("1000SHIB", "3"),
      value: usd("30"),
      withheld: { quantity: quantity("0.01"), value: usd("0.10") },
    };
    const { told: read } = named(one, inSource("bybit-derivatives"));
    expect(read.kind === "swap" && quantityText(read.received.quantity)).toBe("3000");
    expect(
      read.kind === "swap" && read.withheld !== null && quantityText(read.withheld.quantity),
    ).toBe("10");
    expect(read).toMatchObject({ value: usd("30"), received: { asset: "SHIB" } });
  });

  it("is a change of name, not a sale, when a coin's old name is traded for its new one", () => {
    const one = swap("2024-07-30", leg("RNDR", "12.5"), leg("RENDER", "12.5"));
    const { told: read } = named(one, inSource("coinbase"));
    expect(read).toMatchObject({
      kind: "migration",
      sent: { asset: "RENDER" },
      received: { asset: "RENDER" },
    });
    expect("value" in read).toBe(false);
    const unequal = swap("2024-07-30", leg("RNDR", "12.5"), leg("RENDER", "12.4"));
    expect(named(unequal, inSource("coinbase")).told.kind).toBe("swap");
    const real = swap("2024-07-30", leg("RENDER", "1"), leg("RENDER", "1"));
    expect(named(real, inSource("coinbase")).told.kind).toBe("swap");
  });

  it("keeps a shared sign as it is and says so", () => {
    const one = buy("2019-01-01", "1", "1", { asset: "HOT" });
    const { told: read, open } = named(one, inSource("kucoin"));
    expect(read).toBe(one);
    expect(open.map(({ symbol }) => symbol)).toEqual(["HOT"]);
  });
});
