import { describe, expect, it } from "vitest";
import { type LossAnswers, type LossKind, lossOutcome } from "@/lib/tax/harvest/loss-outcome";

const NONE: LossAnswers = {
  relation: "",
  isFree: false,
  what: "",
  motive: "",
  prospect: "",
  claim: "",
};

const of = (kind: LossKind, answers: Partial<LossAnswers> = {}) => {
  const { state, authority } = lossOutcome(kind, { ...NONE, ...answers });
  return [state, authority];
};

describe("what the law makes of units that lost their worth", () => {
  it("a sale to an unrelated buyer is a capital loss (IRC 1001); to family, to oneself or for return it is none", () => {
    expect(of("sold", { relation: "unrelated" })).toEqual(["counts", "IRC 1001; IRC 165(c)(2)"]);
    expect(of("sold", { relation: "related" })[0]).toBe("nothing");
    expect(of("sold", { relation: "related" })[1]).toContain("IRC 267(a)(1)");
    expect(of("sold", { relation: "own" })[0]).toBe("nothing");
    expect(of("sold", { relation: "may-return" })[1]).toContain("7701(o)");
    expect(of("sold")[0]).toBe("open");
  });

  it("what was given away for nothing was not sold (IRC 1001)", () => {
    expect(of("sold", { relation: "unrelated", isFree: true })).toEqual([
      "nothing",
      "IRC 1001; IRC 165(c)(2)",
    ]);
    expect(lossOutcome("sold", { ...NONE, relation: "own", isFree: true }).title).toBe(
      "This is no sale",
    );
  });

  it("a price that only fell is no event, and lost keys are no theft (CCA 202302011; IRC 165(c)(3))", () => {
    expect(of("abandoned", { what: "fell" })[1]).toContain("CCA 202302011");
    expect(lossOutcome("abandoned", { ...NONE, what: "fell" }).title).toContain("nothing happened");
    expect(of("abandoned", { what: "keys" })).toEqual(["nothing", "IRC 165(c)(3), 165(h)(5)"]);
    for (const what of ["given-up", "worthless"] as const) {
      expect(of("abandoned", { what })).toEqual(["nothing", "CCA 202302011; IRC 67(g), 165(g)"]);
    }
  });

  it("giving up or worthlessness brings nothing: 67(g) suspends it and 165(g) is for securities", () => {
    expect(of("abandoned")).toEqual(["nothing", "CCA 202302011; IRC 67(g), 165(g)"]);
  });

  it("a theft depends on why the coins were there and on what may still come back", () => {
    expect(of("stolen", { motive: "profit", prospect: "none" })[0]).toBe("professional");
    expect(of("stolen", { motive: "profit", prospect: "some" })[0]).toBe("nothing");
    expect(of("stolen", { motive: "personal", prospect: "none" })).toEqual([
      "nothing",
      "IRC 165(h)(5); CCA 202511015",
    ]);
    expect(of("stolen", { motive: "profit" })[0]).toBe("open");
    expect(of("stolen")[0]).toBe("open");
  });

  it("a claim in bankruptcy is no loss until it is fixed, and then a professional's question", () => {
    expect(of("bankruptcy")[0]).toBe("nothing");
    expect(of("bankruptcy", { claim: "open" })[0]).toBe("nothing");
    expect(of("bankruptcy", { claim: "fixed" })[0]).toBe("professional");
  });

  it("each says when to look again", () => {
    for (const kind of ["sold", "abandoned", "stolen", "bankruptcy"] as const) {
      expect(lossOutcome(kind, NONE).lookAgain).not.toBe("");
    }
  });
});
