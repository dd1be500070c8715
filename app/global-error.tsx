"use client";

import "./globals.css";

/** The last net, when even the frame broke: no fonts, no parts of ours. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en-US">
      <body>
        <title>Something broke · Lotwise</title>
        <main className="mx-auto max-w-xl px-4 py-20">
          <h1 className="font-serif text-2xl">Something broke on our side</h1>
          <p className="mt-3">
            What you were doing was not saved. What was saved before is untouched. Load the page
            again; if it stays, name this reference.
          </p>
          {error.digest !== undefined && <p className="mt-3 font-mono text-sm">{error.digest}</p>}
          <p className="mt-6">
            <a href="/" className="text-accent underline">
              To the start
            </a>
          </p>
        </main>
      </body>
    </html>
  );
}
