"use client";

import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { type MouseEvent, type ReactNode, useEffect, useRef } from "react";

export interface DrawerProps {
  title: ReactNode;
  /** A small line above the title. */
  over?: ReactNode;
  /** Where closing leads: the page without `?why=`. */
  closeHref: string;
  children: ReactNode;
}

/**
 * A sheet that slides in from the right when the address asks for it (`?why=…`). Rendered by the server: render it or
 * not. Holds the focus while open; Esc, the button and a click beside it go to `closeHref`, and the focus returns to what
 * opened it. Without script it stands at the top of the page.
 */
export function Drawer({ title, over, closeHref, children }: DrawerProps) {
  const sheet = useRef<HTMLDialogElement>(null);
  const router = useRouter();

  useEffect(() => {
    const dialog = sheet.current;
    if (dialog === null) {
      return;
    }
    const opener = document.activeElement;
    dialog.close();
    dialog.showModal();
    return () => {
      dialog.close();
      if (opener instanceof HTMLElement && opener.isConnected) {
        opener.focus();
      }
    };
  }, []);

  const close = () => router.push(closeHref, { scroll: false });
  const onBackdrop = (event: MouseEvent) => {
    if (event.target === sheet.current) {
      close();
    }
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard closes it with Esc (onCancel) and the button.
    <dialog
      ref={sheet}
      open
      aria-labelledby="drawer-title"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={onBackdrop}
      className="drawer m-0 ml-auto h-dvh max-h-none w-full max-w-md overflow-y-auto border-line-strong border-l bg-raised p-0 text-base text-ink shadow-lift"
    >
      <div className="sticky top-0 z-10 flex items-start justify-between gap-4 border-line border-b bg-raised px-5 py-4">
        <div className="min-w-0 break-words">
          {over && <p className="text-muted text-sm">{over}</p>}
          <h2 id="drawer-title" className="font-serif text-xl">
            {title}
          </h2>
        </div>
        <a
          href={closeHref}
          onClick={(event) => {
            event.preventDefault();
            close();
          }}
          className="-mr-2 grid size-10 shrink-0 place-items-center rounded-ui hover:bg-sunken"
        >
          <X aria-hidden="true" className="size-5" />
          <span className="sr-only">Close</span>
        </a>
      </div>
      <div className="px-5 py-5">{children}</div>
    </dialog>
  );
}
