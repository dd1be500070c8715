"use client";

import { controlClass } from "@/app/_ui/field";
import type { Choice } from "@/lib/services/mapping/mapping-form";
import { Open } from "./options";
import type { Mapping } from "./use-mapping";

/** Every word of the kind column and what it means. */
export function KindsPart({ choices, mapping }: { choices: readonly Choice[]; mapping: Mapping }) {
  const { form, change } = mapping;
  const put = (word: string, means: string) =>
    change(({ kinds }) => ({
      kinds: kinds.map((one) => (one.word === word ? { word, means } : one)),
    }));
  return (
    <ul className="grid gap-x-12 border-ink border-t md:grid-cols-2">
      {form.kinds.map(({ word, means }, index) => (
        <li
          key={word}
          className="grid items-center gap-x-4 gap-y-1 border-line border-b py-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,17rem)]"
        >
          <label htmlFor={`kind-${index}`} className="min-w-0 break-words font-medium">
            {word === "" ? <span className="text-muted">(no word)</span> : word}
            {means === "" && <Open />}
          </label>
          <select
            id={`kind-${index}`}
            value={means}
            onChange={({ target }) => put(word, target.value)}
            className={controlClass}
          >
            <option value="">Choose what it means</option>
            {choices.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </li>
      ))}
    </ul>
  );
}
