import type { YearsWish } from "@/lib/services/plan-years/years-wish";
import { one, type Query } from "../../../_gains/address";

/** More than the engine takes is cut there too. */
const MOST = 6;

/** The form of an address; null when it says nothing, so that the page begins with its own. */
export function wishOf(query: Query): YearsWish | null {
  if (one(query, "asked") === undefined) {
    return null;
  }
  const count = Number(one(query, "years"));
  const years = Number.isInteger(count) ? Math.min(Math.max(count, 1), MOST) : 1;
  const text = (name: string) => one(query, name) ?? "";
  return {
    years: Array.from({ length: years }, (_, at) => ({
      status: text(`y${at}.status`),
      income: text(`y${at}.income`),
      deduction: text(`y${at}.deduction`),
      sellAsset: text(`y${at}.sellAsset`),
      sellUnits: text(`y${at}.sellUnits`),
      sellPrice: text(`y${at}.sellPrice`),
    })),
    indexing: text("indexing"),
    growth: text("growth"),
    discount: text("discount"),
    fee: text("fee"),
    feeFixed: text("feeFixed"),
    buysBack: one(query, "back") === "1",
  };
}
