import { type Price, parsePrice } from "@/lib/money/price";
import { parseQuantity, type Quantity, signQuantity } from "@/lib/money/quantity";
import { changeOfPercent, plainDecimal } from "@/lib/money/typed-decimal";
import { type Usd, ZERO_USD } from "@/lib/money/usd";
import { readDollars, readFee, readStatus, type TypedErrors } from "@/lib/planner/typed";
import { MOST_YEARS } from "@/lib/tax/plan-years/question";
import type { FilingStatus, YearProfile } from "@/lib/tax/settings";
import type { AskedCosts } from "../gains/typed-costs";

/** One year as typed; blank means as in the settings of this year. */
export interface YearWish {
  readonly status: string;
  readonly income: string;
  readonly deduction: string;
  /** A sale one means to make: asset, units, and a price where it is another than expected. */
  readonly sellAsset: string;
  readonly sellUnits: string;
  readonly sellPrice: string;
}

/** The whole form as typed. */
export interface YearsWish {
  readonly years: readonly YearWish[];
  /** Percent a year: published amounts carried forward, prices, and what later dollars are worth less. */
  readonly indexing: string;
  readonly growth: string;
  readonly discount: string;
  readonly fee: string;
  readonly feeFixed: string;
  readonly buysBack: boolean;
}

/** A year with nothing typed. */
export const BLANK_YEAR: YearWish = {
  status: "",
  income: "",
  deduction: "",
  sellAsset: "",
  sellUnits: "",
  sellPrice: "",
};

/** What the page begins with. The indexing is an assumption of ours, shown and changeable. */
export const FIRST_WISH: YearsWish = {
  years: [BLANK_YEAR, BLANK_YEAR, BLANK_YEAR],
  indexing: "2",
  growth: "0",
  discount: "",
  fee: "",
  feeFixed: "",
  buysBack: true,
};

/** A sale meant to be made. */
export interface MeantSale {
  readonly asset: string;
  readonly units: Quantity;
  readonly price: Price | null;
}

/** One year read. */
export interface ReadYear {
  readonly filingStatus: FilingStatus;
  readonly ordinaryIncome: Usd;
  /** null: the standard deduction. */
  readonly deduction: Usd | null;
  readonly sale: MeantSale | null;
}

/** The form read: what could be read counts, a sentence stands for each field that could not. */
export interface ReadYears {
  readonly years: readonly ReadYear[];
  readonly indexing: string;
  readonly growth: string;
  readonly discount: string | null;
  readonly costs: AskedCosts;
  readonly buysBack: boolean;
  readonly errors: Readonly<Record<string, string>>;
}

/** Reads the form against this year's profile. */
export function readYears(wish: YearsWish, profile: YearProfile): ReadYears {
  const errors: TypedErrors = {};
  const change = (field: "indexing" | "growth" | "discount", blank: string) => {
    const text = wish[field].trim();
    const read = text === "" ? blank : changeOfPercent(text);
    if (read === null) {
      errors[field] = "A percentage above -100, such as 2.5.";
    }
    return read ?? blank;
  };
  const discount = change("discount", "0");
  return {
    years: wish.years
      .slice(0, MOST_YEARS)
      .map((year, at) => readYear(year, `y${at}`, profile, at === 0, errors)),
    indexing: change("indexing", "0"),
    growth: change("growth", "0"),
    discount: wish.discount.trim() === "" ? null : discount,
    costs: {
      rate: readFee(wish.fee, "fee", errors),
      fixed: readDollars(wish.feeFixed, ZERO_USD, "feeFixed", errors),
      isTyped: `${wish.fee}${wish.feeFixed}`.trim() !== "",
    },
    buysBack: wish.buysBack,
    errors,
  };
}

function readYear(
  year: YearWish,
  name: string,
  profile: YearProfile,
  isFirst: boolean,
  errors: TypedErrors,
): ReadYear {
  const isTyped = year.deduction.trim() !== "";
  // This year's deduction is known; a later year's blank one is the standard deduction of its status.
  const known = isFirst && year.status === "" ? profile.deduction : null;
  return {
    filingStatus: readStatus(year.status, profile.filingStatus),
    ordinaryIncome: readDollars(year.income, profile.ordinaryIncome, `${name}.income`, errors),
    deduction: isTyped ? readDollars(year.deduction, ZERO_USD, `${name}.deduction`, errors) : known,
    sale: readSale(year, name, errors),
  };
}

function readSale(year: YearWish, name: string, errors: TypedErrors): MeantSale | null {
  if (year.sellAsset === "" || year.sellUnits.trim() === "") {
    return null;
  }
  const units = parseQuantity(plainDecimal(year.sellUnits) ?? "x");
  const price =
    year.sellPrice.trim() === "" ? null : parsePrice(plainDecimal(year.sellPrice) ?? "x");
  if (units === null || signQuantity(units) <= 0) {
    errors[`${name}.sellUnits`] = "Units above zero, such as 0.25.";
  }
  if (price === null && year.sellPrice.trim() !== "") {
    errors[`${name}.sellPrice`] = "Dollars for one unit.";
  }
  return units === null || signQuantity(units) <= 0
    ? null
    : { asset: year.sellAsset, units, price };
}
