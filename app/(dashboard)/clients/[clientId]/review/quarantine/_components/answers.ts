/** What can be said about a row, in words. `key`: the single key that says it. */
export interface AnswerWords {
  readonly answer: "same" | "different" | "prefer-new" | "spam" | "mine";
  readonly label: string;
  readonly all: string;
  readonly key: string;
}

/** About a row that seems to repeat another. The first is what is usually true. */
export const TWIN_ANSWERS: readonly AnswerWords[] = [
  { answer: "same", label: "The same: leave it out", all: "All are the same", key: "s" },
  { answer: "different", label: "Different: count both", all: "All are different", key: "d" },
  {
    answer: "prefer-new",
    label: "The same: use the waiting one",
    all: "Use the waiting ones",
    key: "n",
  },
];

/** About a token nobody asked for. */
export const TOKEN_ANSWERS: readonly AnswerWords[] = [
  { answer: "spam", label: "Spam: leave it out", all: "All are spam", key: "s" },
  { answer: "mine", label: "This token is mine", all: "All are mine", key: "d" },
];

/** What a decision means for the books. */
export const DECISION_WORDS = {
  open: "Waits for you",
  same: "The same: left out",
  different: "Different: both count",
  "prefer-new": "The same: it counts in the other's place",
  spam: "Spam: left out",
  mine: "Yours: it counts",
  released: "Counts: the import it repeated was taken back",
} as const;
