import type { HarvestView } from "@/lib/services/view-harvest";
import { address } from "../../_gains/address";

/** The open lots of an asset on the day of the page: of one term where it is told. */
export const lotsHref = (
  root: string,
  { asOf, isToday }: Pick<HarvestView, "asOf" | "isToday">,
  asset: string,
  term: "short" | "long" | null = null,
): string => address(`${root}/lots`, {}, { asset, term, "as-of": isToday ? null : asOf });
