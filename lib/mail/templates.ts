/** A mail ready to send. The text says all of it; an HTML part loads nothing and tracks nobody. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /**
   * Names a mail that may be sent only once: handed over again after a crash it has the same Message-ID, by which mail servers
   * and programs know it, and in the outbox the same file.
   */
  readonly once?: string;
  /** Where mail like this is stopped with one click (RFC 8058): takes a POST, no sign-in. */
  readonly unsubscribe?: string;
}

/** The mail with a link to set a new password. */
export function passwordResetMail(told: {
  to: string;
  name: string;
  link: string;
  minutes: number;
}): Mail {
  return {
    to: told.to,
    subject: "Set a new password for Lotwise",
    text: [
      `Hello ${told.name},`,
      "",
      "somebody asked to set a new password for your Lotwise account. If it was you, open this link:",
      "",
      told.link,
      "",
      `It works once, for ${told.minutes} minutes. Setting a new password signs you out everywhere.`,
      "If it was not you, do nothing: your password stays as it is.",
      "",
      "Lotwise",
    ].join("\n"),
  };
}
