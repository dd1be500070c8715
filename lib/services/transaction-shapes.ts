import { z } from "zod";
import type { Usd } from "@/lib/money/usd";
import type { DeniedLoss } from "@/lib/tax/facts";
import type { FeeInKind, Transaction } from "@/lib/tax/transaction";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { CONVERSION_FORMS, DENIED_LOSSES, INCOME_KINDS, LOSS_REASONS } from "./kind-words";
import {
  accountNameField,
  assetField,
  currencyField,
  dateField,
  noteField,
  optionalDateField,
  optionalUsdField,
  quantityField,
  signedQuantityField,
  zeroableUsdField,
} from "./typed-text";

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type Given = "id" | "account" | "toAccount" | "at" | "date" | "sequence" | "origin";

/** A transaction as typed, before its accounts and its moment are settled. `time` is wall-clock text, "" for a day alone. */
export interface Draft {
  readonly accountName: string;
  readonly toAccountName: string | null;
  readonly date: CalendarDate;
  readonly time: string;
  readonly body: DistributiveOmit<Transaction, Given>;
}

const told = {
  account: accountNameField,
  date: dateField,
  time: z
    .string()
    .trim()
    .regex(/^(?:\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)?$/, "A time such as 14:05 or 14:05:30."),
  note: noteField,
  feeUsd: zeroableUsdField,
};
const sent = { sentQuantity: quantityField, sentAsset: assetField };
const received = { receivedQuantity: quantityField, receivedAsset: assetField };
const value = { value: optionalUsdField };
const denied = { deniedLoss: z.enum(["", ...DENIED_LOSSES], "Choose one, or leave it empty.") };

interface SentTyped {
  readonly sentQuantity: z.output<typeof quantityField>;
  readonly sentAsset: z.output<typeof assetField>;
}
interface ReceivedTyped {
  readonly receivedQuantity: z.output<typeof quantityField>;
  readonly receivedAsset: z.output<typeof assetField>;
}
const sentLeg = (form: SentTyped) => ({ asset: form.sentAsset, quantity: form.sentQuantity });
const receivedLeg = (form: ReceivedTyped) => ({
  asset: form.receivedAsset,
  quantity: form.receivedQuantity,
});

/** Told only when it is so: a sale without it is like any other. */
const deniedLoss = ({ deniedLoss: why }: { deniedLoss: "" | DeniedLoss }) =>
  why === "" ? {} : { deniedLoss: why };

interface Past {
  readonly sellerDeniedLoss: Usd | null;
  readonly washedElsewhere: Usd | null;
  readonly heldFrom: CalendarDate | null;
}

/** What a purchase brings along from a sale at a loss outside these books; nothing for nearly all. */
const past = ({ sellerDeniedLoss, washedElsewhere: disallowed, heldFrom }: Past) => ({
  ...(sellerDeniedLoss === null ? {} : { sellerDeniedLoss }),
  ...(disallowed === null ? {} : { replacementElsewhere: { disallowed, heldFrom } }),
});

const NO_FEES: readonly FeeInKind[] = [];

type Told = z.output<z.ZodObject<typeof told>>;

/** The parts every draft has; `body` adds the kind's own. */
function draft<Body>(form: Told, body: Body, toAccountName: string | null = null) {
  return {
    accountName: form.account,
    toAccountName,
    date: form.date,
    time: form.time,
    body: { feeUsd: form.feeUsd, fees: NO_FEES, note: form.note, ...body },
  };
}

const sentShape = z.object({ ...told, ...sent, ...value });
const spendShape = z.object({ ...told, ...sent, ...value, ...denied });
const receivedShape = z.object({ ...told, ...received, ...value });

