import { isUuid, planId } from "@/db/ids";
import {
  listPlanComments,
  listPlans,
  listPlanVersions,
  type PlanComment,
  type PlanVersion,
  type StoredPlan,
  type StoredPlanSale,
} from "@/db/queries/plans";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { quantityText } from "@/lib/money/quantity";
import { err, ok, type Result } from "@/lib/result";
import { type PlannedOutcome, plannedOutcomes } from "@/lib/tax/harvest/planned-sales";
import { accountId } from "@/lib/tax/transaction";
import { dateIn, type Instant, instantFromEpoch } from "@/lib/time/instant";
import { accountNameOf, type Books, yearOfBooks } from "../gains/books";
import { loadBooks } from "../load-books";
import { hasMoved, type PlanSaleNow, planNow } from "./plan-now";
import { plannedSales } from "./read-season";
import { drawPlan } from "./save-plan";
import { exactClock } from "./ticket-words";

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
      plans: (await listPlans(tx)).map((plan) => itemOf(books, plan, user)),
      mayWrite: books.role !== "viewer",
    }),
  );
}

function itemOf(books: Books, plan: PlanVersion, user: Asking): PlanItem {
  return {
    id: plan.id,
    name: plan.name,
    year: plan.year,
    version: plan.version,
    saved: minuteClock(plan.enteredAt, books.settings.timeZone),
    byYou: plan.enteredBy === user.id,
    sales: plan.plan.sales.length,
    saving: plan.plan.saving,
  };
}

/** To the minute: "2026-11-22 11:31 EST". */
function minuteClock(at: Instant, zone: string): string {
  return exactClock(at, zone).replace(/(\d{2}:\d{2}):\d{2}(?:\.\d+)?/, "$1");
}

/** A planned sale with what has become of it. */
export interface PlanSaleView {
  readonly key: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly asset: string;
  readonly quantity: string;
  readonly method: string;
  readonly gain: string;
  readonly saving: string;
  readonly reason: string;
  readonly lots: StoredPlan["sales"][number]["lots"];
  readonly priceThen: string | null;
  readonly priceThenAt: string | null;
  readonly priceNow: string | null;
  readonly hasMoved: boolean;
  readonly gainNow: string | null;
  readonly isGone: boolean;
  /** Units sold as planned, and units of the asset sold from the account out of other lots. */
  readonly sold: string;
  readonly otherLots: string;
  readonly isDone: boolean;
  readonly lastSold: string | null;
}

/** A saved plan beside what is now. */
export interface PlanView extends PlanItem {
  readonly clientName: string;
  readonly note: string;
  readonly mayWrite: boolean;
  /** This is the newest version. */
  readonly isLast: boolean;
  readonly savedUtc: string;
  readonly engine: string;
  readonly asOf: string;
  readonly timeZone: string;
  readonly taxWithout: string;
  readonly taxWith: string;
  readonly carryoverAdded: string;
  readonly savingNow: string | null;
  readonly hasMoved: boolean;
  /** The year is over: what counts is what was sold. */
  readonly isOver: boolean;
  readonly doneCount: number;
  readonly items: readonly PlanSaleView[];
  readonly versions: readonly { readonly version: number; readonly saved: string }[];
  readonly comments: readonly (Pick<PlanComment, "text" | "author"> & {
    readonly at: string;
    readonly byYou: boolean;
  })[];
  /** Address parts that open these sales in the list. */
  readonly picks: readonly string[];
}

/** One plan, its newest version unless another is asked for. A version that is not there is "not-found". */
export async function viewPlan(
  user: Asking,
  clientId: string,
  id: string,
  version: number | null = null,
  now: Instant = instantFromEpoch(Date.now()),
): Promise<Result<PlanView, GateRefusal>> {
  const loaded = await loadBooks(user, clientId, { now });
  if (!loaded.ok) {
    return loaded;
  }
  const books = loaded.value;
  return withClient<PlanView, GateRefusal>(user, clientId, "read", async (tx) => {
    const versions = isUuid(id) ? await listPlanVersions(tx, planId(id)) : [];
    const shown = versions.find((each) => version === null || each.version === version);
    if (shown === undefined) {
      return err({ code: "not-found" });
    }
    const comments = await listPlanComments(tx, shown.id);
    return ok(planView(books, shown, versions, comments, user));
  });
}

