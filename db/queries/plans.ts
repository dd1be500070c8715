import { and, asc, desc, eq, max, sql } from "drizzle-orm";
import { invariant } from "@/lib/result";
import type { CalendarDate } from "@/lib/time/calendar-date";
import type { Instant } from "@/lib/time/instant";
import { type PlanId, planId, type UserId } from "../ids";
import { harvestPlans } from "../schema/harvest-plans";
import { planComments } from "../schema/plan-comments";
import {
  planVersions,
  type StoredCosts,
  type StoredPlan,
  type StoredPlanCosts,
  type StoredPlanInputs,
  type StoredPlanSale,
} from "../schema/plan-versions";
import type { ClientTx, ClientWriteTx } from "../tenant";
import { clientVault } from "./keys";
import { successorsOf } from "./successors";

export type { StoredCosts, StoredPlan, StoredPlanCosts, StoredPlanInputs, StoredPlanSale };

/** One version of a saved plan. */
export interface PlanVersion {
  readonly id: PlanId;
  readonly year: number;
  readonly version: number;
  readonly name: string;
  readonly note: string;
  readonly plan: StoredPlan;
  readonly asOf: CalendarDate;
  readonly engine: string;
  readonly ledgerVersion: number;
  readonly settingsVersion: number;
  readonly enteredBy: UserId;
  readonly enteredAt: Instant;
}

/** What somebody said about a plan. */
export interface PlanComment {
  readonly text: string;
  readonly author: string;
  readonly enteredBy: UserId;
  readonly enteredAt: Instant;
}

const COLUMNS = {
  sealedAt: planVersions.id,
  id: planVersions.planId,
  year: harvestPlans.year,
  version: planVersions.version,
  name: planVersions.name,
  note: planVersions.note,
  plan: planVersions.plan,
  asOf: planVersions.asOf,
  engine: planVersions.engine,
  ledgerVersion: planVersions.ledgerVersion,
  settingsVersion: planVersions.settingsVersion,
  enteredBy: planVersions.enteredBy,
  enteredAt: planVersions.enteredAt,
};

const ofPlan = and(
  eq(harvestPlans.clientId, planVersions.clientId),
  eq(harvestPlans.id, planVersions.planId),
);

/** The newest version of each plan, of one year when asked, the one saved last first. */
export async function listPlans(tx: ClientTx, year?: number): Promise<PlanVersion[]> {
  const rows = await tx.db
    .selectDistinctOn([planVersions.planId], COLUMNS)
    .from(planVersions)
    .innerJoin(harvestPlans, ofPlan)
    .where(
      and(
        eq(planVersions.clientId, tx.clientId),
        year === undefined ? undefined : eq(harvestPlans.year, year),
      ),
    )
    .orderBy(asc(planVersions.planId), desc(planVersions.version));
  const plans = await opened(tx, rows);
  return plans.sort((a, b) => (a.enteredAt < b.enteredAt ? 1 : a.enteredAt > b.enteredAt ? -1 : 0));
}

/** Their names and notes, opened. */
async function opened(
  tx: ClientTx,
  rows: readonly (PlanVersion & { readonly sealedAt: string })[],
): Promise<PlanVersion[]> {
  if (rows.length === 0) {
    return [];
  }
  const vault = await clientVault(tx);
  return rows.map(({ sealedAt, name, note, ...row }) => ({
    name: vault.read(nameAt(sealedAt), name),
    note: vault.read(noteAt(sealedAt), note),
    ...row,
  }));
}

const nameAt = (row: string) => ({ table: "plan_versions", column: "name", row });
const noteAt = (row: string) => ({ table: "plan_versions", column: "note", row });
const saidAt = (row: string) => ({ table: "plan_comments", column: "text", row });
const authorAt = (row: string) => ({ table: "plan_comments", column: "author", row });

/** Every version of a plan, the newest first; empty when the client has no such plan. */
export async function listPlanVersions(tx: ClientTx, id: PlanId): Promise<PlanVersion[]> {
  const rows = await tx.db
    .select(COLUMNS)
    .from(planVersions)
    .innerJoin(harvestPlans, ofPlan)
    .where(and(eq(planVersions.clientId, tx.clientId), eq(planVersions.planId, id)))
    .orderBy(desc(planVersions.version));
  return opened(tx, rows);
}

