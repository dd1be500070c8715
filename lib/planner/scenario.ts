import { type Price, parsePrice, priceText } from "@/lib/money/price";
import {
  compareQuantity,
  parseQuantity,
  type Quantity,
  quantityText,
  signQuantity,
} from "@/lib/money/quantity";
import { plainDecimal } from "@/lib/money/typed-decimal";
import { compareUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { floorToOrder } from "@/lib/tax/harvest/orderable";
import { firstUnits, isKnown, type SaleCosts, type SalePart } from "@/lib/tax/harvest/sale";
import type { Situation } from "@/lib/tax/harvest/saving";
import type { FilingStatus } from "@/lib/tax/settings";
import type { PlannerBook, Position } from "./book";
import { readDollars, readFee, readStatus } from "./typed";

/** What a person tries, as typed. A blank field means what the books say. */
export interface Scenario {
  readonly status: string;
  readonly income: string;
  readonly deduction: string;
  /** Percent of the gross, and dollars of each sale; both blank: what each account charges. */
  readonly fee: string;
  readonly feeFixed: string;
  /** Keys of the positions that are sold. */
  readonly picks: readonly string[];
  /** Units by position; blank: all that can be sold with a known result. */
  readonly units: Readonly<Record<string, string>>;
  /** Lots named before the sale: by position, then by lot, its units (blank: all of it). None: the account sells by its method. */
  readonly lots: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Price of one unit by asset. */
  readonly prices: Readonly<Record<string, string>>;
}

/** Nothing tried. */
export const BLANK_SCENARIO: Scenario = {
  status: "",
  income: "",
  deduction: "",
  fee: "",
  feeFixed: "",
  picks: [],
  units: {},
  lots: {},
  prices: {},
};

/** One sale that is tried. */
export interface TriedSale {
  readonly position: Position;
  readonly price: Price;
  /** Tells this sale from others of the position at the same price. */
  readonly asked: string;
  readonly parts: () => readonly SalePart[];
}

/** A scenario read whole: what could be read counts, and a sentence stands for each field that could not. */
export interface ReadScenario {
  readonly situation: Situation;
  /** As typed, for every account alike; null: each account charges its own. */
  readonly costs: SaleCosts | null;
  readonly sales: readonly TriedSale[];
  /** By field: "income", "units.<key>", "lots.<key>.<lot>", "price.<asset>". */
  readonly errors: Readonly<Record<string, string>>;
}

/** Reads what was typed against the books. */
export function readScenario(book: PlannerBook, typed: Scenario): ReadScenario {
  const errors: Record<string, string> = {};
  const isTyped = `${typed.fee}${typed.feeFixed}`.trim() !== "";
  const read = {
    rate: readFee(typed.fee, "fee", errors),
    fixed: readDollars(typed.feeFixed, ZERO_USD, "feeFixed", errors),
  };
  const situation = situationOf(book, typed, errors);
  const costs = isTyped ? read : null;
  return { situation, costs, sales: salesOf(book, typed, errors), errors };
}

function situationOf(
  book: PlannerBook,
  typed: Scenario,
  errors: Record<string, string>,
): Situation {
  const { situation } = book;
  const { profile } = situation;
  const filingStatus = readStatus(typed.status, profile.filingStatus);
  return {
    ...situation,
    profile: {
      ...profile,
      filingStatus,
      ordinaryIncome: readDollars(typed.income, profile.ordinaryIncome, "income", errors),
      deduction: readDollars(
        typed.deduction,
        deductionFor(situation, filingStatus),
        "deduction",
        errors,
      ),
    },
  };
}

/** The deduction of another status: the standard one where the books use the standard one, else what the books say. */
export function deductionFor({ profile, rules }: Situation, status: FilingStatus): Usd {
  const isStandard =
    compareUsd(profile.deduction, rules.standardDeduction[profile.filingStatus]) === 0;
  return isStandard ? rules.standardDeduction[status] : profile.deduction;
}

function salesOf(
  book: PlannerBook,
  typed: Scenario,
  errors: Record<string, string>,
): readonly TriedSale[] {
  return pickedKeys(typed).flatMap((key) => {
    const position = book.positions.get(key);
    const price = position === undefined ? null : priceFor(position, typed, errors);
    if (position === undefined || price === null) {
      return [];
    }
    const named = typed.lots[key] ?? {};
    const sold =
      Object.keys(named).length > 0
        ? namedParts(position, named, errors)
        : orderedParts(book, position, price, typed, errors);
    return sold === null ? [] : [{ position, price, ...sold }];
  });
}

/** Positions ticked, and those with a lot ticked. */
function pickedKeys({ picks, lots }: Scenario): readonly string[] {
  const named = Object.keys(lots).filter((key) => Object.keys(lots[key] ?? {}).length > 0);
  return [...new Set([...picks, ...named])];
}

type Sold = Pick<TriedSale, "asked" | "parts">;

/** The lots that are named, in order of opening. */
function namedParts(
  { key, lots, collectible }: Position,
  named: Readonly<Record<string, string>>,
  errors: Record<string, string>,
): Sold | null {
  const parts = lots.flatMap((lot): readonly SalePart[] => {
    const text = named[lot.lot];
    if (text === undefined) {
      return [];
    }
    const field = `lots.${key}.${lot.lot}`;
    if (!isKnown(lot)) {
      errors[field] = "Its basis is not known, so neither is what selling it does.";
      return [];
    }
    const quantity = unitsUpTo(text, lot.quantity, field, errors);
    return quantity === null ? [] : [{ lot, quantity, collectible }];
  });
  return parts.length === 0
    ? null
    : {
        asked: parts.map(({ lot, quantity }) => `${lot.lot}=${quantityText(quantity)}`).join(),
        parts: () => parts,
      };
}

/** The first units in the account's own order. */
function orderedParts(
  book: PlannerBook,
  position: Position,
  price: Price,
  { units }: Scenario,
  errors: Record<string, string>,
): Sold | null {
  const { key, collectible } = position;
  const { lots, units: most } = book.front(position, price);
  const quantity = unitsUpTo(units[key] ?? "", most, `units.${key}`, errors);
  return quantity === null
    ? null
    : { asked: quantityText(quantity), parts: () => firstUnits(lots, quantity, collectible) };
}

/** Units as typed, blank for all there are; null where that is nothing or cannot be sold. */
function unitsUpTo(
  typed: string,
  most: Quantity,
  field: string,
  errors: Record<string, string>,
): Quantity | null {
  const text = typed.trim();
  const asked = text === "" ? most : parseQuantity(plainDecimal(text) ?? "x");
  if (asked === null || signQuantity(asked) < 0) {
    errors[field] = "Units such as 0.25.";
    return null;
  }
  if (compareQuantity(asked, most) > 0) {
    errors[field] = `At most ${quantityText(floorToOrder(most))} can be sold with a known result.`;
    return null;
  }
  return signQuantity(asked) > 0 ? asked : null;
}

/** The price tried for an asset, else the newest one; null where there is none. */
export function priceFor(
  { asset, price }: Position,
  { prices }: Pick<Scenario, "prices">,
  errors: Record<string, string>,
): Price | null {
  const text = prices[asset]?.trim() ?? "";
  if (text === "") {
    if (price === null) {
      errors[`price.${asset}`] = "There is no price: say what one unit would bring.";
    }
    return price;
  }
  const tried = parsePrice(plainDecimal(text) ?? "x");
  if (tried === null || !/[1-9]/.test(priceText(tried))) {
    errors[`price.${asset}`] = "Dollars for one unit, above zero.";
    return null;
  }
  return tried;
}