function planView(
  books: Books,
  shown: PlanVersion,
  versions: readonly PlanVersion[],
  comments: readonly PlanComment[],
  user: Asking,
): PlanView {
  const { timeZone } = books.settings;
  const { plan } = shown;
  const isOver = books.asOf.date > `${shown.year}-12-31`;
  const items = saleViews(books, shown);
  return {
    ...itemOf(books, shown, user),
    clientName: books.clientName,
    note: shown.note,
    mayWrite: books.role !== "viewer",
    isLast: shown.version === versions[0]?.version,
    savedUtc: shown.enteredAt,
    engine: shown.engine,
    asOf: shown.asOf,
    timeZone,
    taxWithout: plan.taxWithout,
    taxWith: plan.taxWith,
    carryoverAdded: plan.carryoverAdded,
    savingNow: isOver ? null : planNow(books, yearOfBooks(books, shown.year), plan).saving,
    hasMoved: !isOver && items.some((item) => item.hasMoved),
    isOver,
    doneCount: items.filter(({ isDone }) => isDone).length,
    items,
    versions: versions.map(({ version, enteredAt }) => ({
      version,
      saved: minuteClock(enteredAt, timeZone),
    })),
    comments: comments.map(({ text, author, enteredAt, enteredBy }) => ({
      text,
      author,
      at: minuteClock(enteredAt, timeZone),
      byYou: enteredBy === user.id,
    })),
    picks: plan.sales.map(({ key }) => key),
  };
}

function saleViews(books: Books, shown: PlanVersion): readonly PlanSaleView[] {
  const { plan } = shown;
  const savedOn = dateIn(books.settings.timeZone)(shown.enteredAt);
  const now = planNow(books, yearOfBooks(books, shown.year), plan).sales;
  const outcomes = plannedOutcomes(plannedSales(shown), books.ledger.closedLots, savedOn);
  return plan.sales.flatMap((sale, index) => {
    const [outcome, today] = [outcomes[index], now[index]];
    return outcome === undefined || today === undefined
      ? []
      : [saleView(books, sale, outcome, today)];
  });
}

function saleView(
  books: Books,
  sale: StoredPlanSale,
  outcome: PlannedOutcome,
  today: PlanSaleNow,
): PlanSaleView {
  const { key, asset, quantity, method, gain, saving, reason, lots, price } = sale;
  const days = outcome.lots.flatMap(({ lastSold }) => lastSold ?? []);
  return {
    key,
    accountId: sale.account,
    accountName: accountNameOf(books, accountId(sale.account)),
    asset,
    quantity,
    method,
    gain,
    saving,
    reason,
    lots,
    priceThen: price?.price ?? null,
    priceThenAt: price?.at ?? null,
    priceNow: today.price,
    hasMoved: hasMoved(price?.price ?? null, today.price),
    gainNow: today.gain,
    isGone: today.isGone,
    sold: quantityText(outcome.sold),
    otherLots: quantityText(outcome.otherLots),
    isDone: outcome.isDone,
    lastSold: days.sort().at(-1) ?? null,
  };
}

/** What would be saved: the picked sales as computed now. */
export interface PlanDraft {
  readonly year: number;
  readonly plan: StoredPlan | null;
  readonly accounts: Readonly<Record<string, string>>;
  /** The plan it would be the next version of. */
  readonly of: { readonly id: string; readonly name: string; readonly version: number } | null;
  /** Plans of the year it could be added to. */
  readonly plans: readonly PlanItem[];
  readonly mayWrite: boolean;
}

/** The form that saves a plan. */
export async function viewPlanDraft(
  user: Asking,
  clientId: string,
  picks: readonly string[] | null,
  of: string | null,
): Promise<Result<PlanDraft, GateRefusal>> {
  const loaded = await loadBooks(user, clientId);
  if (!loaded.ok) {
    return loaded;
  }
  const books = loaded.value;
  const year = Number(books.asOf.date.slice(0, 4));
  return withClient<PlanDraft, never>(user, clientId, "read", async (tx) => {
    const plans = (await listPlans(tx, year)).map((plan) => itemOf(books, plan, user));
    const found = plans.find(({ id }) => id === of);
    return ok({
      year,
      plan: drawPlan(books, picks),
      accounts: Object.fromEntries(books.accounts),
      of: found === undefined ? null : { id: found.id, name: found.name, version: found.version },
      plans,
      mayWrite: books.role !== "viewer",
    });
  });
}
