import Link from "next/link";
import type { ReactNode } from "react";
import { cx } from "@/app/_ui/cx";
import { Wordmark } from "@/app/_ui/logo";
import { SkipLink } from "@/app/_ui/skip-link";
import { AccountMenu, type ShellUser } from "./account-menu";

/** The frame of pages above the books: the client board. */
export function DeskShell(props: {
  /** Whoever is signed in; only name and e-mail go on to the browser. */
  user: ShellUser;
  /** A page of wide tables. */
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <div className="min-h-dvh">
      <SkipLink />
      <header className="no-print sticky top-0 z-40 flex min-h-14 items-center justify-between border-line border-b-[3px] border-double bg-surface px-4 sm:px-8">
        <Link href="/clients" prefetch={false}>
          <Wordmark />
        </Link>
        <AccountMenu user={{ name: props.user.name, email: props.user.email }} />
      </header>
      <main
        id="main"
        tabIndex={-1}
        className={cx(
          "mx-auto w-full px-4 py-8 outline-none sm:px-8",
          props.wide ? "max-w-[100rem]" : "max-w-6xl",
        )}
      >
        {props.children}
      </main>
    </div>
  );
}
