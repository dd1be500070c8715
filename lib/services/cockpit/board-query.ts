import { parseUsd, usdText } from "@/lib/money/usd";
import { type Params, paramOf } from "../ledger-filter";
import { STAGES, type Stage, stageNamed } from "./stage";

/** What the board may be sorted by: its columns. */
export const BOARD_SORTS = [
  "client",
  "stage",
  "items",
  "stake",
  "harvest",
  "long",
  "unexplained",
  "preparer",
  "due",
  "activity",
] as const;
export type BoardSort = (typeof BOARD_SORTS)[number];

/** Which days a client is due. */
export const DUE_FILTERS = ["overdue", "week", "month", "none"] as const;
export type DueFilter = (typeof DUE_FILTERS)[number];

/** What the board shows. Everything of it stands in the address. */
export interface BoardQuery {
  readonly view: "list" | "board";
  /** Null: the year whose return is next. */
  readonly year: number | null;
  /** Part of a client's name. */
  readonly text: string | null;
  readonly stage: Stage | null;
  /** Somebody's id, or "none": nobody's clients. */
  readonly preparer: string | null;
  readonly due: DueFilter | null;
  /** More than so many dollars of tax at stake; plain decimal. */
  readonly over: string | null;
  readonly sort: BoardSort;
  readonly isDescending: boolean;
  readonly page: number;
}

/** Columns whose first click shows the most. */
const MOST_FIRST: ReadonlySet<BoardSort> = new Set([
  "items",
  "stake",
  "harvest",
  "long",
  "unexplained",
  "activity",
]);

/** Reads an address. What it does not understand counts as not said. */
export function readBoardQuery(params: Params): BoardQuery {
  const sort = oneOf(BOARD_SORTS, paramOf(params, "sort")) ?? "due";
  const direction = paramOf(params, "dir");
  const over = (paramOf(params, "over") ?? "").replace(/[$,\s]/g, "");
  const dollars = /^\d{1,12}(\.\d{1,2})?$/.test(over) ? parseUsd(over) : null;
  return {
    view: paramOf(params, "view") === "board" ? "board" : "list",
    year: yearOf(paramOf(params, "year")),
    text: paramOf(params, "q", 80),
    stage: stageNamed(paramOf(params, "stage")),
    preparer: paramOf(params, "preparer", 36),
    due: oneOf(DUE_FILTERS, paramOf(params, "due")),
    over: dollars === null ? null : usdText(dollars),
    sort,
    isDescending: direction === null ? MOST_FIRST.has(sort) : direction === "desc",
    page: pageOf(paramOf(params, "page")),
  };
}

/** The address of a state of the board with `change` made to it; a change of what is shown goes back to its first page. */
export function boardHref(query: BoardQuery, change: Partial<BoardQuery> = {}): string {
  const text = boardParams({ ...query, page: 1, ...change });
  return text === "" ? "/clients" : `/clients?${text}`;
}

/** The query of an address; what is so anyway is left out, so that equal states have equal addresses. */
export function boardParams(query: BoardQuery): string {
  const params = new URLSearchParams();
  const put = (name: string, value: string | number | null) => {
    if (value !== null) {
      params.set(name, String(value));
    }
  };
  put("view", query.view === "board" ? "board" : null);
  put("year", query.year);
  put("q", query.text);
  put("stage", query.stage);
  put("preparer", query.preparer);
  put("due", query.due);
  put("over", query.over);
  put("sort", query.sort === "due" ? null : query.sort);
  const isUsual = query.isDescending === MOST_FIRST.has(query.sort);
  put("dir", isUsual ? null : query.isDescending ? "desc" : "asc");
  put("page", query.page === 1 ? null : query.page);
  return params.toString();
}

/** Where a click on a column's header leads: sorted by it, or the other way round when it is already. */
export function sortHref(query: BoardQuery, sort: BoardSort): string {
  const isDescending = query.sort === sort ? !query.isDescending : MOST_FIRST.has(sort);
  return boardHref(query, { sort, isDescending });
}

/** True when something is left out of what the board could show. */
export function isNarrowed({ text, stage, preparer, due, over }: BoardQuery): boolean {
  return [text, stage, preparer, due, over].some((each) => each !== null);
}

/** Position in the order of the work. */
export const stageOrder = (stage: Stage): number => STAGES.indexOf(stage);

function oneOf<T extends string>(all: readonly T[], text: string | null): T | null {
  return all.find((each) => each === text) ?? null;
}

function yearOf(text: string | null): number | null {
  return text !== null && /^20[0-9]{2}$/.test(text) && Number(text) >= 2009 ? Number(text) : null;
}

function pageOf(text: string | null): number {
  return text !== null && /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 1;
}
