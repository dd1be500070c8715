import { listPlans, type PlanVersion, type StoredPlan } from "@/db/queries/plans";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { ok, type Result } from "@/lib/result";
import { yearOf } from "@/lib/time/calendar-date";
import { planAhead } from "../gains/plan-of";
import { type CostsView, readCosts, type TypedCosts } from "../gains/typed-costs";
import { loadBooks } from "../load-books";
import { drawPlan } from "./save-plan";
import { type PlanItem, planItem } from "./view-plans";

/** What would be saved: the picked sales as computed now. */
export interface PlanDraft {
  readonly year: number;
  readonly plan: StoredPlan | null;
  readonly accounts: Readonly<Record<string, string>>;
  readonly costs: CostsView;
  /** The plan it would be the next version of. */
  readonly of: { readonly id: string; readonly name: string; readonly version: number } | null;
  /** Plans of the year it could be added to. */
  readonly plans: readonly PlanItem[];
  readonly mayWrite: boolean;
}

/** The form that saves a plan; the next version of one begins with the costs of the last, unless the address tells others. */
export async function viewPlanDraft(
  user: Asking,
  clientId: string,
  picks: readonly string[] | null,
  of: string | null,
  typedCosts: TypedCosts = {},
): Promise<Result<PlanDraft, GateRefusal>> {
  const loaded = await loadBooks(user, clientId);
  if (!loaded.ok) {
    return loaded;
  }
  const books = loaded.value;
  const year = yearOf(books.asOf.date);
  const saved = await withClient<readonly PlanVersion[], never>(
    user,
    clientId,
    "read",
    async (tx) => ok(await listPlans(tx, year)),
  );
  if (!saved.ok) {
    return saved;
  }
  const found = saved.value.find(({ id }) => id === of);
  const isTold = typedCosts.fee !== undefined || typedCosts.feeFixed !== undefined;
  const costs = isTold ? typedCosts : (found?.plan.inputs?.costs ?? {});
  await planAhead(books, readCosts(costs).costs);
  return ok({
    year,
    plan: drawPlan(books, picks, costs),
    accounts: Object.fromEntries(books.accounts),
    costs: readCosts(costs).view,
    of: found === undefined ? null : { id: found.id, name: found.name, version: found.version },
    plans: saved.value.map((plan) => planItem(books, plan, user)),
    mayWrite: books.role !== "viewer",
  });
}
