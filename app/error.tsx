"use client";

import { unstable_isUnrecognizedActionError as isUnknownAction } from "next/navigation";
import { Button, ButtonLink } from "@/app/_ui/button";
import { refusalMessage } from "@/lib/refusals";

type Told = Error & { digest?: string };

/** What happened, what was kept, what to do: a form that is too large, a page older than the server, or a fault of ours with its reference. */
export default function ErrorPage({ error, reset }: { error: Told; reset: () => void }) {
  if (error.message === refusalMessage("form-too-large")) {
    return (
      <Frame title="This was too much for one form" onClick={reset} action="Back to the form">
        <p>{error.message}</p>
      </Frame>
    );
  }
  const isOlder: boolean = isUnknownAction(error);
  if (isOlder) {
    return (
      <Frame
        title="Lotwise was updated while this page was open"
        onClick={() => window.location.reload()}
        action="Load the page again"
      >
        <p>
          What you were sending was not saved: the new version no longer knows this form. What was
          saved before is untouched. Load the page again, then send it once more.
        </p>
      </Frame>
    );
  }
  return (
    <Frame title="Something broke on our side" onClick={reset} action="Try again">
      <p>
        What you were doing was not saved. What was saved before is untouched. It has been recorded
        and can be found again by its reference.
      </p>
      {error.digest !== undefined && (
        <p className="mt-3 text-muted text-sm">
          Reference <code className="font-mono text-ink">{error.digest}</code>
        </p>
      )}
    </Frame>
  );
}

function Frame(props: {
  title: string;
  children: React.ReactNode;
  action: string;
  onClick: () => void;
}) {
  return (
    <section role="alert" className="mx-auto max-w-xl px-4 py-20">
      <h1 className="font-serif text-2xl">{props.title}</h1>
      <div className="mt-3">{props.children}</div>
      <div className="mt-6 flex flex-wrap gap-2">
        <Button variant="primary" onClick={props.onClick}>
          {props.action}
        </Button>
        <ButtonLink href="/">To the start</ButtonLink>
      </div>
    </section>
  );
}
