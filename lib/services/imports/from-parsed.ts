import type { BatchId } from "@/db/ids";
import { newTransactionId } from "@/db/queries/transactions";
import { ownIdOf } from "@/lib/importers/fingerprint";
import type { ParsedTransaction } from "@/lib/importers/source";
import { invariant } from "@/lib/result";
import type { AccountId, Origin, Transaction } from "@/lib/tax/transaction";

/** Where a parsed transaction belongs: the file it came in, and the client's account of each name. */
export interface ParsedFrom {
  readonly batch: BatchId;
  readonly file: string;
  readonly accounts: ReadonlyMap<string, AccountId>;
}

/** Every name of an account these transactions speak of. */
export function accountNames(parsed: readonly ParsedTransaction[]): ReadonlySet<string> {
  return new Set(
    parsed.flatMap(({ accountName, toAccountName }) =>
      toAccountName === null ? [accountName] : [accountName, toAccountName],
    ),
  );
}

/** A parsed transaction with a fresh id, in the client's own accounts, told by its file. */
export function fromParsed(parsed: ParsedTransaction, from: ParsedFrom): Transaction {
  return completed({ ...parsed }, from);
}

/**
 * The same for a caller who alone holds the parsed transaction and is done with it as such: the object itself becomes the transaction.
 * A copy of its twenty fields costs more than reading the row. What only the file says (its key, its question) stays on it.
 */
export function completed(parsed: ParsedTransaction, from: ParsedFrom): Transaction {
  const accountOf = (name: string): AccountId => {
    const account = from.accounts.get(name);
    invariant(account !== undefined, "every account a file names was made before");
    return account;
  };
  const place = {
    id: newTransactionId(),
    account: accountOf(parsed.accountName),
    origin: originOf(parsed, from),
  };
  if (parsed.kind === "transfer") {
    invariant(parsed.toAccountName !== null, "a transfer says where it went");
    return Object.assign(parsed, place, { toAccount: accountOf(parsed.toAccountName) });
  }
  return Object.assign(parsed, place);
}

function originOf({ key, lines }: ParsedTransaction, { batch, file }: ParsedFrom): Origin {
  const reference = ownIdOf(key);
  return reference === null
    ? { from: "file", batch, file, lines }
    : { from: "file", batch, file, lines, reference };
}
