import Link from "next/link";
import type { ReactNode } from "react";
import { ButtonLink } from "@/app/_ui/button";
import { Wordmark } from "@/app/_ui/logo";
import { SkipLink } from "@/app/_ui/skip-link";
import { ThemeSwitch } from "@/app/_ui/theme-switch";

export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="border-line border-b">
        <div className="mx-auto flex min-h-16 max-w-6xl flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-2 sm:px-8">
          <Link href="/" className="py-1">
            <Wordmark />
          </Link>
          <nav aria-label="Main" className="flex items-center gap-1 sm:gap-2">
            <Link
              href="/method"
              className="hidden min-h-8 items-center px-2.5 text-sm hover:underline sm:flex"
            >
              How we compute
            </Link>
            <ButtonLink href="/sign-in" variant="quiet" size="small">
              Sign in
            </ButtonLink>
            <ButtonLink href="/sign-up" variant="primary" size="small">
              Open your books
            </ButtonLink>
          </nav>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="grow outline-none">
        {children}
      </main>
      <Footer />
    </div>
  );
}

function Footer() {
  return (
    <footer className="mt-20 border-line border-t-[3px] border-double">
      <div className="mx-auto flex max-w-6xl flex-wrap items-start justify-between gap-x-10 gap-y-6 px-4 py-8 sm:px-8">
        <div className="max-w-md text-muted text-sm">
          <Wordmark className="mb-3 text-ink" />
          <p>
            Lotwise computes US federal capital gains of digital assets held by individuals. It is
            not tax advice and files nothing for you.
          </p>
        </div>
        <nav aria-label="Small print" className="flex flex-col gap-1 text-sm">
          <Link href="/method" className="flex min-h-6 items-center hover:underline">
            How we compute
          </Link>
          <Link href="/privacy" className="flex min-h-6 items-center hover:underline">
            Privacy
          </Link>
          <Link href="/sign-in" className="flex min-h-6 items-center hover:underline">
            Sign in
          </Link>
        </nav>
        <ThemeSwitch />
      </div>
    </footer>
  );
}
