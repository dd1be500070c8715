import { allocate } from "@/lib/money/allocate";
import {
  addQuantity,
  compareQuantity,
  isZeroQuantity,
  type Quantity,
  quantityText,
  sumQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { sumUsd, type Usd } from "@/lib/money/usd";
import type { CalendarDate } from "@/lib/time/calendar-date";
import { type Book, type Dated, place, pruneDead } from "./book";
import { report } from "./issues";
import type { Lot, Part } from "./lot";
import type { Allocation2025 } from "./settings";
import type { AccountId } from "./transaction";
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
 * Rev. Proc. 2024-28 allocation puts them; an allocation that does not conserve the units of a lot is not applied.
 * `event` is the first one under the new rule (null: none yet), to which findings are tied.
 */
export function endUniversal(book: Book, event: Dated | null): void {
  book.cutoverMismatch = mismatches(book);
  book.universal = null;
  const { allocation2025 } = book.settings;
  if (allocation2025 !== null) {
    relocate(book, allocation2025, event);
  } else if (event !== null) {
    for (const { account, asset, held, located } of book.cutoverMismatch) {
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

type Row = Allocation2025["rows"][number];

function relocate(book: Book, { rows }: Allocation2025, event: Dated | null): void {
  const wanted = new Map<string, Row[]>();
  for (const row of rows) {
    const list = wanted.get(row.lot) ?? [];
    list.push(row);
    wanted.set(row.lot, list);
  }
  const lots = book.lots.filter((lot) => livePartsOf(lot).length > 0);
  const wrong = lots.find((lot) => !conserves(lot, wanted.get(lot.id) ?? []));
  const unknown = [...wanted.keys()].find((id) => !lots.some((lot) => lot.id === id));
  if (wrong !== undefined || unknown !== undefined) {
    refuse(book, event, wrong?.id ?? unknown ?? "");
    return;
  }
  for (const lot of lots) {
    move(book, lot, wanted.get(lot.id) ?? []);
  }
}

function conserves(lot: Lot, rows: readonly Row[]): boolean {
  const unused = sumQuantity(livePartsOf(lot).map(({ quantity }) => quantity));
  return compareQuantity(sumQuantity(rows.map(({ quantity }) => quantity)), unused) === 0;
}

function refuse(book: Book, event: Dated | null, lot: string): void {
  if (event !== null) {
    report(book, event, {
      code: "allocation-mismatch",
      severity: "blocking",
      message: `The allocation of unused lots as of ${PER_ACCOUNT_FROM} does not add up for lot ${lot}: it must place exactly the unused units. It is not applied; lots stay where they were traced to.`,
      remedy: "Correct the allocation so that every unused lot is placed in full.",
    });
  }
}

function move(book: Book, lot: Lot, rows: readonly Row[]): void {
  const parts = livePartsOf(lot);
  const basis = total(parts.map((part) => part.basis));
  const lossBasis = total(parts.map((part) => part.lossBasis));
  for (const part of parts) {
    book.trace?.drawn(part, part);
    part.quantity = ZERO_QUANTITY;
  }
  const placed = merged(rows);
  const quantities = placed.map(({ quantity }) => quantity);
  const bases = basis === null ? [] : allocate(basis, quantities);
  const lossBases = lossBasis === null ? [] : allocate(lossBasis, quantities);
  placed.forEach(({ account, quantity }, index) => {
    place(book, lot, account, quantity, bases[index] ?? null, lossBases[index] ?? null);
  });
}

function merged(rows: readonly Row[]): readonly { account: AccountId; quantity: Quantity }[] {
  const byAccount = new Map<AccountId, Quantity>();
  for (const { account, quantity } of rows) {
    byAccount.set(account, addQuantity(byAccount.get(account) ?? ZERO_QUANTITY, quantity));
  }
  return [...byAccount]
    .filter(([, quantity]) => !isZeroQuantity(quantity))
    .map(([account, quantity]) => ({ account, quantity }));
}

function total(amounts: readonly (Usd | null)[]): Usd | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === amounts.length ? sumUsd(known) : null;
}

function livePartsOf(lot: Lot): readonly Part[] {
  pruneDead(lot);
  const parts: Part[] = [];
  for (let part = lot.parts; part !== null; part = part.sibling) {
    parts.push(part);
  }
  return parts;
}
