/** Where a client's year stands, in the order of the work. */
export const STAGES = [
  "no-data",
  "importing",
  "items",
  "ready",
  "in-review",
  "delivered",
  "filed",
] as const;

/** One of them. */
export type Stage = (typeof STAGES)[number];

/** What a stage is found by. */
export interface StageFacts {
  /** Rows of the books up to the year's end. */
  readonly transactions: number;
  /** A file is on its way into the books, or waits for an answer. */
  readonly isImporting: boolean;
  /** Open items of the review dated up to the year's end, those put aside not counted. */
  readonly openItems: number;
  /** The last year-end report made after the year's end, when nothing it stands on was changed since; null without one. */
  readonly report: { readonly isDelivered: boolean } | null;
  readonly isFiled: boolean;
}

/**
 * The stage of a year as the data say it. What is filed stays filed; a file under way comes before everything else, because its rows
 * may change any figure; a report counts only while nothing is open and nothing it stands on has changed.
 */
export function stageOf(facts: StageFacts): Stage {
  if (facts.isFiled) {
    return "filed";
  }
  if (facts.isImporting) {
    return "importing";
  }
  if (facts.transactions === 0) {
    return "no-data";
  }
  if (facts.openItems > 0) {
    return "items";
  }
  if (facts.report === null) {
    return "ready";
  }
  return facts.report.isDelivered ? "delivered" : "in-review";
}

/** What became of a year-end report, and whether there is a second person who could sign it off. */
export interface HandedOver {
  /** The client took it: the owner of the books, or whoever was let in. */
  readonly isTaken: boolean;
  /** Somebody of the firm took it, after the sign-off where there is one. */
  readonly isTakenByFirm: boolean;
  readonly isSigned: boolean;
  /** Nobody else works on these books: what they take they hand over. */
  readonly isAlone: boolean;
}

/**
 * Whether a report has left the house. In a firm of several a download alone says nothing: whoever checks a report downloads it too.
 */
export function isDelivered({ isTaken, isTakenByFirm, isSigned, isAlone }: HandedOver): boolean {
  return isTaken || (isTakenByFirm && (isSigned || isAlone));
}

/** A stage as it was stored or typed; null when there is none of that name. */
export function stageNamed(text: string | null | undefined): Stage | null {
  return STAGES.find((stage) => stage === text) ?? null;
}

/** What people read. */
export const STAGE_WORDS: Readonly<
  Record<Stage, { readonly name: string; readonly says: string }>
> = {
  "no-data": { name: "No data", says: "No row up to the end of the year." },
  importing: { name: "Importing", says: "A file is being read, or waits for an answer." },
  items: { name: "Open items", says: "The review has items dated up to the end of the year." },
  ready: { name: "Ready", says: "Nothing is open. No report of the books as they are now." },
  "in-review": {
    name: "In review",
    says: "A year-end report of the books as they are now. It was not handed over yet.",
  },
  delivered: {
    name: "Delivered",
    says: "The client downloaded that report, or the firm did once a second person had signed it off. Who works alone downloads it.",
  },
  filed: { name: "Filed", says: "The year is marked as filed." },
};
