import type { Usd } from "@/lib/money/usd";
import type { YearRules } from "@/lib/tax/rules/year-rules";
import { newSheet, type Sheet } from "@/lib/tax/worksheets/sheet";
import type { FormLine, ScheduleDForm, ScheduleDRow } from "@/lib/tax/year-result";
import { isDirectLine } from "./schedule-d";

/**
 * Schedule D as lines with their words, in order, and the line of Form 1040 it leads to: those that apply and are not blank.
 * Signed: losses and carryovers are negative (rules.md 12). `rules` null: a year whose forms are not in the product; then
 * only the statute's netting is listed.
 */
export function scheduleDLines(
  form: ScheduleDForm,
  gainLine: Usd,
  rules: YearRules | null,
): readonly FormLine[] {
  const authority = rules?.forms.authority ?? "IRC 1211(b), 1212(b), 1222";
  const sheet = newSheet("Schedule D", `Schedule D; ${authority}`);
  partLines(sheet, form, "short");
  sheet.put("7", "Net short-term capital gain or (loss)", form.line7, "lines 1a through 6");
  partLines(sheet, form, "long");
  sheet.put("15", "Net long-term capital gain or (loss)", form.line15, "lines 8a through 14");
  sheet.put("16", "Combined gain or (loss)", form.line16, "line 7 + line 15");
  summary(sheet, form);
  if (rules !== null) {
    const to1040 = newSheet("", `Schedule D lines 16 and 21; ${rules.forms.authority}`);
    to1040.put(
      rules.forms.capitalGainLine,
      "Capital gain or (loss)",
      gainLine,
      "Schedule D line 16, or line 21 as a loss",
    );
    sheet.lines.push(...to1040.lines);
  }
  return sheet.lines;
}

const SHORT_LINES = new Set(["1a", "1b", "2", "3"]);

/** What each line from another form is, in the words of the schedule. */
const OTHER_LINES = {
  short: [
    [
      "line4",
      "4",
      "Short-term gain from Form 6252 and short-term gain or (loss) from Forms 4684, 6781, and 8824",
    ],
    [
      "line5",
      "5",
      "Net short-term gain or (loss) from partnerships, S corporations, estates, and trusts from Schedule(s) K-1",
    ],
  ],
  long: [
    [
      "line11",
      "11",
      "Gain from Form 4797, Part I; long-term gain from Forms 2439 and 6252; and long-term gain or (loss) from Forms 4684, 6781, and 8824",
    ],
    [
      "line12",
      "12",
      "Net long-term gain or (loss) from partnerships, S corporations, estates, and trusts from Schedule(s) K-1",
    ],
    ["line13", "13", "Capital gain distributions"],
  ],
} as const;

const PARTS = {
  short: { books: "1a-5", other: "otherShort", carried: "line6", to: "6", word: "Short-term" },
  long: { books: "8a-13", other: "otherLong", carried: "line14", to: "14", word: "Long-term" },
} as const;

function partLines({ put }: Sheet, form: ScheduleDForm, term: "short" | "long"): void {
  for (const row of form.rows) {
    if (SHORT_LINES.has(row.line) === (term === "short")) {
      put(row.line, rowLabel(row), row.gain, HOW[row.adjustment === null ? "direct" : "listed"]);
    }
  }
  for (const [key, line, label] of OTHER_LINES[term]) {
    const amount = form[key];
    if (amount !== null) {
      put(line, label, amount, "as told in the profile");
    }
  }
  const { books, other, carried, to, word } = PARTS[term];
  const outside = form[other];
  if (outside !== null) {
    put(books, `${word} gains and losses outside these books`, outside, "as told in the profile");
  }
  const carriedIn = form[carried];
  if (carriedIn !== null) {
    put(
      to,
      `${word} capital loss carryover`,
      carriedIn,
      "Capital Loss Carryover Worksheet of the year before",
    );
  }
}

const HOW = {
  direct: "column (h) = (d) - (e)",
  listed: "column (h) = (d) - (e) + (g)",
} as const;

function rowLabel({ line, boxes }: ScheduleDRow): string {
  if (isDirectLine(line)) {
    return `Totals for all ${line === "1a" ? "short" : "long"}-term transactions for which basis was reported to the IRS and for which you have no adjustments`;
  }
  const checked = boxes.map((box) => `Box ${box}`).join(" or ");
  return `Totals for all transactions reported on Form(s) 8949 with ${checked} checked`;
}

function summary(sheet: Sheet, form: ScheduleDForm): void {
  if (form.line18 !== null) {
    sheet.put("18", "28% rate gain", form.line18, "28% Rate Gain Worksheet line 7");
  }
  if (form.line19 !== null) {
    sheet.put("19", "Unrecaptured section 1250 gain", form.line19, "none in these books");
  }
  if (form.line21 !== null) {
    sheet.put(
      "21",
      "Allowed capital loss",
      form.line21,
      "the smaller of the loss on line 16 or ($3,000), or if married filing separately, ($1,500)",
    );
  }
}
