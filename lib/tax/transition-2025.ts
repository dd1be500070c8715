import { compareQuantity, quantityText, sumQuantity, ZERO_QUANTITY } from "@/lib/money/quantity";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { applyAllocation, reportUnusedAllocation } from "./allocation-2025";
import type { Book, Dated } from "./book";
import { report } from "./issues";
import type { CutoverMismatch } from "./year-result";

/** From this tax date on every disposal uses lots of its own account (Reg. 1.1012-1(j); Rev. Proc. 2024-28). */
export const PER_ACCOUNT_FROM = "2025-01-01";

/** True when the client's universal pool ends on or before a date. */
export function endsUniversal(book: Book, date: CalendarDate): boolean {
  return (
    book.universal !== null &&
    book.settings.pool === "universal-until-2024" &&
    date >= PER_ACCOUNT_FROM
  );
}

/**
 * Turns the universal pool into one pool per account. Lots stay where their units were traced to, or go where a completed
 * Rev. Proc. 2024-28 allocation puts them; an allocation that does not conserve the units of an asset is not applied to it.
 * `event` is the first one under the new rule (null: none yet), to which findings are tied.
 */
export function endUniversal(book: Book, event: Dated | null): void {
  book.cutoverMismatch = mismatches(book);
  book.universal = null;
  const { allocation2025 } = book.settings;
  const allocated = allocation2025 === null ? null : applyAllocation(book, allocation2025, event);
  if (event === null) {
    return;
  }
  for (const { account, asset, held, located } of book.cutoverMismatch) {
    if (allocated?.has(asset) === true) {
      continue;
    }
    report(book, event, {
      code: "allocation-mismatch",
      severity: "check",
      account,
      asset,
      quantity: held,
      message: `On ${PER_ACCOUNT_FROM} the account held ${quantityText(held)} ${asset}, but under the universal method ${quantityText(located)} ${asset} of unused lots was left in it.`,
      remedy:
        "Enter the allocation made under Rev. Proc. 2024-28, or use lots per account from the beginning.",
    });
  }
}

function mismatches(book: Book): readonly CutoverMismatch[] {
  const found: CutoverMismatch[] = [];
  for (const [account, assets] of book.pools) {
    for (const [asset, pool] of assets) {
      const located = sumQuantity(pool.live().map(({ quantity }) => quantity));
      const held = book.held.get(pool) ?? ZERO_QUANTITY;
      if (compareQuantity(held, located) !== 0) {
        found.push({ account, asset, held, located });
      }
    }
  }
  return found.sort((a, b) => (a.asset + a.account < b.asset + b.account ? -1 : 1));
}

/** Once at the end: pools the law does not know from 2025 on, and an allocation that has nothing to allocate. */
export function reportPools(book: Book): void {
  const { allocation2025, pool } = book.settings;
  if (pool === "universal") {
    reportUniversalFrom2025(book);
  }
  if (allocation2025 !== null && pool !== "universal-until-2024") {
    reportUnusedAllocation(book, allocation2025);
  }
}

/** One pool for ever is for comparing with old reports only: the first disposal from 2025 on says that the law asks otherwise. */
function reportUniversalFrom2025(book: Book): void {
  const lot = book.closedLots.find(({ sold }) => sold >= PER_ACCOUNT_FROM);
  if (lot !== undefined) {
    book.issues.push({
      code: "choice-needed",
      severity: "blocking",
      transaction: lot.disposal,
      account: lot.account,
      asset: lot.asset,
      date: lot.sold,
      quantity: null,
      message: `One pool for all accounts is not allowed from ${PER_ACCOUNT_FROM} (Reg. 1.1012-1(j); Rev. Proc. 2024-28); these figures are only for comparing.`,
      remedy: "Choose the universal pool until 2024, or lots per account.",
    });
  }
}
