"use client";

import { useEffect } from "react";

const TYPED = "input, textarea, select, [contenteditable]";
/** The switch of the review's keys turns these off too. */
const STORE = "review-keys";

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
      if (isFree(event) && act(event.key)) {
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

function isFree(event: KeyboardEvent): boolean {
  const { target } = event;
  const at = target instanceof Element ? target : document.body;
  const isHeld = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
  const isOver = document.querySelector("dialog[open], :popover-open") !== null;
  return !isHeld && !event.repeat && !isOver && isOn() && at.closest(TYPED) === null;
}

function isOn(): boolean {
  try {
    return localStorage.getItem(STORE) !== "off";
  } catch {
    return true;
  }
}

function act(key: string): boolean {
  const pairs = [...document.querySelectorAll<HTMLElement>("[data-pair]")];
  const at = pairs.findIndex((pair) => pair.contains(document.activeElement));
  if (key === "j" || key === "k") {
    const pair = pairs[key === "j" ? Math.min(at + 1, pairs.length - 1) : Math.max(at - 1, 0)];
    pair?.focus();
    pair?.scrollIntoView({ block: "nearest" });
    return pair !== undefined;
  }
  const button = /^[sdnu]$/.test(key)
    ? pairs[at]?.querySelector<HTMLButtonElement>(`button[data-key="${key}"]`)
    : null;
  button?.click();
  return button !== null && button !== undefined;
}
