import type { Deed, FirmDeed } from "@/db/roles";
import { BOOKS, READ_IN_YEARS } from "./doors-of-books";

/**
 * Who may go through each door of the product, in the words of db/roles.ts. Declared apart from the code, so that one can read it in one
 * place and neither can drift: tests/integration/authorisation.test.ts finds the doors by walking the app folder, fails on one that is
 * not named here (or named here and gone), and asks every one of them as everybody.
 */
export type Policy =
  /** Nobody need be known: public pages, sign-in, and links that are a secret of their own. */
  | { readonly to: "everyone" }
  /** Whoever has shown a password and must show or set up the second step. */
  | { readonly to: "second-step" }
  /** Whoever is signed in, about their own account and lists alone. */
  | { readonly to: "account" }
  | { readonly to: "books"; readonly deed: Deed; readonly inYears: boolean }
  | { readonly to: "firm"; readonly deed: FirmDeed };

const EVERYONE = `
  page /
  page /method
  page /privacy
  layout (public)
  layout (auth)
  page /sign-in
  page /sign-up
  page /reset-password
  page /reset-password/[token]
  page /invite/[token]
  page /unsubscribe/[token]
  page /deleted/[token]
  action (auth)/actions signIn
  action (auth)/actions signUp
  action (auth)/actions requestReset
  action (auth)/actions setPassword
  action (auth)/invite/[token]/actions join
  action (auth)/passkey-actions askToSignIn
  action (auth)/passkey-actions signInWithPasskey
  POST /sign-out
  GET /sign-in/google
  GET /sign-in/google/callback
  GET /api/health
  GET /api/calendar/[token]
  GET /api/receipts/[token]
  POST /api/unsubscribe/[token]
`;

const SECOND_STEP = `
  page /sign-in/second-step
  page /sign-in/set-up
  action (auth)/actions showSecondStep
  action (auth)/actions startAuthenticator
  action (auth)/actions confirmAuthenticator
  action (auth)/passkey-actions askSecondStep
  action (auth)/passkey-actions showPasskey
  action (auth)/passkey-actions askForNewPasskey
  action (auth)/passkey-actions keepPasskey
`;

const ACCOUNT = `
  layout (dashboard)/account
  page /account
  page /account/authenticator
  page /account/confirm
  page /account/passkeys
  page /account/password
  page /account/recovery-codes
  page /account/delete
  page /account/google
  page /account/second-step
  page /clients
  page /clients/harvest
  page /clients/bulk
  page /clients/bulk/[runId]
  GET /api/bulk/[runId]
  GET /api/bulk/[runId]/progress
  action (auth)/invite/[token]/actions accept
  action (auth)/invite/[token]/actions decline
  action account/actions revokeSession
  action account/actions changeMyPassword
  action account/actions confirmMe
  action account/actions removeAuthenticator
  action account/actions makeRecoveryCodes
  action account/actions askMe
  action account/actions confirmMeByPasskey
  action account/delete/actions deleteMyAccount
  action account/actions joinGoogle
  action account/actions leaveGoogle
  action account/actions dropPasskey
  action account/actions renamePasskey
  action account/actions refuseSecondStep
  action account/actions setHeadLetters
  action clients/actions saveView
  action clients/bulk/actions endBulk
  action clients/actions dropView
`;

const FIRM: Readonly<Record<FirmDeed, string>> = {
  "see-team": `
    page /clients/team
    page /clients/wisp
    GET /api/wisp
  `,
  "manage-team": `
    action clients/team/actions sendColleague
    action clients/team/actions withdrawColleagueLetter
    action clients/team/actions saveRole
    action clients/team/actions removeColleague
    action clients/team/actions saveAssignedOnly
    action clients/team/actions saveWording
  `,
  "add-client": `
    page /clients/add
    action clients/actions newClient
    action clients/add/actions sendList
  `,
  bulk: `
    action clients/bulk/actions beginBulk
  `,
  // The same form as "bulk", which asks the gate for this deed too: tests/integration/team.test.ts.
  "assign-clients": "",
};

const lines = (text: string): readonly string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** The policy of each door by its name. A door named twice is a mistake and throws. */
export function declaredPolicies(): ReadonlyMap<string, Policy> {
  const declared = new Map<string, Policy>();
  const declare = (text: string, policy: Policy) => {
    for (const door of lines(text)) {
      if (declared.has(door)) throw new Error(`two policies for one door: ${door}`);
      declared.set(door, policy);
    }
  };
  declare(EVERYONE, { to: "everyone" });
  declare(SECOND_STEP, { to: "second-step" });
  declare(ACCOUNT, { to: "account" });
  for (const [deed, doors] of Object.entries(FIRM)) {
    declare(doors, { to: "firm", deed: deed as FirmDeed });
  }
  declare(READ_IN_YEARS, { to: "books", deed: "read", inYears: true });
  for (const [deed, doors] of Object.entries(BOOKS)) {
    declare(doors, { to: "books", deed: deed as Deed, inYears: false });
  }
  return declared;
}
