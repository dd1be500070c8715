import { isUuid } from "@/db/ids";
import { ensureAccounts } from "@/db/queries/accounts";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { lockClient } from "@/db/queries/clients";
import { getSettings } from "@/db/queries/settings";
import {
  insertTransaction,
  type LedgerEntry,
  lockEntry,
  newTransactionId,
  voidTransactions,
} from "@/db/queries/transactions";
import { getLink, insertLinkedTransfer } from "@/db/queries/transfer-links";
import { type Asking, type ClientWriteTx, type GateRefusal, withClient } from "@/db/tenant";
import { err, invariant, ok, type Result } from "@/lib/result";
import {
  type AccountId,
  type Transaction,
  type TransactionId,
  transactionId,
} from "@/lib/tax/transaction";
import { DEFAULT_SETTINGS } from "./gains/default-settings";
import { type Moment, readMoment } from "./moments";
import {
  type FieldErrors,
  type FormKind,
  readTransactionForm,
  type TypedForm,
} from "./transaction-form";
import type { Draft } from "./transaction-shapes";

/** Why nothing was entered. "changed-meanwhile": the transaction to correct no longer counts. */
export type EnterRefusal =
  | GateRefusal
  | { readonly code: "changed-meanwhile" }
  | { readonly code: "invalid-input"; readonly fields: FieldErrors };

/** Enters a transaction by hand. Accounts named for the first time are made. */
export async function addTransaction(
  user: Asking,
  clientId: string,
  kind: FormKind,
  form: TypedForm,
): Promise<Result<TransactionId, EnterRefusal>> {
  return withClient(user, clientId, "write", async (tx) => {
    const read = await readForm(tx, kind, form, null);
    if (!read.ok) {
      return read;
    }
    const transaction: Transaction = {
      ...read.value,
      id: newTransactionId(),
      sequence: 0,
      origin: { from: "hand", by: tx.userId },
    };
    await insertTransaction(tx, { transaction });
    await insertAuditEvent(tx, { deed: "transaction.add", subjectId: transaction.id });
    return ok(transaction.id);
  });
}

/**
 * Corrects a transaction: the corrected one is added in its place, with the same source lines and identity, and the old
 * one is voided. Whoever corrects answers its open question with it. The kind may change.
 */
export async function correctTransaction(
  user: Asking,
  clientId: string,
  id: string,
  kind: FormKind,
  form: TypedForm,
): Promise<Result<TransactionId, EnterRefusal>> {
  return withClient(user, clientId, "write", async (tx) => {
    await lockClient(tx);
    const before = isUuid(id) ? await lockEntry(tx, transactionId(id)) : null;
    if (before === null) {
      return err({ code: "not-found" });
    }
    if (before.voided !== null) {
      return err({ code: "changed-meanwhile" });
    }
    const read = await readForm(tx, kind, form, before.transaction);
    return read.ok ? ok(await replace(tx, before, read.value)) : read;
  });
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** A transaction without what its record keeping gives it. */
type Told = DistributiveOmit<Transaction, "id" | "sequence" | "origin">;

async function replace(tx: ClientWriteTx, before: LedgerEntry, told: Told): Promise<TransactionId> {
  const { id: replaces, sequence, origin } = before.transaction;
  const transaction: Transaction = {
    ...withMoney(told, before.transaction),
    id: newTransactionId(),
    sequence,
    origin,
  };
  const entry = { transaction, fingerprint: before.fingerprint, replaces };
  const isLinkable = transaction.kind === "transfer" || transaction.kind === "conversion";
  const link = isLinkable ? await getLink(tx, replaces) : null;
  await voidTransactions(tx, [replaces], "corrected");
  if (link === null) {
    await insertTransaction(tx, entry);
  } else {
    await insertLinkedTransfer(tx, entry, link);
  }
  await insertAuditEvent(tx, {
    deed: "transaction.correct",
    subjectId: transaction.id,
    detail: { replaces },
  });
  return transaction.id;
}

/** The form speaks of dollars only: foreign money a purchase or sale was made in stays with it. */
function withMoney(told: Told, before: Transaction): Told {
  if (before.kind === "buy" && told.kind === "buy" && before.money !== undefined) {
    return { ...told, money: before.money };
  }
  if (before.kind === "sell" && told.kind === "sell" && before.money !== undefined) {
    return { ...told, money: before.money };
  }
  return told;
}

async function readForm(
  tx: ClientWriteTx,
  kind: FormKind,
  form: TypedForm,
  before: Moment | null,
): Promise<Result<Told, EnterRefusal>> {
  const read = readTransactionForm(kind, form);
  if (!read.ok) {
    return err({ code: "invalid-input", fields: read.error });
  }
  const zone = (await getSettings(tx))?.timeZone ?? DEFAULT_SETTINGS.timeZone;
  const moment = readMoment(read.value, zone, before);
  if (!moment.ok) {
    return err({ code: "invalid-input", fields: moment.error });
  }
  return ok(await settle(tx, read.value, moment.value));
}

/** Gives a draft its moment and its accounts. */
async function settle(tx: ClientWriteTx, draft: Draft, moment: Moment): Promise<Told> {
  const { accountName, toAccountName, body } = draft;
  const names = toAccountName === null ? [accountName] : [accountName, toAccountName];
  const accounts = await ensureAccounts(
    tx,
    names.map((name) => ({ name, source: null })),
  );
  const common = { ...moment, account: needed(accounts.get(accountName)) };
  return body.kind === "transfer"
    ? { ...body, ...common, toAccount: needed(accounts.get(toAccountName ?? "")) }
    : { ...body, ...common };
}

function needed(account: AccountId | undefined): AccountId {
  invariant(account !== undefined, "an account that was just ensured is there");
  return account;
}
