import type { Mail } from "./templates";

/** What a monthly mail of where histories end says. */
export interface HeadLetterTold {
  readonly to: string;
  readonly name: string;
  /** "November 2026". */
  readonly month: string;
  /** "Nov 1, 2026, 15:27 UTC": when the ends were read. */
  readonly asOf: string;
  /** Of each of the person's books the address of its history and the end of it: "42-3f9a…". */
  readonly histories: readonly { readonly link: string; readonly head: string }[];
  /** A page that stops these mails without signing in. */
  readonly stopPage: string;
  /** Where a mail program posts its one click to. */
  readonly stopPost: string;
  /** Where they are turned on again, signed in. */
  readonly account: string;
  readonly once: string;
}

/** The mail: no figure and no name of a client, for mail is read on the way. What stands in it is good for checking and for nothing else. */
export function headLetterMail(told: HeadLetterTold): Mail {
  const { to, name, month, asOf, histories, stopPage, stopPost, account, once } = told;
  const isOne = histories.length === 1;
  return {
    to,
    subject: `Where your ${isOne ? "history ends" : "histories end"} on Lotwise, ${month}`,
    once,
    unsubscribe: stopPost,
    text: [
      `Hello ${name},`,
      "",
      `Lotwise keeps a history of everything that is done in your books. Each entry ends in a code worked out from all entries before it, so nothing earlier can be changed without changing the code. This is the number and the code of the last entry of ${isOne ? "your history" : "each of your histories"} as of ${asOf}:`,
      "",
      ...histories.flatMap(({ link, head }) => [link, head, ""]),
      "There is nothing to do but keep this mail. If that entry is still in the history one day, nothing before it was changed: not by anybody who works in the books, and not by whoever runs the server. To check, open the address, paste the line under it, and choose Verify.",
      "",
      "-- ",
      "Sent to the owners of books once a month, when something was added since the last one.",
      `Stop them, without signing in: ${stopPage}`,
      `Turn them on again: ${account}`,
      "Lotwise",
    ].join("\n"),
  };
}
