"use client";

import type { ReactNode } from "react";
import { Button } from "@/app/_ui/button";
import { ActionResult } from "@/app/_ui/callout";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { ActionState } from "@/lib/action";

/** What a person says yes or no to about an import: the deed, as dangerous, and the way back. */
export function AskFirst({
  about,
  action,
  state,
  pending,
  children,
}: {
  about: { readonly clientId: string; readonly batchId: string };
  action: (form: FormData) => void;
  state: ActionState<unknown> | null;
  pending: string;
  children: ReactNode;
}) {
  return (
    <form action={action} className="flex flex-col gap-3">
      <input type="hidden" name="clientId" value={about.clientId} />
      <input type="hidden" name="batchId" value={about.batchId} />
      <ActionResult state={state} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton variant="danger" pendingLabel={pending}>
          {children}
        </SubmitButton>
        <Button data-close>Keep it</Button>
      </div>
    </form>
  );
}
