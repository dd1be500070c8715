import { useEffect, useState } from "react";
import type { Planner } from "@/lib/planner/planner";

/**
 * The planner of these books in the browser: its code and the lots are fetched once the page stands still. Null until then, and
 * where they can not be had; the page works without, by its button.
 */
export function usePlanner(bookUrl: string): Planner | null {
  const [planner, setPlanner] = useState<Planner | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    // What went wrong is no loss: the form still asks the server.
    load(bookUrl, leaving.signal).then(setPlanner, () => undefined);
    return () => leaving.abort();
  }, [bookUrl]);
  return planner;
}

async function load(bookUrl: string, signal: AbortSignal): Promise<Planner | null> {
  const [{ createPlanner }, answer] = await Promise.all([
    import("@/lib/planner/planner"),
    fetch(bookUrl, { signal }),
  ]);
  if (!answer.ok) {
    return null;
  }
  const planner = createPlanner(await answer.json());
  return planner.ok ? planner.value : null;
}
