import type { LedgerEntry } from "@/db/queries/transactions";
import { formatUsd } from "@/lib/money/format";
import { quantityText } from "@/lib/money/quantity";
import { isZeroUsd, type Usd, usdText } from "@/lib/money/usd";
import type {
  AccountId,
  Buy,
  Conversion,
  Leg,
  Transaction,
  TransactionId,
} from "@/lib/tax/transaction";
import type { ValuedAmount } from "@/lib/tax/valuation/value-transactions";
import { valuedWords } from "@/lib/tax/valuation/words";
import { dateIn, type Instant } from "@/lib/time/instant";
import { localTime, zoneName } from "@/lib/time/wall-clock";
import { type EntryFact, entryFacts } from "./entry-facts";
import { filesText } from "./gains/books";
import {
  CONVERSION_WORDS,
  DENIED_WORDS,
  INCOME_WORDS,
  KIND_WORDS,
  LOSS_WORDS,
  TREATMENT_WORDS,
} from "./kind-words";

/** So many units of one asset, as text. */
export interface LegView {
  readonly quantity: string;
  readonly asset: string;
}

/** A cost in kind. `value` null: not known. */
export interface FeeView extends LegView {
  readonly value: string | null;
  /** By which price it was valued where no source told its dollars; null when told or not known. */
  readonly valuedBy: string | null;
}

/** One transaction as the ledger shows it. */
export interface EntryView {
  readonly id: string;
  readonly kind: string;
  readonly kindLabel: string;
  /** "Staking reward", "Stolen": what the kind alone does not say; else null. */
  readonly kindDetail: string | null;
  /** What only its kind tells: a donor's basis, units kept back. */
  readonly facts: readonly EntryFact[];
  /** The tax date in the client's zone. */
  readonly date: string;
  /** Wall-clock time there with the zone's name, null when only the day is known. */
  readonly time: string | null;
  /** The moment in UTC. */
  readonly at: string;
  readonly account: string;
  readonly toAccount: string | null;
  readonly sent: LegView | null;
  readonly received: LegView | null;
  /** As told, else as a price gives it. */
  readonly value: string | null;
  /** By which price it was valued where no source told its dollars; null when told or not known. */
  readonly valuedBy: string | null;
  /** The kind speaks of a value at all. */
  readonly hasValue: boolean;
  readonly feeUsd: string | null;
  readonly fees: readonly FeeView[];
  /** "coinbase.csv, line 12", or null for one entered by hand. */
  readonly place: string | null;
  readonly question: string | null;
  /** What the computation found wrong with it; the sentence and what would settle it. */
  readonly issues: readonly EntryIssue[];
  readonly note: string;
  /** Why it no longer counts; null when it does. */
  readonly voided: string | null;
}

/** One thing wrong or unsure in a transaction. */
export interface EntryIssue {
  readonly key: string;
  /** "No dollar value". */
  readonly title: string;
  readonly isBlocking: boolean;
  readonly message: string;
  readonly remedy: string;
}

const VOID_WORDS = {
  undone: "its import was undone",
  corrected: "corrected",
  deleted: "voided by hand",
  linked: "linked as transfer",
  unlinked: "transfer separated again",
  quarantined: "in quarantine",
  joined: "read anew together with another file",
} as const;

/** What the view of entries needs to know about the books. */
export interface EntryContext {
  readonly accounts: ReadonlyMap<AccountId, string>;
  readonly timeZone: string;
  /** What is wrong, by transaction; none when the computation was not asked. */
  readonly issues?: ReadonlyMap<TransactionId, readonly EntryIssue[]>;
  /** What prices gave where sources told no dollars, by transaction. */
  readonly valued?: ReadonlyMap<TransactionId, readonly ValuedAmount[]>;
}

/** What of an entry is shown: not who entered it. */
export type Viewable = Pick<LedgerEntry, "transaction" | "question" | "voided">;

/** A maker of views for one client's entries. */
export function entryViewer({
  accounts,
  timeZone,
  issues,
  valued,
}: EntryContext): (entry: Viewable) => EntryView {
  const dateOf = dateIn(timeZone);
  const valuedOf = ({ id }: Transaction) => valued?.get(id) ?? [];
  const nameOf = (id: AccountId) => accounts.get(id) ?? id;
  return ({ transaction, question, voided }) => ({
    id: transaction.id,
    kind: transaction.kind,
    kindLabel: KIND_WORDS[transaction.kind].label,
    kindDetail: kindDetail(transaction),
    facts: [...entryFacts(transaction), ...networkFee(valuedOf(transaction))],
    date: transaction.date ?? dateOf(transaction.at),
    time: transaction.date === null ? clockText(transaction.at, timeZone) : null,
    at: transaction.at,
    account: nameOf(transaction.account),
    toAccount: transaction.kind === "transfer" ? nameOf(transaction.toAccount) : null,
    ...legsOf(transaction),
    ...dollarsOf(transaction, valuedOf(transaction)),
    place: placeOf(transaction),
    question: question?.reason ?? null,
    issues: voided === null ? (issues?.get(transaction.id) ?? []) : [],
    note: transaction.note,
    voided: voided === null ? null : VOID_WORDS[voided.reason],
  });
}

