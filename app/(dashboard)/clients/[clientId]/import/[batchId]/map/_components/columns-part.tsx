"use client";

import { cx } from "@/app/_ui/cx";
import { controlClass } from "@/app/_ui/field";
import type { MappingView } from "@/lib/services/mapping/view-mapping";
import type { Mapping } from "./use-mapping";

const DATES: ReadonlySet<string> = new Set(["date", "time"]);
const AMOUNTS: ReadonlySet<string> = new Set([
  "sent",
  "received",
  "amount",
  "total",
  "fee",
  "price",
  "value",
]);

/** Every column of the file with some of what stands in it, and what it is. */
export function ColumnsPart({ view, mapping }: { view: MappingView; mapping: Mapping }) {
  const { form, reading, change } = mapping;
  const problems = reading.open.filter(({ about }) => about === "columns");
  const put = (column: number, role: string) => {
    change(({ roles }) => {
      const touched = [roles[column] ?? "", role];
      // What other cells told of dates or numbers is not told of these: it is found out, or asked, anew.
      return {
        roles: roles.map((now, index) => (index === column ? role : now)),
        ...(touched.some((one) => DATES.has(one)) ? { form: "" } : {}),
        ...(touched.some((one) => AMOUNTS.has(one)) ? { numbers: "" } : {}),
      };
    });
  };
  return (
    <>
      <ul className="border-ink border-t">
        {view.columns.map(({ name, samples }, column) => {
          const role = form.roles[column] ?? "";
          const isTwice = role !== "" && form.roles.filter((other) => other === role).length > 1;
          const id = `column-${column}`;
          return (
            <li
              key={name}
              className="grid gap-x-4 gap-y-1 border-line border-b py-2 sm:grid-cols-[minmax(0,12rem)_minmax(0,1fr)_minmax(0,17rem)] sm:items-center"
            >
              <label
                htmlFor={id}
                className={cx("break-words font-medium", role === "" && "text-muted")}
              >
                {name}
              </label>
              <span className="min-w-0 truncate font-mono text-muted text-xs">
                {samples.length === 0 ? (
                  <span className="font-sans">always empty</span>
                ) : (
                  samples.join("  ·  ")
                )}
              </span>
              <select
                id={id}
                value={role}
                aria-invalid={isTwice ? true : undefined}
                onChange={(event) => put(column, event.target.value)}
                className={cx(controlClass, "pr-8", role === "" && "text-muted")}
              >
                <option value="">Not read</option>
                {view.roleChoices.map((choice) => (
                  <option key={choice.value} value={choice.value}>
                    {choice.label}
                  </option>
                ))}
              </select>
            </li>
          );
        })}
      </ul>
      {problems.length > 0 && (
        <ul className="mt-3 flex flex-col gap-1 text-caution text-sm">
          {problems.map(({ reason }) => (
            <li key={reason}>
              <span aria-hidden="true">▲ </span>
              {reason}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
