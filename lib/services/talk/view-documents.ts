import {
  type DocumentRequest,
  type DocumentRequestEvent,
  listDocumentRequestEvents,
  listDocumentRequests,
} from "@/db/queries/document-requests";
import { getSettings } from "@/db/queries/settings";
import { listNames } from "@/db/queries/users";
import { mayDo } from "@/db/roles";
import { withSystem } from "@/db/system";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { ok, type Result } from "@/lib/result";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { dateIn, type Instant, instantFromEpoch } from "@/lib/time/instant";
import { DEFAULT_SETTINGS } from "../gains/default-settings";
import { isHeard, otherSideOf } from "./other-side";
import { type RequestState, requestState } from "./request-state";

/** A file that was given. */
export interface DocumentFileView {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  readonly by: string;
  readonly on: CalendarDate;
}

/** A document that was asked for, and what came of it. */
export interface DocumentRequestView {
  readonly id: string;
  readonly what: string;
  readonly year: number | null;
  readonly dueOn: CalendarDate | null;
  readonly isOverdue: boolean;
  readonly askedBy: string;
  readonly askedOn: CalendarDate;
  readonly state: RequestState;
  readonly files: readonly DocumentFileView[];
}

/** What was asked for in a client's books. */
export interface DocumentsView {
  /** Today in the client's tax zone. */
  readonly today: CalendarDate;
  /** May ask, and say that something will do. */
  readonly mayAsk: boolean;
  readonly mayGive: boolean;
  /** Somebody on the other side can read it. */
  readonly isHeard: boolean;
  /** May import what was given. */
  readonly mayImport: boolean;
  /** Those that wait first, the earliest due first; then what is done, the latest first. */
  readonly requests: readonly DocumentRequestView[];
}

const PLACES: Readonly<Record<RequestState, number>> = {
  asked: 0,
  received: 0,
  accepted: 1,
  withdrawn: 2,
};

/** Everything that was asked for, with what was given and where it stands. Days are those of the client's tax zone. */
export async function viewDocuments(
  user: Asking,
  clientId: string,
  now: Instant = instantFromEpoch(Date.now()),
): Promise<Result<DocumentsView, GateRefusal>> {
  const found = await withClient<Found, never>(user, clientId, "read", async (tx) =>
    ok({
      timeZone: ((await getSettings(tx)) ?? DEFAULT_SETTINGS).timeZone,
      mayAsk: mayDo(tx.standing, "ask"),
      mayGive: mayDo(tx.standing, "talk"),
      isHeard: isHeard(await otherSideOf(tx)),
      mayImport: mayDo(tx.standing, "write"),
      asked: await listDocumentRequests(tx),
      events: await listDocumentRequestEvents(tx),
    }),
  );
  if (!found.ok) {
    return found;
  }
  const { asked, events, timeZone, ...rest } = found.value;
  const names = await withSystem((tx) =>
    listNames(tx, [...asked.map(({ askedBy }) => askedBy), ...events.map(({ by }) => by)]),
  );
  const dayOf = dateIn(timeZone);
  const today = dayOf(now);
  const view = requestViewOf({
    today,
    dayOf,
    nameOf: (id) => names.get(id) ?? "Someone who left",
  });
  const requests = asked.map((request) =>
    view(
      request,
      events.filter(({ requestId }) => requestId === request.id),
    ),
  );
  return ok({ today, ...rest, requests: requests.sort(byPlace) });
}

interface Found extends Omit<DocumentsView, "requests" | "today"> {
  readonly timeZone: string;
  readonly asked: readonly DocumentRequest[];
  readonly events: readonly DocumentRequestEvent[];
}

/** Equal ones stay as they come: the latest asked first. */
function byPlace(a: DocumentRequestView, b: DocumentRequestView): number {
  const last = "9999-12-31";
  const due = (one: DocumentRequestView) => (PLACES[one.state] === 0 ? (one.dueOn ?? last) : last);
  return PLACES[a.state] - PLACES[b.state] || (due(a) < due(b) ? -1 : due(a) > due(b) ? 1 : 0);
}

function requestViewOf(how: {
  readonly today: CalendarDate;
  readonly dayOf: (moment: Instant) => CalendarDate;
  readonly nameOf: (id: DocumentRequest["askedBy"]) => string;
}) {
  const { today, dayOf, nameOf } = how;
  return (
    request: DocumentRequest,
    events: readonly DocumentRequestEvent[],
  ): DocumentRequestView => {
    const state = requestState(events);
    const { id, what, year, dueOn, askedBy, askedAt } = request;
    return {
      id,
      what,
      year,
      dueOn,
      isOverdue: state === "asked" && dueOn !== null && dueOn < today,
      askedBy: nameOf(askedBy),
      askedOn: dayOf(askedAt),
      state,
      files: events.flatMap(({ file, by, at }) =>
        file === null ? [] : [{ ...file, by: nameOf(by), on: dayOf(at) }],
      ),
    };
  };
}