const clockText = (at: Instant, zone: string): string =>
  `${localTime(at, zone).time} ${zoneName(at, zone)}`;

function dollarsOf(
  transaction: Transaction,
  valued: readonly ValuedAmount[],
): Pick<EntryView, "value" | "valuedBy" | "hasValue" | "feeUsd" | "fees"> {
  const hasValue = "value" in transaction;
  const told = hasValue ? transaction.value : null;
  const given = (name: string) => valued.find((amount) => amount.name === name) ?? null;
  return {
    hasValue,
    ...dollars(told, given("value")),
    feeUsd: isZeroUsd(transaction.feeUsd) ? null : usdText(transaction.feeUsd),
    fees: transaction.fees.map((fee, index) => ({
      ...legView(fee),
      ...dollars(fee.value, given(`fee/${index + 1}`)),
    })),
  };
}

const dollars = (told: Usd | null, given: ValuedAmount | null) => ({
  value: textOf(told ?? given?.amount ?? null),
  valuedBy: told === null && given !== null ? valuedWords(given) : null,
});

/** What the network took of a move, where a price tells its dollars. */
function networkFee(valued: readonly ValuedAmount[]): readonly EntryFact[] {
  return valued
    .filter(({ name }) => name === "fee-value")
    .map((amount) => ({
      term: "Network fee worth",
      value: `${formatUsd(amount.amount)}: ${valuedWords(amount)}`,
    }));
}

const textOf = (amount: Usd | null): string | null => (amount === null ? null : usdText(amount));

/** "coinbase.csv, lines 12, 13", each of several files; null for one entered by hand. */
export function placeOf({ origin }: Transaction): string | null {
  if (origin.from === "hand") {
    return null;
  }
  return filesText(origin);
}

function legsOf(transaction: Transaction): Pick<EntryView, "sent" | "received"> {
  if (transaction.kind === "cash") {
    const { currency, amount } = transaction;
    const text = quantityText(amount);
    const leg = { asset: currency, quantity: text.replace("-", "") };
    return text.startsWith("-") ? { sent: leg, received: null } : { sent: null, received: leg };
  }
  if ((transaction.kind === "buy" || transaction.kind === "sell") && transaction.money) {
    // Bought or sold for other money than dollars: it is the other side.
    const money = legView(transaction.money);
    return transaction.kind === "buy"
      ? { sent: money, received: legView(transaction.received) }
      : { sent: legView(transaction.sent), received: money };
  }
  return {
    sent: "sent" in transaction && transaction.sent !== null ? legView(transaction.sent) : null,
    received:
      "received" in transaction && transaction.received !== null
        ? legView(transaction.received)
        : null,
  };
}

const legView = (leg: Leg): LegView => ({
  quantity: quantityText(leg.quantity),
  asset: leg.asset,
});

function kindDetail(transaction: Transaction): string | null {
  switch (transaction.kind) {
    case "income":
      return INCOME_WORDS[transaction.incomeKind];
    case "lost":
      return LOSS_WORDS[transaction.reason];
    case "buy":
      return pastDetail(transaction);
    case "sell":
    case "spend":
    case "swap":
      return transaction.deniedLoss === undefined ? null : DENIED_WORDS[transaction.deniedLoss];
    case "conversion":
      return conversionDetail(transaction);
    case "gift-received":
      return transaction.fromSpouse === true ? "From your spouse, or by divorce" : null;
    case "unknown":
      return transaction.label;
    default:
      return null;
  }
}

function pastDetail({ sellerDeniedLoss, replacementElsewhere }: Buy): string | null {
  if (replacementElsewhere !== undefined) {
    return "Replaces units sold at a loss elsewhere";
  }
  return sellerDeniedLoss === undefined ? null : "Bought from family or a company of yours";
}

function conversionDetail({ form, treatment }: Conversion): string {
  return treatment === null
    ? CONVERSION_WORDS[form]
    : `${CONVERSION_WORDS[form]}. ${TREATMENT_WORDS[treatment]}`;
}
