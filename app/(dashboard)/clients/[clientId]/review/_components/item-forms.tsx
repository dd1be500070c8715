"use client";

import { useActionState } from "react";
import { ActionResult } from "@/app/_ui/callout";
import { TextAreaField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import {
  dismissItem,
  enterChange,
  linkItem,
  reopenItem,
  unlinkItem,
  withdrawChange,
} from "../actions";

interface Place {
  clientId: string;
  /** The filter to come back to. */
  back: string;
}

function PlaceFields({ clientId, back }: Place) {
  return (
    <>
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="back" value={back} />
    </>
  );
}

/** Puts an item aside; says what that means before it is done. */
export function DismissForm({
  item,
  id,
  isBlocking,
  ...place
}: Place & { item: string; id: string; isBlocking: boolean }) {
  const [state, action] = useActionState(dismissItem, null);
  return (
    <form action={action} className="mt-2 flex max-w-lg flex-col gap-3">
      <PlaceFields {...place} />
      <input type="hidden" name="item" value={item} />
      <p className="text-muted text-sm">
        {isBlocking
          ? "It leaves this list. The year stays not final, its range stays, and reports print the item as open with your reason."
          : "It leaves this list. No figure changes, and reports print the item with your reason. You can take it back."}
      </p>
      <TextAreaField
        id={`reason-${id}`}
        name="reason"
        label="Why it can be put aside"
        required
        rows={2}
        minLength={3}
        maxLength={300}
        autoComplete="off"
        error={state?.ok === false ? (state.fields?.["reason"] ?? null) : null}
      />
      {state?.ok === false && state.fields?.["reason"] === undefined && (
        <ActionResult state={state} />
      )}
      <div>
        <SubmitButton size="small" variant="secondary" pendingLabel="Putting aside…">
          Put it aside
        </SubmitButton>
      </div>
    </form>
  );
}

/** Takes an item up again that was put aside. */
export function ReopenForm({ item, label, ...place }: Place & { item: string; label: string }) {
  const [state, action] = useActionState(reopenItem, null);
  return (
    <form action={action} className="flex flex-col gap-2">
      <PlaceFields {...place} />
      <input type="hidden" name="item" value={item} />
      <SubmitButton size="small" variant="secondary" pendingLabel="Taking it back…">
        {label}
      </SubmitButton>
      <ActionResult state={state} />
    </form>
  );
}

/** Makes one move of the item's rows. */
export function LinkItemForm({
  sent,
  received,
  about,
  ...place
}: Place & { sent: readonly string[]; received: readonly string[]; about: string }) {
  const [state, action] = useActionState(linkItem, null);
  return (
    <form action={action} className="flex flex-col gap-2">
      <PlaceFields {...place} />
      <input type="hidden" name="sent" value={sent.join(",")} />
      <input type="hidden" name="received" value={received.join(",")} />
      <SubmitButton size="small" variant="secondary" pendingLabel="Linking…" data-fix>
        Link as transfer<span className="sr-only">: {about}</span>
      </SubmitButton>
      <ActionResult state={state} />
    </form>
  );
}

/** Undoes a link just made. */
export function UnlinkItemForm({ transfer, ...place }: Place & { transfer: string }) {
  const [state, action] = useActionState(unlinkItem, null);
  return (
    <form action={action} className="flex flex-col gap-2">
      <PlaceFields {...place} />
      <input type="hidden" name="transfer" value={transfer} />
      <SubmitButton size="small" variant="secondary" pendingLabel="Separating…">
        Undo
      </SubmitButton>
      <ActionResult state={state} />
    </form>
  );
}

/** Enters the change of a coin into its successor; where the law depends on what it was, the person says which. */
export function ChangeItemForm({
  migration,
  isAsked,
  about,
  ...place
}: Place & { migration: string; isAsked: boolean; about: string }) {
  const [state, action] = useActionState(enterChange, null);
  const deeds = isAsked
    ? ([
        ["migration", "The same coin, renamed"],
        ["swap", "I exchanged it"],
      ] as const)
    : ([["migration", "Enter the change"]] as const);
  return (
    <form action={action} className="flex flex-col gap-2">
      <PlaceFields {...place} />
      <input type="hidden" name="migration" value={migration} />
      <div className="flex flex-wrap gap-2 md:flex-col md:items-end">
        {deeds.map(([as, label], index) => (
          <SubmitButton
            key={as}
            size="small"
            variant="secondary"
            name="as"
            value={as}
            pendingLabel="Entering…"
            {...(index === 0 ? { "data-fix": "" } : {})}
          >
            {label}
            <span className="sr-only">: {about}</span>
          </SubmitButton>
        ))}
      </div>
      <ActionResult state={state} />
    </form>
  );
}

/** Takes a change back that was just entered. */
export function WithdrawChangeForm({ entry, ...place }: Place & { entry: string }) {
  const [state, action] = useActionState(withdrawChange, null);
  return (
    <form action={action} className="flex flex-col gap-2">
      <PlaceFields {...place} />
      <input type="hidden" name="entry" value={entry} />
      <SubmitButton size="small" variant="secondary" pendingLabel="Taking it back…">
        Undo
      </SubmitButton>
      <ActionResult state={state} />
    </form>
  );
}
