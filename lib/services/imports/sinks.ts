import { type Account, ensureAccounts, listAccounts } from "@/db/queries/accounts";
import { insertImportRows } from "@/db/queries/import-rows";
import { findLive, listSetAside } from "@/db/queries/known-rows";
import { insertQuarantined, type Suspicion } from "@/db/queries/quarantine-bulk";
import { insertTransactions } from "@/db/queries/transaction-bulk";
import { fingerprintOf } from "@/db/queries/transactions";
import type { ReportOrigin } from "@/db/queries/twin-candidates";
import type { ClientTx, ClientWriteTx } from "@/db/tenant";
import type { ParsedTransaction } from "@/lib/importers/source";
import type { AccountId, TransactionId } from "@/lib/tax/transaction";
import { accountNames, completed, type ParsedFrom } from "./from-parsed";
import type { PassSink, Taken } from "./import-pass";
import { openQuestion } from "./open-question";
import { createSeenNames } from "./seen-names";
import { bookSuspicions, type Suspicions } from "./suspicions";

type Progress = (rowsRead: number) => Promise<void>;

/** Looks and stores nothing: says which transactions the books hold already. */
export async function previewSink(
  tx: ClientTx,
  report: ReportOrigin,
  progress: Progress,
): Promise<PassSink> {
  const accounts = byName(await listAccounts(tx));
  const aside = await listSetAside(tx);
  const suspicions = await bookSuspicions(tx, report);
  const seen = createSeenNames();
  return {
    progress,
    keepRows: async () => undefined,
    take: async (parsed) => {
      const prints = parsed.map((one) => printOf(accounts, one));
      const live = await findLive(
        tx,
        prints.filter((print) => print !== null),
      );
      const fates = parsed.map((one, index) => {
        const name = prints[index] ?? `${one.accountName}\n${one.key}`;
        const id = live.get(name) ?? aside.get(name) ?? null;
        const isKnown = seen.see(name) || id !== null;
        return { id, isKnown, parsed: one };
      });
      const suspected = await askAbout(
        suspicions,
        fates.filter(({ isKnown }) => !isKnown),
      );
      return fates.map((fate): Taken => {
        const quarantined = suspected.get(fate)?.reason ?? null;
        return { id: fate.id, isKnown: fate.isKnown, quarantined };
      });
    },
  };
}

/** Stores transactions that are new, and every row with what became of it, inside the caller's one transaction. */
export async function commitSink(
  tx: ClientWriteTx,
  batch: ReportOrigin & { readonly fileName: string },
  progress: Progress,
): Promise<PassSink> {
  let accounts: ReadonlyMap<string, AccountId> = byName(await listAccounts(tx));
  const books: Books = {
    aside: await listSetAside(tx),
    suspicions: await bookSuspicions(tx, batch),
  };
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
      return store(tx, parsed, { batch: batch.id, file: batch.fileName, accounts }, books);
    },
  };
}

/** What the books say about rows that come. */
interface Books {
  readonly aside: ReadonlyMap<string, TransactionId>;
  readonly suspicions: Suspicions;
}

async function store(
  tx: ClientWriteTx,
  parsed: readonly ParsedTransaction[],
  from: ParsedFrom,
  { aside, suspicions }: Books,
): Promise<readonly Taken[]> {
  const entries = parsed.map((one) => ({
    transaction: completed(one, from),
    question: openQuestion(one),
    fingerprint: printOf(from.accounts, one) ?? "",
    parsed: one,
  }));
  const fresh = entries.filter((entry) => !aside.has(entry.fingerprint));
  const suspected = await askAbout(suspicions, await notLive(tx, fresh, suspicions));
  const added = await insertTransactions(
    tx,
    fresh.filter((entry) => !suspected.has(entry)),
  );
  await insertQuarantined(
    tx,
    [...suspected].map(([entry, suspicion]) => ({ entry, suspicion })),
  );
  const isNew = (entry: (typeof entries)[number]) =>
    added.has(entry.transaction.id) || suspected.has(entry);
  const known = await findLive(
    tx,
    entries.filter((entry) => !isNew(entry)).map((entry) => entry.fingerprint),
  );
  return entries.map((entry): Taken => {
    const { fingerprint, transaction } = entry;
    const isKnown = !isNew(entry);
    return {
      isKnown,
      id: isKnown ? (known.get(fingerprint) ?? aside.get(fingerprint) ?? null) : transaction.id,
      quarantined: suspected.get(entry)?.reason ?? null,
    };
  });
}

/** Those a suspicion may fall on and that do not count already. */
async function notLive<Entry extends { readonly parsed: ParsedTransaction; fingerprint: string }>(
  tx: ClientTx,
  entries: readonly Entry[],
  { mayConcern }: Suspicions,
): Promise<readonly Entry[]> {
  const maybe = entries.filter(({ parsed }) => mayConcern(parsed));
  const live = await findLive(
    tx,
    maybe.map(({ fingerprint }) => fingerprint),
  );
  return maybe.filter(({ fingerprint }) => !live.has(fingerprint));
}

/** What is kept apart, and why. */
async function askAbout<Entry extends { readonly parsed: ParsedTransaction }>(
  suspicions: Suspicions,
  entries: readonly Entry[],
): Promise<ReadonlyMap<Entry, Suspicion>> {
  const maybe = entries.filter(({ parsed }) => suspicions.mayConcern(parsed));
  const told = await suspicions.of(maybe.map(({ parsed }) => parsed));
  const found = new Map<Entry, Suspicion>();
  for (const [index, entry] of maybe.entries()) {
    const suspicion = told[index] ?? null;
    if (suspicion !== null) {
      found.set(entry, suspicion);
    }
  }
  return found;
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
