import type { AllocationFile, AllocationLine } from "@/lib/importers/allocation-2025";
import { compareQuantity, type Quantity, quantityText, sumQuantity } from "@/lib/money/quantity";
import { err, ok, type Result } from "@/lib/result";
import type { OpenLot } from "@/lib/tax/closed-lot";
import { groupBy } from "@/lib/tax/explain/group-by";
import type { Allocation2025, LotId } from "@/lib/tax/settings";
import type { AccountId } from "@/lib/tax/transaction";

/** What is wrong with an allocation. `line` null: nothing in the file speaks of it. */
export interface AllocationProblem {
  readonly line: number | null;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

type Placement = Allocation2025["rows"][number];

/** A lot that was unused when 2025 began, its parts together. */
interface UnusedLot {
  readonly lot: LotId;
  readonly asset: string;
  readonly acquired: OpenLot["acquired"];
  readonly quantity: Quantity;
}

/**
 * The lines of an allocation file as placements: every account and lot is one of the books', named without doubt, and each
 * unused lot of an asset in the file is placed to the last unit, no more and no less. Else all that is wrong.
 */
export function placeLines(
  file: AllocationFile,
  unused: readonly OpenLot[],
  accounts: ReadonlyMap<AccountId, string>,
): Result<readonly Placement[], readonly AllocationProblem[]> {
  const problems: AllocationProblem[] = [...file.problems];
  const lots = unusedLots(unused);
  const accountOf = new Map([...accounts].map(([id, name]) => [name.toLowerCase(), id]));
  const placed: { line: number; at: Placement; asset: string }[] = [];
  for (const line of file.lines) {
    const account = accountOf.get(line.account.toLowerCase());
    const lot = lotNamed(lots, line);
    if (account === undefined) {
      const reason = "There is no account of this name in these books.";
      problems.push({ line: line.line, column: "Account", value: line.account, reason });
    }
    if (!lot.ok) {
      problems.push(lot.error);
    }
    if (account !== undefined && lot.ok) {
      const at = { account, lot: lot.value.lot, quantity: line.quantity };
      placed.push({ line: line.line, at, asset: lot.value.asset });
    }
  }
  // Sums mean nothing while lines are missing.
  if (problems.length === 0) {
    problems.push(...notConserved(lots, placed));
  }
  if (problems.length === 0 && placed.length === 0) {
    problems.push({ line: null, column: "", value: "", reason: "The file places nothing." });
  }
  return problems.length === 0 ? ok(placed.map(({ at }) => at)) : err(problems.sort(byLine));
}

/** In the order of the file; what it does not speak of comes last. */
const byLine = (a: AllocationProblem, b: AllocationProblem): number =>
  (a.line ?? Number.MAX_SAFE_INTEGER) - (b.line ?? Number.MAX_SAFE_INTEGER);

/** An id alone does not name a lot whose asset was renamed; asset and id together do. */
function unusedLots(parts: readonly OpenLot[]): readonly UnusedLot[] {
  return [...groupBy(parts, (part) => `${part.lot} ${part.asset}`).values()].flatMap((group) => {
    const [first] = group;
    return first === undefined
      ? []
      : [{ ...first, quantity: sumQuantity(group.map(({ quantity }) => quantity)) }];
  });
}

function lotNamed(
  lots: readonly UnusedLot[],
  line: AllocationLine,
): Result<UnusedLot, AllocationProblem> {
  const found = lots.filter((lot) =>
    line.lot === null
      ? lot.asset === line.asset && lot.acquired === line.acquired
      : lot.lot === line.lot && (line.asset === null || lot.asset === line.asset),
  );
  const [one] = found;
  const [column, value] = line.lot === null ? ["Acquired", line.acquired ?? ""] : ["Lot", line.lot];
  if (one === undefined) {
    const reason =
      line.lot === null
        ? `No unused lot of ${line.asset} was acquired on that day.`
        : "There is no unused lot with this id.";
    return err({ line: line.line, column, value, reason });
  }
  return found.length === 1
    ? ok(one)
    : err({
        line: line.line,
        column,
        value,
        reason:
          line.lot === null
            ? `${found.length} lots of ${line.asset} were acquired on that day: give the lot’s id.`
            : "This lot was renamed: give its asset too.",
      });
}

function notConserved(
  lots: readonly UnusedLot[],
  placed: readonly { line: number; at: Placement; asset: string }[],
): AllocationProblem[] {
  const assets = new Set(placed.map(({ asset }) => asset));
  const byLot = groupBy(placed, ({ at, asset }) => `${at.lot} ${asset}`);
  return lots
    .filter((lot) => assets.has(lot.asset))
    .flatMap((lot) => {
      const rows = byLot.get(`${lot.lot} ${lot.asset}`) ?? [];
      const total = sumQuantity(rows.map(({ at }) => at.quantity));
      if (compareQuantity(total, lot.quantity) === 0) {
        return [];
      }
      const where = `${quantityText(lot.quantity)} ${lot.asset} acquired ${lot.acquired ?? "on a day not known"}`;
      return {
        line: rows[0]?.line ?? null,
        column: "Quantity",
        value: quantityText(total),
        reason: `The lot of ${where} must be placed in full: the file places ${quantityText(total)}.`,
      };
    });
}
