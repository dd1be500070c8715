import type { Suspicion } from "@/db/queries/quarantine-bulk";
import type { Planned } from "./join-plan";
import { createSuspicions } from "./suspicions";

/** What of the events to be added must wait outside the books, and why. */
export async function suspectedAmong(
  events: readonly Planned[],
): Promise<ReadonlyMap<Planned, Suspicion>> {
  const suspicions = createSuspicions();
  const maybe = events.filter(
    ({ entry, parsed }) => entry !== null && suspicions.mayConcern(parsed),
  );
  const told = await suspicions.of(maybe.map(({ parsed }) => parsed));
  return new Map(
    maybe.flatMap((planned, index): [Planned, Suspicion][] => {
      const suspicion = told[index] ?? null;
      return suspicion === null ? [] : [[planned, suspicion]];
    }),
  );
}
