import { signQuantity, subtractQuantity } from "@/lib/money/quantity";
import { ZERO_USD } from "@/lib/money/usd";
import {
  type Deposit,
  type Transaction,
  type Transfer,
  transactionId,
} from "@/lib/tax/transaction";
import { retriedWays } from "./deposit-effect";
import { type Case, type Context, LEFT_OUT, tried, worthOf } from "./effects";
import { sourcesOf } from "./evidence";
import type { Effect, Evidence, Supposed } from "./open-item";
import { asTransfer } from "./supposed-rows";

/** What arrived of a move beyond what left, as a row of its own: a second send, a reward, a rebate. Null where nothing did. */
export function arrivedBeyond(tx: Transaction): Deposit | null {
  if (tx.kind !== "transfer" || tx.sent.asset !== tx.received.asset) {
    return null;
  }
  const quantity = subtractQuantity(tx.received.quantity, tx.sent.quantity);
  if (signQuantity(tx.sent.quantity) <= 0 || signQuantity(quantity) <= 0) {
    return null;
  }
  const { id, toAccount, at, date, sequence, origin, received } = tx;
  return {
    kind: "deposit",
    id: transactionId(`${id}~beyond`),
    account: toAccount,
    at,
    date,
    sequence,
    feeUsd: ZERO_USD,
    fees: [],
    origin,
    note: "",
    received: { asset: received.asset, quantity },
    value: null,
  };
}

/** The case of those units instead of the whole move's. */
function caseBeyond(of: Case, rest: Deposit): Case {
  const { account, received } = rest;
  const { quantity } = received;
  const spot = { transaction: of.tx.id, account, asset: received.asset, quantity, at: rest.at };
  return { ...of, tx: rest, asset: received.asset, quantity, spot };
}

/** Where what arrived of a move beyond what left may have come from, and what it was worth; nothing of other rows. */
export function beyondEvidence(of: Case): readonly Evidence[] {
  const rest = arrivedBeyond(of.tx);
  if (rest === null) {
    return [];
  }
  const beyond = caseBeyond(of, rest);
  const worth = worthOf(beyond);
  return [...sourcesOf(beyond.spot, beyond.flows), ...(worth === null ? [] : [worth])];
}

/**
 * Units that arrived with a move and never left: nothing of them counts as the books stand; at worst nothing can be shown of what they
 * cost, or they were income of the day; at best a row of another account shows where they came from. All rows of the asset are walked
 * again for each way.
 */
export function beyondEffect(context: Context, of: Case, move: Transfer, rest: Deposit): Effect {
  const beyond = caseBeyond(of, rest);
  const worth = worthOf(beyond);
  const moved: Transfer = { ...move, received: move.sent };
  const suppose = (row: Transaction, shortOf?: Deposit["id"]): Supposed => ({
    drop: new Set([move.id, row.id]),
    add: [moved, row],
    ...(shortOf === undefined ? {} : { shortOf }),
  });
  const effect = retriedWays(context, beyond, rest, { value: worth?.value ?? null, suppose });
  if (effect.is !== "ways") {
    return effect;
  }
  const [best] = sourcesOf(beyond.spot, beyond.flows).filter(({ isSameAmount }) => isSameAmount);
  const row = best === undefined ? undefined : context.transactions.get(best.transaction);
  const shown =
    row?.kind === "withdrawal"
      ? tried("evidence", context.retry(of.asset, suppose(asTransfer(row, beyond.spot))))
      : [];
  return {
    is: "ways",
    ways: [LEFT_OUT, ...effect.ways.filter(({ as }) => as !== "left-out"), ...shown],
    more: worth === null ? "income-unpriced" : null,
  };
}
