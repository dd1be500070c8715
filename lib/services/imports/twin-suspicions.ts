import type { BatchId } from "@/db/ids";
import { listAccounts } from "@/db/queries/accounts";
import { listTwinClaims } from "@/db/queries/quarantine";
import type { Suspicion } from "@/db/queries/quarantine-bulk";
import {
  listBookedDays,
  listBookedWithin,
  listReportOrigins,
  type ReportOrigin,
} from "@/db/queries/twin-candidates";
import type { ClientTx } from "@/db/tenant";
import type { ParsedTransaction } from "@/lib/importers/source";
import type { TransactionId } from "@/lib/tax/transaction";
import { epochOf } from "@/lib/time/instant";
import {
  claimOf,
  createTwinMemory,
  digitsAsked,
  findTwins,
  type Twin,
} from "@/lib/twins/find-twins";
import type { Telling } from "@/lib/twins/telling";
import { FARTHEST } from "@/lib/twins/time-fit";
import { twinReason } from "@/lib/twins/words";
import { spansAround } from "./spans";
import { sumSuspicions } from "./sum-suspicions";
import { type Booked, bookedTeller, parsedTeller } from "./tellings";

const DAY = 86_400_000;

/** What of a file is told already; the shape of any suspicion about its rows. */
interface TwinSuspicions {
  readonly mayConcern: (parsed: ParsedTransaction) => boolean;
  readonly of: (parsed: readonly ParsedTransaction[]) => Promise<readonly (Suspicion | null)[]>;
}

/** What rows are not held against. */
export interface Besides {
  /** Imports that are read together with the rows. */
  readonly batches: readonly BatchId[];
  /** Rows in quarantine that the rows take the place of: what they were held to repeat is free again. */
  readonly outdated: ReadonlySet<TransactionId>;
}

/**
 * Holds the rows of one file against what the books tell from elsewhere. Books without anything near cost one look at their days; else
 * what stands around the rows is read, piece by piece.
 */
export async function twinSuspicions(
  tx: ClientTx,
  report: ReportOrigin,
  { batches, outdated }: Besides = { batches: [report.id], outdated: new Set() },
): Promise<TwinSuspicions> {
  const days = await listBookedDays(tx, batches);
  if (days.size === 0) {
    return { mayConcern: () => false, of: async (parsed) => parsed.map(() => null) };
  }
  const accounts = await listAccounts(tx);
  const origins = await listReportOrigins(tx);
  const tellBooked = bookedTeller(accounts, origins);
  const tellParsed = parsedTeller(report, accounts);
  const claims = (await listTwinClaims(tx, report)).filter(({ row }) => !outdated.has(row));
  const memory = createTwinMemory(claims.map(({ other, part }) => claimOf(other, part)));
  const sums = sumSuspicions(tx, { report, batches, accounts, origins, tellBooked, memory });
  return {
    mayConcern: ({ at }) => {
      const day = Math.floor(epochOf(at) / DAY);
      // FARTHEST reaches into the day before and the day after, and over midnight into one more.
      return [0, -1, 1, -2, 2].some((apart) => days.has(day + apart));
    },
    of: async (parsed) => {
      const tellings = parsed.map((one, index) => tellParsed(one, String(index)));
      const known = await knownAround(tx, batches, tellings, tellBooked);
      const found = new Map(
        findTwins(
          tellings,
          [...known.values()].map(({ telling }) => telling),
          memory,
        ).map((twin): [string, Twin] => [twin.newcomer.id, twin]),
      );
      const inParts = await sums(tellings.filter(({ id }) => !found.has(id)));
      return tellings.map(({ id }) => {
        const twin = found.get(id);
        return twin === undefined ? (inParts.get(id) ?? null) : suspicionOf(twin, known);
      });
    },
  };
}

async function knownAround(
  tx: ClientTx,
  batches: readonly BatchId[],
  tellings: readonly Telling[],
  tell: ReturnType<typeof bookedTeller>,
): Promise<ReadonlyMap<string, Booked>> {
  const spans = spansAround(
    tellings.map(({ time }) => time),
    FARTHEST,
  );
  const assets = new Set(
    tellings.flatMap(({ sent, received }) =>
      [sent, received].flatMap((leg) => (leg === null ? [] : [leg.asset])),
    ),
  );
  const rows =
    assets.size === 0
      ? []
      : await listBookedWithin(tx, batches, spans, [...assets], [...digitsAsked(tellings)]);
  return new Map(rows.map((row) => [row.id, tell(row)]));
}

function suspicionOf(twin: Twin, known: ReadonlyMap<string, Booked>): Suspicion | null {
  const booked = known.get(twin.known.id);
  return booked === undefined
    ? null
    : {
        kind: "twin",
        other: booked.id,
        score: twin.score,
        reason: twinReason(twin, booked.source),
        shiftHours: twin.fit.time.is === "shift" ? twin.fit.time.hours : null,
        contract: null,
      };
}
