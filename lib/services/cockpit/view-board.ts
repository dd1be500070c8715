import { type BoardMark, listBoardMarks } from "@/db/queries/board-marks";
import { type BoardView, listBoardViews } from "@/db/queries/board-views";
import { type BoardRow, listBoardRows } from "@/db/queries/client-summaries";
import { type Client, listClients, listFirms } from "@/db/queries/clients";
import { type Asking, type UserTx, withUser } from "@/db/tenant";
import { sumUsd, usd, usdText } from "@/lib/money/usd";
import { filingDueDate } from "@/lib/tax/harvest/checklist-dates";
import { ENGINE_VERSION } from "@/lib/tax/version";
import { type CalendarDate, monthOf, yearOf } from "@/lib/time/calendar-date";
import { dateIn, type Instant, instantFromEpoch } from "@/lib/time/instant";
import { DEFAULT_SETTINGS } from "../gains/default-settings";
import { arrange, countStages } from "./arrange-board";
import { askForMissing } from "./ask-for-missing";
import type { BoardItem } from "./board-item";
import type { BoardQuery } from "./board-query";
import { assignmentsOf, type BoardDeeds, type Preparers, preparersOf } from "./preparers-of";
import { STAGES, type Stage, stageNamed } from "./stage";

/** Clients on one page of the list, and in one column of the board. */
const PAGE = 50;
const COLUMN = 20;

/** One column of the board: the first clients of a stage, and how many there are. */
export interface BoardColumn {
  readonly stage: Stage;
  readonly count: number;
  readonly items: readonly BoardItem[];
}

/** Sums over clients; what is not known is in none. */
export interface BoardTotals {
  readonly openItems: number;
  readonly stake: string;
  readonly harvest: string;
  readonly turningLong: number;
  readonly unexplained: string;
  /** Clients whose summary is being worked out. */
  readonly pending: number;
}

/** The client board. */
export interface ClientBoard {
  readonly year: number;
  /** Years one can turn to, the latest first. */
  readonly years: readonly number[];
  readonly today: CalendarDate;
  /** All clients, before any filter. */
  readonly total: number;
  readonly matching: number;
  /** The list's page; empty when columns are asked for. */
  readonly items: readonly BoardItem[];
  readonly columns: readonly BoardColumn[];
  readonly page: number;
  readonly pages: number;
  readonly stages: ReadonlyMap<Stage, number>;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly views: readonly BoardView[];
  /** Of all that match. */
  readonly totals: BoardTotals;
  /** The client that was opened on the board. */
  readonly opened: BoardItem | null;
  readonly may: BoardDeeds;
  /** Works in a firm: its people have a page. */
  readonly hasTeam: boolean;
  readonly firmName: string | null;
  /** An investor's one client: the board is not for them. */
  readonly ownBooks: string | null;
}

/**
 * The year whose return is worked on: the last one until October 15, the last day of an extension (Reg. 1.6081-4), then the present one,
 * whose sales can still be made.
 */
export function seasonYear(today: CalendarDate): number {
  const year = yearOf(today);
  const isOver = monthOf(today) > 10 || today > `${year}-10-15`;
  return isOver ? year : year - 1;
}

/** What else is asked of the board. */
export interface BoardAsk {
  readonly now?: Instant | undefined;
  /** The client that was opened on it. */
  readonly openedId?: string | null;
  /** Everybody who matches on one page. */
  readonly isWhole?: boolean;
}

/**
 * The clients a user may open as their board shows them: from kept summaries, nothing is worked out here. What is out of date says so, and
 * is asked for.
 */
export async function viewBoard(
  user: Asking,
  query: BoardQuery,
  { now = instantFromEpoch(Date.now()), openedId = null, isWhole = false }: BoardAsk = {},
): Promise<ClientBoard> {
  const today = dateIn(DEFAULT_SETTINGS.timeZone)(now);
  const year = query.year ?? seasonYear(today);
  const { assignments, clients, firms, rows, marks, views } = await withUser(user, (tx) =>
    readBoard(tx, year, now),
  );
  const [firm] = firms;
  const preparers = await preparersOf(assignments);
  const items = boardItems(clients, rows, marks, year, preparers);
  await askForMissing(user, clients, rows);
  const shown = arrange(items, query, today);
  const size = isWhole ? Math.max(1, shown.length) : PAGE;
  const pages = Math.max(1, Math.ceil(shown.length / size));
  const page = Math.min(query.page, pages);
  const isList = query.view === "list";
  const [own] = clients;
  return {
    year,
    years: yearsAround(year, today),
    today,
    total: items.length,
    matching: shown.length,
    items: isList ? shown.slice((page - 1) * size, page * size) : [],
    columns: isList ? [] : columnsOf(shown, query.stage),
    page,
    pages,
    stages: countStages(items, query, today),
    people: preparers.people,
    views,
    totals: totalsOf(shown),
    opened: openedId === null ? null : (items.find(({ id }) => id === openedId) ?? null),
    may: preparers.may,
    hasTeam: firm !== undefined,
    firmName: firm?.name ?? null,
    ownBooks: firms.length === 0 && clients.length === 1 && own !== undefined ? own.id : null,
  };
}

