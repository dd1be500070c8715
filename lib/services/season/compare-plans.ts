import { isUuid, planId } from "@/db/ids";
import { listPlanVersions, type PlanVersion, type StoredPlanSale } from "@/db/queries/plans";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { accountId } from "@/lib/tax/transaction";
import { accountNameOf, type Books } from "../gains/books";
import { loadBooks } from "../load-books";
import { type InputLine, inputLines } from "./plan-inputs";
import { type NoSheets, noSheetsOf, planAgain } from "./plan-sheets";
import { type PlanItem, placesOf, planItem } from "./view-plans";

/** One version of the two. */
export interface ComparedVersion extends PlanItem {
  readonly note: string;
  readonly engine: string;
  readonly asOf: string;
  readonly taxWithout: string;
  readonly taxWith: string;
  readonly carryoverAdded: string;
  /** Why its figures open no worksheets on the page of this version; null: they do. */
  readonly noSheets: NoSheets | null;
}

/** A planned sale in one of them. Amounts are decimal text. */
export interface ComparedCell {
  readonly quantity: string;
  readonly price: string | null;
  readonly lots: number;
  readonly gain: string;
  readonly saving: string;
}

/** A sale of either; null: that version does not have it. */
export interface ComparedSale {
  readonly key: string;
  readonly accountName: string;
  readonly asset: string;
  readonly before: ComparedCell | null;
  readonly after: ComparedCell | null;
  readonly isSame: boolean;
}

/** Two versions of a plan side by side, the earlier first. */
export interface PlanComparison {
  readonly before: ComparedVersion;
  readonly after: ComparedVersion;
  readonly inputs: readonly InputLine[];
  /** Those of the two that were saved before inputs were kept. */
  readonly notKept: readonly number[];
  readonly sales: readonly ComparedSale[];
  readonly versions: readonly number[];
}

/**
 * Holds two versions of a plan against each other, the last two unless others are asked for; one that has no other yet against
 * itself. "not-found" when one is not there.
 */
export async function comparePlans(
  user: Asking,
  clientId: string,
  id: string,
  asked: { readonly from: number | null; readonly to: number | null },
): Promise<Result<PlanComparison, GateRefusal>> {
  const loaded = await loadBooks(user, clientId);
  if (!loaded.ok) {
    return loaded;
  }
  const books = loaded.value;
  return withClient<PlanComparison, GateRefusal>(user, clientId, "read", async (tx) => {
    const versions = isUuid(id) ? await listPlanVersions(tx, planId(id)) : [];
    const after = versions.find(({ version }) => asked.to === null || version === asked.to);
    const from = asked.from ?? Math.max(1, (after?.version ?? 0) - 1);
    const before = versions.find(({ version }) => version === from);
    if (after === undefined || before === undefined) {
      return err({ code: "not-found" });
    }
    return ok({
      before: versionView(books, before, user),
      after: versionView(books, after, user),
      inputs: inputLines(
        before.plan.inputs,
        after.plan.inputs,
        placesOf(books, before.plan, after.plan),
      ),
      notKept: [before, after].flatMap(({ plan, version }) =>
        plan.inputs === undefined ? [version] : [],
      ),
      sales: salesOf(books, before, after),
      versions: versions.map(({ version }) => version),
    });
  });
}

function versionView(books: Books, version: PlanVersion, user: Asking): ComparedVersion {
  const { taxWithout, taxWith, carryoverAdded } = version.plan;
  const { note, engine, asOf } = version;
  return {
    note,
    engine,
    asOf,
    taxWithout,
    taxWith,
    carryoverAdded,
    noSheets: noSheetsOf(planAgain(books, version)),
    ...planItem(books, version, user),
  };
}

function salesOf(books: Books, before: PlanVersion, after: PlanVersion): readonly ComparedSale[] {
  const [earlier, later] = [before, after].map(
    ({ plan }) => new Map(plan.sales.map((sale) => [sale.key, sale])),
  );
  const all = new Map([...(later ?? []), ...(earlier ?? [])]);
  return [...all.values()].map(({ key, account, asset }) => {
    const [a, b] = [earlier?.get(key), later?.get(key)].map(cellOf);
    return {
      key,
      accountName: accountNameOf(books, accountId(account)),
      asset,
      before: a ?? null,
      after: b ?? null,
      isSame: JSON.stringify(a) === JSON.stringify(b),
    };
  });
}

const cellOf = (sale: StoredPlanSale | undefined): ComparedCell | null =>
  sale === undefined
    ? null
    : {
        quantity: sale.quantity,
        price: sale.price?.price ?? null,
        lots: sale.lots.length,
        gain: sale.gain,
        saving: sale.saving,
      };
