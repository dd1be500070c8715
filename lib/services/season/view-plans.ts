import { listPlans, type PlanVersion, type StoredPlan } from "@/db/queries/plans";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { ok, type Result } from "@/lib/result";
import { accountId } from "@/lib/tax/transaction";
import { minuteText } from "@/lib/time/wall-clock";
import { accountNameOf, type Books } from "../gains/books";
import { loadBooks } from "../load-books";
import type { PlanPlace } from "./plan-inputs";

/** A plan in the list. */
export interface PlanItem {
  readonly id: string;
  readonly name: string;
  readonly year: number;
  readonly version: number;
  readonly saved: string;
  readonly byYou: boolean;
  readonly sales: number;
  readonly saving: string;
}

/** The plans of a client, the one saved last first. */
export async function viewPlans(
  user: Asking,
  clientId: string,
): Promise<
  Result<{ readonly plans: readonly PlanItem[]; readonly mayWrite: boolean }, GateRefusal>
> {
  const loaded = await loadBooks(user, clientId);
  if (!loaded.ok) {
    return loaded;
  }
  const books = loaded.value;
  return withClient(user, clientId, "read", async (tx) =>
    ok({
      plans: (await listPlans(tx)).map((plan) => planItem(books, plan, user)),
      mayWrite: books.role !== "viewer",
    }),
  );
}

/** One version of a plan as lists show it. */
export function planItem(books: Books, plan: PlanVersion, user: Asking): PlanItem {
  return {
    id: plan.id,
    name: plan.name,
    year: plan.year,
    version: plan.version,
    saved: minuteText(plan.enteredAt, books.settings.timeZone),
    byYou: plan.enteredBy === user.id,
    sales: plan.plan.sales.length,
    saving: plan.plan.saving,
  };
}

/** The accounts plans sell from, by their names. */
export function placesOf(books: Books, ...plans: readonly StoredPlan[]): readonly PlanPlace[] {
  return plans.flatMap(({ sales }) =>
    sales.map(({ account }) => ({ account, name: accountNameOf(books, accountId(account)) })),
  );
}
