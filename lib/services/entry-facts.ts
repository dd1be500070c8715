import { formatUsd } from "@/lib/money/format";
import { quantityText } from "@/lib/money/quantity";
import { isZeroUsd, type Usd } from "@/lib/money/usd";
import type { Buy, GiftReceived, Swap, Transaction } from "@/lib/tax/transaction";

/** Something only this kind of transaction tells, ready to read. */
export interface EntryFact {
  readonly term: string;
  readonly value: string;
}

/** What a transaction tells beyond its legs, value and fees; nothing for most. */
export function entryFacts(transaction: Transaction): readonly EntryFact[] {
  switch (transaction.kind) {
    case "buy":
      return past(transaction);
    case "sell":
      return transaction.shortSaleEntered === undefined
        ? []
        : [{ term: "Short sale entered", value: transaction.shortSaleEntered }];
    case "swap":
      return withheld(transaction);
    case "gift-received":
      return donor(transaction);
    default:
      return [];
  }
}

const dollars = (amount: Usd | null): string => (amount === null ? "not known" : formatUsd(amount));

function past({ sellerDeniedLoss, replacementElsewhere: elsewhere }: Buy): readonly EntryFact[] {
  return [
    ...(sellerDeniedLoss === undefined
      ? []
      : [{ term: "The seller’s denied loss", value: dollars(sellerDeniedLoss) }]),
    ...(elsewhere === undefined
      ? []
      : [
          { term: "Loss disallowed elsewhere", value: dollars(elsewhere.disallowed) },
          { term: "Holding period from", value: elsewhere.heldFrom ?? "the purchase" },
        ]),
  ];
}

function withheld({ withheld: kept, received }: Swap): readonly EntryFact[] {
  return kept === null
    ? []
    : [
        {
          term: "Kept back for costs",
          value: `${quantityText(kept.quantity)} ${received.asset}, worth ${dollars(kept.value)}`,
        },
      ];
}

function donor({ donorBasis, donorAcquired, giftTaxShare }: GiftReceived): readonly EntryFact[] {
  return [
    { term: "The donor’s basis", value: dollars(donorBasis) },
    { term: "The donor bought on", value: donorAcquired ?? "not known" },
    ...(isZeroUsd(giftTaxShare)
      ? []
      : [{ term: "Gift tax that adds to basis", value: dollars(giftTaxShare) }]),
  ];
}
