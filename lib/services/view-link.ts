import { isUuid } from "@/db/ids";
import { listLatestMoves, listOpenMoves, type OpenMove } from "@/db/queries/open-moves";
import { getSettings } from "@/db/queries/settings";
import { getEntry } from "@/db/queries/transactions";
import { type Asking, type ClientTx, type GateRefusal, withClient } from "@/db/tenant";
import { quantityText, sumQuantity } from "@/lib/money/quantity";
import { err, ok, type Result } from "@/lib/result";
import { type TransactionId, transactionId } from "@/lib/tax/transaction";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { dateIn, type Instant } from "@/lib/time/instant";
import { localTime } from "@/lib/time/wall-clock";
import { rankAgainst } from "@/lib/transfers/rank";
import type { Side } from "@/lib/transfers/side";
import { DEFAULT_SETTINGS } from "./gains/default-settings";
import { proposalsSoon, type SoonProposals } from "./kept-proposals";
import { type LinkOutcome, outcomeOf } from "./link-outcome";
import {
  accountsOf,
  type MovingAccounts,
  namedMoves,
  notTransfersNow,
  sideOfMove,
} from "./propose-transfers";

/** One row that left an account or reached one. */
export interface MoveView {
  readonly id: string;
  readonly isOutgoing: boolean;
  readonly account: string;
  /** The tax date, and the wall-clock time; null when only the day is known. */
  readonly date: string;
  readonly time: string | null;
  /** Units that left with their fees on top, or came. */
  readonly quantity: string;
  readonly asset: string;
}

/** A row that may be the other side. */
export interface OtherSide extends MoveView {
  /** 0-1000; 0: by amount and time it could not be the whole of it. */
  readonly confidence: number;
  /** It could be one of several that are the other side together. */
  readonly isPart: boolean;
  readonly reason: string;
  readonly isPicked: boolean;
}

/** One row, what may be its other side, and what linking what was picked would do. */
export interface LinkView {
  readonly mayWrite: boolean;
  readonly row: MoveView;
  /** Why somebody said that it is no move between own accounts; null when nobody did. */
  readonly notTransfer: string | null;
  readonly others: readonly OtherSide[];
  /** How many more there are than are shown. */
  readonly more: number;
  /** Null while nothing is picked. */
  readonly outcome: LinkOutcome | null;
}

/** All rows without another side, the surest proposals first. */
export interface OpenMovesView extends SoonProposals {
  readonly mayWrite: boolean;
  readonly rows: readonly (MoveView & { readonly notTransfer: string | null })[];
  readonly more: number;
}

/** What a person picked and looks for. */
export interface LinkAsked {
  readonly row: string;
  readonly picked: readonly string[];
  /** Part of an account's name, an asset, an amount or a date; "" for everything. */
  readonly search: string;
}

const SHOWN = 30;

/** What one row could be linked with. Refused as not found when it is no open deposit or withdrawal. */
export async function viewLink(
  user: Asking,
  clientId: string,
  asked: LinkAsked,
): Promise<Result<LinkView, GateRefusal>> {
  return withClient<LinkView, GateRefusal>(user, clientId, "read", async (tx) => {
    const unwanted = await notTransfersNow(tx);
    const moves = await namedMoves(tx, await listOpenMoves(tx), new Map());
    const move = moves.find(({ id }) => id === asked.row);
    const books = await booksOf(tx);
    const side = move === undefined ? null : sideOfMove(move, books.names);
    if (move === undefined || side === null) {
      return err({ code: "not-found" });
    }
    const others = moves.filter(
      ({ id, kind }) => kind !== move.kind && (!unwanted.has(id) || asked.picked.includes(id)),
    );
    const all = othersOf(side, move, others, books);
    const found = all.filter((one) => one.isPicked || matches(one, asked.search));
    const isPicked = new Set(asked.picked);
    const picked = all.filter(({ id }) => isPicked.has(id));
    const shown = found.map((one) => ({ ...one, isPicked: isPicked.has(one.id) }));
    return ok({
      mayWrite: tx.role !== "viewer",
      row: viewOf(move, books),
      notTransfer: unwanted.get(move.id) ?? null,
      others: [
        ...shown.filter((one) => one.isPicked),
        ...shown.filter((one) => !one.isPicked),
      ].slice(0, Math.max(SHOWN, picked.length)),
      more: Math.max(0, found.length - SHOWN),
      outcome:
        picked.length === 0
          ? null
          : outcomeOf(
              tx.userId,
              await rowsOf(tx, move.id),
              await rowsOf(tx, ...picked.map(({ id }) => transactionId(id))),
              books.names,
            ),
    });
  });
}

