/** What happened to units that lost their worth. */
export type LossKind = "sold" | "abandoned" | "stolen" | "bankruptcy";

/** Answers that decide what the law makes of it; anything left open is "". */
export interface LossAnswers {
  /** "sold": who bought. */
  readonly relation: "" | "unrelated" | "related" | "own" | "may-return";
  /** "sold": nothing at all was paid. */
  readonly isFree: boolean;
  /** "abandoned": what happened, if anything did. */
  readonly what: "" | "given-up" | "worthless" | "fell" | "keys";
  /** "stolen": why the coins were there. */
  readonly motive: "" | "profit" | "personal";
  /** "stolen": is anything still to be had back? */
  readonly prospect: "" | "none" | "some";
  /** "bankruptcy": is the claim settled? */
  readonly claim: "" | "open" | "fixed";
}

/** What can be deducted, why, by what authority, and when to look again. */
export interface LossOutcome {
  /** "counts": a capital loss now. "professional": perhaps deductible, elsewhere and with help. "nothing": not now. "open": an answer is missing. */
  readonly state: "counts" | "professional" | "nothing" | "open";
  readonly title: string;
  readonly sentence: string;
  readonly lookAgain: string;
  readonly authority: string;
}

/** What the law as it stands makes of an event (rules.md 5.5, 6). A price that only fell is no event at all. */
export function lossOutcome(kind: LossKind, answers: LossAnswers): LossOutcome {
  switch (kind) {
    case "sold":
      return answers.isFree && answers.relation === "unrelated" ? FREE : SOLD[answers.relation];
    case "abandoned":
      return NOT_SOLD[answers.what];
    case "stolen":
      return stolen(answers);
    case "bankruptcy":
      return answers.claim === "fixed" ? CLAIM_FIXED : CLAIM_OPEN;
    default:
      return kind satisfies never;
  }
}

const SOLD: Readonly<Record<LossAnswers["relation"], LossOutcome>> = {
  unrelated: {
    state: "counts",
    title: "A capital loss of the year of the sale",
    sentence:
      "Sold to an unrelated buyer for a real price, however small: the loss is the price less the basis, in the year of the trade. Enter or import the sale itself; this page keeps its evidence.",
    lookAgain: "Nothing is to be looked at again once the sale stands in the books.",
    authority: "IRC 1001; IRC 165(c)(2)",
  },
  related: {
    state: "nothing",
    title: "The loss does not count",
    sentence:
      "A sale to brothers and sisters, a spouse, ancestors, descendants or a company one controls brings no loss. It is reported with code L; the buyer's later gain is smaller by it.",
    lookAgain: "When the buyer sells to somebody unrelated at a gain.",
    authority: "IRC 267(a)(1), 267(d); Pub. 550",
  },
  own: {
    state: "nothing",
    title: "This is no sale",
    sentence:
      "A wallet of your own, or one you control, is no buyer: the units have only moved, with their basis and date.",
    lookAgain: "When they are sold to somebody unrelated, by December 31.",
    authority: "IRC 1001",
  },
  "may-return": {
    state: "nothing",
    title: "Not a sale that will stand",
    sentence:
      "A sale with an understanding that the units come back, to a friend or to a service under common control, changes nothing in substance.",
    lookAgain: "When they are sold for good to somebody unrelated, by December 31.",
    authority: "IRC 7701(o); IRC 267",
  },
  "": {
    state: "open",
    title: "Who bought decides",
    sentence: "Say whether the buyer is related to you, and give the buyer's address.",
    lookAgain: "Before December 31.",
    authority: "IRC 1001; IRC 267",
  },
};

/** No price, no sale: nothing was realized. */
const FREE: LossOutcome = {
  state: "nothing",
  title: "Given away, not sold",
  sentence:
    "For nothing there is no sale: units handed over without a price are a gift or are given up, and neither is a capital loss.",
  lookAgain: "When units still held are sold for a real price, by December 31.",
  authority: "IRC 1001; IRC 165(c)(2)",
};

