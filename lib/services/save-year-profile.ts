import { z } from "zod";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { insertYearProfile } from "@/db/queries/year-profiles";
import { type Asking, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { rulesFor } from "@/lib/tax/rules/by-year";
import type { SettingsRefusal } from "./change-settings";
import { errorsOf, type TypedForm } from "./transaction-form";
import { optionalUsdField, signedUsdField, usdField, zeroableUsdField } from "./typed-text";

const ProfileForm = z.object({
  year: z.coerce.number().int(),
  filingStatus: z.enum(["single", "mfj", "mfs", "hoh", "qss"], "Choose a filing status."),
  ordinaryIncome: usdField,
  deductionKind: z.enum(["standard", "own"]),
  deduction: optionalUsdField,
  qualifiedDividends: zeroableUsdField,
  otherInvestmentIncome: zeroableUsdField,
  magiAddBack: zeroableUsdField,
  otherShort: signedUsdField,
  otherLong: signedUsdField,
  carryover: z.enum(["chained", "own"]),
  shortCarryoverIn: zeroableUsdField,
  longCarryoverIn: zeroableUsdField,
});

const EMPTY: TypedForm = {
  ordinaryIncome: "",
  deductionKind: "standard",
  deduction: "",
  qualifiedDividends: "",
  otherInvestmentIncome: "",
  magiAddBack: "",
  otherShort: "",
  otherLong: "",
  carryover: "chained",
  shortCarryoverIn: "",
  longCarryoverIn: "",
};

/** What is known of a year besides crypto: a new version each time. The standard deduction is that of the year's own rules. */
export async function saveYearProfile(
  user: Asking,
  clientId: string,
  form: TypedForm,
): Promise<Result<number, SettingsRefusal>> {
  const read = ProfileForm.safeParse({ ...EMPTY, ...form });
  if (!read.success) {
    return err({ code: "invalid-input", fields: errorsOf(read.error) });
  }
  const { deductionKind, deduction, carryover, ...told } = read.data;
  const rules = rulesFor(told.year);
  if (!rules.ok) {
    return err({ code: "invalid-input", fields: { year: rules.error.message } });
  }
  const standard = rules.value.standardDeduction[told.filingStatus];
  const own = deductionKind === "own" ? deduction : standard;
  if (own === null) {
    return err({ code: "invalid-input", fields: { deduction: "How many dollars?" } });
  }
  const chained = { shortCarryoverIn: null, longCarryoverIn: null };
  return withClient<number, SettingsRefusal>(user, clientId, "write", async (tx) => {
    const subjectId = await insertYearProfile(tx, {
      ...told,
      deduction: own,
      ...(carryover === "chained" ? chained : {}),
    });
    await insertAuditEvent(tx, {
      deed: "profile.save",
      subjectId,
      detail: { year: told.year },
    });
    return ok(told.year);
  });
}
