import type { DocumentRequestEvent } from "@/db/queries/document-requests";

/** Where a request stands: nothing given yet, something given that nobody looked at, good, or no longer wanted. */
export type RequestState = "asked" | "received" | "accepted" | "withdrawn";

/** The state a request's events add up to, in their order. A file given after it was asked for again is received anew. */
export function requestState(events: readonly Pick<DocumentRequestEvent, "kind">[]): RequestState {
  let state: RequestState = "asked";
  for (const { kind } of events) {
    if (kind === "file") {
      state = state === "asked" ? "received" : state;
    } else {
      state = kind === "reopened" ? "asked" : kind;
    }
  }
  return state;
}
