import type { CitationId } from "@/app/_ui/citations";

/** One thing we do, and on what ground. */
interface Statement {
  readonly text: string;
  readonly authorities: readonly CitationId[];
  /** No authority decides it: this is what we chose. */
  readonly choice?: boolean;
}

interface Chapter {
  readonly id: string;
  readonly title: string;
  readonly statements: readonly Statement[];
}

/** The method, chapter by chapter. */
export const chapters: readonly Chapter[] = [
  {
    id: "gain",
    title: "Gain, basis, proceeds",
    statements: [
      {
        text: "Crypto is property. Selling it, swapping it for another asset and paying with it are each a disposal; buying it, holding it and moving it between your own accounts are not.",
        authorities: ["notice-2014-21"],
      },
      {
        text: "The gain is the amount realized less the basis. The costs of buying belong to the basis, the costs of selling come off the amount realized.",
        authorities: ["irc-1001", "reg-1-1012-1-h", "reg-1-1001-7"],
      },
      {
        text: "In a swap from 2025 on, all costs belong to the asset given up; the asset received has its market value as basis.",
        authorities: ["reg-1-1001-7", "reg-1-1012-1-h"],
      },
      {
        text: "A fee paid in crypto is itself a small disposal of those units at their market value.",
        authorities: ["reg-1-1001-7"],
      },
      {
        text: "A network fee of a transfer between your own accounts is treated as a disposal. In the settings you can have the fee units leave with their basis, or leave their basis on the rest.",
        authorities: [],
        choice: true,
      },
    ],
  },
  {
    id: "lots",
    title: "Which lot is sold",
    statements: [
      {
        text: "From January 1, 2025 a sale takes lots of its own account only. Until the end of 2024 you may keep one pool per asset over all accounts, if that is how you reported.",
        authorities: ["irc-1012", "reg-1-1012-1-j", "rev-proc-2024-28"],
      },
      {
        text: "First in, first out, unless you identified the lots, or gave a standing order, no later than the date and time of the sale. An order given later does not count for it, and we say so.",
        authorities: ["reg-1-1012-1-j"],
      },
      {
        text: "For units held by a broker, an order kept in your own books is enough through December 31, 2026; from 2027 the broker has to be told.",
        authorities: ["notice-2026-20"],
      },
      {
        text: "Highest cost first, last in first out and lowest gain are standing orders like any other: dated, kept, and never applied backwards.",
        authorities: ["reg-1-1012-1-j"],
      },
    ],
  },
  {
    id: "term",
    title: "Short and long",
    statements: [
      {
        text: "Long-term is more than one year. Counting begins the day after buying and includes the day of selling; it goes by the calendar, not by 365 days.",
        authorities: ["irc-1222", "pub-550"],
      },
      {
        text: "Dates are those of the trade, in the one tax time zone you choose; it is printed on every report.",
        authorities: ["pub-550"],
      },
    ],
  },
  {
    id: "year",
    title: "The year",
    statements: [
      {
        text: "Short gains and losses net with short, long with long, then with each other. A loss that is left comes off other income up to $3,000 ($1,500 married filing separately).",
        authorities: ["irc-1222", "irc-1211", "schedule-d"],
      },
      {
        text: "The rest is carried to the next year by the Capital Loss Carryover Worksheet, short as short and long as long.",
        authorities: ["irc-1212", "schedule-d"],
      },
      {
        text: "Long-term gain is taxed at 0, 15 or 20 percent by where it lies on top of other taxable income, computed by the form's own worksheets.",
        authorities: ["irc-1h", "schedule-d"],
      },
      {
        text: "The net investment income tax of 3.8 percent is computed beside it.",
        authorities: ["irc-1411"],
      },
      {
        text: "Staking rewards and the like are income at market value when you can dispose of them, and that value is their basis.",
        authorities: ["rev-rul-2023-14", "rev-rul-2019-24", "notice-2014-21"],
      },
      {
        text: "From 2025 digital assets have boxes of their own on Form 8949, G to L; before, a sale without a broker's form goes to C or F.",
        authorities: ["form-8949"],
      },
    ],
  },
  {
    id: "harvest",
    title: "Harvesting",
    statements: [
      {
        text: "What a sale saves is the tax of the whole year without it less the tax with it, computed twice. No rate is multiplied by a loss.",
        authorities: [],
      },
      {
        text: "The wash-sale rule speaks of stock and securities; crypto held as such is neither under today's text. Shares of crypto funds and tokenized securities are, and bills to extend the rule have been introduced.",
        authorities: ["irc-1091"],
      },
      {
        text: "No span of hours between selling and buying back is known to be safe: a sale has to change your position in a meaningful way.",
        authorities: ["irc-7701-o"],
      },
      {
        text: "A loss on a sale to family or to a company of your own is denied.",
        authorities: ["irc-267"],
      },
      {
        text: "Buying back starts a new holding period.",
        authorities: ["irc-1222"],
      },
    ],
  },
  {
    id: "unsure",
    title: "What is estimated, and what is not known",
    statements: [
      {
        text: "Figures of a year that is not over are estimates: they rest on the prices shown with their time, and on the income you told us.",
        authorities: [],
      },
      {
        text: "A missing basis or price is an issue, shown first. The figure is called not known until you settle it; it is never taken as zero behind your back.",
        authorities: ["irc-6001"],
      },
      {
        text: "Amounts are kept to the last digit your exchange gave and rounded where the form rounds.",
        authorities: ["schedule-d"],
      },
    ],
  },
];
