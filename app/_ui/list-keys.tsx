"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";
import { Button } from "./button";
import { areKeysOn, isFree, onKeysSwitched, switchKeys } from "./single-keys";

export interface ListKeysProps {
  /** "Keys of the board". */
  title: string;
  /** Each key with what it does; "?" shows this list and needs no saying. */
  keys: readonly (readonly [string, string])[];
  /** Does what a key says; false when it says nothing here. Give the same function every time. */
  act: (key: string) => boolean;
}

/**
 * Single keys for working through a list, and the button that shows them. They can be turned off (WCAG 2.1.4), never act while something is
 * typed or a dialog is open, and move the real focus, so that a screen reader follows.
 */
export function ListKeys({ title, keys, act }: ListKeysProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const isOn = useSyncExternalStore(onKeysSwitched, areKeysOn, () => true);
  useEffect(() => {
    if (!isOn) {
      return;
    }
    const onKey = (event: KeyboardEvent) => {
      if (!isFree(event)) {
        return;
      }
      if (event.key === "?") {
        dialog.current?.showModal();
        event.preventDefault();
      } else if (act(event.key)) {
        event.preventDefault();
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [isOn, act]);
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
          {title}
        </h2>
        <dl className="flex flex-col">
          {[...keys, ["?", "Show these keys"] as const].map(([key, words]) => (
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
