import { err, ok, type Result } from "@/lib/result";

/** One request that sends a form. */
export interface Sending {
  /** The key the form was shown with: a uuid, new for each form and after each answer. */
  readonly key: string;
  /** SHA-256, in hex, of what the form says and of which deed it asks. */
  readonly body: string;
  /** A uuid of this very request, that its own later steps know its key by. */
  readonly attempt: string;
}

/** The form's key was used, and what it said then is done. `first`: what was answered, where the form said the same. */
export interface SentRefusal {
  readonly code: "sent-before";
  readonly first?: { readonly value: unknown };
}

/** Tells what was done in another form, what was done by an earlier sending too: a service whose answer is not that of its transaction. */
export function mapDone<T, U, E extends object>(
  done: Result<T, E>,
  told: (value: T) => U,
): Result<U, E> {
  if (done.ok) {
    return ok(told(done.value));
  }
  const first = "first" in done.error ? (done.error.first as SentRefusal["first"]) : undefined;
  return first === undefined
    ? done
    : err({ ...done.error, first: { value: told(first.value as T) } });
}
