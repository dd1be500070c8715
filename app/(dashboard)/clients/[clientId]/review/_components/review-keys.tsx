"use client";

import { ListKeys } from "@/app/_ui/list-keys";
import { moveFocus } from "@/app/_ui/single-keys";

const KEYS = [
  ["j", "Next item"],
  ["k", "Item before"],
  ["e", "Open or close its evidence"],
  ["x", "Dismiss it: asks for a reason"],
  ["Enter", "Go to its first fix"],
] as const;

/** Single keys for working through the review. */
export function ReviewKeys() {
  return <ListKeys title="Keys of the review" keys={KEYS} act={act} />;
}

/** Does what a key says; false when it says nothing here. */
function act(key: string): boolean {
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
