import { z } from "zod";
import { insertAuditEvent } from "@/db/queries/audit-events";
import {
  insertBrokerReport,
  listBrokerReports,
  type ReportLine,
} from "@/db/queries/broker-reports";
import { lockClient } from "@/db/queries/clients";
import { type Asking, type ClientWriteTx, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import type { TransactionId } from "@/lib/tax/transaction";
import { type ReportRefusal, reportable } from "./reportable";
import { errorsOf, type TypedForm } from "./transaction-form";
import { optionalDateField, optionalUsdField, quantityField, usdField } from "./typed-text";

const ReportForm = z.object({
  form: z.enum(["1099-B", "1099-DA"], "Which form is it?"),
  proceeds: usdField,
  basis: optionalUsdField,
  basisReported: z.string().transform((text) => text !== ""),
  term: z.enum(["", "short", "long", "ordinary"]).transform((text) => (text === "" ? null : text)),
  washDisallowed: optionalUsdField,
  acquired: optionalDateField,
  units: z.union([z.literal("").transform(() => null), quantityField]),
});

const EMPTY: TypedForm = {
  basis: "",
  basisReported: "",
  term: "",
  washDisallowed: "",
  acquired: "",
  units: "",
};

const LINES_MAX = 50;

/**
 * Records what a broker's form says about one disposal, figures as printed. `line` "" adds a line (a form may tell a sale lot
 * by lot), a number corrects that line: a new version, the old one stays on record.
 */
export async function recordBrokerReport(
  user: Asking,
  clientId: string,
  transaction: string,
  line: string,
  form: TypedForm,
): Promise<Result<TransactionId, ReportRefusal>> {
  const read = ReportForm.safeParse({ ...EMPTY, ...form });
  if (!read.success) {
    return err({ code: "invalid-input", fields: errorsOf(read.error) });
  }
  return withClient<TransactionId, ReportRefusal>(user, clientId, "write", async (tx) => {
    await lockClient(tx);
    const disposal = await reportable(tx, transaction);
    if (!disposal.ok) {
      return disposal;
    }
    const lines = await linesOf(tx, disposal.value);
    const own = line === "" ? null : lines.find((one) => String(one.line) === line);
    const number = own?.line ?? Math.max(0, ...lines.map((one) => one.line)) + 1;
    if (own === undefined || number > LINES_MAX) {
      return err({ code: "changed-meanwhile" });
    }
    const told = { disposal: disposal.value, line: number, ...read.data };
    const subjectId = await insertBrokerReport(tx, told);
    await insertAuditEvent(tx, { deed: "broker-report.record", subjectId });
    return ok(disposal.value);
  });
}

/** Takes a broker's line back: it stays on record and no longer counts. */
export async function withdrawBrokerReport(
  user: Asking,
  clientId: string,
  transaction: string,
  line: string,
): Promise<Result<TransactionId, ReportRefusal>> {
  return withClient<TransactionId, ReportRefusal>(user, clientId, "write", async (tx) => {
    await lockClient(tx);
    const disposal = await reportable(tx, transaction);
    if (!disposal.ok) {
      return disposal;
    }
    const told = (await linesOf(tx, disposal.value)).find((one) => String(one.line) === line);
    if (told === undefined) {
      return err({ code: "changed-meanwhile" });
    }
    const subjectId = await insertBrokerReport(tx, told, true);
    await insertAuditEvent(tx, { deed: "broker-report.withdraw", subjectId });
    return ok(disposal.value);
  });
}

async function linesOf(tx: ClientWriteTx, disposal: TransactionId): Promise<ReportLine[]> {
  return (await listBrokerReports(tx)).filter((one) => one.disposal === disposal);
}