/** How the typed text of each kind is read; fees in kind are read apart. */
export const FORM_SHAPES = {
  buy: z
    .object({
      ...told,
      ...received,
      ...value,
      sellerDeniedLoss: optionalUsdField,
      washedElsewhere: optionalUsdField,
      heldFrom: optionalDateField,
    })
    .transform((form, context) => {
      if (form.heldFrom !== null && form.washedElsewhere === null) {
        const message = "How many dollars were disallowed? Zero when only the period goes along.";
        context.addIssue({ code: "custom", path: ["washedElsewhere"], message });
      }
      if (form.heldFrom !== null && form.heldFrom > form.date) {
        const message = "Not later than the purchase.";
        context.addIssue({ code: "custom", path: ["heldFrom"], message });
      }
      return draft(form, {
        kind: "buy" as const,
        received: receivedLeg(form),
        value: form.value,
        ...past(form),
      });
    }),
  sell: z
    .object({ ...told, ...sent, ...value, ...denied, shortSaleEntered: optionalDateField })
    .transform((form, context) => {
      const { shortSaleEntered } = form;
      if (shortSaleEntered !== null && shortSaleEntered > form.date) {
        const message = "Not later than the delivery.";
        context.addIssue({ code: "custom", path: ["shortSaleEntered"], message });
      }
      return draft(form, {
        kind: "sell" as const,
        sent: sentLeg(form),
        value: form.value,
        ...deniedLoss(form),
        ...(shortSaleEntered === null ? {} : { shortSaleEntered }),
      });
    }),
  swap: z
    .object({
      ...told,
      ...sent,
      ...received,
      ...value,
      ...denied,
      withheldQuantity: z.union([z.literal("").transform(() => null), quantityField]),
      withheldValue: optionalUsdField,
    })
    .transform((form, context) => {
      const { withheldQuantity: quantity, withheldValue } = form;
      if ((quantity === null) !== (withheldValue === null)) {
        const path = [quantity === null ? "withheldQuantity" : "withheldValue"];
        context.addIssue({ code: "custom", path, message: "Give both, or leave both empty." });
      }
      const withheld =
        quantity === null || withheldValue === null ? null : { quantity, value: withheldValue };
      return draft(form, {
        kind: "swap" as const,
        sent: sentLeg(form),
        received: receivedLeg(form),
        value: form.value,
        withheld,
        ...deniedLoss(form),
      });
    }),
  income: z
    .object({
      ...told,
      ...received,
      ...value,
      incomeKind: z.enum(INCOME_KINDS, "What kind of income?"),
    })
    .transform((form) =>
      draft(form, {
        kind: "income" as const,
        received: receivedLeg(form),
        value: form.value,
        incomeKind: form.incomeKind,
      }),
    ),
  spend: spendShape.transform((form) =>
    draft(form, {
      kind: "spend" as const,
      sent: sentLeg(form),
      value: form.value,
      ...deniedLoss(form),
    }),
  ),
  transfer: z
    .object({
      ...told,
      ...sent,
      ...received,
      toAccount: accountNameField,
      feeValue: optionalUsdField,
    })
    .transform((form, context) => {
      if (form.sentAsset !== form.receivedAsset) {
        const message = "A transfer moves one asset; for two assets choose Swap or Migration.";
        context.addIssue({ code: "custom", path: ["receivedAsset"], message });
      }
      if (form.toAccount === form.account) {
        const message = "A transfer goes to another of your accounts.";
        context.addIssue({ code: "custom", path: ["toAccount"], message });
      }
      return draft(
        form,
        {
          kind: "transfer" as const,
          sent: sentLeg(form),
          received: receivedLeg(form),
          feeValue: form.feeValue,
        },
        form.toAccount,
      );
    }),
  deposit: receivedShape.transform((form) =>
    draft(form, { kind: "deposit" as const, received: receivedLeg(form), value: form.value }),
  ),
  withdrawal: sentShape.transform((form) =>
    draft(form, { kind: "withdrawal" as const, sent: sentLeg(form), value: form.value }),
  ),
  "gift-received": z
    .object({
      ...told,
      ...received,
      ...value,
      donorBasis: optionalUsdField,
      donorAcquired: optionalDateField,
      giftTaxShare: zeroableUsdField,
      fromSpouse: z.string(),
    })
    .transform((form) =>
      draft(form, {
        kind: "gift-received" as const,
        received: receivedLeg(form),
        value: form.value,
        donorBasis: form.donorBasis,
        donorAcquired: form.donorAcquired,
        giftTaxShare: form.giftTaxShare,
        ...(form.fromSpouse === "" ? {} : { fromSpouse: true as const }),
      }),
    ),
  inherited: receivedShape.transform((form) =>
    draft(form, { kind: "inherited" as const, received: receivedLeg(form), value: form.value }),
  ),
  "gift-sent": sentShape.transform((form) =>
    draft(form, { kind: "gift-sent" as const, sent: sentLeg(form), value: form.value }),
  ),
  donation: sentShape.transform((form) =>
    draft(form, { kind: "donation" as const, sent: sentLeg(form), value: form.value }),
  ),
  lost: z
    .object({ ...told, ...sent, reason: z.enum(LOSS_REASONS, "What happened to them?") })
    .transform((form) =>
      draft(form, { kind: "lost" as const, sent: sentLeg(form), reason: form.reason }),
    ),
  migration: z.object({ ...told, ...sent, ...received }).transform((form) =>
    draft(form, {
      kind: "migration" as const,
      sent: sentLeg(form),
      received: receivedLeg(form),
    }),
  ),
  conversion: z
    .object({
      ...told,
      ...sent,
      ...received,
      ...value,
      form: z.enum(CONVERSION_FORMS, "Which of these was it?"),
      treatment: z.enum(["", "taxable", "carry-over"], "Taxable, or not?"),
    })
    .transform((form) =>
      draft(form, {
        kind: "conversion" as const,
        form: form.form,
        treatment: form.treatment === "" ? null : form.treatment,
        sent: sentLeg(form),
        received: receivedLeg(form),
        value: form.value,
      }),
    ),
  fee: sentShape.transform((form) =>
    draft(form, { kind: "fee" as const, sent: sentLeg(form), value: form.value }),
  ),
  cash: z
    .object({ ...told, currency: currencyField, amount: signedQuantityField })
    .transform((form) =>
      draft(form, { kind: "cash" as const, currency: form.currency, amount: form.amount }),
    ),
} as const;
