import type { Report } from "@/db/queries/reports";
import type { ClientTx } from "@/db/tenant";
import { reportKind } from "./reports/kinds";

/**
 * Whether a report may go to whoever asks. A grant of some years opens the year-end papers of those years; the whole books and the
 * proof of every figure tell of every other year too, so they stay closed.
 */
export const isReportSeen = (
  { years }: Pick<ClientTx, "years">,
  { year, kind }: Pick<Report, "year" | "kind">,
): boolean => years === null || (years.includes(year) && reportKind(kind) === "year-end");
