import { quantity } from "@/lib/money/quantity";
import { assetId } from "@/lib/tax/transaction";
import { instant } from "@/lib/time/instant";
import type { Side } from "@/lib/transfers/side";

let count = 0;

/** A side with its usual emptiness; ids count up. */
export function side(
  account: string,
  amount: string,
  at: string,
  more: Partial<Omit<Side, "quantity" | "feeOnTop">> & { fee?: string } = {},
): Side {
  count += 1;
  const { fee = "0", ...rest } = more;
  return {
    id: `s${count}`,
    account,
    asset: assetId("BTC"),
    quantity: quantity(amount),
    feeOnTop: quantity(fee),
    at: instant(at),
    isDayOnly: false,
    hash: null,
    address: null,
    ...rest,
  };
}
