import type { ClientTx } from "@/db/tenant";
import { HAND_STEP_IDS } from "@/lib/tax/harvest/checklist-by-hand";
import { type SeasonStep, seasonChecklist } from "@/lib/tax/harvest/checklist-season";
import type { HarvestPlan } from "@/lib/tax/harvest/harvest";
import { timesOf } from "@/lib/tax/harvest/rebuys";
import type { SeasonFacts } from "@/lib/tax/harvest/season-facts";
import type { YearResult } from "@/lib/tax/year-result";
import { yearOf } from "@/lib/time/calendar-date";
import { readSeason } from "../season/read-season";
import type { Books } from "./books";
import { planOf } from "./plan-of";

export type { SeasonStep };

/** The year's dated steps by day, September 1 to the filing: those that tick themselves, and those a person ticks. */
export function seasonSteps(
  books: Books,
  year: YearResult,
  plan: HarvestPlan | null,
  facts: SeasonFacts,
): readonly SeasonStep[] {
  const { ledger, settings, quotes, asOf } = books;
  const timeOf = timesOf(books.transactions);
  return seasonChecklist({
    books: { ledger, year, settings, quotes, asOf, plan, timeOf },
    facts,
  });
}

/** True for the id of a step a person ticks. */
export function isManualStep(id: string): boolean {
  return HAND_STEP_IDS.includes(id);
}

/** The steps of a year for its report; the one that asks for that report is left out. */
export async function seasonOf(
  tx: ClientTx,
  books: Books,
  year: YearResult,
): Promise<readonly SeasonStep[]> {
  const facts = await readSeason(tx, books, year.year);
  // Of another year than the day's nothing can be sold any more.
  const plan = year.year === yearOf(books.asOf.date) ? planOf(books, year) : null;
  return seasonSteps(books, year, plan, facts).filter(({ id }) => id !== "preliminary-report");
}
