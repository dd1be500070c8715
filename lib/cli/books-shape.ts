import { z } from "zod";
import { parseQuantity, type Quantity } from "@/lib/money/quantity";
import { parseUsd, type Usd } from "@/lib/money/usd";
import { accountId, assetId, type Transaction, transactionId } from "@/lib/tax/transaction";
import { type CalendarDate, parseCalendarDate } from "@/lib/time/calendar-date";
import { type Instant, parseInstant } from "@/lib/time/instant";

/** Text that a strict parser understands; anything else is refused with its place. */
function parsed<T>(parse: (text: string) => T | null, what: string) {
  return z.string().transform((text, context): T => {
    const value = parse(text);
    if (value === null) {
      context.addIssue({ code: "custom", message: `not ${what}` });
      return z.NEVER;
    }
    return value;
  });
}

/** Exact dollars. */
export const dollars = parsed<Usd>(parseUsd, "an amount in dollars");
/** Exact units. */
export const units = parsed<Quantity>(parseQuantity, "a number of units");
/** A calendar date. */
export const date = parsed<CalendarDate>(parseCalendarDate, "a date");
/** A moment. */
export const moment = parsed<Instant>(parseInstant, "a moment");
/** Ids are kept as they are. */
export const account = z.string().transform(accountId);
export const asset = z.string().transform(assetId);
export const transaction = z.string().transform(transactionId);

const leg = z.strictObject({ asset, quantity: units });
const filePart = z.strictObject({
  batch: z.string(),
  file: z.string(),
  lines: z.array(z.number().int()),
});
const origin = z.discriminatedUnion("from", [
  z.strictObject({
    from: z.literal("file"),
    ...filePart.shape,
    also: z.array(filePart).exactOptional(),
    reference: z.string().exactOptional(),
  }),
  z.strictObject({ from: z.literal("hand"), by: z.string() }),
]);
const told = {
  id: transaction,
  account,
  at: moment,
  date: date.nullable(),
  sequence: z.number(),
  feeUsd: dollars,
  fees: z.array(z.strictObject({ ...leg.shape, value: dollars.nullable() })),
  origin,
  note: z.string(),
};
const value = dollars.nullable();
const denied = z.enum(["related-party", "personal-use"]).exactOptional();
const chain = z
  .strictObject({ hash: z.string().nullable(), address: z.string().nullable() })
  .exactOptional();

/** One transaction of an export, whole: an unknown key or kind is refused. */
export const transactionShape: z.ZodType<Transaction, unknown> = z.discriminatedUnion("kind", [
  z.strictObject({
    ...told,
    kind: z.literal("buy"),
    received: leg,
    value,
    money: leg.exactOptional(),
    sellerDeniedLoss: dollars.exactOptional(),
    replacementElsewhere: z
      .strictObject({ disallowed: dollars, heldFrom: date.nullable() })
      .exactOptional(),
  }),
  z.strictObject({
    ...told,
    kind: z.literal("sell"),
    sent: leg,
    value,
    money: leg.exactOptional(),
    deniedLoss: denied,
    shortSaleEntered: date.exactOptional(),
  }),
  z.strictObject({
    ...told,
    kind: z.literal("swap"),
    sent: leg,
    received: leg,
    value,
    withheld: z.strictObject({ quantity: units, value: dollars }).nullable(),
    deniedLoss: denied,
  }),
  z.strictObject({
    ...told,
    kind: z.literal("conversion"),
    form: z.enum(["wrap", "bridge", "liquidity", "liquid-staking"]),
    treatment: z.enum(["taxable", "carry-over"]).nullable(),
    sent: leg,
    received: leg,
    value,
  }),
  z.strictObject({
    ...told,
    kind: z.literal("income"),
    received: leg,
    value,
    incomeKind: z.enum([
      "staking",
      "mining",
      "reward",
      "interest",
      "airdrop",
      "fork",
      "wages",
      "services",
      "other",
    ]),
  }),
  z.strictObject({ ...told, kind: z.literal("spend"), sent: leg, value, deniedLoss: denied }),
  z.strictObject({
    ...told,
    kind: z.literal("transfer"),
    toAccount: account,
    sent: leg,
    received: leg,
    feeValue: value,
  }),
  z.strictObject({ ...told, kind: z.literal("deposit"), received: leg, value, chain }),
  z.strictObject({ ...told, kind: z.literal("withdrawal"), sent: leg, value, chain }),
  z.strictObject({
    ...told,
    kind: z.literal("gift-received"),
    fromSpouse: z.literal(true).exactOptional(),
    received: leg,
    value,
    donorBasis: value,
    donorAcquired: date.nullable(),
    giftTaxShare: dollars,
  }),
  z.strictObject({ ...told, kind: z.literal("inherited"), received: leg, value }),
  z.strictObject({ ...told, kind: z.enum(["gift-sent", "donation"]), sent: leg, value }),
  z.strictObject({
    ...told,
    kind: z.literal("lost"),
    sent: leg,
    reason: z.enum(["worthless", "abandoned", "theft", "lost", "bankruptcy"]),
  }),
  z.strictObject({ ...told, kind: z.literal("migration"), sent: leg, received: leg }),
  z.strictObject({ ...told, kind: z.literal("fee"), sent: leg, value }),
  z.strictObject({ ...told, kind: z.literal("cash"), currency: asset, amount: units }),
  z.strictObject({
    ...told,
    kind: z.literal("unknown"),
    label: z.string(),
    sent: leg.nullable(),
    received: leg.nullable(),
    value,
  }),
]);
