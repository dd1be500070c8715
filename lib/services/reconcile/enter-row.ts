import { z } from "zod";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { lockClient } from "@/db/queries/clients";
import { insertTypedFormRow, type TypedFormRow } from "@/db/queries/typed-form-rows";
import { type Asking, withClient } from "@/db/tenant";
import { isSpecifiedNfts } from "@/lib/importers/form-cells";
import type { Usd } from "@/lib/money/usd";
import { err, ok, type Result } from "@/lib/result";
import { type CalendarDate, yearOf } from "@/lib/time/calendar-date";
import { errorsOf, type FieldErrors, type TypedForm } from "../transaction-form";
import { assetField, optionalDateField, optionalUsdField, quantityField } from "../typed-text";
import type { FormRefusal } from "./decide";

/** An asset's sign, or the name under which brokers tell NFTs together, which is that of no asset. */
const namedField = z
  .string()
  .trim()
  .transform((text) => (isSpecifiedNfts(text) ? null : text))
  .pipe(assetField.nullable());

const RowForm = z.object({
  payer: z.string().trim().min(1, "Who sent the form?").max(120, "At most 120 characters."),
  account: z.string().trim().max(60, "At most 60 characters."),
  asset: namedField,
  units: quantityField,
  acquired: optionalDateField,
  sold: optionalDateField,
  taxYear: z
    .string()
    .trim()
    .regex(/^(20\d\d)?$/, "A year such as 2025.")
    .transform((text) => (text === "" ? null : Number(text))),
  proceeds: optionalUsdField,
  firstSales: optionalUsdField,
  basis: optionalUsdField,
  withheld: optionalUsdField,
  washDisallowed: optionalUsdField,
  term: z.enum(["", "short", "long", "ordinary"]).transform((text) => (text === "" ? null : text)),
  basisReported: z
    .enum(["", "checked", "blank"])
    .transform((text) => (text === "" ? null : text === "checked")),
  covered: z
    .enum(["", "covered", "noncovered"])
    .transform((text) => (text === "" ? null : text === "covered")),
});

const EMPTY: TypedForm = {
  account: "",
  acquired: "",
  sold: "",
  taxYear: "",
  proceeds: "",
  firstSales: "",
  basis: "",
  withheld: "",
  washDisallowed: "",
  term: "",
  basisReported: "",
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
  const { taxYear: told, proceeds: sales, firstSales, ...boxes } = read.data;
  const [year, proceeds] = [yearTold(boxes.sold, told), proceedsTold(sales, firstSales)];
  if (!(year.ok && proceeds.ok)) {
    const fields = { ...(year.ok ? {} : year.error), ...(proceeds.ok ? {} : proceeds.error) };
    return err({ code: "invalid-input", fields });
  }
  const taxYear = year.value;
  const row: Omit<TypedFormRow, "rowId"> = {
    ...boxes,
    ...proceeds.value,
    taxYear,
    name: boxes.asset ?? "Specified NFTs",
    acquiredVarious: false,
  };
  return withClient<number, FormRefusal>(user, clientId, "write", async (tx) => {
    await lockClient(tx);
    const subjectId = await insertTypedFormRow(tx, row);
    await insertAuditEvent(tx, { deed: "form.enter-row", subjectId, detail: { year: taxYear } });
    return ok(taxYear);
  });
}

/** Box 1f must be told, except where 11c is; a broker with both sends two forms (i1099da, Reporting on Form 1099-DA). */
function proceedsTold(
  sales: Usd | null,
  firstSales: Usd | null,
): Result<Pick<TypedFormRow, "proceeds" | "firstSale">, FieldErrors> {
  if (sales !== null && firstSales !== null) {
    return err({ firstSales: "One of the two: a broker sends a form for each." });
  }
  const proceeds = sales ?? firstSales;
  return proceeds === null
    ? err({ proceeds: "How many dollars? Only a form with box 11c leaves it blank." })
    : ok({ proceeds, firstSale: firstSales !== null });
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
