import type { Suspicion } from "@/db/queries/quarantine-bulk";
import type { ParsedTransaction } from "@/lib/importers/source";

/** What in a file must not simply be added to the books. Asked about rows that are new, in the file's order. */
export interface Suspicions {
  /** False: certainly nothing is the matter with it; costs nothing. */
  readonly mayConcern: (parsed: ParsedTransaction) => boolean;
  /** Why each is kept apart; null when it is not. */
  readonly of: (parsed: readonly ParsedTransaction[]) => Promise<readonly (Suspicion | null)[]>;
}

/** Starts the checks of one file. */
export function createSuspicions(): Suspicions {
  return {
    mayConcern: ({ spam }) => spam !== undefined,
    of: async (parsed) => parsed.map(unasked),
  };
}

/** A token that came unasked is kept apart. */
function unasked({ spam, question }: ParsedTransaction): Suspicion | null {
  return spam === undefined
    ? null
    : {
        kind: "spam",
        other: null,
        score: null,
        reason: question?.reason ?? "A token you did not ask for.",
        shiftHours: null,
        contract: spam.contract,
      };
}
