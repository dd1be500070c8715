"use client";

import { useActionState } from "react";
import { DownloadLink } from "@/app/_ui/button";
import { ActionResult, Callout } from "@/app/_ui/callout";
import { CopyButton } from "@/app/_ui/copy-button";
import { SubmitButton } from "@/app/_ui/submit-button";
import { endAddress, makeAddress, setReminders } from "../actions";

/** The calendar file, the private address, and whether mail is wanted. */
export function InformForms({
  clientId,
  hasAddress,
  wantsMail,
  mayWantMail,
  email,
}: {
  clientId: string;
  hasAddress: boolean;
  wantsMail: boolean;
  mayWantMail: boolean;
  email: string;
}) {
  return (
    <div className="grid gap-x-10 gap-y-8 md:grid-cols-2">
      <section aria-labelledby="calendar">
        <h3 id="calendar" className="font-semibold">
          In your calendar
        </h3>
        <p className="mt-0.5 mb-3 text-muted text-sm">
          Each step on its day. Opened once, the file stays as it is; a calendar that is given the
          private address follows every change.
        </p>
        <div className="flex flex-wrap gap-2">
          <DownloadLink href={`/api/clients/${clientId}/calendar`} size="small">
            Calendar file
          </DownloadLink>
          <Address clientId={clientId} hasAddress={hasAddress} />
        </div>
      </section>
      <section aria-labelledby="mail">
        <h3 id="mail" className="font-semibold">
          By e-mail
        </h3>
        <p className="mt-0.5 mb-3 text-muted text-sm">
          A week before, the day before and on the day, only for steps that are open: one mail a day
          at most, to {email}. It names steps and days, no amounts, and stops with one click.
        </p>
        {mayWantMail ? (
          <Mail clientId={clientId} wantsMail={wantsMail} />
        ) : (
          <p className="text-muted text-sm">Reminders go to people who work on these books.</p>
        )}
      </section>
    </div>
  );
}

function Address({ clientId, hasAddress }: { clientId: string; hasAddress: boolean }) {
  const [made, make] = useActionState(makeAddress, null);
  const [ended, end] = useActionState(endAddress, null);
  const isThere = hasAddress || made?.ok === true;
  return (
    <>
      <form action={make}>
        <input type="hidden" name="clientId" value={clientId} />
        <SubmitButton size="small" variant="secondary" pendingLabel="Making…">
          {isThere ? "Make a new private address" : "Make a private address"}
        </SubmitButton>
      </form>
      {isThere && (
        <form action={end}>
          <input type="hidden" name="clientId" value={clientId} />
          <SubmitButton size="small" variant="quiet" pendingLabel="Ending…">
            End it
          </SubmitButton>
        </form>
      )}
      {made?.ok === true && ended === null && (
        <Callout tone="good" live className="w-full" title="Add this address to your calendar now">
          <p className="text-sm">
            It is shown this once. Whoever has it can read these days; a new one ends it.
          </p>
          <p className="my-2 break-all font-mono text-sm">{made.data}</p>
          <CopyButton text={made.data} label="Copy the address" />
        </Callout>
      )}
      {made?.ok === false && <ActionResult state={made} />}
      <ActionResult state={ended} done="The address no longer works." />
    </>
  );
}

function Mail({ clientId, wantsMail }: { clientId: string; wantsMail: boolean }) {
  const [state, action] = useActionState(setReminders, null);
  return (
    <form action={action} className="flex flex-col items-start gap-3">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="state" value={wantsMail ? "off" : "on"} />
      <SubmitButton size="small" variant="secondary" pendingLabel="Saving…">
        {wantsMail ? "Turn reminders off" : "Remind me by e-mail"}
      </SubmitButton>
      <ActionResult state={state} done={wantsMail ? "Reminders are on." : "Reminders are off."} />
    </form>
  );
}
