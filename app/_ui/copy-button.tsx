"use client";

import { useState } from "react";
import { Button } from "./button";

/** Copies a text and says so in place. */
export function CopyButton({ text, label = "Copy" }: { text: string; label?: string }) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setState("copied"),
      () => setState("failed"),
    );
  };
  const said = { idle: label, copied: "Copied", failed: "Press Ctrl-C instead" }[state];
  return (
    <Button size="small" variant="quiet" onClick={copy}>
      <span aria-live="polite">{said}</span>
    </Button>
  );
}
