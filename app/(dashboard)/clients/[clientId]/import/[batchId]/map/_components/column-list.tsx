"use client";

import { cx } from "@/app/_ui/cx";
import { controlClass } from "@/app/_ui/field";
import type { ColumnView } from "@/lib/services/mapping/mappable";
import type { Choice } from "@/lib/services/mapping/mapping-form";

/** Every column of a file with some of what stands in it, and what it is said to be. */
export function ColumnList({
  columns,
  roles,
  choices,
  onChange,
}: {
  columns: readonly ColumnView[];
  roles: readonly string[];
  choices: readonly Choice[];
  onChange: (column: number, role: string) => void;
}) {
  return (
    <ul className="border-ink border-t">
      {columns.map(({ name, samples }, column) => {
        const role = roles[column] ?? "";
        const isTwice = role !== "" && roles.filter((other) => other === role).length > 1;
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
              onChange={(event) => onChange(column, event.target.value)}
              className={cx(controlClass, "pr-8", role === "" && "text-muted")}
            >
              <option value="">Not read</option>
              {choices.map((choice) => (
                <option key={choice.value} value={choice.value}>
                  {choice.label}
                </option>
              ))}
            </select>
          </li>
        );
      })}
    </ul>
  );
}
