import { listAccounts } from "@/db/queries/accounts";
import { type ChosenAsset, listAssetChoices } from "@/db/queries/asset-choices";
import { listNotTransfers } from "@/db/queries/not-transfers";
import {
  listMovesAddedNow,
  listOpenMoves,
  type MoveScope,
  type OpenMove,
} from "@/db/queries/open-moves";
import { successorsOf } from "@/db/queries/successors";
import { countTransferRoutes } from "@/db/queries/transfer-links";
import type { ClientTx } from "@/db/tenant";
import { named } from "@/lib/assets/named";
import { quantityText, sumQuantity } from "@/lib/money/quantity";
import { ZERO_USD } from "@/lib/money/usd";
import { type AccountId, type Leg, type TransactionId, transactionId } from "@/lib/tax/transaction";
import { epochOf, type Instant, instantFromEpoch } from "@/lib/time/instant";
import { formsOf } from "@/lib/transfers/bridged";
import { matchInParts, type TransferMatch } from "@/lib/transfers/match";
import { REACH } from "@/lib/transfers/near";
import { hashIn, route, type Side, type Sides, sideOf } from "@/lib/transfers/side";
import { inTurns } from "./in-turns";

/** One row of a proposal. */
export interface ProposalSide {
  readonly id: TransactionId;
  readonly account: string;
  readonly asset: string;
  readonly at: Instant;
  /** Units that left (fees on top in the asset included), or came. */
  readonly quantity: string;
}

/** Rows that look like one move between own accounts. */
export interface TransferProposal {
  readonly asset: string;
  readonly sent: readonly ProposalSide[];
  readonly received: readonly ProposalSide[];
  /** 0-1000; 1000: the same transaction on the chain. */
  readonly confidence: number;
  /** Sure enough to be linked without a person. */
  readonly isClear: boolean;
  readonly reason: string;
  /** What else one of its rows could belong with; null when nothing. */
  readonly nextBest: string | null;
}

/** True when none of its rows could belong with another: what "link all" links. */
export function isUnrivalled({ nextBest }: TransferProposal): boolean {
  return nextBest === null;
}

/** Proposals that are looked for, and how far that is. */
export interface Matching {
  readonly proposals: Promise<readonly TransferProposal[]>;
  /** Departures looked at, of all. */
  readonly progress: () => { readonly done: number; readonly total: number };
}

/** Moves that the unexplained rows look like, as one assignment of all of them, the surest first. Nothing is done by it. */
export async function proposeTransfers(tx: ClientTx): Promise<readonly TransferProposal[]> {
  return (await readToPropose(tx)).proposals;
}

/** The same, once the rows are read: matching them needs the database no more and goes on by itself. */
export async function readToPropose(tx: ClientTx): Promise<Matching> {
  const sides = await sidesOf(tx, await namedMoves(tx, await listOpenMoves(tx)));
  const total = sides.outgoing.length;
  let done = 0;
  const proposals = inTurns(matchInParts(sides), (looked) => {
    done = looked;
  }).then((matches) => matches.map(proposalOf).sort(surestFirst));
  // A page may not wait for it: then whoever looks next hears of a failure.
  proposals.catch(() => undefined);
  return { proposals, progress: () => ({ done, total }) };
}

/** The same for the rows that the present work added: only moves that one of them is part of. */
export async function proposeForAdded(tx: ClientTx): Promise<readonly TransferProposal[]> {
  const added = await namedMoves(tx, await listMovesAddedNow(tx));
  if (added.length === 0) {
    return [];
  }
  const moves = await namedMoves(tx, await listOpenMoves(tx, scopeOf(added)));
  const touching = new Set(added.map(({ id }) => id));
  const matches = await inTurns(matchInParts(await sidesOf(tx, moves), touching));
  return matches.map(proposalOf).sort(surestFirst);
}

