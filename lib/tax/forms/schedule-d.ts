import { isZeroUsd, negateUsd, signUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { YearRules } from "@/lib/tax/rules/year-rules";
import { newSheet, type Sheet } from "@/lib/tax/worksheets/sheet";
import { type CarryoverIn, capitalGainLine, type Netting } from "@/lib/tax/worksheets/year-return";
import type { Form8949Part, FormLine } from "@/lib/tax/year-result";

/** What Schedule D is made from. */
export interface ScheduleDInput {
  readonly parts: readonly Form8949Part[];
  /** Other gains and losses of the year, from outside these books. */
  readonly otherShort: Usd;
  readonly otherLong: Usd;
  readonly carryoverIn: CarryoverIn;
  readonly netting: Netting;
  readonly line18: Usd;
  /** null for a year whose forms are not in the product. */
  readonly rules: YearRules | null;
}

/** Schedule D lines that apply, in order, signed: losses and carryovers are negative here (rules.md 12). */
export function scheduleD(input: ScheduleDInput): readonly FormLine[] {
  const authority = input.rules?.forms.authority ?? "IRC 1211(b), 1212(b), 1222";
  const sheet = newSheet("Schedule D", `Schedule D; ${authority}`);
  partLines(sheet, input, "short");
  sheet.put(
    "7",
    "Net short-term capital gain or (loss)",
    input.netting.line7,
    "lines 1a through 6",
  );
  partLines(sheet, input, "long");
  sheet.put(
    "15",
    "Net long-term capital gain or (loss)",
    input.netting.line15,
    "lines 8a through 14",
  );
  sheet.put("16", "Combined gain or (loss)", input.netting.line16, "line 7 + line 15");
  summary(sheet, input);
  return sheet.lines;
}

const PARTS = {
  short: { other: "1a-5", carryover: "6", word: "Short-term" },
  long: { other: "8a-13", carryover: "14", word: "Long-term" },
} as const;

function partLines({ put }: Sheet, input: ScheduleDInput, term: "short" | "long"): void {
  const { other, carryover, word } = PARTS[term];
  for (const part of input.parts.filter((each) => each.term === term)) {
    put(
      part.scheduleDLine,
      `Totals from Form 8949, box ${part.box}`,
      part.gain,
      "column (h) = (d) - (e) + (g)",
    );
  }
  const outside = term === "short" ? input.otherShort : input.otherLong;
  if (!isZeroUsd(outside)) {
    put(other, `${word} gains and losses outside these books`, outside, "as told in the profile");
  }
  const carried = input.carryoverIn[term];
  if (!isZeroUsd(carried)) {
    put(
      carryover,
      `${word} capital loss carryover`,
      negateUsd(carried),
      "Capital Loss Carryover Worksheet of the year before",
    );
  }
}

function summary(sheet: Sheet, input: ScheduleDInput): void {
  const { netting, rules } = input;
  if (signUsd(netting.line15) > 0 && signUsd(netting.line16) > 0) {
    sheet.put("18", "28% rate gain", input.line18, "28% Rate Gain Worksheet line 7");
    sheet.put("19", "Unrecaptured section 1250 gain", ZERO_USD, "none in these books");
  }
  if (signUsd(netting.line16) < 0) {
    sheet.put(
      "21",
      "Allowed capital loss",
      negateUsd(netting.line21),
      "smaller of the line 16 loss or the limit of IRC 1211(b)",
    );
  }
  if (rules !== null) {
    const to1040 = newSheet("", `Schedule D lines 16 and 21; ${rules.forms.authority}`);
    to1040.put(
      rules.forms.capitalGainLine,
      "Capital gain or (loss)",
      capitalGainLine(netting),
      "Schedule D line 16, or line 21 as a loss",
    );
    sheet.lines.push(...to1040.lines);
  }
}
