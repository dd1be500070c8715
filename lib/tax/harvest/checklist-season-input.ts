import type { ChecklistInput } from "./checklist-input";
import type { SeasonFacts } from "./season-facts";

/** What the season's steps are made of: the books, and what else is known. */
export interface SeasonInput {
  readonly books: ChecklistInput;
  readonly facts: SeasonFacts;
}
