import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { calendarDateColumn } from "../columns";
import type { PlanId, UserId } from "../ids";
import { harvestPlans } from "./harvest-plans";
import { clientIdColumn, nowColumn, ofCurrentClient } from "./rules";

/** Units of a lot a planned sale takes. Amounts are decimal text. */
export interface StoredPlanLot {
  readonly lot: string;
  readonly quantity: string;
  readonly acquired: string | null;
  readonly basis: string;
  readonly value: string;
  readonly gain: string;
  readonly term: "short" | "long";
}

/** One planned sale as it was computed. */
export interface StoredPlanSale {
  /** The row's name in the list of sales, so that the plan can be opened there again. */
  readonly key: string;
  readonly account: string;
  readonly asset: string;
  readonly quantity: string;
  readonly method: string;
  readonly gain: string;
  readonly saving: string;
  readonly carryoverAdded: string;
  readonly reason: string;
  /** Dollars per unit, when, and from where; null: no price was there. */
  readonly price: { readonly price: string; readonly at: string; readonly source: string } | null;
  readonly lots: readonly StoredPlanLot[];
}

/** What each order costs: percent of its gross, and dollars; empty: none. */
export interface StoredCosts {
  readonly fee: string;
  readonly feeFixed: string;
}

/** Costs a plan counts: those typed, for every account alike; where both are empty what was said of each account. */
export interface StoredPlanCosts extends StoredCosts {
  /** Accounts that were said to charge something; absent in versions before it was kept. */
  readonly accounts?: readonly ({ readonly account: string } & StoredCosts)[];
}

/** What the saving was computed from besides the sales. Amounts are decimal text. */
export interface StoredPlanInputs {
  readonly profile: {
    readonly filingStatus: "single" | "mfj" | "mfs" | "hoh" | "qss";
    readonly ordinaryIncome: string;
    readonly deduction: string;
    readonly qualifiedDividends: string;
    readonly otherInvestmentIncome: string;
    readonly magiAddBack: string;
    readonly otherShort: string;
    readonly otherLong: string;
  };
  /** What the year had realised by then, and what was carried into it. */
  readonly realised: {
    readonly short: string;
    readonly long: string;
    readonly collectible: string;
    readonly shortCarryoverIn: string;
    readonly longCarryoverIn: string;
  };
  readonly costs: StoredPlanCosts;
}

/** What a version says: its sales, and the year without and with them as computed then. */
export interface StoredPlan {
  readonly sales: readonly StoredPlanSale[];
  readonly saving: string;
  readonly carryoverAdded: string;
  readonly taxWithout: string;
  readonly taxWith: string;
  /** Absent in versions before inputs were kept. */
  readonly inputs?: StoredPlanInputs;
}

/** A plan as it was saved. Append-only: the highest `version` is the plan, the others are its history. */
export const planVersions = pgTable(
  "plan_versions",
  {
    clientId: clientIdColumn(),
    planId: uuid().$type<PlanId>().notNull(),
    version: integer().notNull(),
    /** Names the place its sealed texts stand at. */
    id: uuid().notNull().defaultRandom(),
    /** Sealed, as the note is. */
    name: text().notNull(),
    note: text().notNull().default(""),
    plan: jsonb().$type<StoredPlan>().notNull(),
    asOf: calendarDateColumn().notNull(),
    engine: text().notNull(),
    ledgerVersion: bigint({ mode: "number" }).notNull(),
    settingsVersion: bigint({ mode: "number" }).notNull(),
    enteredBy: uuid().$type<UserId>().notNull(),
    enteredAt: nowColumn(),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.planId, table.version] }),
    foreignKey({
      name: "plan_versions_plan_fk",
      columns: [table.clientId, table.planId],
      foreignColumns: [harvestPlans.clientId, harvestPlans.id],
    }).onDelete("cascade"),
    check("plan_versions_name", sql`length(${table.name}) between 1 and 1000`),
    check("plan_versions_note", sql`length(${table.note}) <= 12000`),
    check("plan_versions_version", sql`${table.version} >= 1`),
    ofCurrentClient("plan_versions"),
  ],
);