/** Accounts any version of any plan of a year ever sold from. */
export async function listPlannedAccounts(tx: ClientTx, year: number): Promise<string[]> {
  const { rows } = await tx.db.execute<{ account: string }>(sql`
    select distinct sale ->> 'account' as account
    from plan_versions v join harvest_plans p on p.client_id = v.client_id and p.id = v.plan_id
      cross join lateral jsonb_array_elements(v.plan -> 'sales') sale
    where v.client_id = ${tx.clientId} and p.year = ${year}
    order by 1`);
  return rows.map(({ account }) => account);
}

/** A version whose lots are those that stand today for the ones it was saved with: rows are corrected, and imports come again. */
export async function withLotsOfToday(tx: ClientTx, version: PlanVersion): Promise<PlanVersion> {
  const { sales } = version.plan;
  const now = await successorsOf(
    tx,
    sales.flatMap(({ lots }) => lots.map(({ lot }) => lot)),
  );
  const moved = sales.map((sale) => ({
    ...sale,
    lots: sale.lots.map((each) => ({ ...each, lot: now.lot(each.lot) })),
  }));
  return { ...version, plan: { ...version.plan, sales: moved } };
}

/** What was said about a plan, the first word first. */
export async function listPlanComments(tx: ClientTx, id: PlanId): Promise<PlanComment[]> {
  const rows = await tx.db
    .select({
      id: planComments.id,
      text: planComments.text,
      author: planComments.author,
      enteredBy: planComments.enteredBy,
      enteredAt: planComments.enteredAt,
    })
    .from(planComments)
    .where(and(eq(planComments.clientId, tx.clientId), eq(planComments.planId, id)))
    .orderBy(asc(planComments.order));
  const vault = rows.length === 0 ? null : await clientVault(tx);
  return rows.map(({ id: row, text, author, enteredBy, enteredAt }) => ({
    text: vault?.read(saidAt(row), text) ?? "",
    author: vault?.read(authorAt(row), author) ?? "",
    enteredBy,
    enteredAt,
  }));
}

/** Makes a plan without a version; returns its id. */
export async function insertPlan(tx: ClientWriteTx, year: number): Promise<PlanId> {
  const [row] = await tx.db
    .insert(harvestPlans)
    .values({ clientId: tx.clientId, year, enteredBy: tx.userId })
    .returning({ id: harvestPlans.id });
  invariant(row !== undefined, "a plan was added");
  return planId(row.id);
}

/**
 * Keeps the next version of a plan; returns its number. The caller holds the client's books (`lockClient`), so that two
 * savings at once get two numbers.
 */
export async function insertPlanVersion(
  tx: ClientWriteTx,
  id: PlanId,
  told: Pick<
    PlanVersion,
    "name" | "note" | "plan" | "asOf" | "engine" | "ledgerVersion" | "settingsVersion"
  >,
): Promise<number> {
  const [last] = await tx.db
    .select({ version: max(planVersions.version) })
    .from(planVersions)
    .where(and(eq(planVersions.clientId, tx.clientId), eq(planVersions.planId, id)));
  const version = (last?.version ?? 0) + 1;
  const { name, note, ...rest } = told;
  const row = crypto.randomUUID();
  const vault = await clientVault(tx);
  await tx.db.insert(planVersions).values({
    ...rest,
    name: vault.seal(nameAt(row), name),
    note: note === "" ? "" : vault.seal(noteAt(row), note),
    clientId: tx.clientId,
    planId: id,
    id: row,
    version,
    enteredBy: tx.userId,
  });
  return version;
}

/** Adds a word about a plan; there is no way to change or remove one. */
export async function insertPlanComment(
  tx: ClientWriteTx,
  id: PlanId,
  told: { text: string; author: string },
): Promise<void> {
  const row = crypto.randomUUID();
  const vault = await clientVault(tx);
  await tx.db.insert(planComments).values({
    text: vault.seal(saidAt(row), told.text),
    author: vault.seal(authorAt(row), told.author),
    clientId: tx.clientId,
    planId: id,
    id: row,
    enteredBy: tx.userId,
  });
}
