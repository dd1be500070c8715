import { type Books, yearOfBooks } from "./books";

/** Whether a year of the books can be worked out with sales that are not made yet, or what is missing for it. */
export type YearState = "ready" | "nothing-held" | "no-profile" | "unsupported";

/** What stands in the way first. */
export function yearState(books: Books, number: number): YearState {
  if (books.ledger.openLots.length === 0) {
    return "nothing-held";
  }
  const year = yearOfBooks(books, number);
  if (year === null || year.refusal !== null) {
    return "unsupported";
  }
  return year.profile === null ? "no-profile" : "ready";
}

/** Items that keep every answer from being certain. */
export function blockingCount({ ledger }: Books): number {
  return ledger.issues.filter(({ severity }) => severity === "blocking").length;
}