/** Every row without another side. */
export async function viewOpenMoves(
  user: Asking,
  clientId: string,
  search: string,
): Promise<Result<OpenMovesView, GateRefusal>> {
  return withClient<OpenMovesView, GateRefusal>(user, clientId, "read", async (tx) => {
    const unwanted = await notTransfersNow(tx);
    const books = await booksOf(tx);
    const { moves, count } = await latestMoves(tx, search, books);
    return ok({
      mayWrite: tx.role !== "viewer",
      rows: moves.map((move) => ({
        notTransfer: unwanted.get(move.id) ?? null,
        ...viewOf(move, books),
      })),
      more: count - moves.length,
      ...(await proposalsSoon(tx)),
    });
  });
}

/** The latest rows that hold these words, the latest first, and how many do. Only a search reads all of them. */
async function latestMoves(tx: ClientTx, search: string, books: Books) {
  if (search === "") {
    const { moves, count } = await listLatestMoves(tx, 2 * SHOWN);
    return { moves: await namedMoves(tx, moves, new Map()), count };
  }
  const all = await namedMoves(tx, await listOpenMoves(tx), new Map());
  const meant = all.filter((move) => matches(lineOf(move, books), search));
  return { moves: meant.slice(-2 * SHOWN).reverse(), count: meant.length };
}

interface Books extends MovingAccounts {
  readonly timeZone: string;
  readonly dateOf: (at: Instant) => CalendarDate;
}

async function booksOf(tx: ClientTx): Promise<Books> {
  const { names, settled } = await accountsOf(tx);
  const timeZone = (await getSettings(tx))?.timeZone ?? DEFAULT_SETTINGS.timeZone;
  return { names, settled, timeZone, dateOf: dateIn(timeZone) };
}

function othersOf(
  side: Side,
  { kind }: OpenMove,
  others: readonly OpenMove[],
  books: Books,
): readonly OtherSide[] {
  const byId = new Map<string, OpenMove>(others.map((move) => [move.id, move]));
  const sides = others.flatMap((move) => sideOfMove(move, books.names) ?? []);
  return rankAgainst(side, kind === "withdrawal", sides, books.settled).flatMap((ranked) => {
    const move = byId.get(ranked.side.id);
    const { confidence, isPart, reason } = ranked;
    return move === undefined
      ? []
      : [{ ...viewOf(move, books), confidence, isPart, reason, isPicked: false }];
  });
}

/** What is searched of a row: without its time, which costs more than all the rest. */
type MoveLine = Omit<MoveView, "time">;

function lineOf(move: OpenMove, { names, dateOf }: Books): MoveLine {
  const { id, kind, account, leg, fees, at, date } = move;
  const onTop = fees.filter((fee) => kind === "withdrawal" && fee.asset === leg.asset);
  return {
    id,
    isOutgoing: kind === "withdrawal",
    account: names.get(account) ?? account,
    date: date ?? dateOf(at),
    quantity: quantityText(sumQuantity([leg.quantity, ...onTop.map((fee) => fee.quantity)])),
    asset: leg.asset,
  };
}

function viewOf(move: OpenMove, books: Books): MoveView {
  const time = move.date === null ? localTime(move.at, books.timeZone).time : null;
  return { time, ...lineOf(move, books) };
}

/** Every word must stand somewhere in the row. */
function matches(row: MoveLine, search: string): boolean {
  const text = `${row.account} ${row.asset} ${row.quantity} ${row.date}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

async function rowsOf(tx: ClientTx, ...ids: readonly TransactionId[]) {
  const entries = await Promise.all(ids.filter(isUuid).map((id) => getEntry(tx, id)));
  return entries.flatMap((entry) => entry?.transaction ?? []);
}
