import type { FirmId } from "@/db/ids";
import {
  askedForSummaries,
  boardFacts,
  countMembers,
  listSummarisedYears,
  noteSummariesMade,
  putSummary,
} from "@/db/queries/client-summaries";
import { getClient } from "@/db/queries/clients";
import { listFiledReturns } from "@/db/queries/filed-returns";
import { withSystem } from "@/db/system";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { ok, type Result } from "@/lib/result";
import { ENGINE_VERSION } from "@/lib/tax/version";
import { addDays } from "@/lib/time/calendar-date";
import { type Instant, instantFromEpoch, startOfDate } from "@/lib/time/instant";
import { planAhead } from "../gains/plan-of";
import { loadBooks } from "../load-books";
import { openBooks } from "../review/review-of-books";
import { summariesOf } from "./summaries-of";

/** A job may load long histories. */
const DEADLINE_MS = 120_000;

/**
 * Works out what the board shows of a client's years and keeps it: asked for by every change of the books, a moment after it, and when a
 * day or an engine is over. What changes while it works was asked for anew and is worked out next. Refuses as the gate does.
 */
export async function summariseClient(
  user: Asking,
  clientId: string,
  now: Instant = instantFromEpoch(Date.now()),
): Promise<Result<null, GateRefusal>> {
  const options = { deadlineMs: DEADLINE_MS };
  const told = await withClient<Told, never>(user, clientId, "read", async (tx) =>
    ok({ asked: await askedForSummaries(tx), firm: (await getClient(tx)).firmId }),
  );
  if (!told.ok) {
    return told;
  }
  const { asked, firm } = told.value;
  const isAlone = firm === null || (await withSystem((tx) => countMembers(tx, firm))) < 2;
  const loaded = await loadBooks(user, clientId, { now, ...options });
  if (!loaded.ok) {
    return loaded;
  }
  const books = loaded.value;
  await planAhead(books);
  return withClient<null, never>(
    user,
    clientId,
    "write",
    async (tx) => {
      const opened = await openBooks(tx, books);
      const filed = new Set((await listFiledReturns(tx)).map(({ year }) => year));
      const facts = { ...(await boardFacts(tx)), filed, isAlone };
      const kept = await listSummarisedYears(tx);
      for (const summary of summariesOf(books, opened, facts, kept)) {
        await putSummary(tx, summary);
      }
      const { timeZone } = books.settings;
      await noteSummariesMade(tx, {
        asked,
        engine: ENGINE_VERSION,
        freshUntil: startOfDate(addDays(books.today, 1), timeZone),
      });
      return ok(null);
    },
    options,
  );
}

interface Told {
  readonly asked: number;
  readonly firm: FirmId | null;
}
