import { insertAuditEvent } from "@/db/queries/audit-events";
import {
  insertOriginalFigures,
  listFiledReturns,
  type StoredOriginal,
} from "@/db/queries/filed-returns";
import { type Asking, withClient } from "@/db/tenant";
import { parseUsd, signUsd, usdText } from "@/lib/money/usd";
import { err, ok, type Result } from "@/lib/result";
import { APPLIED_LINE, ASKED_LINES, CHANGEABLE_LINES } from "@/lib/tax/amend/amended-return";
import type { FieldErrors, TypedForm } from "../transaction-form";
import { plainDecimal } from "../typed-text";
import type { FilingRefusal } from "./mark-as-filed";

/**
 * Tells lines of the original return that these books cannot know: fields "line-7" and, where more changes than the gains, "change-7". Empty
 * lines stay not known, unless "restZero" says they are zero on the return. "line-23" is a choice and may stay empty. A new version each time.
 */
export async function saveOriginalFigures(
  user: Asking,
  clientId: string,
  form: TypedForm,
): Promise<Result<number, FilingRefusal>> {
  const year = Number(form["year"]);
  const { lines, errors } = linesOf(form);
  if (Object.keys(errors).length > 0 || !Number.isInteger(year)) {
    return err({ code: "invalid-input", fields: errors });
  }
  return withClient<number, FilingRefusal>(user, clientId, "write", async (tx) => {
    if ((await listFiledReturns(tx)).every((record) => record.year !== year)) {
      return err({ code: "changed-meanwhile" });
    }
    await insertOriginalFigures(tx, year, lines);
    await insertAuditEvent(tx, { deed: "year.original-figures", detail: { year } });
    return ok(year);
  });
}

function linesOf(form: TypedForm): { lines: StoredOriginal[]; errors: FieldErrors } {
  const errors: Record<string, string> = {};
  const read = (name: string, signed: boolean, hint: string): string => {
    const amount = amountIn(form[name] ?? "", signed);
    if (amount === null) {
      errors[name] = hint;
    }
    return amount ?? "";
  };
  const empty = (form["restZero"] ?? "") === "" ? "" : "0";
  const hint = "Dollars such as 1,234.56, zero or more.";
  const lines = ASKED_LINES.flatMap((line): StoredOriginal[] => {
    const original = read(`line-${line}`, false, hint);
    const change = CHANGEABLE_LINES.has(line)
      ? read(`change-${line}`, true, "Dollars such as 120, or -120 for less.")
      : "";
    const known = original || empty;
    return known === "" ? [] : [{ line, original: known, change: change || "0" }];
  });
  const applied = read(`line-${APPLIED_LINE}`, false, hint);
  const choice = applied === "" ? [] : [{ line: APPLIED_LINE, original: applied, change: "0" }];
  return { lines: [...lines, ...choice], errors };
}

/** Decimal text; "" for nothing typed, null for what is no amount. */
function amountIn(typed: string, signed: boolean): string | null {
  if (typed.trim() === "") {
    return "";
  }
  const plain = plainDecimal(typed);
  const amount = plain === null ? null : parseUsd(plain);
  return amount === null || (!signed && signUsd(amount) < 0) ? null : usdText(amount);
}
