"use client";

import { controlClass, Field } from "@/app/_ui/field";
import type { MappingView } from "@/lib/services/mapping/view-mapping";
import { Open } from "./options";
import type { Mapping } from "./use-mapping";

const IN_CELL = "in-cell";

/** What an amount is an amount of, where no column was named for it. */
export function UnitsPart({ view, mapping }: { view: MappingView; mapping: Mapping }) {
  const { form, reading, change } = mapping;
  return reading.units.map((role) => {
    const column = view.columns[form.roles.indexOf(role)]?.name ?? role;
    const unit = form.units[role] ?? "";
    const put = (told: string) => change(({ units }) => ({ units: { ...units, [role]: told } }));
    const isColumn = unit.startsWith("column:");
    const how = unit === IN_CELL || isColumn ? unit : "ticker";
    const id = `unit-${role}`;
    const isUnsaid = unit === "";
    return (
      <div key={role} className="flex flex-wrap items-end gap-3">
        <Field
          id={id}
          label={
            <>
              “{column}” is an amount of
              {isUnsaid && <Open />}
            </>
          }
          className="min-w-48 grow"
        >
          <select
            id={id}
            value={how}
            onChange={({ target }) => put(target.value === "ticker" ? "" : target.value)}
            className={controlClass}
          >
            <option value="ticker">one asset, always the same</option>
            <option value={IN_CELL}>what stands behind it in the cell</option>
            {view.columns.map(({ name }, index) => (
              <option key={name} value={`column:${index}`}>
                what the column “{name}” says
              </option>
            ))}
          </select>
        </Field>
        {how === "ticker" && (
          <Field id={`${id}-ticker`} label="Asset" className="w-28">
            <input
              id={`${id}-ticker`}
              value={unit}
              maxLength={20}
              placeholder="USD"
              autoComplete="off"
              onChange={({ target }) => put(target.value.toUpperCase())}
              className={controlClass}
            />
          </Field>
        )}
      </div>
    );
  });
}
