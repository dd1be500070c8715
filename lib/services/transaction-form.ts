import { z } from "zod";
import { err, ok, type Result } from "@/lib/result";
import type { FeeInKind, TransactionKind } from "@/lib/tax/transaction";
import { type Draft, FORM_SHAPES } from "./transaction-shapes";
import { assetField, optionalUsdField, quantityField } from "./typed-text";

/** Groups of fields a kind may need besides account, time, note. */
export type FieldGroup =
  | "sent"
  | "received"
  | "value"
  | "incomeKind"
  | "toAccount"
  | "feeValue"
  | "withheld"
  | "donor"
  | "reason"
  | "conversion"
  | "deniedLoss"
  | "shortSale"
  | "past"
  | "cash"
  | "fees";

/** Which groups the form of a kind shows, in order. */
export const GROUPS_OF: Readonly<Record<TransactionKind, readonly FieldGroup[]>> = {
  buy: ["received", "value", "past", "fees"],
  sell: ["sent", "value", "deniedLoss", "shortSale", "fees"],
  swap: ["sent", "received", "value", "withheld", "deniedLoss", "fees"],
  income: ["received", "incomeKind", "value", "fees"],
  spend: ["sent", "value", "deniedLoss", "fees"],
  transfer: ["toAccount", "sent", "received", "feeValue", "fees"],
  deposit: ["received", "value", "fees"],
  withdrawal: ["sent", "value", "fees"],
  "gift-received": ["received", "value", "donor", "fees"],
  inherited: ["received", "value", "fees"],
  "gift-sent": ["sent", "value", "fees"],
  donation: ["sent", "value", "fees"],
  lost: ["sent", "reason", "fees"],
  migration: ["sent", "received", "fees"],
  conversion: ["conversion", "sent", "received", "value", "fees"],
  fee: ["sent", "value"],
  cash: ["cash", "fees"],
  unknown: [],
};

/** Fees in kind one form offers. */
export const FEES_MAX = 4;

/** What was typed, by field name; every field is text. */
export type TypedForm = Readonly<Record<string, string>>;

/** Why a form was refused, by field name. */
export type FieldErrors = Readonly<Record<string, string>>;

/** The kinds a form can say. */
export type FormKind = keyof typeof FORM_SHAPES;

/** True for a kind a person may enter: all but "unknown". */
export function isFormKind(text: string): text is FormKind {
  return Object.hasOwn(FORM_SHAPES, text);
}

const EMPTY: TypedForm = Object.fromEntries(
  [
    "account time note feeUsd sentQuantity sentAsset receivedQuantity receivedAsset value date",
    "withheldQuantity withheldValue incomeKind toAccount feeValue donorBasis donorAcquired",
    "giftTaxShare reason currency amount form treatment deniedLoss fromSpouse",
    "sellerDeniedLoss washedElsewhere heldFrom shortSaleEntered",
  ].flatMap((names) => names.split(" ").map((name) => [name, ""] as const)),
);

/**
 * Reads a typed form as the kind it names: exact decimals, every wrong field told by name in one go, nothing guessed.
 * Fields the form did not send count as empty.
 */
export function readTransactionForm(kind: FormKind, form: TypedForm): Result<Draft, FieldErrors> {
  const read = FORM_SHAPES[kind].safeParse({ ...EMPTY, ...form });
  const fees = GROUPS_OF[kind].includes("fees") ? readFees(form) : ok([]);
  const errors = {
    ...(read.success ? {} : errorsOf(read.error)),
    ...(fees.ok ? {} : fees.error),
  };
  if (!read.success || !fees.ok) {
    return err(errors);
  }
  return ok({ ...read.data, body: { ...read.data.body, fees: fees.value } });
}

const feeShape = z.object({ asset: assetField, quantity: quantityField, value: optionalUsdField });

function readFees(form: TypedForm): Result<readonly FeeInKind[], FieldErrors> {
  const fees: FeeInKind[] = [];
  const errors: Record<string, string> = {};
  for (let index = 0; index < FEES_MAX; index += 1) {
    const of = (name: string) => form[`fee${index}${name}`] ?? "";
    const typed = { asset: of("Asset"), quantity: of("Quantity"), value: of("Value") };
    if (Object.values(typed).every((text) => text.trim() === "")) {
      continue;
    }
    const read = feeShape.safeParse(typed);
    if (read.success) {
      fees.push(read.data);
    } else {
      for (const [name, message] of Object.entries(errorsOf(read.error))) {
        errors[`fee${index}${name.slice(0, 1).toUpperCase()}${name.slice(1)}`] = message;
      }
    }
  }
  return Object.keys(errors).length === 0 ? ok(fees) : err(errors);
}

/** The first complaint about each field. */
export function errorsOf(error: z.ZodError): FieldErrors {
  const errors: Record<string, string> = {};
  for (const issue of error.issues) {
    errors[issue.path.join(".")] ??= issue.message;
  }
  return errors;
}
