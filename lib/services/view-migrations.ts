import type { Asking, GateRefusal } from "@/db/tenant";
import { assetText } from "@/lib/assets/label";
import { quantityText } from "@/lib/money/quantity";
import { ok, type Result } from "@/lib/result";
import { dateIn } from "@/lib/time/instant";
import { accountNameOf, type Books } from "./gains/books";
import { type MigrationProposal, proposeMigrations } from "./gains/propose-migrations";
import { type BooksOptions, loadBooks } from "./load-books";

/** A change of one coin into another that no row tells, as a person sees it. */
export interface MigrationView {
  /** Give it to `addMigration`. */
  readonly key: string;
  readonly account: string;
  readonly sent: { readonly quantity: string; readonly asset: string };
  readonly received: { readonly quantity: string; readonly asset: string };
  /** The day it is entered on, in the tax zone. */
  readonly date: string;
  /** The person must say whether it was a change of name or an exchange. */
  readonly isAsked: boolean;
  /** Why it is proposed, in one sentence. */
  readonly reason: string;
  /** Ids of the rows it explains, in order. */
  readonly explains: readonly string[];
}

/** The proposals of books that are loaded. */
export function migrationViews(books: Books): readonly MigrationView[] {
  return proposeMigrations(books).map((proposal) => viewOf(books, proposal));
}

/** The proposals for a client's books. */
export async function viewMigrations(
  user: Asking,
  clientId: string,
  options: BooksOptions = {},
): Promise<Result<readonly MigrationView[], GateRefusal>> {
  const books = await loadBooks(user, clientId, options);
  return books.ok ? ok(migrationViews(books.value)) : books;
}

function viewOf(books: Books, proposal: MigrationProposal): MigrationView {
  const { key, account, sent, received, at, basis, explains, missing } = proposal;
  const [old, next] = [assetText(sent.asset), assetText(received.asset)];
  const rows = explains.length === 1 ? "one row" : `${explains.length} rows`;
  return {
    key,
    account: accountNameOf(books, account),
    sent: { quantity: quantityText(sent.quantity), asset: sent.asset },
    received: { quantity: quantityText(received.quantity), asset: received.asset },
    date: dateIn(books.settings.timeZone)(at),
    isAsked: basis === "asked",
    reason: `The account holds ${quantityText(sent.quantity)} ${old}, and in ${rows} ${quantityText(missing)} ${next} left it that never came in.`,
    explains,
  };
}
