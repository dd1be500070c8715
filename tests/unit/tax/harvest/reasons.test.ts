import { describe, expect, it } from "vitest";
import { price } from "@/lib/money/price";
import { sumQuantity } from "@/lib/money/quantity";
import { reach } from "@/lib/tax/harvest/reachable";
import { METHOD_NAME, rowReason } from "@/lib/tax/harvest/reasons";
import type { KnownLot } from "@/lib/tax/harvest/sale";
import type { LotMethod } from "@/lib/tax/settings";
import { date, lotOf, MIDDLE, situation } from "./make-harvest";

/** Why to sell these lots whole at 1,000 a unit, in a year with this much short gain. */
function reason(ordered: readonly KnownLot[], short = "0", method: LotMethod = "fifo"): string {
  const sale = reach(
    {
      situation: situation(MIDDLE, { short }),
      ordered,
      price: price("1000"),
      sold: date("2026-11-21"),
    },
    sumQuantity(ordered.map(({ quantity }) => quantity)),
  );
  return rowReason(method, sale);
}

const long = (basis: string) => lotOf({ basis, acquired: date("2024-02-01") });

describe("why a sale is in the plan", () => {
  it.each([
    ["2000", "5000", "The net loss of $1,000.00 cancels $1,000.00 of gains."],
    ["2000", "0", "The net loss of $1,000.00 takes $1,000.00 off other income."],
    ["2000", "-9000", "The net loss of $1,000.00 adds $1,000.00 to the carryover."],
    [
      "11000",
      "4000",
      "The net loss of $10,000.00 cancels $4,000.00 of gains, takes $3,000.00 off other income and adds $3,000.00 to the carryover.",
    ],
    [
      "6000",
      "4000",
      "The net loss of $5,000.00 cancels $4,000.00 of gains and takes $1,000.00 off other income.",
    ],
  ])("basis %s in a year with %s of short gain: %s", (basis, short, expected) => {
    expect(reason([lotOf({ basis })], short)).toBe(expected);
  });

  it("a loss of one class against a gain of another lowers the tax though nothing is lost on the whole", () => {
    expect(reason([lotOf({ basis: "2000" }), long("0")], "20000")).toBe(
      "The losses and gains of this sale together lower this year's tax. FIFO also sells 1 lot with a gain of $1,000.00.",
    );
  });

  it("counts the lots with gains on the way, from a cent on", () => {
    const loss = lotOf({ basis: "4000" });
    const lots = [loss, lotOf({ basis: "990" }), long("980"), lotOf({ basis: "999.99" })];
    expect(reason(lots, "9000", "lifo")).toContain(" LIFO also sells 3 lots with gains of $30.01.");
    expect(reason([loss, lotOf({ basis: "999.991" })], "9000")).not.toContain("also");
  });

  it("says so when a cent of loss is spread so thin that no part of it is a cent", () => {
    // 0.005 of gain and 0.007 of other income.
    expect(reason([lotOf({ basis: "1000.012" })], "0.005")).toBe(
      "The net loss of $0.01 changes nothing this year.",
    );
  });

  it("names every method as people do", () => {
    expect(Object.values(METHOD_NAME)).toEqual(["FIFO", "LIFO", "HIFO", "LOFO", "lowest gain"]);
  });
});
