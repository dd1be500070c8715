import { compareUsd, usd } from "@/lib/money/usd";
import type { DoNotHarvest } from "@/lib/tax/harvest/harvest";
import { accountNameOf, type Books } from "./books";
import { estimateUsd, orderQuantity } from "./plain";

/** Something to leave alone. Dollars to the cent, as text; null: not known. */
export interface AloneView {
  readonly key: string;
  readonly code: DoNotHarvest["code"];
  readonly account: string;
  readonly asset: string;
  readonly quantity: string;
  readonly lots: number;
  readonly gain: string | null;
  readonly firstLongDate: string | null;
  readonly reason: string;
  /** Its figures open worksheets (`askedSheets`). */
  readonly isAskable: boolean;
}

const WORTH_TELLING = usd("1");

/** What to leave alone but for gains under a dollar, each with its name in an address. */
export function tellingAlone(
  items: readonly DoNotHarvest[],
): readonly { readonly key: string; readonly item: DoNotHarvest }[] {
  return items
    .filter(
      ({ code, gain }) =>
        !(code === "gain" || code === "gain-near-long") ||
        gain === null ||
        compareUsd(gain, WORTH_TELLING) >= 0,
    )
    .map((item, index) => ({ key: `${item.code}-${item.account}-${item.asset}-${index}`, item }));
}

/** What selling it alone does to the year answers why; the other reasons are not about the tax of a sale. */
export const isAboutSelling = ({ code, gain }: DoNotHarvest): boolean =>
  (code === "gain" || code === "not-reachable") && gain !== null;

/** What to leave alone, with names. */
export function aloneViews(books: Books, items: readonly DoNotHarvest[]): AloneView[] {
  return tellingAlone(items).map(({ key, item }) => ({
    key,
    code: item.code,
    account: accountNameOf(books, item.account),
    asset: item.asset,
    quantity: orderQuantity(item.quantity),
    lots: item.lots.length,
    gain: estimateUsd(item.gain),
    firstLongDate: item.firstLongDate,
    reason: item.reason,
    isAskable: item.runs !== null || isAboutSelling(item),
  }));
}
