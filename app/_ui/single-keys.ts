const STORE = "review-keys";
const OFF = "off";
const CHANGED = "review-keys-changed";

const TYPED = "input, textarea, select, [contenteditable]";
/** What Enter already means something to. */
const PRESSED = "a, button, summary, input, textarea, select";

/** One switch for all lists that are worked through by single keys (WCAG 2.1.4): on unless turned off, on too where nothing can be kept. */
export function areKeysOn(): boolean {
  try {
    return localStorage.getItem(STORE) !== OFF;
  } catch {
    return true;
  }
}

/** Turns them on or off, here and in every open page. */
export function switchKeys(isOn: boolean): void {
  try {
    localStorage.setItem(STORE, isOn ? "on" : OFF);
  } catch {
    // A browser that keeps nothing leaves them on.
  }
  window.dispatchEvent(new Event(CHANGED));
}

/** Tells when the switch was turned; answers with how to stop. */
export function onKeysSwitched(onChange: () => void): () => void {
  window.addEventListener(CHANGED, onChange);
  window.addEventListener("storage", onChange);
  return () => {
    window.removeEventListener(CHANGED, onChange);
    window.removeEventListener("storage", onChange);
  };
}

/** Nothing is being typed, no other key is held, no dialog or popover lies over the page. */
export function isFree(event: KeyboardEvent): boolean {
  const { target } = event;
  const at = target instanceof Element ? target : document.body;
  const isHeld = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
  const isOver = document.querySelector("dialog[open], :popover-open") !== null;
  const isPressed = event.key === "Enter" && at.closest(PRESSED) !== null;
  return !isHeld && !event.repeat && !isOver && !isPressed && at.closest(TYPED) === null;
}

/** The next of a list by "j", the one before by "k", from the place of the focus (-1: none). The real focus moves, so that a screen reader follows. */
export function moveFocus(key: "j" | "k", items: readonly HTMLElement[], at: number): boolean {
  const item = items[key === "j" ? Math.min(at + 1, items.length - 1) : Math.max(at - 1, 0)];
  item?.focus();
  item?.scrollIntoView({ block: "nearest" });
  return item !== undefined;
}
