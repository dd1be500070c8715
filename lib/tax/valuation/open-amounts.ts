import { type Quantity, signQuantity, subtractQuantity } from "@/lib/money/quantity";
import { isFiat } from "@/lib/tax/fiat";
import type {
  AssetId,
  Buy,
  Conversion,
  Leg,
  Sell,
  Swap,
  Transaction,
  Transfer,
} from "@/lib/tax/transaction";

/** A dollar amount a transaction lacks and a price can give. */
export interface OpenAmount {
  /** The figure's name, as in `told/<transaction>/<name>`: "value", "fee/1" (counted from 1), "fee-value". */
  readonly name: string;
  /** What can be priced to know it; the first is the one to price, the next only where the first has no price. */
  readonly legs: readonly Leg[];
  /** True when no tax hangs on it: what a deposit or withdrawal was worth. */
  readonly isInformation: boolean;
}

const NONE: readonly OpenAmount[] = [];

/**
 * The dollar amounts of a transaction that are missing and that the market knows. What was paid or received in dollars, and
 * what an heir's units were worth at a death whose day the row does not tell, no market knows: they stay open.
 */
export function openAmounts(tx: Transaction): readonly OpenAmount[] {
  const legs = openLegs(tx);
  if (legs === null && tx.fees.every(({ value }) => value !== null)) {
    return NONE;
  }
  const open: OpenAmount[] = [];
  const positive = legs?.filter(({ quantity }) => signQuantity(quantity) > 0) ?? [];
  if (positive.length > 0) {
    open.push({
      name: tx.kind === "transfer" ? "fee-value" : "value",
      legs: positive,
      isInformation: tx.kind === "deposit" || tx.kind === "withdrawal",
    });
  }
  tx.fees.forEach((fee, index) => {
    if (fee.value === null && signQuantity(fee.quantity) > 0) {
      open.push({ name: `fee/${index + 1}`, legs: [fee], isInformation: false });
    }
  });
  return open;
}

/** The legs that could tell the missing value, best first; null when none is missing or none can. */
function openLegs(tx: Transaction): readonly Leg[] | null {
  switch (tx.kind) {
    case "buy":
    case "sell":
      return moneyOf(tx);
    case "swap":
    case "conversion":
      return tx.value === null ? inLiquidity(tx) : null;
    case "transfer":
      return networkFee(tx);
    case "income":
    case "deposit":
    case "gift-received":
      return tx.value === null ? [tx.received] : null;
    case "spend":
    case "fee":
    case "withdrawal":
    case "gift-sent":
    case "donation":
      return tx.value === null ? [tx.sent] : null;
    default:
      return null;
  }
}

/** Dollars nobody told are no market price: only foreign money that was told can be turned into dollars. */
function moneyOf({ value, money }: Buy | Sell): readonly Leg[] | null {
  return value === null && money !== undefined ? [money] : null;
}

function networkFee({ feeValue, sent, received }: Transfer): readonly Leg[] | null {
  if (feeValue !== null || sent.asset !== received.asset) {
    return null;
  }
  const lost: Quantity = subtractQuantity(sent.quantity, received.quantity);
  return signQuantity(lost) > 0 ? [{ asset: sent.asset, quantity: lost }] : null;
}

/**
 * Both sides of an exchange are worth the same; the side that trades most is the one to price. Among equals what was received:
 * its market value is the amount realized and the new basis (IRC 1001(b); Reg. 1.1012-1(h)).
 */
function inLiquidity({ sent, received }: Swap | Conversion): readonly Leg[] {
  return rankOf(sent.asset) < rankOf(received.asset) ? [sent, received] : [received, sent];
}

/** Stablecoins pegged to the dollar. They come first because they trade most, not because they are taken for 1.00. */
const DOLLAR_STABLECOINS: ReadonlySet<string> = new Set(
  "USDC USDT DAI PYUSD USDP GUSD TUSD BUSD FDUSD USDS RLUSD".split(" "),
);

function rankOf(asset: AssetId): number {
  if (isFiat(asset)) {
    return 0;
  }
  if (DOLLAR_STABLECOINS.has(asset)) {
    return 1;
  }
  return asset === "BTC" ? 2 : asset === "ETH" ? 3 : 4;
}
