import { sql } from "drizzle-orm";
import type { FilePart } from "@/lib/tax/transaction";
import type { BatchId } from "../ids";
import type { transactions } from "../schema/transactions";
import { NOTHING } from "./transaction-detail";

type Detail = (typeof transactions.$inferSelect)["detail"];

/** The detail of a transaction that several files tell, with where in the others: "<batch> <lines> <file>", one a line. */
export function withFurther(detail: Detail, also: readonly FilePart[] | undefined): Detail {
  if (also === undefined || also.length === 0) {
    return detail;
  }
  const parts = also.map(
    ({ batch, lines, file }) => `${batch} ${lines.join(",")} ${file.replaceAll("\n", " ")}`,
  );
  return { furtherFiles: parts.join("\n"), ...detail };
}

/** The other way. */
export function furtherIn(detail: Detail): { also?: readonly FilePart[] } {
  const { furtherFiles = null } = detail;
  return furtherFiles === null ? NOTHING : { also: furtherFiles.split("\n").map(partIn) };
}

/** The detail with the source's own id of the event. */
export function withReference(detail: Detail, reference: string | undefined): Detail {
  return reference === undefined ? detail : { reference, ...detail };
}

/** The other way. */
export function referenceIn(detail: Detail): { reference?: string } {
  const { reference = null } = detail;
  return reference === null ? NOTHING : { reference };
}

function partIn(text: string): FilePart {
  const [batch = "", lines = ""] = text.split(" ", 2);
  const file = text.slice(batch.length + lines.length + 2);
  return { batch, lines: lines.split(",").map(Number), file };
}

/** True for a row of `transactions t` that a batch tells, alone or with others. */
export function toldBy(batch: BatchId) {
  return sql`(t.batch_id = ${batch} or t.detail ->> 'furtherFiles' like ${`%${batch}%`})`;
}
