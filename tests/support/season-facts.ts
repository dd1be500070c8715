import { BY_ID } from "@/lib/tax/harvest/names";
import type { SeasonFacts } from "@/lib/tax/harvest/season-facts";

/** A season of which nothing is known besides the books. */
export const NO_SEASON_FACTS: SeasonFacts = {
  names: BY_ID,
  review: { open: 0, tax: null },
  report: null,
  plan: null,
  answered: null,
  tickets: [],
  rebuyDays: 30,
  losses: [],
  brokerForms: { lines: 0, undecided: 0 },
  filedOn: null,
  ticked: new Map(),
};
