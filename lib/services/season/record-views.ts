import { assetText } from "@/lib/assets/label";
import { type RecordWords, recordWords } from "@/lib/reports/lot-record-words";
import { lotRecords, type RecordedKind, type Wanted } from "@/lib/tax/tickets/lot-record";
import { accountNameOf, type ComputedBooks } from "../gains/books";
import { plainQuantity, plainUsd } from "../gains/plain";

/** How one disposal was identified. */
export interface RecordView extends RecordWords {
  readonly transactionId: string;
  readonly sold: string;
  readonly accountName: string;
  readonly asset: string;
  readonly quantity: string;
  /** null: proceeds or a basis is not known, or there is none. */
  readonly gain: string | null;
  /** What left without a gain or loss, in a word; null for what has one. */
  readonly givenAs: string | null;
  readonly authority: string;
  readonly ticketId: string | null;
  /** Lots were meant to be named, and the record was no good for this disposal. */
  readonly isMissed: boolean;
}

const GIVEN_AS: Readonly<Record<RecordedKind, string | null>> = {
  sell: null,
  swap: null,
  spend: null,
  "gift-sent": "Gift: no gain or loss",
  donation: "Donation: no gain or loss",
};

/** The disposals that are wanted, in time order, with how their lots were identified. */
export function recordViews(books: ComputedBooks, isWanted: Wanted): readonly RecordView[] {
  const { ledger, transactions, settings, tickets } = books;
  return lotRecords({ ledger, transactions, settings, uses: tickets }, isWanted).map((record) => ({
    ...recordWords(record, settings.timeZone, assetText(record.asset)),
    transactionId: record.transaction,
    givenAs: GIVEN_AS[record.kind],
    sold: record.sold,
    accountName: accountNameOf(books, record.account),
    asset: record.asset,
    quantity: plainQuantity(record.quantity),
    gain: plainUsd(record.gain),
    authority: record.authority,
    ticketId: record.tickets[0]?.id ?? record.missed?.ticket.id ?? null,
    isMissed: record.missed !== null || record.isLate,
  }));
}
