/** What the state of a row says about importing it. */
export type State =
  | { readonly is: "final" }
  | { readonly is: "not-final"; readonly reason: string }
  /** A word nobody has seen: the row is kept and asked about. */
  | { readonly is: "unknown"; readonly reason: string };

/** Words of exchanges for a state nothing follows any more, with an effect (formats.md 0.8). */
const FINAL = new Set(
  "complete completed success succeeded successful done confirmed settled filled finished processed approved paid yes".split(
    " ",
  ),
);
const NOT_FINAL = new Set(
  (
    "pending processing failed fail failure cancelled canceled cancel rejected reject expired unconfirmed waiting invalid " +
    "authorizing authorized_pending refunded returned open new deleted no"
  ).split(" "),
);

/** Reads a state; only final ones are imported. */
export function stateOf(text: string): State {
  const word = text.trim().toLowerCase();
  if (FINAL.has(word)) {
    return { is: "final" };
  }
  return NOT_FINAL.has(word)
    ? { is: "not-final", reason: `Its state is "${text}": nothing came of it, or not yet.` }
    : { is: "unknown", reason: `Its state is "${text}": say whether it was completed.` };
}
