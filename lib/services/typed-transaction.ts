import { quantityText } from "@/lib/money/quantity";
import { isZeroUsd, type Usd, usdText } from "@/lib/money/usd";
import type { Buy, Leg, Swap, Transaction } from "@/lib/tax/transaction";
import type { EntryContext } from "./entry-view";
import { typedMoment } from "./moments";
import type { TypedForm } from "./transaction-form";

/** A transaction as its form would have been typed: reading the form back gives the same transaction. */
export function typedTransaction(transaction: Transaction, context: EntryContext): TypedForm {
  const { accounts, timeZone } = context;
  return {
    account: accounts.get(transaction.account) ?? "",
    ...typedMoment(transaction, timeZone),
    note: transaction.note,
    feeUsd: isZeroUsd(transaction.feeUsd) ? "" : usdText(transaction.feeUsd),
    ...leg("sent", "sent" in transaction ? transaction.sent : null),
    ...leg("received", "received" in transaction ? transaction.received : null),
    value: "value" in transaction ? dollars(transaction.value) : "",
    ...fees(transaction),
    ...ofKind(transaction, context),
  };
}

const dollars = (amount: Usd | null): string => (amount === null ? "" : usdText(amount));

function leg(side: "sent" | "received", given: Leg | null) {
  return given === null
    ? {}
    : { [`${side}Quantity`]: quantityText(given.quantity), [`${side}Asset`]: given.asset };
}

function fees(transaction: Transaction): TypedForm {
  return Object.fromEntries(
    transaction.fees.flatMap((fee, index) => [
      [`fee${index}Asset`, fee.asset],
      [`fee${index}Quantity`, quantityText(fee.quantity)],
      [`fee${index}Value`, dollars(fee.value)],
    ]),
  );
}

function ofKind(transaction: Transaction, { accounts }: EntryContext): TypedForm {
  switch (transaction.kind) {
    case "buy":
      return past(transaction);
    case "sell":
      return {
        deniedLoss: transaction.deniedLoss ?? "",
        shortSaleEntered: transaction.shortSaleEntered ?? "",
      };
    case "spend":
      return { deniedLoss: transaction.deniedLoss ?? "" };
    case "swap":
      return { ...withheld(transaction), deniedLoss: transaction.deniedLoss ?? "" };
    case "conversion":
      return { form: transaction.form, treatment: transaction.treatment ?? "" };
    case "income":
      return { incomeKind: transaction.incomeKind };
    case "transfer":
      return {
        toAccount: accounts.get(transaction.toAccount) ?? "",
        feeValue: dollars(transaction.feeValue),
      };
    case "gift-received":
      return {
        donorBasis: dollars(transaction.donorBasis),
        donorAcquired: transaction.donorAcquired ?? "",
        giftTaxShare: isZeroUsd(transaction.giftTaxShare) ? "" : usdText(transaction.giftTaxShare),
        fromSpouse: transaction.fromSpouse === true ? "on" : "",
      };
    case "lost":
      return { reason: transaction.reason };
    case "cash":
      return { currency: transaction.currency, amount: quantityText(transaction.amount) };
    default:
      return {};
  }
}

function withheld({ withheld: kept }: Swap): TypedForm {
  return kept === null
    ? {}
    : { withheldQuantity: quantityText(kept.quantity), withheldValue: usdText(kept.value) };
}

function past({ sellerDeniedLoss, replacementElsewhere }: Buy): TypedForm {
  return {
    sellerDeniedLoss: dollars(sellerDeniedLoss ?? null),
    washedElsewhere: dollars(replacementElsewhere?.disallowed ?? null),
    heldFrom: replacementElsewhere?.heldFrom ?? "",
  };
}
