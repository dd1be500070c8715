import type { Suspicion } from "@/db/queries/quarantine-bulk";
import type { ReportOrigin } from "@/db/queries/twin-candidates";
import type { ClientTx } from "@/db/tenant";
import type { ParsedTransaction } from "@/lib/importers/source";
import { type Besides, twinSuspicions } from "./twin-suspicions";

/** What in a file must not simply be added to the books. Asked about rows that are new, in the file's order. */
export interface Suspicions {
  /** False: certainly nothing is the matter with it; costs nothing. */
  readonly mayConcern: (parsed: ParsedTransaction) => boolean;
  /** Why each is kept apart; null when it is not. */
  readonly of: (parsed: readonly ParsedTransaction[]) => Promise<readonly (Suspicion | null)[]>;
}

/** The checks that need no books. */
function createSuspicions(): Suspicions {
  return {
    mayConcern: ({ spam }) => spam !== undefined,
    of: async (parsed) => parsed.map(unasked),
  };
}

/**
 * The checks of one file that is read into books: tokens nobody asked for, and what other reports tell already. `besides`: what its rows
 * are not held against, when not itself alone.
 */
export async function bookSuspicions(
  tx: ClientTx,
  report: ReportOrigin,
  besides?: Besides,
): Promise<Suspicions> {
  const tokens = createSuspicions();
  const twins = await twinSuspicions(tx, report, besides);
  return {
    mayConcern: (parsed) => tokens.mayConcern(parsed) || twins.mayConcern(parsed),
    of: async (parsed) => {
      const unasked = await tokens.of(parsed);
      const others = parsed.filter((_, index) => unasked[index] === null);
      const told = new Map((await twins.of(others)).map((one, index) => [others[index], one]));
      return parsed.map((one, index) => unasked[index] ?? told.get(one) ?? null);
    },
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
