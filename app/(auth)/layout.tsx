import Link from "next/link";
import type { ReactNode } from "react";
import { Wordmark } from "@/app/_ui/logo";
import { SkipLink } from "@/app/_ui/skip-link";
import { ThemeSwitch } from "@/app/_ui/theme-switch";

/** A single sheet on the desk. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col bg-sunken">
      <SkipLink />
      <header className="mx-auto w-full max-w-md px-4 pt-10 pb-6">
        <Link href="/" prefetch={false} className="inline-block py-1">
          <Wordmark />
        </Link>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-md grow px-4 outline-none">
        <div className="rounded-ui border border-line-strong bg-raised px-6 py-8 sm:px-8">
          {children}
        </div>
      </main>
      <footer className="mx-auto flex w-full max-w-md flex-wrap items-center justify-between gap-4 px-4 py-8 text-muted text-sm">
        <nav aria-label="Small print" className="flex gap-4">
          <Link
            href="/method"
            prefetch={false}
            className="flex min-h-6 items-center hover:underline"
          >
            How we compute
          </Link>
          <Link
            href="/privacy"
            prefetch={false}
            className="flex min-h-6 items-center hover:underline"
          >
            Privacy
          </Link>
        </nav>
        <ThemeSwitch />
      </footer>
    </div>
  );
}
