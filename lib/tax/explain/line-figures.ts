import type { Usd } from "@/lib/money/usd";
import { invariant } from "@/lib/result";
import type { YearRules } from "@/lib/tax/rules/year-rules";
import { capitalGainLine } from "@/lib/tax/worksheets/year-return";
import type { YearResult } from "@/lib/tax/year-result";
import type { FigureAddress, SheetName } from "./address";
import type { Operation } from "./explanation";
import type { Facts } from "./facts";
import { type Figure, made, minus, type PartName, plus, stated, type Words } from "./figure";
import type { Formula } from "./formulas";
import { formulaOf } from "./year-formulas";
import { lineCode, lineOf, rulesOf, statusOf } from "./year-lines";

/** A line of a form or worksheet; null when the year's result does not have it. */
export function lineFigure(
  facts: Facts,
  year: YearResult,
  sheet: SheetName,
  code: string,
): Figure | null {
  const line = lineOf(year, sheet, code);
  if (line === null) {
    return null;
  }
  const words: Words = {
    label: `${line.line}: ${line.label}`,
    how: line.how,
    authority: line.authority,
  };
  if (sheet === "schedule-d" && isBoxLine(code)) {
    return made(words, line.amount, { kind: "sum" }, boxesOf(year, code));
  }
  if (sheet === "schedule-d" && code === "19") {
    return stated(words, line.amount, "law");
  }
  const formula = formulaOf(year, sheet, code);
  return formula === null ? null : byFormula(facts, year, sheet, words, line.amount, formula);
}

const BOX_LINES: ReadonlySet<string> = new Set(["1a", "1b", "2", "3", "8a", "8b", "9", "10"]);

const isBoxLine = (code: string): boolean => BOX_LINES.has(code);

function boxesOf(year: YearResult, code: string): readonly PartName[] {
  const boxes = [
    ...year.parts.map((part) => ({ part, direct: false })),
    ...year.directParts.map((part) => ({ part, direct: true })),
  ];
  return boxes.flatMap(({ part, direct }) =>
    part.scheduleDLine === code
      ? [plus({ at: "box", year: year.year, box: part.box, direct, column: "h" } as const)]
      : [],
  );
}

function byFormula(
  facts: Facts,
  year: YearResult,
  sheet: SheetName,
  words: Words,
  amount: Usd,
  { kind, of }: Formula,
): Figure {
  const parts = of.flatMap((reference) => referenced(year, sheet, reference));
  return made(words, amount, operationOf(facts, year, kind), parts);
}

function operationOf(facts: Facts, year: YearResult, kind: Formula["kind"]): Operation {
  if (typeof kind !== "string") {
    const rate = kind.rate === "rule:niitRate" ? taxRulesOf(year).niitRate : kind.rate;
    return { kind: "product", rate };
  }
  return kind === "table"
    ? { kind, method: facts.method, brackets: taxRulesOf(year).brackets[statusOf(year)] }
    : { kind };
}

/** The rules a year's tax was worked out by: without them there is no line of it. */
function taxRulesOf({ year }: YearResult): YearRules {
  const rules = rulesOf(year);
  invariant(rules !== null, "a tax is worked out by the rules of its year");
  return rules;
}

/** The part a reference names; none when the line it names was not filled in. */
function referenced(year: YearResult, sheet: SheetName, reference: string): readonly PartName[] {
  const isMinus = reference.startsWith("-");
  const address = addressOf(year, sheet, isMinus ? reference.slice(1) : reference);
  return address === null ? [] : [isMinus ? minus(address) : plus(address)];
}

function addressOf(year: YearResult, sheet: SheetName, reference: string): FigureAddress | null {
  const [head = "", name = ""] = reference.split(":");
  const at = year.year;
  switch (head) {
    case "profile":
    case "rule":
      return { at: head, year: at, name };
    case "carried-in":
    case "books":
      return { at: head, year: at, term: name === "short" ? "short" : "long" };
    case "collectibles":
    case "capital-gain":
      return { at: head, year: at };
    case "1040": {
      const { forms } = taxRulesOf(year);
      const line = name === "agi" ? forms.agiLine : forms.taxableIncomeLine;
      return { at: "line", year: at, sheet: "1040", line: lineCode(line) };
    }
    default: {
      const [on, code] = name === "" ? [sheet, head] : [head as SheetName, name];
      return lineOf(year, on, code) !== null
        ? { at: "line", year: at, sheet: on, line: code }
        : null;
    }
  }
}

/** Schedule D line 16, or line 21 as a loss: what Form 1040 takes. */
export function capitalGainFigure(year: YearResult): Figure {
  const amount = capitalGainLine(year);
  const from = year.scheduleD.some(({ line }) => line === "Schedule D 21") ? "21" : "16";
  return made(
    {
      label: "Capital gain or (loss)",
      how: from === "16" ? "Schedule D line 16" : "Schedule D line 21, the allowed loss",
      authority: "IRC 1211(b); Schedule D line 16, 21",
    },
    amount,
    { kind: "same" },
    [plus({ at: "line", year: year.year, sheet: "schedule-d", line: from })],
  );
}
