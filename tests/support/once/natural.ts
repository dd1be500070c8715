/**
 * Actions whose forms carry no key, each with why sending one again does no harm. Every other action refuses a form without a key.
 * tests/integration/once.test.ts fails for an action that has neither, and for a line that is no longer true.
 */
export const WITHOUT_KEY: Readonly<Record<string, string>> = {
  "action (auth)/actions signIn": "a new session takes the place of this browser's last one",
  "action (auth)/actions signUp": "an e-mail has one account: R9 of the faults sends it at once",
  "action (auth)/actions requestReset":
    "tries are counted, and the last link ends the one before; a reader of mail takes either",
  "action (auth)/actions setPassword": "a link is good once: R9 of the faults sends it at once",
  "action (auth)/actions showSecondStep": "a code is good once",
  "action (auth)/actions startAuthenticator": "a new secret takes the place of an unconfirmed one",
  "action (auth)/actions confirmAuthenticator": "an app is taken into use once",
  "action (auth)/invite/[token]/actions accept": "a letter is answered once",
  "action (auth)/invite/[token]/actions decline": "a letter is answered once",
  "action (auth)/invite/[token]/actions join":
    "a letter is answered once, an e-mail has one account",
  "action (auth)/passkey-actions askToSignIn": "asks a question of the device",
  "action (auth)/passkey-actions signInWithPasskey": "a question is answered once",
  "action (auth)/passkey-actions askSecondStep": "asks a question of the device",
  "action (auth)/passkey-actions showPasskey": "a question is answered once",
  "action (auth)/passkey-actions askForNewPasskey": "asks a question of the device",
  "action (auth)/passkey-actions keepPasskey": "a question is answered once",
  "action account/actions revokeSession": "a session ends once",
  "action account/actions changeMyPassword":
    "the present password is asked for, and is another after the first time",
  "action account/actions confirmMe": "a code is good once; a proof given again is the same proof",
  "action account/actions removeAuthenticator": "what is taken away stays away",
  "action account/actions makeRecoveryCodes":
    "new codes take the place of the last ones; they are kept nowhere, so could not be told again",
  "action account/actions askMe": "asks a question of the device",
  "action account/actions confirmMeByPasskey": "a question is answered once",
  "action account/actions joinGoogle": "goes to Google; what comes back is taken once",
  "action account/actions leaveGoogle": "what is taken away stays away",
  "action account/actions setHeadLetters": "on stays on, off stays off",
  "action account/actions dropPasskey": "what is taken away stays away",
  "action account/actions renamePasskey": "the same name twice is the same name",
  "action account/actions refuseSecondStep": "said twice it is the same word",
  "action account/delete/actions deleteMyAccount": "an account is closed once",
  "action clients/[clientId]/data/actions deleteThese":
    "books are closed once: R9 of the faults sends it at once",
  "action clients/[clientId]/documents/actions importGiven": "the same bytes are one import",
  "action clients/[clientId]/harvest/season/actions makeAddress":
    "a new address takes the place of the last one; its secret is kept nowhere",
  "action clients/[clientId]/harvest/season/actions endAddress": "what has ended stays ended",
  "action clients/[clientId]/harvest/season/actions setReminders": "on stays on, off stays off",
  "action clients/[clientId]/history/actions checkHistory": "changes nothing",
  "action clients/[clientId]/import/actions commit":
    "a file is imported once: R9 of the faults sends it at once",
  "action clients/[clientId]/import/actions undo":
    "an import is taken back once: R9 of the faults sends it at once",
  "action clients/actions saveView": "a view takes the place of one of the same name",
  "action clients/actions dropView": "what is forgotten stays forgotten",
  "action clients/bulk/actions endBulk": "a run that is stopped stays stopped",
};

/** Routes that change something, each with why a second sending does no harm: they take no form. */
export const ROUTES_ONCE: Readonly<Record<string, string>> = {
  "POST /sign-out": "a session ends once",
  "POST /api/unsubscribe/[token]": "what is stopped stays stopped",
  "POST /api/clients/[clientId]/uploads": "the same bytes are one file",
  "POST /api/clients/[clientId]/losses/[eventId]/files": "the same bytes are one piece",
  "POST /api/clients/[clientId]/documents/[requestId]/files": "the same bytes are one document",
  "POST /api/clients/[clientId]/imports/[batchId]/mapping": "changes nothing",
};
