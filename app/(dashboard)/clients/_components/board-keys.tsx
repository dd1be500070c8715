"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { Button } from "@/app/_ui/button";
import { areKeysOn, isFree, moveFocus, onKeysSwitched, switchKeys } from "@/app/_ui/single-keys";

const KEYS = [
  ["j ↓", "Next client"],
  ["k ↑", "Client before"],
  ["← →", "Stage before or after, on the board"],
  ["Enter", "Open the books"],
  ["m", "Move the client, or set the due date"],
  ["/", "Find a client"],
  ["?", "Show these keys"],
] as const;

type Go = (href: string) => void;

/**
 * The script of the board: single keys, and dragging cards. They can be turned off (WCAG 2.1.4), never act while something is typed or a
 * dialog is open, and move the real focus. A card that is dropped opens what its Move link opens, with the stage filled in.
 */
export function BoardKeys() {
  const dialog = useRef<HTMLDialogElement>(null);
  const router = useRouter();
  const isOn = useSyncExternalStore(onKeysSwitched, areKeysOn, () => true);
  useEffect(() => {
    if (!isOn) {
      return;
    }
    const go: Go = (href) => router.push(href, { scroll: false });
    const onKey = (event: KeyboardEvent) => {
      if (isFree(event) && act(event.key, dialog.current, go)) {
        event.preventDefault();
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [isOn, router]);
  useEffect(() => dragging((href) => router.push(href, { scroll: false })), [router]);
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
          Keys of the board
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

const all = <T extends HTMLElement>(selector: string, within: ParentNode = document): T[] => [
  ...within.querySelectorAll<T>(selector),
];

/** Does what a key says; false when it says nothing here. */
function act(key: string, dialog: HTMLDialogElement | null, go: Go): boolean {
  const items = all("[data-board-item]");
  const at = items.findIndex((item) => item.contains(document.activeElement));
  switch (key) {
    case "j":
    case "ArrowDown":
      return (key === "j" || at >= 0) && moveFocus("j", items, at);
    case "k":
    case "ArrowUp":
      return (key === "k" || at >= 0) && moveFocus("k", items, at);
    case "ArrowLeft":
    case "ArrowRight":
      return besides(items[at], key === "ArrowRight" ? 1 : -1);
    case "m":
      return open(items[at], go);
    case "/":
      return find();
    case "?":
      dialog?.showModal();
      return true;
    default:
      return false;
  }
}

/** The first client of the next stage that has any. */
function besides(item: HTMLElement | undefined, step: 1 | -1): boolean {
  const columns = all<HTMLElement>("[data-stage]");
  const at = columns.findIndex((column) => item !== undefined && column.contains(item));
  const rest = step === 1 ? columns.slice(at + 1) : columns.slice(0, Math.max(at, 0)).reverse();
  const [next] = at < 0 ? [] : rest.flatMap((column) => all("[data-board-item]", column));
  next?.focus();
  next?.scrollIntoView({ block: "nearest", inline: "nearest" });
  return next !== undefined;
}

function open(item: HTMLElement | undefined, go: Go): boolean {
  const href = item?.dataset["open"];
  if (href !== undefined) {
    go(href);
  }
  return href !== undefined;
}

function find(): boolean {
  const field = document.querySelector<HTMLInputElement>("input[name=q]");
  field?.focus();
  field?.select();
  return field !== null;
}

/** Cards follow the mouse; everything they do a link does too (WCAG 2.5.7). Answers with how to stop. */
function dragging(go: Go): () => void {
  let card: HTMLElement | null = null;
  const columnAt = ({ target }: Event) =>
    target instanceof Element ? target.closest<HTMLElement>("[data-stage]") : null;
  const clear = () => {
    for (const over of all("[data-over]")) {
      delete over.dataset["over"];
    }
  };
  const onDown = ({ target }: Event) => {
    const under = target instanceof Element ? target.closest<HTMLElement>("[data-card]") : null;
    under?.setAttribute("draggable", "true");
  };
  const onStart = (event: DragEvent) => {
    card = event.target instanceof Element ? event.target.closest("[data-card]") : null;
    card?.setAttribute("data-dragged", "");
  };
  const onOver = (event: DragEvent) => {
    const column = card === null ? null : columnAt(event);
    clear();
    if (column !== null) {
      event.preventDefault();
      column.dataset["over"] = "";
    }
  };
  const onDrop = (event: DragEvent) => {
    const [column, href] = [columnAt(event), card?.dataset["open"]];
    if (column !== null && card !== null && href !== undefined && !column.contains(card)) {
      event.preventDefault();
      go(`${href}&to=${column.dataset["stage"]}`);
    }
  };
  const onEnd = () => {
    card?.removeAttribute("data-dragged");
    card = null;
    clear();
  };
  const listeners = [
    ["pointerdown", onDown],
    ["dragstart", onStart],
    ["dragover", onOver],
    ["drop", onDrop],
    ["dragend", onEnd],
  ] as const;
  for (const [name, listener] of listeners) {
    document.addEventListener(name, listener as EventListener);
  }
  return () => {
    for (const [name, listener] of listeners) {
      document.removeEventListener(name, listener as EventListener);
    }
  };
}
