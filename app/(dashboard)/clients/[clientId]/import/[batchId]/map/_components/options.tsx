"use client";

import type { ReactNode } from "react";
import { tick } from "@/app/_ui/choice";

/** One of a few, all visible, told by what is on the screen. */
export function Options(props: {
  name: string;
  label: string;
  hint?: ReactNode;
  value: string;
  options: readonly { readonly value: string; readonly label: ReactNode }[];
  isOpen: boolean;
  onChange: (value: string) => void;
}) {
  const { name, label, hint, value, options, isOpen, onChange } = props;
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-sm">
        {label}
        {isOpen && <Open />}
      </legend>
      {hint !== undefined && <p className="mb-2 text-muted text-sm">{hint}</p>}
      <div className="flex flex-col gap-2">
        {options.map((option) => (
          <label key={option.value} className="flex items-start gap-2.5">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
              className={tick}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Marks what nobody has said yet, in words. */
export function Open() {
  return <span className="ml-2 font-normal text-caution">still open</span>;
}
