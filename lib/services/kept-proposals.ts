import { setTimeout as pause } from "node:timers/promises";
import { getClient } from "@/db/queries/clients";
import { listNotTransfers } from "@/db/queries/not-transfers";
import type { ClientTx } from "@/db/tenant";
import { type Matching, readToPropose, type TransferProposal } from "./propose-transfers";

interface Kept {
  /** Everything the proposals follow from. */
  readonly key: string;
  readonly matching: Promise<Matching>;
}

/** Clients whose proposals are kept at most; the one asked least recently goes first. */
const MOST_CLIENTS = 24;

const kept = new Map<string, Kept>();

/**
 * What `proposeTransfers` says, made once for the same facts, settings and words about rows that are no transfers: the same list as
 * long as none of them changes, whoever of those who may see the client asks. For views only: what is about to be linked is matched
 * anew.
 */
export async function keptProposals(tx: ClientTx): Promise<readonly TransferProposal[]> {
  return (await keptMatching(tx)).proposals;
}

/** How far the matching of many rows is. */
export interface MatchingView {
  readonly done: number;
  readonly total: number;
}

/** Proposals for a page that does not wait for them. */
export interface SoonProposals {
  /** None while they are looked for. */
  readonly proposals: readonly TransferProposal[];
  /** Null once they are there. */
  readonly matching: MatchingView | null;
}

/** How long a page waits, milliseconds: what small books take is over by then. */
const SOON_MS = 300;

/** The same for a page: where there are very many rows, how far matching them is; it goes on by itself, and a later look finds them. */
export async function proposalsSoon(tx: ClientTx, waits = SOON_MS): Promise<SoonProposals> {
  const matching = await keptMatching(tx);
  const over = new AbortController();
  const proposals = await Promise.race([
    matching.proposals,
    pause(waits, null, { signal: over.signal }).catch(() => null),
  ]);
  over.abort();
  const { done, total } = matching.progress();
  return proposals === null
    ? { proposals: [], matching: { done, total } }
    : { proposals, matching: null };
}

/** The matching of the client's books as they stand: one at a time, whoever asks. Its rows are read when this resolves. */
async function keptMatching(tx: ClientTx): Promise<Matching> {
  const { id, ledgerVersion, settingsVersion } = await getClient(tx);
  const denied = (await listNotTransfers(tx)).map(({ row }) => row).sort();
  const key = [ledgerVersion, settingsVersion, ...denied].join(" ");
  const before = kept.get(id);
  if (before?.key === key) {
    // Another's reading may have failed with their connection.
    const found = await before.matching.catch(() => null);
    if (found !== null) {
      keep(id, before);
      return found;
    }
  }
  const matching = readToPropose(tx);
  keep(id, { key, matching });
  return matching;
}

function keep(id: string, next: Kept): void {
  kept.delete(id);
  kept.set(id, next);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_CLIENTS) {
      break;
    }
    kept.delete(oldest);
  }
}
