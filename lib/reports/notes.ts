import type { YearEndReport } from "./model";

/** What this paper is and is not, and the law it follows (rules.md 1, 2, 7, 8, 11, 12). */
export const NOTES: YearEndReport["notes"] = {
  heading: "About this report",
  disclaimer: [
    "This report was computed from records the client supplied. It has not been filed with anyone and is not a tax return. Records that were not supplied are not in it.",
    "It is not tax or legal advice. Whoever signs the return answers for it: compare these figures with Forms 1099-DA and 1099-B and with your own records before filing, and ask a tax professional where a rule is unsettled.",
    "The name and social security number lines are blank on purpose: Lotwise does not hold the number. Fill them in by hand on every page that goes with a return.",
    "Amounts are exact until they are printed. Each row of the statement is rounded to the cent, or to whole dollars where the return is, and its gain or loss is recomputed from the rounded amounts, so that rows, pages and boxes add up as printed.",
  ],
  authoritiesHeading: "Authorities",
  authorities: [
    { name: "IRC 1001, 1011, 1012", about: "Gain or loss, adjusted basis, cost" },
    {
      name: "IRC 1222, 1223; Rev. Rul. 66-7",
      about: "Short and long term, counting the holding period",
    },
    { name: "IRC 1211(b), 1212(b)", about: "Limit of capital losses and their carryover" },
    {
      name: "Reg. 1.1001-7, 1.1012-1(h)",
      about: "Digital assets: amount realized, basis and costs",
    },
    {
      name: "Reg. 1.1012-1(j)",
      about: "Lot identification per account or wallet from January 1, 2025",
    },
    { name: "Rev. Proc. 2024-28", about: "Moving unused basis to accounts at January 1, 2025" },
    {
      name: "Notices 2025-7 and 2026-20",
      about: "Identification on one's own books through December 31, 2026",
    },
    { name: "Notice 2014-21", about: "Virtual currency is property" },
    { name: "Rev. Rul. 2019-24, 2023-14", about: "Hard forks and airdrops; staking rewards" },
    {
      name: "Instructions for Form 8949",
      about: "Boxes, columns, codes and the statement (exception 2)",
    },
    { name: "Instructions for Schedule D", about: "Netting, loss limit, carryover worksheet" },
    { name: "Publications 544 and 550", about: "Dispositions; investment income and expenses" },
  ],
};
