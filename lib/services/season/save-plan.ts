import { z } from "zod";
import { isUuid, type PlanId, planId } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { lockClient } from "@/db/queries/clients";
import {
  insertPlan,
  insertPlanVersion,
  listPlanVersions,
  type StoredPlan,
  type StoredPlanSale,
} from "@/db/queries/plans";
import { type Asking, type ClientWriteTx, type GateRefusal, withClient } from "@/db/tenant";
import { addUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { err, ok, type Result } from "@/lib/result";
import type { HarvestRow } from "@/lib/tax/harvest/harvest";
import { situationOf } from "@/lib/tax/harvest/saving";
import { latestQuotes } from "@/lib/tax/harvest/unrealized";
import type { YearResult } from "@/lib/tax/year-result";
import { yearOf } from "@/lib/time/calendar-date";
import { type Instant, instantFromEpoch } from "@/lib/time/instant";
import { type Books, yearOfBooks } from "../gains/books";
import { pickedRows, rowKey, savingOfPicks, tellingRows } from "../gains/picks";
import { estimateUsd, plainPrice, plainQuantity, plainUsd } from "../gains/plain";
import { planAhead, planOf } from "../gains/plan-of";
import { METHOD_WORDS } from "../gains/row-view";
import { readCosts, type TypedCosts } from "../gains/typed-costs";
import { loadBooks } from "../load-books";
import { errorsOf, type FieldErrors } from "../transaction-form";
import { storedInputs } from "./plan-inputs";
import { changesInTurn } from "./saving-steps";

/** Why a plan was not saved. */
export type SavePlanRefusal =
  | GateRefusal
  | { readonly code: "changed-meanwhile" }
  | { readonly code: "invalid-input"; readonly fields: FieldErrors };

const Told = z.object({
  name: z.string().trim().min(1, "A name, such as “Before Thanksgiving”.").max(120),
  note: z.string().trim().max(2000, "At most 2,000 characters."),
});

/**
 * Saves the picked sales as a plan, or as the next version of one: lots, quantities, prices with their time, the saving by
 * the worksheets and what it was all computed from, as of now. Versions are only ever added. Everybody with access to the
 * client sees it.
 */
export async function savePlan(
  user: Asking,
  clientId: string,
  told: {
    readonly plan: string | null;
    readonly name: string;
    readonly note: string;
    readonly picks: readonly string[] | null;
    readonly costs?: TypedCosts;
  },
  now: Instant = instantFromEpoch(Date.now()),
): Promise<Result<PlanId, SavePlanRefusal>> {
  const read = Told.safeParse(told);
  if (!read.success) {
    return err({ code: "invalid-input", fields: errorsOf(read.error) });
  }
  const loaded = await loadBooks(user, clientId, { now });
  if (!loaded.ok) {
    return loaded;
  }
  const books = loaded.value;
  await planAhead(books, readCosts(told.costs ?? {}).costs);
  const drawn = drawPlan(books, told.picks, told.costs);
  if (drawn === null) {
    return err({ code: "invalid-input", fields: { picks: "Tick at least one sale." } });
  }
  return withClient<PlanId, SavePlanRefusal>(user, clientId, "write", async (tx) => {
    await lockClient(tx);
    const id = await planFor(tx, told.plan, yearOf(books.asOf.date));
    if (id === null) {
      return err({ code: "not-found" });
    }
    const version = await insertPlanVersion(tx, id, {
      ...read.data,
      plan: drawn,
      asOf: books.asOf.date,
      engine: books.version.engine,
      ledgerVersion: books.version.ledger,
      settingsVersion: books.version.settings,
    });
    await insertAuditEvent(tx, { deed: "plan.save", subjectId: id, detail: { version } });
    return ok(id);
  });
}

/** The plan to add to, or a new one; null for a plan that is not there or of another year. */
async function planFor(
  tx: ClientWriteTx,
  told: string | null,
  year: number,
): Promise<PlanId | null> {
  if (told === null || told === "") {
    return insertPlan(tx, year);
  }
  const [last] = isUuid(told) ? await listPlanVersions(tx, planId(told)) : [];
  return last?.year === year ? last.id : null;
}

/** The picked sales as computed now; `picks` null: every one that saves. Null when there are none. */
export function drawPlan(
  books: Books,
  picks: readonly string[] | null,
  typedCosts: TypedCosts = {},
): StoredPlan | null {
  const year = yearOfBooks(books, yearOf(books.asOf.date));
  const costs = readCosts(typedCosts);
  const plan = year === null ? null : planOf(books, year, costs.costs);
  const rows = tellingRows(plan?.rows ?? []);
  const picked = pickedRows(
    rows,
    picks ?? rows.filter((row) => !row.pastCap).map((row) => rowKey(row)),
  );
  return year === null || picked.length === 0 ? null : storedPlan(books, year, picked, costs);
}

function storedPlan(
  books: Books,
  year: YearResult,
  picked: readonly HarvestRow[],
  costs: ReturnType<typeof readCosts>,
): StoredPlan | null {
  const situation = year.profile === null ? null : situationOf(year, year.profile);
  if (situation === null || !situation.ok) {
    return null;
  }
  const { now, after, shortCarryoverChange, longCarryoverChange } = savingOfPicks(
    situation.value,
    picked,
  );
  // Each after the ones above it, so that the sales add up to what they save together.
  const soFar = picked.map(
    (_, index) => savingOfPicks(situation.value, picked.slice(0, index + 1)).saving,
  );
  const { changes, end } = changesInTurn(ZERO_USD, soFar);
  return {
    sales: picked.map((row, index) => storedSale(books, row, changes[index] ?? row.saving)),
    saving: estimateUsd(end),
    carryoverAdded: estimateUsd(addUsd(shortCarryoverChange, longCarryoverChange)),
    taxWithout: estimateUsd(now.tax.total),
    taxWith: estimateUsd(after.tax.total),
    inputs: storedInputs(books, situation.value, costs),
  };
}

function storedSale(books: Books, row: HarvestRow, saving: Usd): StoredPlanSale {
  const known = latestQuotes(books.quotes).get(row.asset);
  return {
    key: rowKey(row),
    account: row.account,
    asset: row.asset,
    quantity: plainQuantity(row.quantity),
    method: METHOD_WORDS[row.method],
    gain: estimateUsd(addUsd(row.shortGain, row.longGain)),
    saving: estimateUsd(saving),
    carryoverAdded: estimateUsd(row.carryoverAdded),
    reason: row.reason,
    price:
      known === undefined
        ? null
        : {
            price: plainPrice(known.price) ?? "",
            at: known.quote.at,
            source: known.quote.source,
          },
    lots: row.lots.map((lot) => ({
      lot: lot.lot,
      quantity: plainQuantity(lot.quantity),
      acquired: lot.acquired,
      basis: estimateUsd(lot.basis),
      value: estimateUsd(lot.value),
      // To the last decimal: what was planned is worked out again from these.
      gain: plainUsd(lot.gain),
      term: lot.term,
    })),
  };
}
