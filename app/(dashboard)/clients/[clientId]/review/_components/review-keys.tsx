"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";
import { Button } from "@/app/_ui/button";
import { areKeysOn, isFree, moveFocus, onKeysSwitched, switchKeys } from "@/app/_ui/single-keys";

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
  const isOn = useSyncExternalStore(onKeysSwitched, areKeysOn, () => true);
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
            onChange={(event) => switchKeys(event.target.checked)}
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

/** Does what a key says; false when it says nothing here. */
function act(key: string, dialog: HTMLDialogElement | null): boolean {
  const items = [...document.querySelectorAll<HTMLElement>("[data-review-item]")];
  const at = items.findIndex((item) => item.contains(document.activeElement));
  switch (key) {
    case "j":
    case "k":
      return moveFocus(key, items, at);
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
