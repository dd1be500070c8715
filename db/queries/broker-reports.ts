import { asc, desc, eq } from "drizzle-orm";
import { invariant } from "@/lib/result";
import type { BrokerReport } from "@/lib/tax/facts";
import { brokerReports } from "../schema/broker-reports";
import type { ClientTx, ClientWriteTx } from "../tenant";
import { successorsOf } from "./successors";

/** One line of a broker's form with its number among the lines about the same disposal. */
export interface ReportLine extends BrokerReport {
  readonly line: number;
}

/** What brokers' forms say, as it was last told, naming disposals as they count today; by disposal and line. */
export async function listBrokerReports(tx: ClientTx): Promise<ReportLine[]> {
  const rows = await tx.db
    .selectDistinctOn([brokerReports.transactionId, brokerReports.line], {
      disposal: brokerReports.transactionId,
      line: brokerReports.line,
      form: brokerReports.form,
      proceeds: brokerReports.proceeds,
      basis: brokerReports.basis,
      basisReported: brokerReports.basisReported,
      term: brokerReports.term,
      washDisallowed: brokerReports.washDisallowed,
      acquired: brokerReports.acquired,
      units: brokerReports.units,
      withdrawn: brokerReports.withdrawn,
      order: brokerReports.order,
    })
    .from(brokerReports)
    .where(eq(brokerReports.clientId, tx.clientId))
    .orderBy(asc(brokerReports.transactionId), asc(brokerReports.line), desc(brokerReports.order));
  const now = await successorsOf(
    tx,
    rows.map(({ disposal }) => disposal),
  );
  // Told before a correction and again after it: the later word is the one that counts, also when it takes the line back.
  const latest = new Map<string, (typeof rows)[number]>();
  for (const row of rows) {
    const key = `${now.transaction(row.disposal)} ${String(row.line).padStart(3, "0")}`;
    if ((latest.get(key)?.order ?? 0) < row.order) {
      latest.set(key, row);
    }
  }
  return [...latest]
    .filter(([, { withdrawn }]) => !withdrawn)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { withdrawn: _, order: __, ...row }]) => ({
      ...row,
      disposal: now.transaction(row.disposal),
    }));
}

/** A new version of one line, or with `withdrawn` the end of it; returns its id. Earlier versions stay on record. */
export async function insertBrokerReport(
  tx: ClientWriteTx,
  { disposal, ...told }: ReportLine,
  withdrawn = false,
): Promise<string> {
  const [row] = await tx.db
    .insert(brokerReports)
    .values({
      ...told,
      clientId: tx.clientId,
      transactionId: disposal,
      withdrawn,
      enteredBy: tx.userId,
    })
    .returning({ id: brokerReports.id });
  invariant(row !== undefined, "a line was added");
  return row.id;
}
