"use client";

import type { ChangeEvent } from "react";
import { controlClass, describedBy, Field, type FieldTexts } from "./field";

/** What a form can carry: a longer file would be refused as a whole, without a word by its field. */
const BYTES_MAX = 800_000;

/** One small CSV as part of a form. Refused by the browser, at the field, when it is larger than a form can carry. */
export function FileField({
  id,
  label,
  hint,
  error,
}: Pick<FieldTexts, "label" | "hint" | "error"> & { id: string }) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <input
        id={id}
        name="file"
        type="file"
        accept=".csv,text/csv"
        required
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { hint, error })}
        onChange={limit}
        className={`${controlClass} py-2`}
      />
    </Field>
  );
}

function limit({ target }: ChangeEvent<HTMLInputElement>): void {
  const size = target.files?.[0]?.size ?? 0;
  target.setCustomValidity(size > BYTES_MAX ? "This file is too large: at most 800 kB." : "");
}
