import { getClient } from "@/db/queries/clients";
import { listNotTransfers } from "@/db/queries/not-transfers";
import type { ClientTx } from "@/db/tenant";
import { type Matching, readToPropose, type TransferProposal } from "./propose-transfers";
import { type Progressed, SOON_MS, soon } from "./soon";

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

/** Proposals for a page that does not wait for them. */
export interface SoonProposals {
  /** None while they are looked for. */
  readonly proposals: readonly TransferProposal[];
  /** Null once they are there. */
  readonly matching: Progressed | null;
}

/** The same for a page: where there are very many rows, how far matching them is; it goes on by itself, and a later look finds them. */
export async function proposalsSoon(tx: ClientTx, waits = SOON_MS): Promise<SoonProposals> {
  const matching = await keptMatching(tx);
  const proposals = await soon(matching.proposals, waits);
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
