import { divideHalfUp, fromScaled, isPlainDecimal, powerOfTen, toScaled } from "./exact";
import { QUANTITY_SCALE, type Quantity } from "./quantity";
import { USD_SCALE, type Usd } from "./usd";

declare const priceBrand: unique symbol;

/** US dollars per one unit of an asset; any number of decimals. Opaque: see `Usd`. Inside: a bigint count of 10^-decimals dollars. */
export type Price = { readonly [priceBrand]: "Price" };

interface Scaled {
  readonly units: bigint;
  readonly decimals: number;
}

const raw = (price: Price): Scaled => price as unknown as Scaled;
const brand = (value: Scaled): Price => value as unknown as Price;

/** Plain decimal text as a price; null when it is not, or is negative. Zero is a price only if somebody really said zero. */
export function parsePrice(text: string): Price | null {
  if (text.startsWith("-") || !isPlainDecimal(text)) {
    return null;
  }
  const point = text.indexOf(".");
  const decimals = point === -1 ? 0 : text.length - 1 - point;
  const units = toScaled(text, decimals);
  return units === null ? null : brand({ units, decimals });
}

/** A price from text we wrote ourselves; throws on anything else. */
export function price(text: string): Price {
  const value = parsePrice(text);
  if (value === null) {
    throw new RangeError(`not a price: ${text}`);
  }
  return value;
}

/** The plain decimal text. */
export function priceText(value: Price): string {
  const { units, decimals } = raw(value);
  return fromScaled(units, decimals);
}

/** Price x quantity in dollars, rounded half up at the eighteenth decimal. */
export function valueAt(value: Price, amount: Quantity): Usd {
  const { units, decimals } = raw(value);
  const product = units * (amount as unknown as bigint);
  return divideHalfUp(product, powerOfTen(decimals + SCALE_DOWN)) as unknown as Usd;
}

const SCALE_DOWN = QUANTITY_SCALE - USD_SCALE;

/** Dollars / quantity as a price, 18 decimals, half up; null for a zero or negative quantity. For showing and sorting. */
export function unitPrice(amount: Usd, units: Quantity): Price | null {
  const count = units as unknown as bigint;
  if (count <= 0n) {
    return null;
  }
  const scaled = divideHalfUp((amount as unknown as bigint) * powerOfTen(QUANTITY_SCALE), count);
  return brand({ units: scaled, decimals: USD_SCALE });
}
