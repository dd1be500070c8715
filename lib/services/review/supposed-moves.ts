import { quantity, sumQuantity } from "@/lib/money/quantity";
import type { ProposedMove, Supposed } from "@/lib/tax/review/open-item";
import {
  assetId,
  type Deposit,
  type Transaction,
  type TransactionId,
  transactionId,
  type Withdrawal,
} from "@/lib/tax/transaction";
import { partsOf } from "@/lib/transfers/parts";
import type { ProposalSide, TransferProposal } from "../propose-transfers";

type Facts = ReadonlyMap<TransactionId, Transaction>;

/** The moves that unexplained rows look like, with the transfers linking them would make. Nothing is linked by it. */
export function supposedMoves(
  proposals: readonly TransferProposal[],
  facts: Facts,
): readonly ProposedMove[] {
  return proposals.map((proposal) => {
    const { sent, received, asset, reason } = proposal;
    const [from, to] = [namesOf(sent), namesOf(received)];
    return {
      key: moveKey(proposal),
      sent: sent.map(({ id }) => id),
      received: received.map(({ id }) => id),
      asset: assetId(asset),
      quantity: sumQuantity(sent.map((side) => quantity(side.quantity))),
      message: `What left ${from} and what came to ${to} look like one move between your own accounts. ${reason}`,
      remedy:
        "Link them: no gain, and basis and dates go along. Or say of each row what else it was.",
      supposed: supposedTransfers(proposal, facts),
    };
  });
}

/** The key of a move: its rows. */
export function moveKey({ sent, received }: Pick<TransferProposal, "sent" | "received">): string {
  const ids = (sides: readonly ProposalSide[]) => sides.map(({ id }) => id).join("+");
  return `transfer~${ids(sent)}~${ids(received)}`.slice(0, 400);
}

function namesOf(sides: readonly ProposalSide[]): string {
  return [...new Set(sides.map(({ account }) => account))].join(" and ");
}

function supposedTransfers({ sent, received }: TransferProposal, facts: Facts): Supposed | null {
  const departures = sent.flatMap(({ id }) => withdrawalIn(facts, id));
  const arrivals = received.flatMap(({ id }) => depositIn(facts, id));
  const isWhole = departures.length === sent.length && arrivals.length === received.length;
  const parts = isWhole ? partsOf(departures, arrivals) : null;
  if (parts === null) {
    return null;
  }
  const add = parts.flatMap(({ from, to, ...part }, index): readonly Transaction[] => {
    const [departure, arrival] = [departures[from], arrivals[to]];
    if (departure === undefined || arrival === undefined) {
      return [];
    }
    const { id, account, at, date, sequence, origin, note } = departure;
    const transfer: Transaction = {
      kind: "transfer",
      id: transactionId(`${id}~${index}`),
      account,
      toAccount: arrival.account,
      at,
      date,
      sequence,
      origin,
      note,
      ...part,
    };
    return [transfer];
  });
  return { drop: new Set([...departures, ...arrivals].map(({ id }) => id)), add };
}

function withdrawalIn(facts: Facts, id: TransactionId): readonly Withdrawal[] {
  const row = facts.get(id);
  return row?.kind === "withdrawal" ? [row] : [];
}

function depositIn(facts: Facts, id: TransactionId): readonly Deposit[] {
  const row = facts.get(id);
  return row?.kind === "deposit" ? [row] : [];
}
