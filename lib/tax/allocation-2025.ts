import { allocate } from "@/lib/money/allocate";
import {
  addQuantity,
  compareQuantity,
  isZeroQuantity,
  type Quantity,
  quantityText,
  signQuantity,
  subtractQuantity,
  sumQuantity,
  ZERO_QUANTITY,
} from "@/lib/money/quantity";
import { sumUsd, type Usd } from "@/lib/money/usd";
import { calendarDate } from "@/lib/time/calendar-date";
import { dateIn } from "@/lib/time/instant";
import { lateFor } from "./allocation-deadline";
import { type Book, type Dated, place, pruneDead } from "./book";
import type { Lot, Part } from "./lot";
import type { Allocation2025, LotId } from "./settings";
import { type AccountId, type AssetId, transactionId } from "./transaction";

type Row = Allocation2025["rows"][number];

/** Where the units were when this day began is what an allocation is measured by. */
const SNAPSHOT = calendarDate("2025-01-01");

/** The rows of one asset, with the lots that had unused units when 2025 began. */
interface AssetRows {
  readonly asset: AssetId;
  readonly lots: readonly Lot[];
  readonly first: Row;
  readonly rows: ReadonlyMap<LotId, readonly Row[]>;
}

/**
 * Puts the unused units of each asset where a completed Rev. Proc. 2024-28 allocation places them, and returns the assets it
 * was applied to. An asset is allocated only when its allocation was made in time and conserves everything: each lot's unused
 * units, no used ones, no units acquired after 2024, and in each account exactly what it held. What is wrong is reported; the
 * lots of that asset then stay where their units were traced to. `event`: the first one of 2025, null when there is none yet.
 */
export function applyAllocation(
  book: Book,
  allocation: Allocation2025,
  event: Dated | null,
): ReadonlySet<AssetId> {
  const applied = new Set(
    byAsset(book, allocation, event)
      .filter((each) => isInTime(book, allocation, each, event) && isConserving(book, each, event))
      .map((each) => {
        for (const lot of each.lots) {
          move(book, lot, each.rows.get(lot.id) ?? []);
        }
        return each.asset;
      }),
  );
  const { completedAt, kind } = allocation;
  if (kind === "global" && dateIn(book.settings.timeZone)(completedAt) >= SNAPSHOT) {
    book.unallocatedUntil = new Map([...applied].map((asset) => [asset, completedAt]));
  }
  return applied;
}

function isInTime(
  book: Book,
  allocation: Allocation2025,
  { asset, first }: AssetRows,
  event: Dated | null,
): boolean {
  const late = lateFor(allocation, asset, {
    firstOut: book.firstOut ?? new Map(),
    timeZone: book.settings.timeZone,
  });
  if (late !== null) {
    const { message, remedy } = late;
    tell(book, event, first, asset, {
      code: "late-identification",
      severity: "check",
      message,
      remedy,
    });
  }
  return late === null;
}

/** Books that never had a universal pool have nothing to allocate: an allocation told all the same is said to be unused. */
export function reportUnusedAllocation(book: Book, allocation: Allocation2025): void {
  const [row] = allocation.rows;
  if (row !== undefined) {
    tell(book, null, row, null, {
      code: "allocation-mismatch",
      severity: "check",
      message:
        "An allocation as of 2025-01-01 is told, but these books do not change from one pool to lots per account then: it is not used (Rev. Proc. 2024-28 is for units whose basis was kept in a universal pool).",
      remedy: "Choose the universal pool until 2024, or take the allocation out.",
    });
  }
}

/** Each asset the allocation speaks of; rows that name no unused lot are reported here and belong to none. */
function byAsset(book: Book, { rows }: Allocation2025, event: Dated | null): AssetRows[] {
  const byLot = grouped(rows, ({ lot }) => lot);
  for (const [id, [row]] of byLot) {
    const lots = book.lotsById?.get(id) ?? [];
    if (row !== undefined && !lots.some(isLive)) {
      reportNoUnused(book, event, id, row, lots[0] ?? null);
    }
  }
  const live = grouped(book.lots.filter(isLive), ({ asset }) => asset);
  return [...live].flatMap(([asset, lots]) => {
    const first = rows.find(({ lot }) => lots.some(({ id }) => id === lot));
    return first === undefined ? [] : [{ asset, lots, first, rows: byLot }];
  });
}

function grouped<K, T>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(key(item)) ?? [];
    group.push(item);
    groups.set(key(item), group);
  }
  return groups;
}

