import type { UserId } from "@/db/ids";
import { toScaled } from "@/lib/money/exact";
import { formatQuantity } from "@/lib/money/format";
import {
  isZeroQuantity,
  QUANTITY_SCALE,
  type Quantity,
  quantityText,
  signQuantity,
  subtractQuantity,
  sumQuantity,
} from "@/lib/money/quantity";
import type { AccountId, Deposit, Transaction, Withdrawal } from "@/lib/tax/transaction";
import { linkedRows } from "./linked-rows";

/** One transfer that would be made. */
export interface WayView {
  readonly from: string;
  readonly to: string;
  readonly sent: string;
  readonly received: string;
  readonly asset: string;
}

/** What linking would do. */
export type LinkOutcome =
  | {
      readonly is: "possible";
      readonly ways: readonly WayView[];
      /** Units that left and came nowhere: the network's fee. */
      readonly fee: string;
      readonly hasFee: boolean;
      readonly asset: string;
      /** The fee in hundredths of a percent of what left. */
      readonly feeShare: number;
      /** What came is another form of the coin: "WETH". */
      readonly bridge: string | null;
    }
  | { readonly is: "impossible"; readonly reason: string };

/** What would become of one row and others picked for it. Nothing is stored. */
export function outcomeOf(
  by: UserId,
  row: readonly Transaction[],
  picked: readonly Transaction[],
  names: ReadonlyMap<AccountId, string>,
): LinkOutcome {
  const all = [...row, ...picked];
  const departures = all.filter((one): one is Withdrawal => one.kind === "withdrawal");
  const arrivals = all.filter((one): one is Deposit => one.kind === "deposit");
  const linked = linkedRows(by, departures, arrivals);
  if (linked === null) {
    return { is: "impossible", reason: whyNot(departures, arrivals) };
  }
  const rows = linked.map(({ transaction }) => transaction);
  const transfers = rows.flatMap((one) => (one.kind === "transfer" ? [one] : []));
  const left = sumQuantity(transfers.map(({ sent }) => sent.quantity));
  const came = sumQuantity(transfers.map(({ received }) => received.quantity));
  const fee = subtractQuantity(left, came);
  const bridge = rows.find((one) => one.kind === "conversion");
  return {
    is: "possible",
    asset: transfers[0]?.sent.asset ?? "",
    fee: quantityText(fee),
    hasFee: !isZeroQuantity(fee),
    feeShare: shareOf(fee, left),
    bridge: bridge?.kind === "conversion" ? bridge.received.asset : null,
    ways: transfers.map(({ account, toAccount, sent, received }) => ({
      from: names.get(account) ?? account,
      to: names.get(toAccount) ?? toAccount,
      sent: quantityText(sent.quantity),
      received: quantityText(received.quantity),
      asset: sent.asset,
    })),
  };
}

function whyNot(departures: readonly Withdrawal[], arrivals: readonly Deposit[]): string {
  const left = sumQuantity(
    departures.flatMap(({ sent, fees }) => [
      sent.quantity,
      ...fees.filter((fee) => fee.asset === sent.asset).map((fee) => fee.quantity),
    ]),
  );
  const came = sumQuantity(arrivals.map(({ received }) => received.quantity));
  const over = subtractQuantity(came, left);
  return signQuantity(over) > 0
    ? `${formatQuantity(over)} more would arrive than left. Take a row out, or correct the amounts.`
    : "These rows cannot be one move: each that left must reach somebody, in another account and of the same coin.";
}

/** Hundredths of a percent, rounded down; for showing only. */
function shareOf(part: Quantity, whole: Quantity): number {
  const [units, of] = [part, whole].map(
    (amount) => toScaled(quantityText(amount), QUANTITY_SCALE) ?? 0n,
  );
  return units === undefined || of === undefined || of === 0n ? 0 : Number((units * 10_000n) / of);
}