const GIVEN_UP: LossOutcome = {
  state: "nothing",
  title: "Nothing can be deducted now",
  sentence:
    "Giving units up, or their becoming worthless, is an ordinary loss that counts only among miscellaneous itemized deductions, and those are suspended. It is no capital loss: that rule is for securities.",
  lookAgain:
    "Selling to an unrelated buyer for any real price by December 31 is a capital loss. Otherwise when IRC 67(g) changes.",
  authority: "CCA 202302011; IRC 67(g), 165(g)",
};

const FELL: LossOutcome = {
  state: "nothing",
  title: "No loss: nothing happened yet",
  sentence:
    "A price that fell, even to almost nothing, is no loss while the units are held and can still be traded: no event fixes it.",
  lookAgain: "When they are sold to somebody unrelated for a real price, by December 31.",
  authority: "CCA 202302011; Reg. 1.165-1(b)",
};

const KEYS: LossOutcome = {
  state: "nothing",
  title: "Nothing can be deducted now",
  sentence:
    "Lost keys and units sent to a wrong address are no theft and no casualty: generally there is no deduction, and nothing to sell either.",
  lookAgain: "When the keys or the units turn up again: then they can be sold.",
  authority: "IRC 165(c)(3), 165(h)(5)",
};

const NOT_SOLD: Readonly<Record<LossAnswers["what"], LossOutcome>> = {
  "given-up": GIVEN_UP,
  worthless: GIVEN_UP,
  fell: FELL,
  keys: KEYS,
  "": GIVEN_UP,
};

function stolen({ motive, prospect }: LossAnswers): LossOutcome {
  if (motive === "personal") {
    return {
      state: "nothing",
      title: "Nothing can be deducted now",
      sentence:
        "A theft where no profit was sought is a personal loss; outside declared disasters it is not deductible.",
      lookAgain: "When IRC 165(h)(5) changes, or a disaster declaration covers it.",
      authority: "IRC 165(h)(5); CCA 202511015",
    };
  }
  if (prospect === "some") {
    return {
      state: "nothing",
      title: "Not yet",
      sentence:
        "While there is a reasonable prospect of getting something back, no loss is sustained, whatever was taken.",
      lookAgain:
        "In the year in which that prospect ends; look again before December 31 of each year.",
      authority: "IRC 165(c)(2), 165(e); CCA 202511015",
    };
  }
  if (motive === "" || prospect === "") {
    return {
      state: "open",
      title: "Two answers decide",
      sentence: "Say why the coins were there, and whether anything is still to be had back.",
      lookAgain: "Before December 31.",
      authority: "IRC 165(c)(2), 165(h)(5)",
    };
  }
  return {
    state: "professional",
    title: "Perhaps a theft loss, not a capital loss",
    sentence:
      "A theft from an investment made for profit is deducted in the year it is discovered, up to the basis, on Form 4684 Section B or C by those who itemize; it never stands on Form 8949. Take this evidence to a professional.",
    lookAgain:
      "With the return of the year of discovery. For a Ponzi scheme Rev. Proc. 2009-20 may apply.",
    authority: "IRC 165(c)(2), 165(e); CCA 202511015",
  };
}

const CLAIM_OPEN: LossOutcome = {
  state: "nothing",
  title: "Nothing can be deducted now",
  sentence:
    "While the claim against the exchange is open nobody knows what is lost. A claim in a bankruptcy is no sale.",
  lookAgain:
    "When the plan is confirmed, a distribution is paid or the claim is sold; look again before December 31 of each year.",
  authority: "IRC 165(a); Reg. 1.165-1(d)(2)",
};

const CLAIM_FIXED: LossOutcome = {
  state: "professional",
  title: "The claim is fixed: ask a professional",
  sentence:
    "What was paid back and what is finally lost can be told now. How it counts, and when, depends on what the plan gave.",
  lookAgain: "With the return of the year in which the claim was fixed.",
  authority: "IRC 165(a); Reg. 1.165-1(d)(2)",
};
