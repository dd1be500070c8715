"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/app/_ui/button";
import { cx } from "@/app/_ui/cx";

export interface Command {
  label: string;
  href: string;
  /** A word at the right: "client", "year". */
  kind?: string;
}

/** Ctrl/Cmd-K: type a few letters, Enter goes there. A combo box over a list, in a native dialog. */
export function CommandMenu({ commands }: { commands: readonly Command[] }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const router = useRouter();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const found = matching(commands, text);

  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey)) {
        event.preventDefault();
        dialog.current?.showModal();
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  const go = (href: string | undefined) => {
    if (href !== undefined) {
      dialog.current?.close();
      router.push(href);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      setAt((at + step + found.length) % found.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      go(found[at]?.href);
    }
  };

  return (
    <>
      <Button
        size="small"
        variant="quiet"
        aria-haspopup="dialog"
        onClick={() => dialog.current?.showModal()}
      >
        <Search aria-hidden="true" className="size-4 text-muted" />
        Go to
        <kbd className="rounded-ui border border-line px-1 font-sans text-muted text-xs">
          Ctrl K
        </kbd>
      </Button>
      <dialog
        ref={dialog}
        aria-label="Go to"
        onClose={() => {
          setText("");
          setAt(0);
        }}
        className="mx-auto mt-[12vh] w-full max-w-lg rounded-ui border border-line-strong bg-raised p-0 text-ink shadow-lift"
      >
        <input
          role="combobox"
          aria-label="Go to a page, a year or a client"
          aria-expanded="true"
          aria-controls="commands"
          aria-activedescendant={found.length > 0 ? `command-${at}` : undefined}
          autoComplete="off"
          placeholder="A page, a year or a client"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          className="min-h-14 w-full border-line border-b bg-transparent px-5 text-lg focus-visible:outline-none"
        />
        <CommandList found={found} at={at} go={go} />
      </dialog>
    </>
  );
}

function CommandList(props: { found: readonly Command[]; at: number; go: (href: string) => void }) {
  const { found, at, go } = props;
  return (
    <div id="commands" role="listbox" aria-label="Places" className="max-h-80 overflow-y-auto p-1">
      {found.map((command, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the combo box above has the keyboard.
        <div
          key={`${command.kind ?? "page"} ${command.href}`}
          id={`command-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          onClick={() => go(command.href)}
          className={cx(
            "flex min-h-10 cursor-pointer items-center justify-between rounded-ui px-4",
            index === at && "bg-accent-soft",
          )}
        >
          {command.label}
          <span className="text-muted text-sm">{command.kind}</span>
        </div>
      ))}
      {found.length === 0 && (
        <p className="px-4 py-6 text-center text-muted">Nothing goes by that name.</p>
      )}
    </div>
  );
}

/** Commands whose words begin with what was typed come first, then those that contain it. */
function matching(commands: readonly Command[], text: string): readonly Command[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") {
    return commands.slice(0, 12);
  }
  const begins = (command: Command) =>
    command.label
      .toLowerCase()
      .split(/\s+/)
      .some((word) => word.startsWith(wanted));
  const hits = commands.filter((command) => command.label.toLowerCase().includes(wanted));
  return [...hits.filter(begins), ...hits.filter((command) => !begins(command))].slice(0, 12);
}
