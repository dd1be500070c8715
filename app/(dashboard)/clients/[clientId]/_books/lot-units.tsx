import type { ReactNode } from "react";
import { cx } from "@/app/_ui/cx";
import { controlClass, FieldError } from "@/app/_ui/field";

/** One lot of a form that names lots: what it is, and a field for how many units of it. */
export function LotUnits({
  field,
  typed,
  error,
  className,
  labelClass,
  children,
}: {
  /** The field's name in the form. */
  field: string;
  typed: string;
  error: string | null;
  className?: string;
  labelClass?: string;
  /** What the lot is: the label of its field. */
  children: ReactNode;
}) {
  const id = `field-${field.replace(/\W/g, "-")}`;
  return (
    <li
      className={cx(
        "grid grid-cols-[minmax(0,1fr)_8rem] items-center gap-x-4 border-line border-b",
        className,
      )}
    >
      <label htmlFor={id} className={labelClass}>
        <span className="sr-only">Units of the lot of </span>
        {children}
      </label>
      <span>
        <input
          id={id}
          name={field}
          defaultValue={typed}
          inputMode="decimal"
          autoComplete="off"
          aria-invalid={error === null ? undefined : true}
          aria-describedby={error === null ? undefined : `${id}-error`}
          className={`${controlClass} text-right`}
        />
        <FieldError id={id} error={error} />
      </span>
    </li>
  );
}