/** Everything a board is made of, as of one transaction; the firm's own rows last, because from there on the transaction is in the firm. */
async function readBoard(tx: UserTx, year: number, now: Instant) {
  const firms = await listFirms(tx);
  const [firm] = firms;
  return {
    firms,
    clients: (await listClients(tx)).filter(({ archivedAt }) => archivedAt === null),
    rows: await listBoardRows(tx, year, ENGINE_VERSION, now),
    marks: await listBoardMarks(tx, year),
    views: await listBoardViews(tx),
    assignments: firm === undefined ? null : await assignmentsOf(tx, firm.id),
  };
}

function totalsOf(items: readonly BoardItem[]): BoardTotals {
  const dollars = (of: (item: BoardItem) => string | null) =>
    usdText(sumUsd(items.map((item) => usd(of(item) ?? "0"))));
  const number = (of: (item: BoardItem) => number) =>
    items.reduce((sum, item) => sum + of(item), 0);
  return {
    openItems: number(({ openItems }) => openItems),
    stake: dollars(({ taxAtStake }) => taxAtStake),
    harvest: dollars(({ harvest }) => harvest),
    turningLong: number(({ turningLong }) => turningLong),
    unexplained: dollars(({ unexplained }) => unexplained),
    pending: items.filter(({ state }) => state !== "current").length,
  };
}

/** The present year and the seven before it, and the asked one. */
function yearsAround(asked: number, today: CalendarDate): readonly number[] {
  const last = yearOf(today);
  const years = new Set([asked, ...Array.from({ length: 8 }, (_, back) => last - back)]);
  return [...years].sort((a, b) => b - a);
}

function columnsOf(shown: readonly BoardItem[], asked: Stage | null): readonly BoardColumn[] {
  return STAGES.filter((stage) => asked === null || asked === stage).map((stage) => {
    const own = shown.filter((item) => item.stage === stage);
    return { stage, count: own.length, items: own.slice(0, COLUMN) };
  });
}

function boardItems(
  clients: readonly Client[],
  rows: readonly BoardRow[],
  marks: readonly BoardMark[],
  year: number,
  preparers: Preparers,
): readonly BoardItem[] {
  const rowOf = new Map(rows.map((row) => [row.clientId, row]));
  const markOf = new Map(marks.map((mark) => [`${mark.kind} ${mark.clientId}`, mark]));
  const byLaw = filingDueDate(year);
  return clients.map((client) => {
    const due = markOf.get(`due ${client.id}`)?.dueOn ?? null;
    const row = rowOf.get(client.id);
    return {
      id: client.id,
      name: client.name,
      ...stagesOf(row, markOf.get(`stage ${client.id}`)),
      ...stateOf(client, row),
      ...figuresOf(row),
      preparers: preparers.of.get(client.id) ?? [],
      due: due ?? byLaw,
      isDueByLaw: due === null,
    };
  });
}

function stagesOf(
  row: BoardRow | undefined,
  mark: BoardMark | undefined,
): Pick<BoardItem, "stage" | "said"> {
  const computed = stageNamed(row?.stage) ?? "no-data";
  const said = stageNamed(mark?.stage);
  return mark === undefined || said === null
    ? { stage: computed, said: null }
    : { stage: said, said: { computed, reason: mark.reason ?? "", at: mark.enteredAt } };
}

/** Books nobody put anything into have nothing to work out. */
function stateOf(client: Client, row: BoardRow | undefined): Pick<BoardItem, "state" | "madeAt"> {
  const madeAt = row?.madeAt ?? null;
  if (row === undefined) {
    return { state: client.ledgerVersion === 0 ? "current" : "missing", madeAt };
  }
  return { state: row.isStale ? (madeAt === null ? "missing" : "recomputing") : "current", madeAt };
}

function figuresOf(row: BoardRow | undefined) {
  return {
    openItems: row?.openItems ?? 0,
    blockingItems: row?.blockingItems ?? 0,
    unknownItems: row?.unknownItems ?? 0,
    taxAtStake: row?.taxAtStake ?? null,
    gainAtStake: row?.gainAtStake ?? null,
    harvestState: row?.harvestState ?? "nothing-held",
    harvest: row?.harvest ?? null,
    turningLong: row?.turningLong ?? 0,
    nextLongOn: row?.nextLongOn ?? null,
    unexplained: row?.unexplained ?? null,
    lastActivityAt: row?.lastActivityAt ?? null,
  };
}
