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
