import { planInParts, stagesOfPlan, type YearsPlan } from "@/lib/tax/plan-years/plan-years";
import type { YearsQuestion } from "@/lib/tax/plan-years/question";
import type { LedgerResult } from "@/lib/tax/year-result";
import { inTurns } from "../in-turns";
import type { Progressed } from "../soon";

/** A plan that is being made, or is made. */
export interface PlanAtWork {
  /** An object always, so that "not yet" can be told apart. */
  readonly made: Promise<{ readonly plan: YearsPlan | null }>;
  readonly progress: () => Progressed;
}

/** Plans kept for one state of the books; the one asked least recently goes first. */
const MOST_PLANS = 4;

const plans = new WeakMap<LedgerResult, Map<string, PlanAtWork>>();

/**
 * The plan of a question about these computed books, begun once for all who ask while it is kept. It is made in turns with whatever else
 * the process has to do, and goes on when nobody waits for it. `key`: everything of the question that does not follow from the books.
 */
export function planAtWork(ledger: LedgerResult, key: string, question: YearsQuestion): PlanAtWork {
  const own = plans.get(ledger) ?? new Map<string, PlanAtWork>();
  plans.set(ledger, own);
  const work = own.get(key) ?? begin(question, () => own.delete(key));
  own.delete(key);
  own.set(key, work);
  for (const oldest of own.keys()) {
    if (own.size <= MOST_PLANS) {
      break;
    }
    own.delete(oldest);
  }
  return work;
}

function begin(question: YearsQuestion, failed: () => void): PlanAtWork {
  const total = stagesOfPlan(question);
  let done = 0;
  const made = inTurns(planInParts(question), (stages) => {
    done = stages;
  }).then((plan) => ({ plan: plan.ok ? plan.value : null }));
  // A page may not wait for it: then whoever looks next begins anew.
  made.catch(failed);
  return { made, progress: () => ({ done, total }) };
}
