import { describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import { usd, ZERO_USD } from "@/lib/money/usd";
import { type Explanation, holds, type Operation } from "@/lib/tax/explain/explanation";

const STATED: Operation = { kind: "stated", by: "law" };

/** A figure of parts; a part is told as text, "-" before it takes off, "?" is not known. */
function figure(amount: string, operation: Operation, ...parts: readonly string[]): Explanation {
  return {
    address: { at: "income", year: 2025 },
    label: "",
    amount: amount === "?" ? null : usd(amount),
    how: "",
    authority: "",
    operation,
    partCount: parts.length,
    parts: parts.map((part) => ({
      sign: part.startsWith("-") ? -1 : 1,
      explanation: figure(part.replace("-", ""), STATED),
    })),
    rest: null,
    source: null,
  };
}

describe("a figure holds", () => {
  const rate = { kind: "product", rate: "0.15" } as const;
  const third = (cut: string) =>
    ({ kind: "share", units: quantity("1"), of: quantity("3"), cut: usd(cut) }) as const;
  const table = {
    kind: "table",
    method: "schedule",
    brackets: [
      { upTo: usd("100"), rate: "0.10" },
      { upTo: null, rate: "0.20" },
    ],
  } as const;

  // What each operation gives by its own words, and an amount it does not give.
  it.each<[string, string, Operation, readonly string[]]>([
    ["3", "2", { kind: "sum" }, ["1", "2"]],
    ["-1", "1", { kind: "difference" }, ["1", "-2"]],
    ["5", "4", { kind: "same" }, ["5"]],
    ["0", "-1", { kind: "not-below-zero" }, ["1", "-2"]],
    ["1", "0", { kind: "not-below-zero" }, ["2", "-1"]],
    ["-1", "0", { kind: "not-above-zero" }, ["1", "-2"]],
    ["0", "1", { kind: "not-above-zero" }, ["2", "-1"]],
    ["-2", "1", { kind: "smallest" }, ["1", "-2"]],
    ["0", "-2", { kind: "smallest-not-below-zero" }, ["1", "-2"]],
    ["1", "2", { kind: "smallest-not-below-zero" }, ["1", "2"]],
    ["2", "1", { kind: "largest" }, ["1", "2"]],
    ["2", "3", { kind: "middle" }, ["3", "1", "2"]],
    ["1.01", "1.005", { kind: "rounded", to: "cents" }, ["1.005"]],
    ["2", "1.5", { kind: "rounded", to: "dollars" }, ["1.5"]],
    ["0.333333333333333333", "0.333333333333333334", third("0"), ["1"]],
    ["0.333333333333333334", "0.333333333333333333", third("0.000000000000000001"), ["1"]],
    ["1.5", "1.6", rate, ["10"]],
    // 10 % of 100 and 20 % of 50.
    ["20", "15", table, ["150"]],
  ])("%s, not %s, %o of %o", (right, wrong, operation, parts) => {
    expect(holds(figure(right, operation, ...parts))).toBe(true);
    expect(holds(figure(wrong, operation, ...parts))).toBe(false);
  });

  it("with a part that is not known only when it is not known itself", () => {
    expect(holds(figure("?", { kind: "sum" }, "1", "?"))).toBe(true);
    expect(holds(figure("1", { kind: "sum" }, "1", "?"))).toBe(false);
    expect(holds(figure("?", { kind: "sum" }, "1", "2"))).toBe(false);
  });

  it("as a leaf without parts, whatever it says", () => {
    expect(holds(figure("7", STATED))).toBe(true);
    expect(holds(figure("?", STATED))).toBe(true);
    expect(holds(figure("7", STATED, "7"))).toBe(false);
    expect(holds({ ...figure("0", { kind: "sum" }), amount: ZERO_USD })).toBe(true);
  });
});
