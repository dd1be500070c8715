import { userId } from "@/db/ids";
import {
  type AuditEvent,
  countAuditEvents,
  type EventFilter,
  findAuditEvents,
  getAuditHead,
  listAuditPeople,
  openReasons,
} from "@/db/queries/audit-events";
import { getSettings } from "@/db/queries/settings";
import { listNames } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { headText } from "@/lib/audit/verify";
import { ok, type Result } from "@/lib/result";
import { addDays } from "@/lib/time/calendar-date";
import { startOfDate } from "@/lib/time/instant";
import { localTime, zoneName } from "@/lib/time/wall-clock";
import { DEFAULT_SETTINGS } from "../gains/default-settings";
import { type ChangeView, changesOf } from "./changes";
import { DEED_WORDS, deedsOf } from "./deed-words";
import type { HistoryFilter } from "./history-filter";
import { GONE, peopleIn, tellEvent } from "./tell-event";

/** Events of one page. */
export const HISTORY_PAGE = 50;

/** One event as the history shows it. */
export interface EventView {
  readonly seq: number;
  /** Day and wall-clock time in the client's zone. */
  readonly date: string;
  readonly time: string;
  /** The moment in UTC. */
  readonly at: string;
  /** "You", a name, or "Somebody who left". */
  readonly who: string;
  /** What was done, a sentence. */
  readonly what: string;
  /** Where its subject is seen, below the client's address; null where there is none. */
  readonly place: string | null;
  readonly changes: readonly ChangeView[];
  readonly hash: string;
}

/** A client's history as its page shows it. */
export interface HistoryView {
  readonly timeZone: string;
  readonly events: readonly EventView[];
  /** Events of the filter. */
  readonly total: number;
  /** Where the next page begins; null at the end. */
  readonly next: number | null;
  readonly people: readonly { readonly value: string; readonly label: string }[];
  /** The end of the chain as it is printed; null for books nothing was done to. */
  readonly head: string | null;
}

/** One page of who did what to a client's books, the newest first. */
export async function viewHistory(
  user: Asking,
  clientId: string,
  filter: HistoryFilter,
): Promise<Result<HistoryView, GateRefusal>> {
  const found = await withClient<Found, never>(user, clientId, "read", async (tx) =>
    ok(await read(tx, filter)),
  );
  if (!found.ok) {
    return found;
  }
  const { events, people, changes, timeZone, head, total } = found.value;
  const names = await withSystem((tx) => listNames(tx, [...people, ...peopleIn(events)]));
  const nameOf = (id: AuditEvent["userId"]) => (id === user.id ? "You" : (names.get(id) ?? GONE));
  const shown = events.slice(0, HISTORY_PAGE);
  return ok({
    timeZone,
    total,
    events: shown.map((event) => viewOf(event, nameOf, timeZone, changes)),
    next: events.length > HISTORY_PAGE ? (shown.at(-1)?.seq ?? null) : null,
    people: people
      .map((id) => ({ value: id, label: nameOf(id) }))
      .sort((a, b) => (a.label < b.label ? -1 : 1)),
    head: head === null ? null : headText(head),
  });
}

interface Found {
  readonly events: readonly AuditEvent[];
  readonly people: readonly AuditEvent["userId"][];
  readonly changes: ReadonlyMap<number, readonly ChangeView[]>;
  readonly timeZone: string;
  readonly head: { readonly seq: number; readonly hash: string } | null;
  readonly total: number;
}

async function read(tx: ClientTx, filter: HistoryFilter): Promise<Found> {
  const timeZone = (await getSettings(tx))?.timeZone ?? DEFAULT_SETTINGS.timeZone;
  const which = wanted(filter, timeZone);
  const events = await openReasons(tx, await findAuditEvents(tx, which, HISTORY_PAGE + 1));
  return {
    events,
    timeZone,
    people: await listAuditPeople(tx),
    changes: await changesOf(tx, events.slice(0, HISTORY_PAGE), timeZone),
    head: await getAuditHead(tx),
    total: await countAuditEvents(tx, which),
  };
}

function wanted(filter: HistoryFilter, timeZone: string): EventFilter {
  const { person, group, since, until, before } = filter;
  return {
    userId: person === null ? undefined : userId(person),
    deeds: group === null ? undefined : deedsOf(group),
    from: since === null ? undefined : startOfDate(since, timeZone),
    to: until === null ? undefined : startOfDate(addDays(until, 1), timeZone),
    before: before ?? undefined,
  };
}

function viewOf(
  event: AuditEvent,
  nameOf: (id: AuditEvent["userId"]) => string,
  timeZone: string,
  changes: ReadonlyMap<number, readonly ChangeView[]>,
): EventView {
  const { seq, at, deed, subjectId, detail, hash } = event;
  const words = DEED_WORDS[deed];
  const { date, time } = localTime(at, timeZone);
  return {
    seq,
    at,
    date,
    time: `${time.slice(0, 5)} ${zoneName(at, timeZone)}`,
    who: nameOf(event.userId),
    what: tellEvent(event, (id) => youOr(nameOf(id))),
    place: words?.place === undefined ? null : words.place(subjectId ?? "", detail),
    changes: changes.get(seq) ?? [],
    hash,
  };
}

/** Within a sentence. */
const youOr = (name: string): string | null =>
  name === "You" ? "you" : name === GONE ? null : name;
