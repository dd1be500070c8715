import fc from "fast-check";
import type { NewEntry } from "@/db/queries/transactions";
import { quantity } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import { CONVERSION_FORMS, DENIED_LOSSES } from "@/lib/services/kind-words";
import {
  type AccountId,
  assetId,
  type Conversion,
  type IncomeKind,
  type Leg,
  type Lost,
  type Transaction,
  transactionId,
} from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instantFromEpoch } from "@/lib/time/instant";

const digits = (scale: number, whole: number) =>
  fc
    .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** BigInt(whole + scale) - 1n }))
    .map(([negative, units]) => {
      const text = units.toString().padStart(scale + 1, "0");
      const body = `${text.slice(0, -scale)}.${text.slice(-scale)}`;
      return negative && units > 0n ? `-${body}` : body;
    });

/** Quantities with all 24 decimals and up to 15 digits before them. */
export const anyQuantity = digits(24, 15).map(quantity);
/** Dollars with all 18 decimals and up to 12 digits before them. */
export const anyUsd = digits(18, 12).map(usd);
const maybeUsd = fc.option(anyUsd);
const anyAsset = fc
  .oneof(
    fc.constantFrom("BTC", "ETH", "SOL"),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
  )
  .map((text) => assetId(text.replaceAll("\0", "") || "X"));
const anyLeg: fc.Arbitrary<Leg> = fc.record({ asset: anyAsset, quantity: anyQuantity });
const anyText = fc
  .string({ unit: "grapheme", maxLength: 40 })
  .map((text) => text.replaceAll("\0", ""));
const anyInstant = fc
  .integer({ min: Date.UTC(2009, 0, 3), max: Date.UTC(2099, 11, 31) })
  .map(instantFromEpoch);
const anyDenial = fc.constantFrom(...DENIED_LOSSES);
const anyDate = anyInstant.map((at) => calendarDate(at.slice(0, 10)));

/** Any transaction of any kind between two accounts, told by hand by `by`. */
export function anyTransaction(accounts: readonly [AccountId, AccountId], by: string) {
  const told = fc.record({
    id: fc.uuid({ version: 4 }).map(transactionId),
    account: fc.constantFrom(...accounts),
    at: anyInstant,
    date: fc.option(anyDate),
    sequence: fc.integer({ min: -1000, max: 2_000_000_000 }),
    feeUsd: anyUsd,
    fees: fc.array(fc.record({ asset: anyAsset, quantity: anyQuantity, value: maybeUsd }), {
      maxLength: 3,
    }),
    origin: fc.constant({ from: "hand" as const, by }),
    note: anyText,
  });
  const one = { value: maybeUsd };
  const kinds = fc.oneof(
    fc.record({ kind: fc.constantFrom("deposit", "inherited"), received: anyLeg, ...one }),
    fc.record(
      {
        kind: fc.constant("buy"),
        received: anyLeg,
        ...one,
        sellerDeniedLoss: anyUsd,
        replacementElsewhere: fc.record({ disallowed: anyUsd, heldFrom: fc.option(anyDate) }),
        money: anyLeg,
      },
      { requiredKeys: ["kind", "received", "value"] },
    ),
    fc.record({
      kind: fc.constantFrom("withdrawal", "gift-sent", "donation", "fee"),
      sent: anyLeg,
      ...one,
    }),
    fc.record(
      {
        kind: fc.constant("spend"),
        sent: anyLeg,
        ...one,
        deniedLoss: anyDenial,
      },
      { requiredKeys: ["kind", "sent", "value"] },
    ),
    fc.record(
      {
        kind: fc.constant("sell"),
        sent: anyLeg,
        ...one,
        deniedLoss: anyDenial,
        shortSaleEntered: anyDate,
        money: anyLeg,
      },
      { requiredKeys: ["kind", "sent", "value"] },
    ),
    fc.record(
      {
        kind: fc.constant("swap"),
        sent: anyLeg,
        received: anyLeg,
        ...one,
        withheld: fc.option(fc.record({ quantity: anyQuantity, value: anyUsd })),
        deniedLoss: anyDenial,
      },
      { requiredKeys: ["kind", "sent", "received", "value", "withheld"] },
    ),
    fc.record({
      kind: fc.constant("conversion"),
      form: fc.constantFrom(...CONVERSION_FORMS),
      treatment: fc.constantFrom<Conversion["treatment"]>(null, "taxable", "carry-over"),
      sent: anyLeg,
      received: anyLeg,
      ...one,
    }),
    fc.record({
      kind: fc.constant("income"),
      received: anyLeg,
      ...one,
      incomeKind: fc.constantFrom<IncomeKind>(
        "staking",
        "mining",
        "airdrop",
        "fork",
        "wages",
        "other",
      ),
    }),
    fc.record({
      kind: fc.constant("transfer"),
      toAccount: fc.constantFrom(...accounts),
      sent: anyLeg,
      received: anyLeg,
      feeValue: maybeUsd,
    }),
    fc.record(
      {
        kind: fc.constant("gift-received"),
        fromSpouse: fc.constant(true as const),
        received: anyLeg,
        ...one,
        donorBasis: maybeUsd,
        donorAcquired: fc.option(anyDate),
        giftTaxShare: anyUsd,
      },
      {
        requiredKeys: ["kind", "received", "value", "donorBasis", "donorAcquired", "giftTaxShare"],
      },
    ),
    fc.record({
      kind: fc.constant("lost"),
      sent: anyLeg,
      reason: fc.constantFrom<Lost["reason"]>(
        "worthless",
        "abandoned",
        "theft",
        "lost",
        "bankruptcy",
      ),
    }),
    fc.record({ kind: fc.constant("migration"), sent: anyLeg, received: anyLeg }),
    fc.record({ kind: fc.constant("cash"), currency: anyAsset, amount: anyQuantity }),
    fc.record({
      kind: fc.constant("unknown"),
      label: anyText,
      sent: fc.option(anyLeg),
      received: fc.option(anyLeg),
      ...one,
    }),
  );
  return fc.tuple(told, kinds).map(([shared, own]) => ({ ...shared, ...own }) as Transaction);
}

/** `count` plain buys at an account, one a minute, each with a fingerprint of its own. */
export function manyBuys(account: AccountId, count: number, seed: string): NewEntry[] {
  return Array.from({ length: count }, (_, index) => ({
    transaction: {
      kind: "buy",
      id: transactionId(crypto.randomUUID()),
      account,
      at: instantFromEpoch(Date.UTC(2021, 0, 1) + index * 60_000),
      date: null,
      sequence: index,
      feeUsd: usd("0.99"),
      fees: [],
      origin: { from: "hand", by: "nobody" },
      note: "",
      received: {
        asset: assetId(index % 3 === 0 ? "ETH" : "BTC"),
        quantity: quantity("0.123456789012345678901234"),
      },
      value: usd(String(index)),
    },
    fingerprint: `${seed}-${index}`,
  }));
}
