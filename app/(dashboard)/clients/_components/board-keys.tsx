"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect } from "react";
import { ListKeys } from "@/app/_ui/list-keys";
import { moveFocus } from "@/app/_ui/single-keys";

const KEYS = [
  ["j ↓", "Next client"],
  ["k ↑", "Client before"],
  ["← →", "Stage before or after, on the board"],
  ["Enter", "Open the books"],
  ["m", "Move the client, or set the due date"],
  ["/", "Find a client"],
] as const;

type Go = (href: string) => void;

/** The script of the board: single keys, and dragging cards. A card that is dropped opens what its Move link opens, with the stage filled in. */
export function BoardKeys() {
  const router = useRouter();
  const go = useCallback<Go>((href) => router.push(href, { scroll: false }), [router]);
  const press = useCallback((key: string) => act(key, go), [go]);
  useEffect(() => dragging(go), [go]);
  return <ListKeys title="Keys of the board" keys={KEYS} act={press} />;
}

const all = <T extends HTMLElement>(selector: string, within: ParentNode = document): T[] => [
  ...within.querySelectorAll<T>(selector),
];

/** Does what a key says; false when it says nothing here. */
function act(key: string, go: Go): boolean {
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
