import { fromScaled, toScaled } from "./exact";
import { type Quantity, quantityText } from "./quantity";
import { type Usd, usdText } from "./usd";

const MINUS = "\u2212";

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

function rounded(
  text: string,
  decimals: number,
): { negative: boolean; whole: string; fraction: string } {
  const scaled = toScaled(text, USD_DECIMALS_MAX);
  if (scaled === null) {
    throw new RangeError(`not a decimal: ${text}`);
  }
  const step = 10n ** BigInt(USD_DECIMALS_MAX - decimals);
  const size = ((scaled < 0n ? -scaled : scaled) + step / 2n) / step;
  const digits = size.toString().padStart(decimals + 1, "0");
  return {
    negative: scaled < 0n && size !== 0n,
    whole: grouped(digits.slice(0, digits.length - decimals)),
    fraction: digits.slice(digits.length - decimals),
  };
}

const USD_DECIMALS_MAX = 40;

/** How a dollar figure is shown: "$1,234.50", "−$8.00" with a real minus sign. `cents: false` rounds to whole dollars for headlines. */
export function formatUsd(
  amount: Usd | string,
  options: { cents?: boolean; plus?: boolean } = {},
): string {
  const { negative, whole, fraction } = rounded(asText(amount), options.cents === false ? 0 : 2);
  const sign = negative
    ? MINUS
    : options.plus === true && !/^[0,.]*$/.test(whole + fraction)
      ? "+"
      : "";
  return `${sign}$${whole}${fraction === "" ? "" : `.${fraction}`}`;
}

/** A dollar figure as forms and CSV print it: "1,234.50", negatives in parentheses "(8.00)". */
export function formatFormUsd(amount: Usd | string, options: { cents?: boolean } = {}): string {
  const { negative, whole, fraction } = rounded(asText(amount), options.cents === false ? 0 : 2);
  const body = fraction === "" ? whole : `${whole}.${fraction}`;
  return negative ? `(${body})` : body;
}

/** A quantity with all its digits, thousands grouped, a real minus sign: never rounded. */
export function formatQuantity(amount: Quantity | string): string {
  const text = typeof amount === "string" ? amount : quantityText(amount);
  const negative = text.startsWith("-");
  const [whole = "0", fraction] = (negative ? text.slice(1) : text).split(".");
  return `${negative ? MINUS : ""}${grouped(whole)}${fraction === undefined ? "" : `.${fraction}`}`;
}

/** A price per unit: two decimals from a dollar up; below, six significant decimals, rounded half up. */
export function formatPrice(text: string): string {
  const [whole = "0", fraction = ""] = text.split(".");
  if (/[1-9]/.test(whole)) {
    return formatUsd(text);
  }
  const leading = fraction.length - fraction.replace(/^0+/, "").length;
  const decimals = leading + SIGNIFICANT;
  const digits = fraction.slice(0, decimals + 1).padEnd(decimals + 1, "0");
  const near = fromScaled((BigInt(digits) + 5n) / 10n, decimals);
  const [dollars = "0", rest = ""] = near.split(".");
  return `$${dollars}.${rest.padEnd(2, "0")}`;
}

const SIGNIFICANT = 6;

function asText(amount: Usd | string): string {
  return typeof amount === "string" ? amount : usdText(amount);
}
