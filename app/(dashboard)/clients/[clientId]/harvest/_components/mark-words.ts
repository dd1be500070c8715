/** What can stand in the way of selling, as a person says it. */
export const MARK_WORDS = {
  illiquid: "cannot be sold for its price",
  "no-bid": "nobody buys it",
  "related-buyer": "only somebody related would buy it",
} as const;
