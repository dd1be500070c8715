"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { SubmitButton } from "@/app/_ui/submit-button";
import { saveLayout } from "../../../actions";
import type { Live } from "./use-live-reading";

/** What the bar needs of a reading, whatever is mapped. */
interface Said {
  readonly open: readonly { readonly about: keyof typeof PART; readonly reason: string }[];
  readonly rows: readonly { readonly is: string }[];
}

/** What is still open, always in sight, and the one way on. */
export function SaveBar({
  mapping,
  clientId,
  batchId,
  templateId,
}: {
  mapping: Pick<Live<object, Said>, "form" | "reading" | "isReading" | "failure">;
  clientId: string;
  batchId: string;
  templateId: string;
}) {
  const [state, action] = useActionState(saveLayout, null);
  const { open, rows } = mapping.reading;
  const rejected = rows.filter(({ is }) => is === "rejected").length;
  const [first] = open;
  return (
    <form
      action={action}
      className="sticky bottom-[calc(3.6rem+env(safe-area-inset-bottom))] z-10 -mx-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-ink border-t bg-surface px-4 py-3 sm:mx-0 sm:px-0 lg:bottom-0"
    >
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="batchId" value={batchId} />
      <input type="hidden" name="templateId" value={templateId} />
      <input type="hidden" name="mapping" value={JSON.stringify(mapping.form)} />
      <p role="status" className="min-w-0 grow basis-64 text-sm">
        {mapping.failure !== null ? (
          <span className="text-loss">{mapping.failure}</span>
        ) : first !== undefined ? (
          <>
            <span className="font-medium text-caution">
              {open.length === 1
                ? "One thing is still open."
                : `${open.length} things are still open.`}
            </span>{" "}
            <a href={`#${PART[first.about]}`} className="text-accent underline">
              {first.reason}
            </a>
          </>
        ) : (
          <>
            <span className="font-medium">Nothing is open.</span>{" "}
            {rejected === 0
              ? `All ${rows.length} rows shown are read.`
              : `${rejected} of the ${rows.length} rows shown cannot be read.`}
          </>
        )}
      </p>
      {state?.ok === false && <ActionResult state={state} />}
      <SubmitButton
        pendingLabel="Reading…"
        disabled={open.length > 0 || mapping.isReading || mapping.failure !== null}
      >
        Save and look it over
      </SubmitButton>
    </form>
  );
}

/** Where on the page each open thing is said. */
const PART = {
  columns: "columns",
  day: "writing",
  payer: "names",
  form: "writing",
  zone: "writing",
  numbers: "writing",
  direction: "writing",
  fee: "writing",
  units: "writing",
  kinds: "kinds",
  name: "names",
  account: "names",
};
