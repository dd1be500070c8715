import { type Price, parsePrice } from "@/lib/money/price";
import { parseQuantity, type Quantity, signQuantity } from "@/lib/money/quantity";
import { changeOfPercent, plainDecimal, rateOfPercent } from "@/lib/money/typed-decimal";
import { parseUsd, signUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { SaleCosts } from "@/lib/tax/harvest/sale";
import { MOST_YEARS } from "@/lib/tax/plan-years/question";
import type { FilingStatus, YearProfile } from "@/lib/tax/settings";

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
  readonly costs: SaleCosts;
  readonly buysBack: boolean;
  readonly errors: Readonly<Record<string, string>>;
}

const STATUSES: readonly FilingStatus[] = ["single", "mfj", "mfs", "hoh", "qss"];

type Errors = Record<string, string>;

/** Reads the form against this year's profile. */
export function readYears(wish: YearsWish, profile: YearProfile): ReadYears {
  const errors: Errors = {};
  const change = (field: "indexing" | "growth" | "discount", blank: string) => {
    const text = wish[field].trim();
    const read = text === "" ? blank : changeOfPercent(text);
    if (read === null) {
      errors[field] = "A percentage above -100, such as 2.5.";
    }
    return read ?? blank;
  };
  const discount = change("discount", "0");
  const rate = wish.fee.trim() === "" ? "0" : rateOfPercent(wish.fee);
  if (rate === null) {
    errors["fee"] = "A percentage from 0 to 50, such as 0.6.";
  }
  return {
    years: wish.years
      .slice(0, MOST_YEARS)
      .map((year, at) => readYear(year, `y${at}`, profile, at === 0, errors)),
    indexing: change("indexing", "0"),
    growth: change("growth", "0"),
    discount: wish.discount.trim() === "" ? null : discount,
    costs: { rate: rate ?? "0", fixed: dollars(wish.feeFixed, ZERO_USD, "feeFixed", errors) },
    buysBack: wish.buysBack,
    errors,
  };
}

function readYear(
  year: YearWish,
  name: string,
  profile: YearProfile,
  isFirst: boolean,
  errors: Errors,
): ReadYear {
  const isTyped = year.deduction.trim() !== "";
  // This year's deduction is known; a later year's blank one is the standard deduction of its status.
  const known = isFirst && year.status === "" ? profile.deduction : null;
  return {
    filingStatus: STATUSES.find((status) => status === year.status) ?? profile.filingStatus,
    ordinaryIncome: dollars(year.income, profile.ordinaryIncome, `${name}.income`, errors),
    deduction: isTyped ? dollars(year.deduction, ZERO_USD, `${name}.deduction`, errors) : known,
    sale: readSale(year, name, errors),
  };
}

function readSale(year: YearWish, name: string, errors: Errors): MeantSale | null {
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

function dollars(text: string, blank: Usd, field: string, errors: Errors): Usd {
  if (text.trim() === "") {
    return blank;
  }
  const amount = parseUsd(plainDecimal(text) ?? "x");
  if (amount === null || signUsd(amount) < 0) {
    errors[field] = "Dollars such as 1,234.56, zero or more.";
    return blank;
  }
  return amount;
}
