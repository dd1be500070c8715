import type { ParsedTransaction } from "@/lib/importers/source";
import { matchSides, type TransferMatch } from "@/lib/transfers/match";
import { partsOf } from "@/lib/transfers/parts";
import { type Side, sideOf } from "@/lib/transfers/side";

type Withdrawal = ParsedTransaction & { readonly kind: "withdrawal" };
type Deposit = ParsedTransaction & { readonly kind: "deposit" };
type Transfer = ParsedTransaction & { readonly kind: "transfer" };

/** Rows joined to transfers between own accounts, and why. */
export interface Joined {
  readonly rows: readonly ParsedTransaction[];
  readonly transfers: readonly Transfer[];
  readonly reason: string;
}

/** What joining found: what is clear, and what only looks like it. */
export interface Joins {
  readonly joined: readonly Joined[];
  readonly proposed: readonly { readonly reason: string }[];
}

/** Finds moves between the accounts of several files; only clear ones are joined. Rows with a question stay as they are. */
export function joinTransfers(transactions: readonly ParsedTransaction[]): Joins {
  const withdrawals = transactions.filter(isWithdrawal);
  const deposits = transactions.filter(isDeposit);
  const byKey = new Map<string, ParsedTransaction>(
    [...withdrawals, ...deposits].map((each) => [each.key, each]),
  );
  const matches = matchSides({
    outgoing: withdrawals.flatMap(sideOfRow),
    incoming: deposits.flatMap(sideOfRow),
    settled: new Map(),
  });
  const rowsOf = <T extends ParsedTransaction>(
    sides: readonly Side[],
    isKind: (each: ParsedTransaction) => each is T,
  ) => sides.map(({ id }) => byKey.get(id)).filter((each) => each !== undefined && isKind(each));
  return {
    joined: matches.filter(isJoined).map(({ outgoing, incoming, reason }) => {
      const [left, came] = [rowsOf(outgoing, isWithdrawal), rowsOf(incoming, isDeposit)];
      return { rows: [...left, ...came], transfers: transfersOf(left, came), reason };
    }),
    proposed: matches.filter((match) => !isJoined(match)).map(({ reason }) => ({ reason })),
  };
}

/** Clear, and of one asset: how a bridge is treated is a choice, which is told in the books and not here. */
function isJoined({ isClear, outgoing, incoming }: TransferMatch): boolean {
  return isClear && new Set([...outgoing, ...incoming].map(({ asset }) => asset)).size === 1;
}

/** The transactions with the rows of each move replaced by its transfers, where the first of them stood. */
export function withTransfers(
  transactions: readonly ParsedTransaction[],
  joined: readonly Joined[],
): ParsedTransaction[] {
  const replaced = new Map<ParsedTransaction, readonly ParsedTransaction[]>();
  for (const { rows, transfers } of joined) {
    for (const [index, row] of rows.entries()) {
      replaced.set(row, index === 0 ? transfers : []);
    }
  }
  return transactions.flatMap((transaction) => replaced.get(transaction) ?? [transaction]);
}

function isWithdrawal(transaction: ParsedTransaction): transaction is Withdrawal {
  return transaction.kind === "withdrawal" && transaction.question === null;
}

function isDeposit(transaction: ParsedTransaction): transaction is Deposit {
  return transaction.kind === "deposit" && transaction.question === null;
}

function sideOfRow(row: Withdrawal | Deposit): readonly Side[] {
  const isOutgoing = row.kind === "withdrawal";
  const leg = isOutgoing ? row.sent : row.received;
  const { key: id, accountName: account, fees, at, date, chain } = row;
  const side = sideOf({ id, account, leg, isOutgoing, fees, at, date, chain });
  return side === null ? [] : [side];
}

function transfersOf(
  withdrawals: readonly Withdrawal[],
  deposits: readonly Deposit[],
): readonly Transfer[] {
  return (partsOf(withdrawals, deposits) ?? []).flatMap(({ from, to, ...part }): Transfer[] => {
    const [left, came] = [withdrawals[from], deposits[to]];
    if (left === undefined || came === undefined) {
      return [];
    }
    const { at, date, sequence, note, accountName, lines } = left;
    const common = { at, date, sequence, note, accountName, lines, question: null };
    const key = `${left.key}>${came.key}`;
    return [{ kind: "transfer", ...common, toAccountName: came.accountName, key, ...part }];
  });
}
