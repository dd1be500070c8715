import { describe, expect, it } from "vitest";
import { price } from "@/lib/money/price";
import { quantity, quantityText } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import type { ReachInput } from "@/lib/tax/harvest/reachable";
import { NOTHING, type Point, pointAt, stepsOf } from "@/lib/tax/harvest/running-sale";
import { date, lotOf, MIDDLE, situation, text, unknownLot } from "./make-harvest";

const recent = lotOf({ lot: "recent", basis: "150" });
const old = lotOf({ lot: "old", basis: "120", acquired: date("2024-02-01") });

const input = (costs?: ReachInput["costs"]): ReachInput => ({
  situation: situation(MIDDLE),
  ordered: [recent, old, unknownLot("?"), recent],
  price: price("100"),
  sold: date("2026-11-21"),
  ...(costs === undefined ? {} : { costs }),
});
const told = ({ quantity: units, totals }: Point) => [
  quantityText(units),
  text(totals.short),
  text(totals.long),
  text(totals.fees),
];

describe("running totals of a sale", () => {
  it("begin with nothing, add lot by lot, and stop at an unknown basis", () => {
    const steps = [...stepsOf(input())];
    expect(steps.map(({ lot }) => lot.lot)).toEqual(["recent", "old"]);
    expect(steps.map(({ before }) => told(before))).toEqual([
      ["0", "0", "0", "0"],
      ["1", "-50", "0", "0"],
    ]);
    expect(steps.map(({ after }) => told(after))).toEqual([
      ["1", "-50", "0", "0"],
      ["2", "-50", "-20", "0"],
    ]);
  });

  it("a cost by rate lowers what each unit brings", () => {
    // 1% of 100 a unit.
    const [, last] = [...stepsOf(input({ rate: "0.01", fixed: usd("0") }))];
    expect(last && told(last.after)).toEqual(["2", "-51", "-21", "2"]);
  });

  it("a fixed cost is spread over all units of the order, so it weighs less on the first lot with every other", () => {
    // 10: all on the first unit, then 5 on each.
    const steps = [...stepsOf(input({ rate: "0", fixed: usd("10") }))];
    expect(steps.map(({ after }) => told(after))).toEqual([
      ["1", "-60", "0", "10"],
      ["2", "-55", "-25", "10"],
    ]);
  });

  it("a part of a lot has its share", () => {
    const [first] = [...stepsOf(input())];
    const half = pointAt(input(), old, first?.after ?? NOTHING, quantity("0.5"));
    expect(told(half)).toEqual(["1.5", "-50", "-10", "0"]);
    const fixed = input({ rate: "0.1", fixed: usd("3") });
    // 0.5 units bring 50, less 5 and 3: 42 against 75.
    expect(told(pointAt(fixed, recent, NOTHING, quantity("0.5")))).toEqual([
      "0.5",
      "-33",
      "0",
      "8",
    ]);
  });
});
