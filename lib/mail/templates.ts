/** A mail ready to send. Plain text only: nothing to render, nothing to track. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
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
