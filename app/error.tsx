"use client";

import { Button, ButtonLink } from "@/app/_ui/button";

/** A fault of ours: what happened, what was kept, what to do, and a reference. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <section role="alert" className="mx-auto max-w-xl px-4 py-20">
      <h1 className="font-serif text-2xl">Something broke on our side</h1>
      <p className="mt-3">
        What you were doing was not saved. What was saved before is untouched. It has been recorded
        and can be found again by its reference.
      </p>
      {error.digest !== undefined && (
        <p className="mt-3 text-muted text-sm">
          Reference <code className="font-mono text-ink">{error.digest}</code>
        </p>
      )}
      <div className="mt-6 flex flex-wrap gap-2">
        <Button variant="primary" onClick={reset}>
          Try again
        </Button>
        <ButtonLink href="/">To the start</ButtonLink>
      </div>
    </section>
  );
}
