import { type KnownMigration, migrationsTo } from "@/lib/assets/migrations";
import {
  addQuantity,
  exchangedQuantity,
  isZeroQuantity,
  type Quantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import type { Issue } from "@/lib/tax/issue";
import {
  type AccountId,
  type AssetId,
  assetId,
  type Leg,
  type Transaction,
  type TransactionId,
} from "@/lib/tax/transaction";
import { epochOf, type Instant, instantFromEpoch, parseInstant } from "@/lib/time/instant";
import type { Books } from "./books";

/** A coin that an account seems to have changed for its successor without a row: it holds the one and later sells the other, never acquired. */
export interface MigrationProposal {
  /** Stable while the books are the same: account, old and new coin. */
  readonly key: string;
  readonly account: AccountId;
  /** All units of the old coin the account holds. */
  readonly sent: Leg;
  /** What the ratio makes of them. */
  readonly received: Leg;
  /** After the last row that speaks of the old coin, before the first that lacks the new one. */
  readonly at: Instant;
  /** "carries-over": the issuer replaced all units. "asked": a person says whether it was that or an exchange. */
  readonly basis: KnownMigration["basis"];
  /** The rows whose missing units it explains, in order. */
  readonly explains: readonly TransactionId[];
  /** Units of the new coin that are missing there. */
  readonly missing: Quantity;
}

/**
 * What would explain missing units by a known change of one coin into another (FTM to S, MATIC to POL at an exchange that writes no
 * row for it). Nothing is proposed when the account still moves the old coin after it first lacks the new one, or holds none of it.
 */
export function proposeMigrations(
  books: Pick<Books, "ledger" | "transactions">,
): readonly MigrationProposal[] {
  const lacking = lackingBy(books.ledger.issues);
  return [...lacking.values()].flatMap((issues) => proposalsFor(books, issues));
}

/** Issues of missing units, by account and asset, in order. */
function lackingBy(issues: readonly Issue[]): ReadonlyMap<string, readonly Issue[]> {
  const found = new Map<string, Issue[]>();
  for (const issue of issues) {
    if (issue.code === "missing-basis" && issue.asset !== null && issue.quantity !== null) {
      const key = `${issue.account} ${issue.asset}`;
      const list = found.get(key) ?? [];
      list.push(issue);
      found.set(key, list);
    }
  }
  return found;
}

function proposalsFor(
  books: Pick<Books, "ledger" | "transactions">,
  issues: readonly Issue[],
): readonly MigrationProposal[] {
  const [first] = issues;
  const lacks = first === undefined ? undefined : books.transactions.get(first.transaction);
  if (first?.asset === null || first === undefined || lacks === undefined) {
    return [];
  }
  const { account, asset } = first;
  return migrationsTo(asset).flatMap((known): MigrationProposal[] => {
    const sent = heldIn(books, account, assetId(known.from));
    const at = isZeroQuantity(sent.quantity) ? null : momentFor(books, sent, account, known, lacks);
    const received = exchangedQuantity(sent.quantity, known.given, known.taken);
    return at === null || isZeroQuantity(received)
      ? []
      : [
          {
            key: [account, known.from, known.to].join(" "),
            account,
            sent,
            received: { asset, quantity: received },
            at,
            basis: known.basis,
            explains: issues.map(({ transaction }) => transaction),
            missing: issues.reduce(
              (sum, { quantity }) => (quantity === null ? sum : addQuantity(sum, quantity)),
              ZERO_QUANTITY,
            ),
          },
        ];
  });
}

function heldIn({ ledger }: Pick<Books, "ledger">, account: AccountId, asset: AssetId): Leg {
  let quantity = ZERO_QUANTITY;
  for (const lot of ledger.openLots) {
    if (lot.account === account && lot.asset === asset) {
      quantity = addQuantity(quantity, lot.quantity);
    }
  }
  return { asset, quantity };
}

/** The first moment the change can have happened; null when it is not before the row that lacks the new coin. */
function momentFor(
  { transactions }: Pick<Books, "transactions">,
  { asset }: Leg,
  account: AccountId,
  { since }: KnownMigration,
  lacks: Transaction,
): Instant | null {
  // Noon in UTC is that very day in every American zone.
  const start = since === null ? null : parseInstant(`${since}T12:00:00Z`);
  let last = start === null ? 0 : epochOf(start) - 1;
  for (const one of transactions.values()) {
    if (isIn(one, account) && speaksOf(one, asset)) {
      last = Math.max(last, epochOf(one.at));
    }
  }
  return last + 1 < epochOf(lacks.at) ? instantFromEpoch(last + 1) : null;
}

const isIn = (one: Transaction, account: AccountId): boolean =>
  one.account === account || (one.kind === "transfer" && one.toAccount === account);

function speaksOf(one: Transaction, asset: AssetId): boolean {
  return (
    ("sent" in one && one.sent?.asset === asset) ||
    ("received" in one && one.received?.asset === asset) ||
    one.fees.some((fee) => fee.asset === asset)
  );
}
