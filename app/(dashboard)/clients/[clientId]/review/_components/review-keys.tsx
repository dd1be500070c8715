"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";
import { Button } from "@/app/_ui/button";

const STORE = "review-keys";
const OFF = "off";
const CHANGED = "review-keys-changed";

const KEYS = [
  ["j", "Next item"],
  ["k", "Item before"],
  ["e", "Open or close its evidence"],
  ["x", "Dismiss it: asks for a reason"],
  ["Enter", "Go to its first fix"],
  ["?", "Show these keys"],
] as const;

/**
 * Single keys for working through the list. They can be turned off (WCAG 2.1.4), never act while something is typed or a
 * dialog is open, and move the real focus, so that a screen reader follows.
 */
export function ReviewKeys() {
  const dialog = useRef<HTMLDialogElement>(null);
  const isOn = useSyncExternalStore(subscribe, readIsOn, () => true);
  useEffect(() => {
    if (!isOn) {
      return;
    }
    const onKey = (event: KeyboardEvent) => {
      if (isFree(event) && act(event.key, dialog.current)) {
        event.preventDefault();
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [isOn]);
  return (
    <>
      <Button
        size="small"
        variant="quiet"
        aria-haspopup="dialog"
        onClick={() => dialog.current?.showModal()}
      >
        Keys{isOn ? "" : " (off)"}
      </Button>
      <dialog
        ref={dialog}
        aria-labelledby="keys-title"
        className="m-auto w-full max-w-md rounded-ui border border-line-strong bg-raised p-6 text-ink shadow-lift"
      >
        <h2 id="keys-title" className="mb-3 font-serif text-xl">
          Keys of the review
        </h2>
        <dl className="flex flex-col">
          {KEYS.map(([key, words]) => (
            <div key={key} className="flex gap-4 border-line border-t py-1.5">
              <dt className="w-16 shrink-0">
                <kbd className="rounded-ui border border-line-strong bg-sunken px-1.5 font-mono text-sm">
                  {key}
                </kbd>
              </dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
        <label className="mt-4 flex min-h-8 items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={isOn}
            onChange={(event) => write(event.target.checked)}
            className="size-4 accent-accent"
          />
          Single keys are on
        </label>
        <form method="dialog" className="mt-4">
          <Button type="submit">Close</Button>
        </form>
      </dialog>
    </>
  );
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener(CHANGED, onChange);
  window.addEventListener("storage", onChange);
  return () => {
    window.removeEventListener(CHANGED, onChange);
    window.removeEventListener("storage", onChange);
  };
}

/** On unless turned off; on too where nothing can be kept. */
function readIsOn(): boolean {
  try {
    return localStorage.getItem(STORE) !== OFF;
  } catch {
    return true;
  }
}

function write(isOn: boolean): void {
  try {
    localStorage.setItem(STORE, isOn ? "on" : OFF);
  } catch {
    // A browser that keeps nothing leaves them on.
  }
  window.dispatchEvent(new Event(CHANGED));
}

const TYPED = "input, textarea, select, [contenteditable]";
/** What Enter already means something to. */
const PRESSED = "a, button, summary, input, textarea, select";

/** Nothing is being typed, no other key is held, no dialog or popover lies over the page. */
function isFree(event: KeyboardEvent): boolean {
  const { target } = event;
  const at = target instanceof Element ? target : document.body;
  const isHeld = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
  const isOver = document.querySelector("dialog[open], :popover-open") !== null;
  const isPressed = event.key === "Enter" && at.closest(PRESSED) !== null;
  return !isHeld && !event.repeat && !isOver && !isPressed && at.closest(TYPED) === null;
}

/** Does what a key says; false when it says nothing here. */
function act(key: string, dialog: HTMLDialogElement | null): boolean {
  const items = [...document.querySelectorAll<HTMLElement>("[data-review-item]")];
  const at = items.findIndex((item) => item.contains(document.activeElement));
  switch (key) {
    case "j":
      return focus(items[Math.min(at + 1, items.length - 1)]);
    case "k":
      return focus(items[Math.max(at - 1, 0)]);
    case "e":
      return toggle(items[at]);
    case "x":
      return askReason(items[at]);
    case "Enter":
      return press(items[at]);
    case "?":
      dialog?.showModal();
      return true;
    default:
      return false;
  }
}

function focus(item: HTMLElement | undefined): boolean {
  item?.focus();
  item?.scrollIntoView({ block: "nearest" });
  return item !== undefined;
}

function part(item: HTMLElement | undefined, name: string): HTMLDetailsElement | null {
  return item?.querySelector<HTMLDetailsElement>(`details[${name}]`) ?? null;
}

function toggle(item: HTMLElement | undefined): boolean {
  const details = part(item, "data-evidence");
  if (details === null) {
    return false;
  }
  details.open = !details.open;
  // Closing what holds the focus would lose it.
  item?.focus();
  return true;
}

function askReason(item: HTMLElement | undefined): boolean {
  const [evidence, dismiss] = [part(item, "data-evidence"), part(item, "data-dismiss")];
  if (evidence === null || dismiss === null) {
    return false;
  }
  evidence.open = true;
  dismiss.open = true;
  dismiss.querySelector("textarea")?.focus();
  return true;
}

function press(item: HTMLElement | undefined): boolean {
  const fix = item?.querySelector<HTMLElement>("[data-fix]");
  fix?.focus();
  fix?.click();
  return fix !== null && fix !== undefined;
}
