import { getClient } from "@/db/queries/clients";
import { listNotTransfers } from "@/db/queries/not-transfers";
import type { ClientTx } from "@/db/tenant";
import { proposeTransfers, type TransferProposal } from "./propose-transfers";

interface Kept {
  /** Everything the proposals follow from. */
  readonly key: string;
  readonly proposals: Promise<readonly TransferProposal[]>;
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
  const { id, ledgerVersion, settingsVersion } = await getClient(tx);
  const denied = (await listNotTransfers(tx)).map(({ row }) => row).sort();
  const key = [ledgerVersion, settingsVersion, ...denied].join(" ");
  const before = kept.get(id);
  if (before?.key === key) {
    // Another's reading may have failed with their connection.
    const found = await before.proposals.catch(() => null);
    if (found !== null) {
      return found;
    }
  }
  const proposals = proposeTransfers(tx);
  kept.delete(id);
  kept.set(id, { key, proposals });
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_CLIENTS) {
      break;
    }
    kept.delete(oldest);
  }
  return proposals;
}
