import { z } from "zod";
import { parseQuantity, type Quantity, signQuantity } from "@/lib/money/quantity";
import { plainDecimal as readPlainDecimal } from "@/lib/money/typed-decimal";
import { parseUsd, signUsd, type Usd } from "@/lib/money/usd";
import { type AssetId, assetId } from "@/lib/tax/transaction";
import { type CalendarDate, parseCalendarDate } from "@/lib/time/calendar-date";

/** A number as people type it in any form, as plain decimal text; null when it is none. */
export const plainDecimal = readPlainDecimal;

const typed = z.string().trim();

function quantityOf(text: string): Quantity | null {
  const plain = plainDecimal(text);
  return plain === null ? null : parseQuantity(plain);
}

function usdOf(text: string): Usd | null {
  const plain = plainDecimal(text);
  return plain === null ? null : parseUsd(plain);
}

/** Units above zero, up to 24 decimals, exactly as typed. */
export const quantityField = typed.transform((text, context): Quantity => {
  const amount = quantityOf(text);
  if (amount === null || signQuantity(amount) <= 0) {
    context.addIssue({
      code: "custom",
      message:
        text === ""
          ? "How many units?"
          : "A number above zero, such as 0.25, with at most 24 decimals.",
    });
    return z.NEVER;
  }
  return amount;
});

/** Units with a sign, not zero. */
export const signedQuantityField = typed.transform((text, context): Quantity => {
  const amount = quantityOf(text);
  if (amount === null || signQuantity(amount) === 0) {
    context.addIssue({
      code: "custom",
      message: "An amount such as 500.00, or -500.00 for money that left.",
    });
    return z.NEVER;
  }
  return amount;
});

/** Dollars of zero or more; nothing typed is null: not known, never zero. */
export const optionalUsdField = typed.transform((text, context): Usd | null => {
  if (text === "") {
    return null;
  }
  const amount = usdOf(text);
  if (amount === null || signUsd(amount) < 0) {
    context.addIssue({ code: "custom", message: "Dollars such as 1,234.56, zero or more." });
    return z.NEVER;
  }
  return amount;
});

/** Dollars of zero or more that must be typed. */
export const usdField = typed.transform((text, context): Usd => {
  const amount = usdOf(text);
  if (amount === null || signUsd(amount) < 0) {
    context.addIssue({
      code: "custom",
      message: text === "" ? "How many dollars?" : "Dollars such as 1,234.56, zero or more.",
    });
    return z.NEVER;
  }
  return amount;
});

/** Dollars with a sign; nothing typed is zero. For amounts a form calls "net". */
export const signedUsdField = typed.transform((text, context): Usd => {
  const amount = usdOf(text === "" ? "0" : text);
  if (amount === null) {
    context.addIssue({ code: "custom", message: "Dollars such as 1,234.56, or -500 for a loss." });
    return z.NEVER;
  }
  return amount;
});

/** Dollars of zero or more; nothing typed is zero. */
export const zeroableUsdField = typed.transform((text, context): Usd => {
  const amount = usdOf(text === "" ? "0" : text);
  if (amount === null || signUsd(amount) < 0) {
    context.addIssue({ code: "custom", message: "Dollars such as 1,234.56, zero or more." });
    return z.NEVER;
  }
  return amount;
});

const ASSET = /^[\p{L}\p{N}$@][\p{L}\p{N}.$@_:/+-]{0,63}$/u;

/** An asset's sign, upper case. Dollars are not an asset here. */
export const assetField = typed.transform((text, context): AssetId => {
  const name = text.toUpperCase();
  if (!ASSET.test(name) || name === "USD") {
    context.addIssue({
      code: "custom",
      message:
        name === "USD"
          ? "Dollars are not an asset: choose Buy or Sell, or give the value in dollars."
          : "The asset's sign, such as BTC.",
    });
    return z.NEVER;
  }
  return assetId(name);
});

/** Government money, dollars included. */
export const currencyField = typed.transform((text, context): AssetId => {
  if (!/^[A-Za-z]{3}$/.test(text)) {
    context.addIssue({ code: "custom", message: "A currency of three letters, such as USD." });
    return z.NEVER;
  }
  return assetId(text.toUpperCase());
});

/** A day that must be typed. */
export const dateField = typed.transform((text, context): CalendarDate => {
  const date = parseCalendarDate(text);
  if (date === null) {
    context.addIssue({ code: "custom", message: "A day such as 2025-03-14." });
    return z.NEVER;
  }
  return date;
});

/** A day, or nothing. */
export const optionalDateField = typed.transform((text, context): CalendarDate | null => {
  const date = text === "" ? null : parseCalendarDate(text);
  if (date === null && text !== "") {
    context.addIssue({ code: "custom", message: "A day such as 2025-03-14." });
    return z.NEVER;
  }
  return date;
});

/** A name of an account: 1 to 80 characters. */
export const accountNameField = typed
  .min(1, "Which account?")
  .max(80, "At most 80 characters.")
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is refused.
  .regex(/^[^\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]*$/, "Plain text only.");

/** Free words: at most 2,000 characters. */
export const noteField = typed.max(2000, "At most 2,000 characters.");
