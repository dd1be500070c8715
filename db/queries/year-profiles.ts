import { asc, desc, eq } from "drizzle-orm";
import { invariant } from "@/lib/result";
import type { YearProfile } from "@/lib/tax/settings";
import { yearProfiles } from "../schema/year-profiles";
import type { ClientTx, ClientWriteTx } from "../tenant";

const COLUMNS = {
  year: yearProfiles.year,
  filingStatus: yearProfiles.filingStatus,
  ordinaryIncome: yearProfiles.ordinaryIncome,
  deduction: yearProfiles.deduction,
  qualifiedDividends: yearProfiles.qualifiedDividends,
  otherInvestmentIncome: yearProfiles.otherInvestmentIncome,
  magiAddBack: yearProfiles.magiAddBack,
  otherShort: yearProfiles.otherShort,
  otherLong: yearProfiles.otherLong,
  shortCarryoverIn: yearProfiles.shortCarryoverIn,
  longCarryoverIn: yearProfiles.longCarryoverIn,
};

/** The profile in force of each year that has one, by year. */
export async function listYearProfiles(tx: ClientTx): Promise<YearProfile[]> {
  return tx.db
    .selectDistinctOn([yearProfiles.year], COLUMNS)
    .from(yearProfiles)
    .where(eq(yearProfiles.clientId, tx.clientId))
    .orderBy(asc(yearProfiles.year), desc(yearProfiles.order));
}

/** Every version of every year's profile, the oldest first. */
export async function listProfileVersions(
  tx: ClientTx,
): Promise<(YearProfile & { readonly id: string })[]> {
  return tx.db
    .select({ id: yearProfiles.id, ...COLUMNS })
    .from(yearProfiles)
    .where(eq(yearProfiles.clientId, tx.clientId))
    .orderBy(asc(yearProfiles.order));
}

/** A new version of a year's profile, and its id; earlier ones stay on record. */
export async function insertYearProfile(tx: ClientWriteTx, profile: YearProfile): Promise<string> {
  const [row] = await tx.db
    .insert(yearProfiles)
    .values({ ...profile, clientId: tx.clientId, enteredBy: tx.userId })
    .returning({ id: yearProfiles.id });
  invariant(row !== undefined, "a version was added");
  return row.id;
}
