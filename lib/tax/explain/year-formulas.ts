import type { YearResult, YearTax } from "@/lib/tax/year-result";
import type { SheetName } from "./address";
import { FORMULAS, type Formula } from "./formulas";
import { lineCode, rulesOf } from "./year-lines";

/** How a line is made; null for a line nobody explains. */
export function formulaOf(year: YearResult, sheet: SheetName, code: string): Formula | null {
  if (sheet === "schedule-d") {
    return scheduleDFormula(year, code);
  }
  if (sheet === "1040") {
    return form1040Formula(year, code);
  }
  if (sheet === "carryover" && code === "1") {
    return {
      kind: "difference",
      of: [
        "profile:ordinaryIncome",
        "profile:qualifiedDividends",
        "capital-gain",
        "-profile:deduction",
      ],
    };
  }
  if (sheet === "carryover" && code === "4" && year.profile === null) {
    return { kind: "same", of: ["2"] };
  }
  return FORMULAS[sheet][code] ?? null;
}

const TOLD_LINES: Readonly<Record<string, string>> = {
  "1a-5": "otherShort",
  "8a-13": "otherLong",
  4: "line4",
  5: "line5",
  11: "line11",
  12: "line12",
  13: "line13",
};

function scheduleDFormula(year: YearResult, code: string): Formula | null {
  const told = TOLD_LINES[code];
  if (told !== undefined) {
    return { kind: "same", of: [`profile:${told}`] };
  }
  switch (code) {
    case "6":
      return { kind: "difference", of: ["-carried-in:short"] };
    case "14":
      return { kind: "difference", of: ["-carried-in:long"] };
    case "7":
      return { kind: "sum", of: linesBetween(year, null, "7", "short") };
    case "15":
      return { kind: "sum", of: linesBetween(year, "7", "15", "long") };
    case "16":
      return { kind: "sum", of: ["7", "15"] };
    case "18":
      return { kind: "same", of: ["28:7"] };
    case "21":
      return { kind: "largest", of: ["16", "-rule:lossLimit"] };
    default:
      return null;
  }
}

/** Lines of Schedule D after one and before another; in years without forms also the closed lots themselves. */
function linesBetween(
  { scheduleD, refusal }: YearResult,
  after: string | null,
  before: string,
  term: "short" | "long",
): readonly string[] {
  const codes = scheduleD.map(({ line }) => line.replace(/^Schedule D /, ""));
  const own = codes.slice(after === null ? 0 : codes.indexOf(after) + 1, codes.indexOf(before));
  return refusal === null ? own : [`books:${term}`, ...own];
}

function form1040Formula({ year, tax }: YearResult, code: string): Formula | null {
  const rules = rulesOf(year);
  if (rules === null || tax === null) {
    return null;
  }
  const { forms } = rules;
  const formulas: Readonly<Record<string, Formula>> = {
    [lineCode(forms.capitalGainLine)]: { kind: "same", of: ["capital-gain"] },
    [lineCode(forms.agiLine)]: {
      kind: "sum",
      of: ["profile:ordinaryIncome", "profile:qualifiedDividends", "capital-gain"],
    },
    [lineCode(forms.deductionLine)]: { kind: "same", of: ["profile:deduction"] },
    [lineCode(forms.taxableIncomeLine)]: {
      kind: "not-below-zero",
      of: ["1040:agi", "-profile:deduction"],
    },
    [lineCode(forms.taxLine)]: TAX_BY[tax.worksheet],
  };
  return formulas[code] ?? null;
}

const TAX_BY: Readonly<Record<YearTax["worksheet"], Formula>> = {
  rates: { kind: "table", of: ["1040:taxable-income"] },
  "qdcg-worksheet": { kind: "same", of: ["qdcg:25"] },
  "schedule-d-tax-worksheet": { kind: "same", of: ["schedule-d-tax:47"] },
};