function reportNoUnused(
  book: Book,
  event: Dated | null,
  id: LotId,
  row: Row,
  lot: Lot | null,
): void {
  tell(book, event, row, null, {
    code: "allocation-mismatch",
    severity: "blocking",
    message:
      lot === null
        ? `The allocation names lot ${id}, which these books did not hold when 2025 began: units acquired after 2024 cannot be allocated (Rev. Proc. 2024-28).`
        : `The allocation names lot ${id}, whose units were all used before 2025: used basis cannot be allocated again (Rev. Proc. 2024-28).`,
    remedy: "Take the lot out of the allocation.",
  });
}

/** Checks that nothing is made or lost; reports every lot, or else every account, where something is. */
function isConserving(book: Book, each: AssetRows, event: Dated | null): boolean {
  const lots = wrongLots(each);
  const wrong = lots.length > 0 ? lots : wrongAccounts(book, each);
  for (const message of wrong) {
    tell(book, event, each.first, each.asset, {
      code: "allocation-mismatch",
      severity: "blocking",
      message: `${message} The allocation of ${each.asset} is not applied; its lots stay where they were traced to.`,
      remedy: `Correct the allocation of ${each.asset}: every unused unit in one account, in each account as many as it held when 2025 began.`,
    });
  }
  return wrong.length === 0;
}

function wrongLots({ asset, lots, rows }: AssetRows): string[] {
  return lots.flatMap((lot) => {
    const placed = rows.get(lot.id) ?? [];
    if (placed.some(({ quantity }) => signQuantity(quantity) <= 0)) {
      return [`The allocation places units of lot ${lot.id} that are not above zero.`];
    }
    const sum = sumQuantity(placed.map(({ quantity }) => quantity));
    const unused = sumQuantity(livePartsOf(lot).map(({ quantity }) => quantity));
    const order = compareQuantity(sum, unused);
    if (order === 0) {
      return [];
    }
    const text = `The allocation places ${quantityText(sum)} ${asset} of lot ${lot.id}, of which ${quantityText(unused)} ${asset} was unused when 2025 began`;
    return [
      order > 0
        ? `${text}: used basis cannot be allocated again (Rev. Proc. 2024-28).`
        : `${text}: ${quantityText(subtractQuantity(unused, sum))} ${asset} is left without an account.`,
    ];
  });
}

/** Rev. Proc. 2024-28: an account cannot be given more or fewer units than it held at the snapshot. */
function wrongAccounts(book: Book, { asset, lots, rows }: AssetRows): string[] {
  const placed = new Map<AccountId, Quantity>();
  for (const { id } of lots) {
    for (const { account, quantity } of rows.get(id) ?? []) {
      placed.set(account, addQuantity(placed.get(account) ?? ZERO_QUANTITY, quantity));
    }
  }
  const held = new Map<AccountId, Quantity>();
  for (const [pool, quantity] of book.held) {
    if (pool.asset === asset && pool.account !== null) {
      held.set(pool.account, quantity);
    }
  }
  const accounts = [...new Set([...placed.keys(), ...held.keys()])].sort();
  return accounts.flatMap((account) => {
    const given = placed.get(account) ?? ZERO_QUANTITY;
    const had = held.get(account) ?? ZERO_QUANTITY;
    return compareQuantity(given, had) === 0
      ? []
      : [
          `The allocation gives account ${account} ${quantityText(given)} ${asset}; it held ${quantityText(had)} ${asset} when 2025 began.`,
        ];
  });
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
  return [...byAccount].map(([account, quantity]) => ({ account, quantity }));
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

function isLive(lot: Lot): boolean {
  return livePartsOf(lot).some(({ quantity }) => !isZeroQuantity(quantity));
}

interface Told {
  readonly code: "allocation-mismatch" | "late-identification";
  readonly severity: "blocking" | "check";
  readonly message: string;
  readonly remedy: string;
}

/** Ties a finding to the first transaction under the new rule; while there is none, to the one that opened the lot of a row. */
function tell(
  book: Book,
  event: Dated | null,
  row: Row,
  asset: AssetId | null,
  finding: Told,
): void {
  const lot = book.lotsById?.get(row.lot)?.[0] ?? null;
  book.issues.push({
    code: finding.code,
    severity: finding.severity,
    transaction: event?.tx.id ?? lot?.acquisition ?? transactionId(row.lot),
    account: row.account,
    asset: asset ?? lot?.asset ?? null,
    date: event?.date ?? SNAPSHOT,
    quantity: null,
    message: finding.message,
    remedy: finding.remedy,
  });
}
