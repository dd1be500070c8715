"use client";

import { useEffect } from "react";
import { areKeysOn, isFree, moveFocus } from "@/app/_ui/single-keys";

/**
 * Single keys for working through the pairs: j and k move, s, d, n and u answer for the pair that has the focus. The real focus moves, so
 * that a screen reader follows; nothing acts while something is typed or a dialog is open. After a decision the next pair has the focus.
 */
export function QuarantineKeys({ isAfterDecision }: { isAfterDecision: boolean }) {
  useEffect(() => {
    if (isAfterDecision) {
      document.querySelector<HTMLElement>("[data-pair]")?.focus({ preventScroll: true });
    }
    const onKey = (event: KeyboardEvent) => {
      if (isFree(event) && areKeysOn() && act(event.key)) {
        event.preventDefault();
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [isAfterDecision]);
  return (
    <p className="mb-4 hidden text-muted text-sm lg:block">
      Keys: <Key>j</Key> <Key>k</Key> next and before, <Key>s</Key> the same, <Key>d</Key>{" "}
      different, <Key>n</Key> use the waiting one, <Key>u</Key> take back. They are turned off with
      the keys of the review.
    </p>
  );
}

function Key({ children }: { children: string }) {
  return (
    <kbd className="rounded-ui border border-line-strong bg-sunken px-1 font-mono text-xs">
      {children}
    </kbd>
  );
}

function act(key: string): boolean {
  const pairs = [...document.querySelectorAll<HTMLElement>("[data-pair]")];
  const at = pairs.findIndex((pair) => pair.contains(document.activeElement));
  if (key === "j" || key === "k") {
    return moveFocus(key, pairs, at);
  }
  const button = /^[sdnu]$/.test(key)
    ? pairs[at]?.querySelector<HTMLButtonElement>(`button[data-key="${key}"]`)
    : null;
  button?.click();
  return button !== null && button !== undefined;
}
