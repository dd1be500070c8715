"use client";

import { useEffect, useState } from "react";
import { type Theme, themeCookie } from "./theme";

const choices: { value: Theme; label: string }[] = [
  { value: "system", label: "System" },
  { value: "light", label: "Day" },
  { value: "dark", label: "Night" },
];

/** Day, night, or as the system has it. Kept in a cookie for a year. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>("system");
  useEffect(() => {
    const now = document.documentElement.dataset["theme"];
    setTheme(now === "light" || now === "dark" ? now : "system");
  }, []);

  const choose = (next: Theme) => {
    setTheme(next);
    const root = document.documentElement;
    if (next === "system") {
      delete root.dataset["theme"];
    } else {
      root.dataset["theme"] = next;
    }
    const age = next === "system" ? 0 : 31_536_000;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet.
    document.cookie = `${themeCookie}=${next}; path=/; max-age=${age}; samesite=lax`;
  };

  return (
    <fieldset className="inline-flex rounded-ui border border-line-strong p-0.5">
      <legend className="sr-only">Colours</legend>
      {choices.map(({ value, label }) => (
        <label
          key={value}
          className="grid min-h-7 cursor-pointer place-items-center rounded-ui px-2.5 text-muted text-xs has-checked:bg-ink has-checked:text-surface has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2"
        >
          <input
            type="radio"
            name="theme"
            value={value}
            checked={theme === value}
            onChange={() => choose(value)}
            className="sr-only"
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
