import { address, type Query } from "../../_gains/address";

/** What the review's address may say; anything else is dropped on the way back from a form. */
const KEPT = ["kind", "year", "severity", "state"] as const;

/** The review filtered as `query` says, with something more. */
export function reviewHref(
  clientId: string,
  query: Query,
  more: Readonly<Record<string, string | null>> = {},
): string {
  const kept = Object.fromEntries(KEPT.map((name) => [name, query[name]]));
  return address(`/clients/${clientId}/review`, kept, more);
}

/** The query of the review as one text, for a form that comes back to it. */
export function reviewQuery(query: Query): string {
  const [, text = ""] = reviewHref("", query).split("?");
  return text;
}
