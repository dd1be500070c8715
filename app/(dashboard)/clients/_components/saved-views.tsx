"use client";

import Link from "next/link";
import { useActionState } from "react";
import { cx } from "@/app/_ui/cx";
import { DialogButton } from "@/app/_ui/dialog-button";
import { TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import { dropView, saveView } from "../actions";

export interface SavedViewsProps {
  views: readonly { readonly id: string; readonly name: string; readonly query: string }[];
  /** The present state of the board, as the query of its address. */
  query: string;
}

/** The person's named states of the board, and a name for the present one. */
export function SavedViews({ views, query }: SavedViewsProps) {
  const [saved, save] = useActionState(saveView, null);
  const [, drop] = useActionState(dropView, null);
  const refused = saved?.ok === false ? saved : null;
  const present = views.find((view) => view.query === query);
  return (
    <nav
      aria-label="Saved views"
      className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm"
    >
      {views.map((view) => (
        <Link
          key={view.id}
          href={view.query === "" ? "/clients" : `/clients?${view.query}`}
          prefetch={false}
          aria-current={view === present ? "page" : undefined}
          className={cx(
            "inline-flex min-h-8 items-center border-b-2",
            view === present
              ? "border-accent font-medium"
              : "border-transparent text-muted hover:border-line-strong hover:text-ink",
          )}
        >
          {view.name}
        </Link>
      ))}
      {present === undefined ? (
        <div className="first:-ml-2.5">
          <DialogButton label="Save this view" title="Save this view" variant="quiet" size="small">
            <form action={save} className="flex flex-col gap-4">
              <input type="hidden" name="query" value={query} />
              <TextField
                name="name"
                label="Name"
                hint="Only you see it. Filters, order and layout are kept, not the clients."
                error={refused?.fields?.["name"] ?? refused?.message}
                required
                maxLength={60}
                autoComplete="off"
              />
              <SubmitButton pendingLabel="Saving…">Save the view</SubmitButton>
            </form>
          </DialogButton>
        </div>
      ) : (
        <form action={drop}>
          <input type="hidden" name="id" value={present.id} />
          <SubmitButton variant="quiet" size="small" pendingLabel="Forgetting…">
            Forget this view
          </SubmitButton>
        </form>
      )}
    </nav>
  );
}
