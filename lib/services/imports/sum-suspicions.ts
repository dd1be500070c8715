import type { BatchId } from "@/db/ids";
import type { Account } from "@/db/queries/accounts";
import type { Suspicion } from "@/db/queries/quarantine-bulk";
import {
  type BookedRow,
  listBookedTrades,
  type NearPlaces,
  type ReportOrigin,
} from "@/db/queries/twin-candidates";
import type { ClientTx } from "@/db/tenant";
import { isSecondHand } from "@/lib/importers/exchange-of";
import { FILLED_WITHIN, findSums, isTrade, type SumTwin } from "@/lib/twins/find-sums";
import type { TwinMemory } from "@/lib/twins/find-twins";
import type { Place, Telling } from "@/lib/twins/telling";
import { sumReason } from "@/lib/twins/words";
import { spansAround } from "./spans";
import { type Booked, placeOf } from "./tellings";

/** The file that is read, and the books around it. */
interface Around {
  readonly report: ReportOrigin;
  readonly batches: readonly BatchId[];
  readonly accounts: readonly Account[];
  readonly origins: readonly ReportOrigin[];
  readonly tellBooked: (row: BookedRow) => Booked;
  readonly memory: TwinMemory;
}

const MINUTE = 60_000;

/** Why rows without a twin of their own wait: an order told in several fills elsewhere, or fills of one order; by the telling's id. */
export function sumSuspicions(tx: ClientTx, around: Around) {
  return async (tellings: readonly Telling[]): Promise<ReadonlyMap<string, Suspicion>> => {
    const trades = tellings.filter(isTrade);
    if (trades.length === 0) {
      return new Map();
    }
    const assets = new Set(
      trades.flatMap(({ sent, received }) => [sent?.asset ?? [], received?.asset ?? []].flat()),
    );
    const reach = FILLED_WITHIN + MINUTE;
    const spans = spansAround(
      trades.map(({ time }) => time),
      reach,
    );
    const rows = await listBookedTrades(
      tx,
      around.batches,
      spans,
      [...assets],
      placesNear(trades, around),
    );
    const known = new Map(rows.map((row) => [row.id as string, around.tellBooked(row)]));
    return new Map(
      findSums(trades, [...known.values()], around.memory).flatMap((sum) =>
        suspicionsOf(sum, known),
      ),
    );
  };
}

/** Where rows may stand that tell the same as these; null: anywhere. */
function placesNear(
  tellings: readonly Telling[],
  { report, accounts, origins }: Around,
): NearPlaces | null {
  if (isSecondHand(report.source)) {
    return null;
  }
  const own = [...new Map(tellings.map(({ place }) => [place.account, place])).values()];
  const near = accounts.filter((account) => own.some((place) => isNear(placeOf(account), place)));
  const batches = origins.filter(({ source }) => isSecondHand(source));
  return { accounts: near.map(({ id }) => id), batches: batches.map(({ id }) => id) };
}

const isNear = (a: Place, b: Place): boolean =>
  a.account === b.account || (a.exchange !== null && a.exchange === b.exchange);

function suspicionsOf(
  sum: SumTwin,
  known: ReadonlyMap<string, Booked>,
): readonly [string, Suspicion][] {
  const { order, fills, isOrderNew, score } = sum;
  const others = (isOrderNew ? fills : [order]).flatMap(({ id }) => known.get(id) ?? []);
  const [first, ...more] = others;
  if (first === undefined) {
    return [];
  }
  const suspicion: Suspicion = {
    kind: "twin",
    other: first.id,
    score,
    reason: sumReason(sum, sourceOf(others)),
    shiftHours: null,
    contract: null,
    moreOthers: more.map(({ id }) => id),
  };
  const rows = isOrderNew ? [order] : fills;
  const all = rows.length > 1 ? { set: first.id, ...suspicion } : suspicion;
  return rows.map(({ id }) => [id, all]);
}

/** "fills.csv, lines 2, 3 and 4": all of them stand in one file. */
function sourceOf([first, ...more]: readonly Booked[]): string {
  if (first === undefined || more.length === 0 || first.fileName === null) {
    return first?.source ?? "an entry by hand";
  }
  const lines = [first, ...more].flatMap((one) => one.lines);
  const told = lines.length > MANY ? [...lines.slice(0, MANY - 1), "…", lines.at(-1)] : lines;
  return `${first.fileName}, lines ${told.slice(0, -1).join(", ")} and ${told.at(-1)}`;
}

/** Lines that are told one by one. */
const MANY = 6;
