import { isUuid } from "@/db/ids";
import { listAccounts } from "@/db/queries/accounts";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { lockClient } from "@/db/queries/clients";
import { lockEntry, newTransactionId, voidTransactions } from "@/db/queries/transactions";
import { insertLinkedTransfer } from "@/db/queries/transfer-links";
import { type Asking, type ClientWriteTx, type GateRefusal, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import {
  type AccountId,
  type Transaction,
  type TransactionId,
  transactionId,
} from "@/lib/tax/transaction";
import { matchPair, proposeTransfers } from "./propose-transfers";

/** The two rows of one move, as a form names them. */
export interface Pair {
  readonly sent: string;
  readonly received: string;
}

/** Why a pair was not linked. "changed-meanwhile": one of the two no longer counts or is no longer what it was. */
export type LinkRefusal = GateRefusal | { readonly code: "changed-meanwhile" };

/** Makes one transfer of a withdrawal and a deposit. Both are voided as "linked"; the transfer carries units, fees and time. */
export async function linkTransfer(
  user: Asking,
  clientId: string,
  pair: Pair,
): Promise<Result<TransactionId, LinkRefusal>> {
  return withClient(user, clientId, "write", async (tx) => {
    await lockClient(tx);
    return link(tx, pair);
  });
}

/** Links every pair that is clear at this moment; returns how many. */
export async function linkAllTransfers(
  user: Asking,
  clientId: string,
): Promise<Result<number, LinkRefusal>> {
  return withClient(user, clientId, "write", async (tx) => {
    await lockClient(tx);
    const proposals = await proposeTransfers(tx);
    for (const proposal of proposals) {
      const linked = await link(tx, proposal);
      if (!linked.ok) {
        return linked;
      }
    }
    return ok(proposals.length);
  });
}

async function link(
  tx: ClientWriteTx,
  pair: Pair,
): Promise<Result<TransactionId, { readonly code: "changed-meanwhile" }>> {
  if (!isUuid(pair.sent) || !isUuid(pair.received)) {
    return err({ code: "changed-meanwhile" });
  }
  const sent = await lockEntry(tx, transactionId(pair.sent));
  const received = await lockEntry(tx, transactionId(pair.received));
  if (sent === null || received === null || sent.voided !== null || received.voided !== null) {
    return err({ code: "changed-meanwhile" });
  }
  const accounts = await listAccounts(tx);
  const names = new Map<AccountId, string>(accounts.map((account) => [account.id, account.name]));
  const match = matchPair(sent, received, names);
  if (match === null) {
    return err({ code: "changed-meanwhile" });
  }
  const {
    accountName: _from,
    toAccountName: _to,
    key: _key,
    lines: _lines,
    question: _question,
    ...told
  } = match.transfer;
  const transfer: Transaction = {
    ...told,
    id: newTransactionId(),
    account: sent.transaction.account,
    toAccount: received.transaction.account,
    origin: { from: "hand", by: tx.userId },
  };
  const ids = { sent: sent.transaction.id, received: received.transaction.id };
  await voidTransactions(tx, [ids.sent, ids.received], "linked");
  await insertLinkedTransfer(tx, { transaction: transfer, replaces: ids.sent }, ids);
  await insertAuditEvent(tx, { deed: "transfer.link", subjectId: transfer.id, detail: ids });
  return ok(transfer.id);
}
