import type { Mail } from "./templates";

interface Notice {
  readonly subject: string;
  readonly sentence: string;
  /** What to do when it was somebody else; left out: set a new password at once. */
  readonly otherwise?: string;
}

const AT_ONCE = "If it was not, set a new password at once:";

/** What a mail about somebody's own account tells of, in one sentence each. */
const NOTICES = {
  "password-changed": {
    subject: "Your Lotwise password was changed",
    sentence: "the password of your Lotwise account was changed. Every other session was ended.",
  },
  "authenticator-added": {
    subject: "An authenticator app was added to Lotwise",
    sentence:
      "an authenticator app was set up for your Lotwise account. Every other session was ended.",
  },
  "authenticator-removed": {
    subject: "The authenticator app was removed from Lotwise",
    sentence:
      "the authenticator app of your Lotwise account was removed. Every other session was ended.",
  },
  "passkey-added": {
    subject: "A passkey was added to Lotwise",
    sentence: "a passkey was added to your Lotwise account. Every other session was ended.",
  },
  "passkey-removed": {
    subject: "A passkey was removed from Lotwise",
    sentence: "a passkey of your Lotwise account was removed. Every other session was ended.",
  },
  "google-connected": {
    subject: "Google was connected to Lotwise",
    sentence: "your Lotwise account can now be opened with your Google account too.",
  },
  "google-disconnected": {
    subject: "Google was disconnected from Lotwise",
    sentence:
      "your Google account no longer opens your Lotwise account. Every other session was ended.",
  },
  "recovery-codes-made": {
    subject: "New recovery codes for Lotwise",
    sentence:
      "new recovery codes were made for your Lotwise account. Those made before no longer work.",
  },
  "recovery-code-used": {
    subject: "A recovery code was used at Lotwise",
    sentence: "somebody signed in to your Lotwise account with a recovery code.",
  },
  "many-wrong-codes": {
    subject: "Many wrong codes at Lotwise",
    sentence:
      "somebody who knows your password gave ten wrong codes for the second step. Nobody got in; the step is closed for a quarter of an hour.",
  },
  "many-wrong-passwords": {
    subject: "Many wrong passwords at Lotwise",
    sentence:
      "ten wrong passwords in a row were given for your Lotwise account. None of them opened it. No more are tried for a quarter of an hour; after that you sign in as usual. This is mailed at most once a day.",
    otherwise:
      "If it was not, your password was not found. If it is used elsewhere too, or is easy to guess, set another; an authenticator app or a passkey, under Account, keeps out even who knows it:",
  },
} as const satisfies Readonly<Record<string, Notice>>;

/** Names of notices. */
export type AccountNotice = keyof typeof NOTICES;

/** All of them, for checking what a job was told. */
export const ACCOUNT_NOTICES = Object.keys(NOTICES) as [AccountNotice, ...AccountNotice[]];

/** The mail of a notice. It names no figure and no client; `link` is where a new password is set. */
export function accountNoticeMail(
  told: { readonly to: string; readonly name: string; readonly link: string },
  notice: AccountNotice,
): Mail {
  const { subject, sentence, otherwise = AT_ONCE }: Notice = NOTICES[notice];
  return {
    to: told.to,
    subject,
    text: [
      `Hello ${told.name},`,
      "",
      sentence,
      "",
      `If it was you, there is nothing to do. ${otherwise}`,
      "",
      told.link,
      "",
      "Lotwise",
    ].join("\n"),
  };
}
