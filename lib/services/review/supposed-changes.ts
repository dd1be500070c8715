import { assetText } from "@/lib/assets/label";
import { formatQuantity } from "@/lib/money/format";
import { ZERO_USD } from "@/lib/money/usd";
import { counted } from "@/lib/reports/text";
import type { ProposedChange } from "@/lib/tax/review/open-item";
import { type Migration, transactionId } from "@/lib/tax/transaction";
import { accountNameOf, type Books } from "../gains/books";
import { type MigrationProposal, proposeMigrations } from "../gains/propose-migrations";

/** What the review needs to weigh and to enter the changes of one coin into another that no row tells. */
export interface SupposedChanges {
  readonly changes: readonly ProposedChange[];
  /** The proposal behind an item of kind "migration", by the item's key. */
  readonly byKey: ReadonlyMap<string, MigrationProposal>;
}

/** The changes that missing units look like, each with the row it would be. Nothing is entered by it. */
export function supposedChanges(books: Books): SupposedChanges {
  const proposals = proposeMigrations(books);
  return {
    changes: proposals.map((proposal) => changeOf(books, proposal)),
    byKey: new Map(proposals.map((proposal) => [changeKey(proposal), proposal])),
  };
}

const changeKey = ({ key }: MigrationProposal): string => `migration~${key}`;

function changeOf(books: Books, proposal: MigrationProposal): ProposedChange {
  const { account, sent, received, basis, explains, missing } = proposal;
  const [old, next] = [assetText(sent.asset), assetText(received.asset)];
  const isAsked = basis === "asked";
  const units = `${formatQuantity(missing)} ${next}`;
  return {
    key: changeKey(proposal),
    account,
    explains,
    entered: enteredAs(proposal),
    isAsked,
    message: `${accountNameOf(books, account)} still holds ${formatQuantity(sent.quantity)} ${old}, and ${units} left it in ${counted(explains.length, "row")} without ever coming in. ${old} became ${next}.`,
    remedy: isAsked
      ? "Say what it was: the same coin renamed, so basis and dates go on, or one coin given for another, which is a sale at its value."
      : "Enter the change: the issuer replaced every unit, so basis and dates go on and nothing is gained.",
  };
}

function enteredAs({ key, account, at, sent, received }: MigrationProposal): Migration {
  return {
    kind: "migration",
    id: transactionId(`${key}~supposed`),
    account,
    at,
    date: null,
    sequence: 0,
    feeUsd: ZERO_USD,
    fees: [],
    origin: { from: "hand", by: "" },
    note: "",
    sent,
    received,
  };
}
