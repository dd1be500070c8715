/**
 * Every refusal a person can meet, in one sentence each: what is the matter and what to do. Codes are kebab-case literals;
 * a service returns the code, the wording is here and nowhere else.
 */
const SENTENCES = {
  // Anywhere
  "not-found": "There is nothing here, or it is not yours to open.",
  "read-only": "You can look at these books but not change them.",
  "not-allowed": "Your role does not allow this. Ask whoever keeps these books or leads the firm.",
  "outside-years":
    "These books are open to you for some tax years only. This page spans others: a lot bought in one year is sold in another.",
  "invalid-input": "Something in the form needs another look.",
  "try-again": "That took too long or the database is busy. Nothing was saved; please try again.",
  "wrong-origin": "This form was opened somewhere else. Reload the page and try again.",
  "form-too-large":
    "This form holds more than a form can carry, one megabyte. Nothing was saved. Shorten it, or send the rest another time.",
  "not-signed-in": "Sign in to go on.",
  "no-form-key":
    "This form was opened before the product was updated. Reload the page, then send it again.",
  "sent-before":
    "This form was sent before, and what it said then is done. Reload the page to see it; send a new form for anything else.",
  "changed-meanwhile": "Somebody changed this in the meantime. Reload to see their version.",
  // Accounts
  "wrong-sign-in": "E-mail or password is not right.",
  "too-many-tries": "Too many tries. Wait a few minutes, then try again.",
  "password-too-short": "Use at least 15 characters; several words are easy to remember.",
  "password-too-long": "Use at most 256 characters.",
  "password-too-common": "This password is easy to guess. Use several unrelated words.",
  "password-about-you": "Leave your name, your e-mail and ours out of the password.",
  "email-taken": "There is an account with this e-mail already. Sign in, or reset its password.",
  "wrong-code": "This code is not right, or it was used already. Take the one your app shows now.",
  "wrong-recovery-code": "This is none of your recovery codes, or it was used already.",
  "wrong-password": "This is not your present password.",
  "passkey-refused":
    "That did not work: the passkey is not known here, or the answer came too late. Try again.",
  "passkey-impossible": "At an address of digits alone there are no passkeys.",
  "last-second-step":
    "Whoever keeps other people's books keeps a second step. Add another one first.",
  "google-off": "Signing in with Google is not set up here.",
  "google-failed": "Google did not vouch for you, or it took too long. Try again.",
  "google-unknown":
    "No account here asked to be opened with that Google account. Sign in with your password, then connect it under Sign-in and security.",
  "google-other-email":
    "That Google account has another e-mail address, or Google has not verified it. Nothing was connected.",
  "google-taken": "That Google account opens somebody else's account here. Nothing was connected.",
  "reset-link-dead": "This link was used or is older than 30 minutes. Ask for a new one.",
  // People
  "confirm-first":
    "More than five minutes have passed since you showed that it is you. Confirm it, then send this again; nothing you typed is lost.",
  "second-step-first":
    "This asks for a second step beside your password. Set one up, then send this again; nothing you typed is lost.",
  "invitation-dead":
    "This invitation was answered, taken back, or is older than a week. Ask for a new one.",
  "invitation-for-other":
    "This invitation is for another e-mail address. Sign out, then open the link again.",
  "invitation-for-professional":
    "A firm's people work with a professional's account. This account is an investor's; ask for an invitation to another e-mail address.",
  "last-owner": "A firm keeps at least one owner. Make somebody else an owner first.",
  "firm-first":
    "You are the only owner of a firm that has clients or colleagues. Delete or hand over its clients, or make somebody else an owner first.",
  // Uploads and imports
  "file-too-large": "This file is larger than 256 MB.",
  "file-refused": "This file could not be read.",
  "needs-answer": "This file leaves something open that only you can say.",
  "size-mismatch": "The file did not arrive whole. Upload it again.",
  "hash-mismatch": "The file changed on its way. Upload it again.",
  "upload-interrupted": "The upload was interrupted. Nothing was saved; upload the file again.",
  "no-room":
    "This server has no room for the file right now. Nothing of it was kept, and what is in the books is untouched. Whoever runs the server can read of it in the log; upload the file again later.",
  // Transfers
  "cannot-be-one":
    "These rows cannot be one move: they stand in one account, are of different assets, or more came than left.",
  "in-transfer":
    "This row is part of a linked transfer. Separate the transfer first, then decide again.",
  // Sign-off
  "second-person":
    "You asked for this version yourself. Somebody else, an owner or a reviewer, signs it off.",
  "not-final":
    "The figures of this version are not final: items are open, or the year still runs. Make the papers again once that is over, then sign.",
  // Years and figures
  "no-such-year": "There is nothing in these books for that year.",
  "no-such-figure": "There is no such figure on this page.",
} as const;

/** The codes of refusals people can meet. */
export type RefusalCode = keyof typeof SENTENCES;

/** An expected no: its code, and for forms which fields it is about. `message`: a more exact sentence, when the service has one. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly message?: string;
  readonly fields?: Readonly<Record<string, string>>;
  /** What a person must say first, for a file that leaves it open. */
  readonly asks?: readonly string[];
  /** What can be answered, where only some things can be. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** Of a form that was sent before and said the same: what it was answered then. */
  readonly first?: { readonly value: unknown };
}

/** The sentence for a refusal. */
export function refusalMessage(code: RefusalCode): string {
  return SENTENCES[code];
}

/** Where a person shows what a refusal found missing. */
export interface WayOut {
  readonly href: "/account/confirm" | "/account/second-step";
  readonly label: string;
}

/** The page on which what a refusal found missing is shown; null for those that words alone set right. */
export const wayOutOf = (code: RefusalCode): WayOut | null => WAYS_OUT[code] ?? null;

const WAYS_OUT: Partial<Record<RefusalCode, WayOut>> = {
  "confirm-first": { href: "/account/confirm", label: "Confirm that it is you" },
  "second-step-first": { href: "/account/second-step", label: "Set up a second step" },
};

/** The HTTP status that says the same to a program. */
export function refusalStatus(code: RefusalCode): number {
  return STATUSES[code] ?? 422;
}

const STATUSES: Partial<Record<RefusalCode, number>> = {
  "not-found": 404,
  "read-only": 403,
  "not-allowed": 403,
  "outside-years": 403,
  "wrong-origin": 403,
  "confirm-first": 403,
  "second-step-first": 403,
  "not-signed-in": 401,
  "try-again": 503,
  "changed-meanwhile": 409,
  "too-many-tries": 429,
  "file-too-large": 413,
  "form-too-large": 413,
  "no-room": 507,
  "no-such-year": 404,
  "no-such-figure": 404,
};
