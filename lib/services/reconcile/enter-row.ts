import { z } from "zod";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { lockClient } from "@/db/queries/clients";
import { insertTypedFormRow, type TypedFormRow } from "@/db/queries/typed-form-rows";
import { type Asking, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { type CalendarDate, yearOf } from "@/lib/time/calendar-date";
import { errorsOf, type FieldErrors, type TypedForm } from "../transaction-form";
import {
  assetField,
  optionalDateField,
  optionalUsdField,
  quantityField,
  usdField,
} from "../typed-text";
import type { FormRefusal } from "./decide";

const RowForm = z.object({
  payer: z.string().trim().min(1, "Who sent the form?").max(120, "At most 120 characters."),
  account: z.string().trim().max(60, "At most 60 characters."),
  asset: assetField,
  units: quantityField,
  acquired: optionalDateField,
  sold: optionalDateField,
  taxYear: z
    .string()
    .trim()
    .regex(/^(20\d\d)?$/, "A year such as 2025.")
    .transform((text) => (text === "" ? null : Number(text))),
  proceeds: usdField,
  basis: optionalUsdField,
  washDisallowed: optionalUsdField,
  term: z.enum(["", "short", "long", "ordinary"]).transform((text) => (text === "" ? null : text)),
  covered: z
    .enum(["", "covered", "noncovered"])
    .transform((text) => (text === "" ? null : text === "covered")),
});

const EMPTY: TypedForm = {
  account: "",
  acquired: "",
  sold: "",
  taxYear: "",
  basis: "",
  washDisallowed: "",
  term: "",
  covered: "",
};

/** The first year of the form. */
const FIRST_YEAR = 2025;

/**
 * Keeps a line of a Form 1099-DA as it was typed from paper. Its year is that of the sale; a line that tells no day (sales of a year told
 * together: i1099da, Box 1e) says its year instead.
 */
export async function enterFormRow(
  user: Asking,
  clientId: string,
  form: TypedForm,
): Promise<Result<number, FormRefusal>> {
  const read = RowForm.safeParse({ ...EMPTY, ...form });
  if (!read.success) {
    return err({ code: "invalid-input", fields: errorsOf(read.error) });
  }
  const { acquired, taxYear: told, ...boxes } = read.data;
  const year = yearTold(boxes.sold, told);
  if (!year.ok) {
    return err({ code: "invalid-input", fields: year.error });
  }
  const taxYear = year.value;
  const row: Omit<TypedFormRow, "rowId"> = {
    ...boxes,
    taxYear,
    name: boxes.asset,
    acquired,
    acquiredVarious: false,
  };
  return withClient<number, FormRefusal>(user, clientId, "write", async (tx) => {
    await lockClient(tx);
    const subjectId = await insertTypedFormRow(tx, row);
    await insertAuditEvent(tx, { deed: "form.enter-row", subjectId, detail: { year: taxYear } });
    return ok(taxYear);
  });
}

function yearTold(sold: CalendarDate | null, told: number | null): Result<number, FieldErrors> {
  const year = sold === null ? told : yearOf(sold);
  if (year === null) {
    return err({ taxYear: "Without a day of sale the form's year is needed." });
  }
  if (told !== null && told !== year) {
    return err({ taxYear: `The day of sale is in ${year}.` });
  }
  const before = "Form 1099-DA began with sales of 2025.";
  return year < FIRST_YEAR ? err(sold === null ? { taxYear: before } : { sold: before }) : ok(year);
}
