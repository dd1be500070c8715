import { listCandidates, type StoredCandidate } from "@/db/queries/client-summaries";
import { listClients, listFirms } from "@/db/queries/clients";
import { type Asking, withUser } from "@/db/tenant";
import { compareUsd, subtractUsd, sumUsd, type Usd, usd, usdText } from "@/lib/money/usd";
import { calendarDate, daysBetween, yearOf } from "@/lib/time/calendar-date";
import { dateIn, type Instant, instantFromEpoch } from "@/lib/time/instant";
import { DEFAULT_SETTINGS } from "../gains/default-settings";

/** Sales on one page. */
const PAGE = 50;

/** One sale worth making, with whose it is. */
export interface FirmCandidate extends StoredCandidate {
  readonly key: string;
  readonly clientId: string;
  readonly client: string;
  /** Saving less what the sale costs. */
  readonly net: string;
  readonly madeAt: Instant;
  /** The day we call safe is over; the sale still counts until December 31. */
  readonly isLate: boolean;
}

/** What all clients of the board can still sell this year. */
export interface HarvestList {
  readonly year: number;
  readonly daysLeft: number;
  readonly rows: readonly FirmCandidate[];
  readonly matching: number;
  readonly clients: number;
  /** Of all that match. Each client's saving is worked out with all of that client's sales together. */
  readonly net: string;
  readonly page: number;
  readonly pages: number;
  readonly firmName: string | null;
}

/** Every client's sales that save tax this year, the most first, out of the kept summaries; `text`: part of a client's name or an asset. */
export async function viewHarvestList(
  user: Asking,
  text: string | null = null,
  page = 1,
  now: Instant = instantFromEpoch(Date.now()),
): Promise<HarvestList> {
  const today = dateIn(DEFAULT_SETTINGS.timeZone)(now);
  const year = yearOf(today);
  const { clients, firms, found } = await withUser(user, async (tx) => ({
    clients: await listClients(tx),
    firms: await listFirms(tx),
    found: await listCandidates(tx, year),
  }));
  const names = new Map(
    clients.flatMap(({ id, name, archivedAt }) => (archivedAt === null ? [[id, name]] : [])),
  );
  const wanted = text?.toLowerCase() ?? "";
  const rows = found
    .flatMap(({ clientId, candidates, madeAt }) => {
      const client = names.get(clientId);
      return client === undefined
        ? []
        : candidates.map((each, index) => ({ each, index, clientId, client, madeAt }));
    })
    .filter(
      ({ each, client }) =>
        client.toLowerCase().includes(wanted) || each.asset.toLowerCase() === wanted,
    )
    .map((row) => ({ ...row, net: subtractUsd(usd(row.each.saving), usd(row.each.fees)) }))
    .sort((a, b) => compareUsd(b.net, a.net) || compareTexts(a.client, b.client));
  const pages = Math.max(1, Math.ceil(rows.length / PAGE));
  const current = Math.min(page, pages);
  return {
    year,
    daysLeft: daysBetween(today, calendarDate(`${year}-12-31`)),
    rows: rows.slice((current - 1) * PAGE, current * PAGE).map(({ each, net, ...row }) => ({
      key: `${row.clientId} ${row.index}`,
      clientId: row.clientId,
      client: row.client,
      madeAt: row.madeAt,
      net: usdText(net),
      isLate: each.lastSafe < today,
      ...each,
    })),
    matching: rows.length,
    clients: new Set(rows.map(({ clientId }) => clientId)).size,
    net: usdText(sumUsd(rows.map(({ net }): Usd => net))),
    page: current,
    pages,
    firmName: firms[0]?.name ?? null,
  };
}

const compareTexts = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
