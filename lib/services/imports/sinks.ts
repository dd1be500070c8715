import type { BatchId } from "@/db/ids";
import { type Account, ensureAccounts, listAccounts } from "@/db/queries/accounts";
import { insertImportRows } from "@/db/queries/import-batches";
import { findLive, listSetAside } from "@/db/queries/known-rows";
import { insertTransactions } from "@/db/queries/transaction-bulk";
import { fingerprintOf } from "@/db/queries/transactions";
import type { ClientTx, ClientWriteTx } from "@/db/tenant";
import type { ParsedTransaction } from "@/lib/importers/source";
import type { AccountId } from "@/lib/tax/transaction";
import { accountNames, fromParsed } from "./from-parsed";
import type { PassSink, Taken } from "./import-pass";

type Progress = (rowsRead: number) => Promise<void>;

/** Looks and stores nothing: says which transactions the books hold already. */
export async function previewSink(tx: ClientTx, progress: Progress): Promise<PassSink> {
  const accounts = byName(await listAccounts(tx));
  const aside = await listSetAside(tx);
  const seen = new Set<string>();
  return {
    progress,
    keepRows: async () => undefined,
    take: async (parsed) => {
      const prints = parsed.map((one) => printOf(accounts, one));
      const live = await findLive(
        tx,
        prints.filter((print) => print !== null),
      );
      return prints.map((print, index): Taken => {
        const name = print ?? `${parsed[index]?.accountName}\n${parsed[index]?.key}`;
        const id = live.get(name) ?? aside.get(name) ?? null;
        const isKnown = id !== null || seen.has(name);
        seen.add(name);
        return { id, isKnown };
      });
    },
  };
}

/** Stores transactions that are new, and every row with what became of it, inside the caller's one transaction. */
export async function commitSink(
  tx: ClientWriteTx,
  batch: { readonly id: BatchId; readonly fileName: string; readonly source: string },
  progress: Progress,
): Promise<PassSink> {
  let accounts: ReadonlyMap<string, AccountId> = byName(await listAccounts(tx));
  const aside = await listSetAside(tx);
  return {
    progress,
    keepRows: (rows) => insertImportRows(tx, batch.id, rows),
    take: async (parsed) => {
      const missing = [...accountNames(parsed)].filter((name) => !accounts.has(name));
      if (missing.length > 0) {
        accounts = await ensureAccounts(
          tx,
          missing.map((name) => ({ name, source: batch.source })),
        );
      }
      return store(tx, parsed, { batch: batch.id, file: batch.fileName, accounts }, aside);
    },
  };
}

async function store(
  tx: ClientWriteTx,
  parsed: readonly ParsedTransaction[],
  from: Parameters<typeof fromParsed>[1],
  aside: ReadonlyMap<string, string>,
): Promise<readonly Taken[]> {
  const entries = parsed.map((one) => ({
    transaction: fromParsed(one, from),
    question: one.question,
    fingerprint: printOf(from.accounts, one) ?? "",
  }));
  const fresh = entries.filter((entry) => !aside.has(entry.fingerprint));
  const added = await insertTransactions(tx, fresh);
  const known = await findLive(
    tx,
    entries.filter((entry) => !added.has(entry.transaction.id)).map((entry) => entry.fingerprint),
  );
  return entries.map(({ transaction, fingerprint }): Taken => {
    const isKnown = !added.has(transaction.id);
    return { isKnown, id: isKnown ? (known.get(fingerprint) ?? null) : transaction.id };
  });
}

const byName = (accounts: readonly Account[]) =>
  new Map(accounts.map((account) => [account.name, account.id]));

/** Null while the account is not there yet: then nothing of it can be in the books. */
function printOf(
  accounts: ReadonlyMap<string, AccountId>,
  parsed: ParsedTransaction,
): string | null {
  const account = accounts.get(parsed.accountName);
  return account === undefined ? null : fingerprintOf(account, parsed.key);
}
