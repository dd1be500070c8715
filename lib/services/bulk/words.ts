/** What can be asked of many clients, as it is chosen. */
export const BULK_CHOICES = ["preliminary", "final", "recompute"] as const;

/** How each of them is told. */
export const BULK_WORDS: Readonly<
  Record<(typeof BULK_CHOICES)[number], { readonly label: string; readonly hint: string }>
> = {
  preliminary: {
    label: "Preliminary reports",
    hint: "The papers of each year as the books are today, marked as a draft where items are open.",
  },
  final: {
    label: "Final packs",
    hint: "The papers and the audit pack. A client with open items gets none, and the list says why.",
  },
  recompute: {
    label: "Recompute the board",
    hint: "Works every chosen client out anew; nothing is made on paper.",
  },
};

/** What a piece of a run is called. */
export const PIECE_WORDS = {
  figures: "Figures",
  "year-end": "Papers to file from",
  "audit-pack": "Audit pack",
} as const;
