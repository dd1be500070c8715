import type { Mail } from "./templates";

/** What a letter that lets somebody in says. */
export interface InvitationTold {
  readonly to: string;
  readonly inviter: string;
  readonly link: string;
  readonly days: number;
  /** Into somebody's books, or into a firm as a colleague. */
  readonly into: "books" | "firm";
  readonly mayWrite: boolean;
  /** "all tax years", "tax year 2024". */
  readonly years: string;
  /** "Apr 15, 2027"; null: no last day. */
  readonly until: string | null;
}

/** The letter: who asks, how far it goes, one link. No figure, and no name of a client: mail is read on the way. */
export function invitationMail(told: InvitationTold): Mail {
  return {
    to: told.to,
    subject:
      told.into === "firm"
        ? `${told.inviter} invites you to their firm on Lotwise`
        : `${told.inviter} invites you to books kept on Lotwise`,
    text: [
      "Hello,",
      "",
      offer(told),
      "",
      told.link,
      "",
      `The link works once, for ${told.days} days, and for this e-mail address only.`,
      "If you do not know who this is, do nothing: nobody gets in and nothing is shown.",
      "",
      "Lotwise",
    ].join("\n"),
  };
}

function offer({ inviter, into, mayWrite, years, until }: InvitationTold): string {
  if (into === "firm") {
    return `${inviter} invites you to work with their firm on Lotwise${mayWrite ? "" : ", to read only"}. To see what for, and to accept or decline, open this link:`;
  }
  const end = until === null ? "" : `, until ${until}`;
  return `${inviter} lets you ${mayWrite ? "prepare" : "look at"} books of digital assets on Lotwise: ${years}${end}. To accept or decline, open this link:`;
}