/** What could be one move with rows that were just added, or a rival of that. */
function scopeOf(added: readonly OpenMove[]): MoveScope {
  const times = added.map(({ at }) => epochOf(at));
  const [first, last] = times.reduce(
    ([low, high], time) => [Math.min(low, time), Math.max(high, time)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  return {
    assets: [...new Set(added.flatMap(({ leg }) => formsOf(leg.asset)))],
    from: instantFromEpoch(first - REACH),
    to: instantFromEpoch(last + REACH),
    hashes: added.flatMap(({ chain }) => hashIn(chain.hash ?? "") ?? []),
  };
}

/** Open moves in today's ids of assets, without those somebody said are no transfers, or without others that are told. */
export async function namedMoves(
  tx: ClientTx,
  moves: readonly OpenMove[],
  without?: ReadonlyMap<TransactionId, string>,
): Promise<readonly OpenMove[]> {
  const unwanted = without ?? (await notTransfersNow(tx));
  const choices = await listAssetChoices(tx);
  return moves
    .filter(({ id }) => !unwanted.has(id))
    .map((move) => {
      const leg = namedLeg(move, choices);
      return leg === move.leg ? move : { ...move, leg };
    });
}

/** Rows that are never proposed, by the ids they have now, each with what somebody said about it. */
export async function notTransfersNow(tx: ClientTx): Promise<ReadonlyMap<TransactionId, string>> {
  const told = await listNotTransfers(tx);
  const { transaction } = await successorsOf(
    tx,
    told.map(({ row }) => row),
  );
  return new Map(told.map(({ row, reason }) => [transaction(row), reason]));
}

function namedLeg({ kind, leg, at, date, source }: OpenMove, choices: readonly ChosenAsset[]): Leg {
  const told = { kind, at, date, fees: [], value: null, sequence: 0, feeUsd: ZERO_USD, note: "" };
  const read =
    kind === "deposit"
      ? named({ ...told, kind, received: leg }, { source, choices }).told.received
      : named({ ...told, kind, sent: leg }, { source, choices }).told.sent;
  return read.asset === leg.asset ? leg : read;
}

async function sidesOf(tx: ClientTx, moves: readonly OpenMove[]): Promise<Sides> {
  const { names, settled } = await accountsOf(tx);
  const sides = (kind: OpenMove["kind"]) =>
    moves.flatMap((move) => (move.kind === kind ? (sideOfMove(move, names) ?? []) : []));
  return { outgoing: sides("withdrawal"), incoming: sides("deposit"), settled };
}

/** The names of accounts, and how often moves between two of them were settled. */
export interface MovingAccounts {
  readonly names: ReadonlyMap<AccountId, string>;
  readonly settled: ReadonlyMap<string, number>;
}

/** Reads the accounts as the matcher knows them. */
export async function accountsOf(tx: ClientTx): Promise<MovingAccounts> {
  const names = new Map((await listAccounts(tx)).map(({ id, name }) => [id, name]));
  const routes = await countTransferRoutes(tx);
  const settled = new Map(
    routes.map(({ from, to, count }) => [route(nameOf(names, from), nameOf(names, to)), count]),
  );
  return { names, settled };
}

function surestFirst(a: TransferProposal, b: TransferProposal): number {
  return b.confidence - a.confidence || (firstAt(a) < firstAt(b) ? -1 : 1);
}

function firstAt({ sent }: TransferProposal): string {
  return sent[0]?.at ?? "";
}

// Two accounts never share a name, so the name stands for the account.
function nameOf(names: ReadonlyMap<AccountId, string>, account: AccountId): string {
  return names.get(account) ?? account;
}

/** A row as the matcher takes it; null when it moves nothing. */
export function sideOfMove(
  { kind, id, account, leg, fees, at, date, chain }: OpenMove,
  names: ReadonlyMap<AccountId, string>,
): Side | null {
  const isOutgoing = kind === "withdrawal";
  const name = nameOf(names, account);
  return sideOf({ id, account: name, leg, isOutgoing, fees, at, date, chain });
}

function proposalOf(match: TransferMatch): TransferProposal {
  const { outgoing, incoming, confidence, isClear, reason, nextBest } = match;
  return {
    asset: outgoing[0]?.asset ?? "",
    sent: outgoing.map(proposalSide),
    received: incoming.map(proposalSide),
    confidence,
    isClear,
    reason,
    nextBest: nextBest?.reason ?? null,
  };
}

function proposalSide({ id, account, asset, at, quantity, feeOnTop: onTop }: Side): ProposalSide {
  return {
    id: transactionId(id),
    account,
    asset,
    at,
    quantity: quantityText(sumQuantity([quantity, onTop])),
  };
}
