import { z } from "zod";
import { partByUsd } from "@/lib/money/allocate";
import { type Price, parsePrice, priceText, valueAt } from "@/lib/money/price";
import {
  compareQuantity,
  type Quantity,
  quantity,
  quantityText,
  signQuantity,
} from "@/lib/money/quantity";
import { plainDecimal, rateOfPercent } from "@/lib/money/typed-decimal";
import { compareUsd, signUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { NO_RATE } from "@/lib/planner/typed";
import { err, ok, type Result } from "@/lib/result";
import { floorToOrder, ORDER_DECIMALS } from "@/lib/tax/harvest/orderable";
import type { SaleCosts } from "@/lib/tax/harvest/sale";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { dayText } from "@/lib/time/day-text";
import { errorsOf } from "../transaction-form";
import { optionalDateField, quantityField, zeroableUsdField } from "../typed-text";

/** What the address says of the sale, as typed. */
export interface SaleWish {
  readonly asset?: string | undefined;
  /** Accounts to sell from; none named: all that hold the asset. */
  readonly accounts?: readonly string[] | undefined;
  readonly units?: string | undefined;
  /** Instead of units: what they are worth, before fees. */
  readonly dollars?: string | undefined;
  readonly price?: string | undefined;
  readonly day?: string | undefined;
  /** Percent of the gross. */
  readonly fee?: string | undefined;
  /** Dollars of each order. */
  readonly feeFixed?: string | undefined;
}

/** The sale that is asked, read whole. */
export interface AskedSale {
  readonly units: Quantity;
  readonly price: Price;
  readonly day: CalendarDate;
  readonly costs: SaleCosts;
}

/** A sentence for each field that is to blame. */
export type WishErrors = Readonly<Record<string, string>>;

const typed = z.string().trim();

const priceField = typed.transform((text, context): Price | null => {
  const price = text === "" ? null : parsePrice(plainDecimal(text) ?? "x");
  if ((price === null && text !== "") || (price !== null && isZero(price))) {
    context.addIssue({ code: "custom", message: "Dollars for one unit, above zero." });
    return z.NEVER;
  }
  return price;
});

const isZero = (price: Price): boolean => !/[1-9]/.test(priceText(price));

const percentField = typed.transform((text, context): string => {
  const rate = text === "" ? "0" : rateOfPercent(text);
  if (rate === null) {
    context.addIssue({ code: "custom", message: NO_RATE });
    return z.NEVER;
  }
  return rate;
});

const Wish = z.object({
  price: priceField,
  day: optionalDateField,
  fee: percentField,
  feeFixed: zeroableUsdField,
});

/** What the books add to a wish: the newest price, how much there is, and the days a sale can be on. */
export interface Held {
  readonly quote: Price | null;
  readonly units: Quantity;
  readonly today: CalendarDate;
  readonly lastDay: CalendarDate;
}

/** The asked sale, or what is wrong with it by field. Units have at most eight decimals, as an exchange takes them. */
export function readWish(wish: SaleWish, held: Held): Result<AskedSale, WishErrors> {
  const read = readFields({ ...BLANK, ...told(wish) });
  if (!read.ok) {
    return read;
  }
  const { amount, fee, feeFixed } = read.value;
  const price = read.value.price ?? held.quote;
  if (price === null) {
    return err({ price: "There is no price for it: say what one unit would bring." });
  }
  const day = read.value.day ?? held.today;
  if (day < held.today || day > held.lastDay) {
    return err({ day: `A day from ${dayText(held.today)} to ${dayText(held.lastDay)}.` });
  }
  const units = unitsOf(amount, price);
  if (!units.ok) {
    return units;
  }
  if (compareQuantity(units.value, held.units) > 0) {
    const field = "dollars" in amount ? "dollars" : "units";
    const most = quantityText(floorToOrder(held.units));
    return err({ [field]: `These accounts have ${most} units with a known basis.` });
  }
  return isCovered(valueAt(price, units.value), feeFixed)
    ? ok({ units: units.value, price, day, costs: { rate: fee, fixed: feeFixed } })
    : err({ feeFixed: "More than the sale brings." });
}

/** Each field by itself; everything that is wrong is said at once. */
function readFields(said: typeof BLANK) {
  const read = Wish.safeParse(said);
  const amount = amountOf(said);
  return read.success && amount.ok
    ? ok({ ...read.data, amount: amount.value })
    : err({
        ...(amount.ok ? {} : amount.error),
        ...(read.success ? {} : errorsOf(read.error)),
      });
}

const BLANK = { units: "", dollars: "", price: "", day: "", fee: "", feeFixed: "" };

/** What was said of it; what was not is as if left blank. */
const told = (wish: SaleWish): Partial<typeof BLANK> =>
  Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));

const isCovered = (gross: Usd, fixed: Usd): boolean =>
  compareUsd(fixed, ZERO_USD) === 0 || compareUsd(gross, fixed) > 0;

/** How much is to be sold, as it was said. */
type Amount = { readonly units: Quantity } | { readonly dollars: Usd };

type SaidAmount = Pick<typeof BLANK, "units" | "dollars">;

function amountOf(said: SaidAmount): Result<Amount, WishErrors> {
  const [units, dollars] = [said.units.trim(), said.dollars.trim()];
  if (units !== "" && dollars !== "") {
    return err({ dollars: "Give units or dollars, not both." });
  }
  if (dollars !== "") {
    const read = zeroableUsdField.safeParse(dollars);
    return read.success && signUsd(read.data) > 0
      ? ok({ dollars: read.data })
      : err({ dollars: "Dollars above zero, such as 25,000." });
  }
  const read = quantityField.safeParse(units);
  if (!read.success) {
    return err({ units: read.error.issues[0]?.message ?? "A number above zero." });
  }
  return compareQuantity(read.data, floorToOrder(read.data)) === 0
    ? ok({ units: read.data })
    : err({ units: `At most ${ORDER_DECIMALS} decimals: that is what exchanges take.` });
}

const ONE = quantity("1");

/** Units as they were said, or the most one can order for so many dollars. */
function unitsOf(amount: Amount, price: Price): Result<Quantity, WishErrors> {
  if ("units" in amount) {
    return ok(amount.units);
  }
  const perUnit = valueAt(price, ONE);
  const units = signUsd(perUnit) > 0 ? floorToOrder(partByUsd(ONE, amount.dollars, perUnit)) : null;
  return units === null || signQuantity(units) <= 0
    ? err({ dollars: "Less than the smallest order." })
    : ok(units);
}
