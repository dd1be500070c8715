import { describe } from "vitest";
import { absoluteUsd, compareUsd, usd } from "@/lib/money/usd";
import { type FigureAddress, figureText } from "@/lib/tax/explain/address";
import { explainerOf } from "@/lib/tax/explain/explain";
import { type Explanation, holds } from "@/lib/tax/explain/explanation";
import { parseFigure } from "@/lib/tax/explain/parse-address";
import { lineCode } from "@/lib/tax/explain/year-lines";
import type { YearResult } from "@/lib/tax/year-result";
import { must, mustEqual, testLaws } from "./law";

const RUNS_OF_EXPLAINED = Number(process.env["PROPERTY_RUNS"] ?? 1_000);

const WHOLE = { limit: Number.POSITIVE_INFINITY } as const;

/** Every line a year prints, by the address people would ask. */
function asked({
  year,
  scheduleD,
  carryoverWorksheet,
  returnLines,
  tax,
}: YearResult): readonly FigureAddress[] {
  const lines = (
    names: readonly { readonly line: string }[],
    prefix: string,
    sheet: "schedule-d" | "carryover" | "qdcg" | "schedule-d-tax" | "28" | "8960",
  ) =>
    names.flatMap(({ line }): readonly FigureAddress[] =>
      line.startsWith(prefix) ? [{ at: "line", year, sheet, line: line.slice(prefix.length) }] : [],
    );
  const worksheets = tax?.lines ?? [];
  return [
    ...lines(scheduleD, "Schedule D ", "schedule-d"),
    ...lines(carryoverWorksheet, "Capital Loss Carryover Worksheet ", "carryover"),
    ...lines(worksheets, "QDCG ", "qdcg"),
    ...lines(worksheets, "Schedule D Tax Worksheet ", "schedule-d-tax"),
    ...lines(worksheets, "28% Rate Gain Worksheet ", "28"),
    ...lines(worksheets, "Form 8960 ", "8960"),
    ...returnLines.map(({ line }) => ({ at: "return", year, line: lineCode(line) }) as const),
    { at: "capital-gain", year },
    { at: "carryover", year, term: "short" },
    { at: "carryover", year, term: "long" },
    { at: "income", year },
  ];
}

/** A billionth of a billionth of a dollar for each time a basis was cut: no more than a few hundred. */
const DUST = usd("0.000000000000000500");

function mustHold(explanation: Explanation): void {
  const name = figureText(explanation.address);
  mustEqual(explanation.parts.length, explanation.partCount, `parts of ${name}`);
  must(holds(explanation), `${name} is not what its parts give by ${explanation.operation.kind}`);
  if (explanation.operation.kind === "share") {
    must(compareUsd(absoluteUsd(explanation.operation.cut), DUST) < 0, `${name} is no share`);
  }
  if (explanation.operation.kind === "stated" && explanation.operation.by === "transaction") {
    must(explanation.source !== null, `${name} names no transaction`);
  }
}

describe("law: every figure is what its parts give, down to what was told", () => {
  // Each run asks every figure of several years: a tenth of the runs of the other laws.
  testLaws(
    {
      "from each line of Schedule D, the worksheets, the return and the carryovers to transactions, profiles and the law":
        ({ told, ledger, years }) => {
          const { explain } = explainerOf({ ...told, ledger, years });
          const seen = new Set<string>();
          const waiting = years.flatMap(asked);
          for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
            const name = figureText(next);
            if (seen.has(name)) {
              continue;
            }
            seen.add(name);
            mustEqual(parseFigure(name), { ok: true, value: next }, `address ${name}`);
            const found = explain(next, WHOLE);
            must(found.ok, `${name} is not explained`);
            if (found.ok) {
              mustHold(found.value);
              waiting.push(...found.value.parts.map((part) => part.explanation.address));
            }
          }
        },
    },
    RUNS_OF_EXPLAINED,
  );
});
