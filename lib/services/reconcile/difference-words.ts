import type { DifferenceKind } from "@/lib/reconcile/differences";

/** Each kind of difference in words. */
export const DIFFERENCE_WORDS: Readonly<
  Record<DifferenceKind, { readonly title: string; readonly explained: string }>
> = {
  "no-sale": {
    title: "A line no sale of yours answers",
    explained:
      "The IRS has been told of a sale. Every line must be answered: find its sale, or say what it is.",
  },
  "first-sale": {
    title: "First sales of NFTs you made, box 11c",
    explained:
      "The IRS has been told of first sales by the one who made or minted the NFTs. They bring ordinary income, so no sale of yours is looked for.",
  },
  units: {
    title: "Units differ",
    explained: "The line was put on these sales by hand, and tells other units than they sold.",
  },
  proceeds: {
    title: "Proceeds differ",
    explained: "The form shows other proceeds than your books, net of costs.",
  },
  basis: {
    title: "Basis differs",
    explained: "The form shows another basis than your books.",
  },
  term: {
    title: "Term differs",
    explained: "The form calls it another term than your books, or ordinary.",
  },
  wash: {
    title: "A wash sale your books deny",
    explained:
      "The form shows a disallowed loss. Digital assets are not covered by the rule today.",
  },
  year: {
    title: "The sale lies in another year",
    explained: "The same moment has one date with the broker and another in your time zone.",
  },
  unknown: {
    title: "Your books do not know what it brought",
    explained: "The sale is there, its amount is not. The form may tell you what to enter.",
  },
};
