import { isUuid } from "@/db/ids";
import { type CalendarDate, parseCalendarDate } from "@/lib/time/calendar-date";
import { type Params, paramOf } from "../ledger-filter";
import { DEED_GROUPS, type DeedGroup } from "./words";

/** What part of a history is looked at. Everything of it stands in the URL. */
export interface HistoryFilter {
  readonly person: string | null;
  readonly group: DeedGroup | null;
  /** First and last day, in the client's time zone. */
  readonly since: CalendarDate | null;
  readonly until: CalendarDate | null;
  /** Only events before this number: the next page. */
  readonly before: number | null;
}

/** Reads the address of a history. What it does not understand counts as not said. */
export function readHistoryFilter(params: Params): HistoryFilter {
  const person = paramOf(params, "person");
  const group = paramOf(params, "kind");
  const before = paramOf(params, "before");
  return {
    person: person !== null && isUuid(person) ? person : null,
    group: isGroup(group) ? group : null,
    since: parseCalendarDate(paramOf(params, "since") ?? ""),
    until: parseCalendarDate(paramOf(params, "until") ?? ""),
    before: before !== null && /^[1-9]\d{0,14}$/.test(before) ? Number(before) : null,
  };
}

const isGroup = (text: string | null): text is DeedGroup =>
  text !== null && Object.hasOwn(DEED_GROUPS, text);

/** The address's query of a filter, changed in parts: "?kind=files", or nothing. */
export function historyQuery(filter: HistoryFilter, change: Partial<HistoryFilter> = {}): string {
  const { person, group, since, until, before } = { ...filter, ...change };
  const search = new URLSearchParams();
  const told = { person, kind: group, since, until, before };
  for (const [name, value] of Object.entries(told)) {
    if (value !== null) {
      search.set(name, String(value));
    }
  }
  const query = search.toString();
  return query === "" ? "" : `?${query}`;
}

/** Whether anything is left out. */
export const isNarrowed = ({ person, group, since, until }: HistoryFilter): boolean =>
  person !== null || group !== null || since !== null || until !== null;
