import { type Quantity, quantity, quantityText } from "@/lib/money/quantity";
import { type Usd, usd, usdText } from "@/lib/money/usd";
import { invariant } from "@/lib/result";
import type { DeniedLoss } from "@/lib/tax/facts";
import {
  assetId,
  type Buy,
  type ChainRef,
  type Leg,
  type Sell,
  type Spend,
  type Swap,
  type Transaction,
} from "@/lib/tax/transaction";
import { type CalendarDate, calendarDate } from "@/lib/time/calendar-date";
import type { transactions } from "../schema/transactions";

type Detail = (typeof transactions.$inferSelect)["detail"];

/** What only this kind tells, as text for its jsonb column. */
export function detailOf(transaction: Transaction): Detail {
  switch (transaction.kind) {
    case "buy":
      return buyDetail(transaction);
    case "sell":
      return sellDetail(transaction);
    case "spend":
      return deniedDetail(transaction);
    case "swap":
      return transaction.withheld === null
        ? deniedDetail(transaction)
        : {
            withheldQuantity: quantityText(transaction.withheld.quantity),
            withheldValue: usdText(transaction.withheld.value),
            ...deniedDetail(transaction),
          };
    case "conversion":
      return { form: transaction.form, treatment: transaction.treatment };
    case "income":
      return { incomeKind: transaction.incomeKind };
    case "transfer":
      return { feeValue: optionalUsdText(transaction.feeValue) };
    case "gift-received":
      return {
        donorBasis: optionalUsdText(transaction.donorBasis),
        donorAcquired: transaction.donorAcquired,
        giftTaxShare: usdText(transaction.giftTaxShare),
        ...(transaction.fromSpouse === true ? { fromSpouse: "yes" } : NOTHING),
      };
    case "deposit":
    case "withdrawal":
      return transaction.chain === undefined
        ? NOTHING
        : { chainHash: transaction.chain.hash, chainAddress: transaction.chain.address };
    case "lost":
      return { reason: transaction.reason };
    case "unknown":
      return { label: transaction.label };
    default:
      return {};
  }
}

/** Shared by all rows that tell nothing more. */
export const NOTHING = {};

/** What the source told of the movement on its chain. */
export function chainIn(detail: Detail): { chain?: ChainRef } {
  const { chainHash = null, chainAddress = null } = detail;
  return chainHash === null && chainAddress === null
    ? NOTHING
    : { chain: { hash: chainHash, address: chainAddress } };
}

/** Why a loss would not count, where the row says so. */
export function deniedLossIn(detail: Detail): { deniedLoss?: DeniedLoss } {
  const { deniedLoss = null } = detail;
  return deniedLoss === null ? NOTHING : { deniedLoss: deniedLoss as DeniedLoss };
}

function deniedDetail({ deniedLoss }: Sell | Spend | Swap): Detail {
  return deniedLoss === undefined ? NOTHING : { deniedLoss };
}

/** Units kept back for costs of a swap, and their value; null when none were. */
export function withheldIn(detail: Detail): { quantity: Quantity; value: Usd } | null {
  const { withheldQuantity = null, withheldValue = null } = detail;
  return withheldQuantity === null || withheldValue === null
    ? null
    : { quantity: quantity(withheldQuantity), value: usd(withheldValue) };
}

function sellDetail(sale: Sell): Detail {
  const { shortSaleEntered, money } = sale;
  return shortSaleEntered === undefined && money === undefined
    ? deniedDetail(sale)
    : {
        ...(shortSaleEntered === undefined ? {} : { shortSaleEntered }),
        ...moneyDetail(money),
        ...deniedDetail(sale),
      };
}

function buyDetail({ sellerDeniedLoss, replacementElsewhere, money }: Buy): Detail {
  if (sellerDeniedLoss === undefined && replacementElsewhere === undefined) {
    return moneyDetail(money);
  }
  return {
    ...moneyDetail(money),
    ...(sellerDeniedLoss === undefined ? {} : { sellerDeniedLoss: usdText(sellerDeniedLoss) }),
    ...(replacementElsewhere === undefined
      ? {}
      : {
          washedElsewhere: usdText(replacementElsewhere.disallowed),
          heldFrom: replacementElsewhere.heldFrom,
        }),
  };
}

function moneyDetail(money: Leg | undefined): Detail {
  return money === undefined
    ? NOTHING
    : { moneyAsset: money.asset, moneyQuantity: quantityText(money.quantity) };
}

/** The foreign money a purchase or sale was made in, where the row tells it. */
function moneyIn(detail: Detail): { money?: Leg } {
  const { moneyAsset = null, moneyQuantity = null } = detail;
  return moneyAsset === null || moneyQuantity === null
    ? NOTHING
    : { money: { asset: assetId(moneyAsset), quantity: quantity(moneyQuantity) } };
}

/** What a purchase tells besides its legs: foreign money paid, a related seller, units sold at a loss elsewhere. */
export function buyDetailIn(
  detail: Detail,
): Pick<Buy, "sellerDeniedLoss" | "replacementElsewhere" | "money"> {
  const { sellerDeniedLoss = null, washedElsewhere = null, heldFrom = null } = detail;
  if (sellerDeniedLoss === null && washedElsewhere === null) {
    return moneyIn(detail);
  }
  return {
    ...moneyIn(detail),
    ...(sellerDeniedLoss === null ? {} : { sellerDeniedLoss: usd(sellerDeniedLoss) }),
    ...(washedElsewhere === null
      ? {}
      : {
          replacementElsewhere: { disallowed: usd(washedElsewhere), heldFrom: day(heldFrom) },
        }),
  };
}

/** What a sale tells besides its legs: foreign money received, a denied loss, a short sale it closed. */
export function sellDetailIn(
  detail: Detail,
): Pick<Sell, "deniedLoss" | "shortSaleEntered" | "money"> {
  const { shortSaleEntered = null, moneyAsset = null } = detail;
  const denied = deniedLossIn(detail);
  return shortSaleEntered === null && moneyAsset === null
    ? denied
    : {
        ...(shortSaleEntered === null ? {} : { shortSaleEntered: calendarDate(shortSaleEntered) }),
        ...moneyIn(detail),
        ...denied,
      };
}

const day = (text: string | null): CalendarDate | null =>
  text === null ? null : calendarDate(text);

/** Dollars stored as text; null stays null. */
export const optionalUsd = (text: string | null): Usd | null => (text === null ? null : usd(text));

/** The other way. */
export const optionalUsdText = (amount: Usd | null): string | null =>
  amount === null ? null : usdText(amount);

/** What the row's kind cannot be without. Throws when it is missing: that is never the person's fault. */
export function needed<T>(value: T | null): T {
  invariant(value !== null, "a stored transaction lacks what its kind needs");
  return value;
}
