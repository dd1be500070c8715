import { describe, expect, it } from "vitest";
import { ZERO_USD } from "@/lib/money/usd";
import { operandsOf } from "@/lib/services/gains/line-operands";
import type { FormLine } from "@/lib/tax/year-result";

const line = (name: string, how = ""): FormLine => ({
  line: name,
  label: "",
  amount: ZERO_USD,
  how,
  authority: "",
});

const namesOf = (sheet: readonly FormLine[], index: number) =>
  operandsOf(sheet, index).map(({ line: { line: name } }) => name);

describe("the lines a line's words name", () => {
  it.each([
    ["smaller of line 1 or 15", ["QDCG 1", "QDCG 15"]],
    ["line 15 + line 16", ["QDCG 15", "QDCG 16"]],
    ["smaller of Schedule D line 15 or 16, not below zero", []],
    ["Schedule D line 15 + line 16", []],
    ["28% Rate Gain Worksheet line 15", []],
    ["Form 1040 line 15", []],
  ])("%s: those of its own paper only", (how, expected) => {
    const sheet = [line("QDCG 1"), line("QDCG 3", how), line("QDCG 15"), line("QDCG 16")];
    expect(namesOf(sheet, 1)).toEqual(expected);
  });
});
