import { isIP } from "node:net";
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { decodeClientDataJSON } from "@simplewebauthn/server/helpers";
import { z } from "zod";
import type { KnownPasskey } from "@/db/queries/passkeys";
import type { User } from "@/db/queries/users";
import { appOrigin } from "@/lib/env";

/** What a browser hands to a device: plain JSON. */
export type PasskeyQuestion =
  | Awaited<ReturnType<typeof generateRegistrationOptions>>
  | Awaited<ReturnType<typeof generateAuthenticationOptions>>;

/** How long a device may take to answer. */
export const PASSKEY_SECONDS = 5 * 60;

const NAME = "Lotwise";
const host = (): string => new URL(appOrigin()).hostname;

/** Passkeys belong to a name: at an address of digits alone there are none. */
export const arePasskeysPossible = (): boolean => isIP(host().replace(/^\[|\]$/g, "")) === 0;

/**
 * Asks for a new passkey: one that recognises its person (PIN, finger, face) and that the device finds by itself, so that it can sign in
 * alone. `known`: those the user has, which no device makes a second time.
 */
export const registrationQuestion = (user: User, known: readonly KnownPasskey[]) =>
  generateRegistrationOptions({
    rpName: NAME,
    rpID: host(),
    userID: new TextEncoder().encode(user.id),
    userName: user.email,
    userDisplayName: user.name,
    timeout: PASSKEY_SECONDS * 1000,
    attestationType: "none",
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    excludeCredentials: known.map(descriptor),
  });

/** Asks for one of these passkeys; for any of ours where nobody is known yet. */
export const proofQuestion = (known: readonly KnownPasskey[]) =>
  generateAuthenticationOptions({
    rpID: host(),
    timeout: PASSKEY_SECONDS * 1000,
    userVerification: "required",
    allowCredentials: known.map(descriptor),
  });

const descriptor = ({ credentialId, transports }: KnownPasskey) => ({
  id: credentialId,
  transports: [...transports],
});

const text = z.string().max(20_000);
const common = { id: text, rawId: text, type: z.literal("public-key") };

const Registration = z.object({
  ...common,
  response: z.object({
    clientDataJSON: text,
    attestationObject: text,
    transports: z.array(z.string().max(20)).max(10).default([]),
  }),
});

const Proof = z.object({
  ...common,
  response: z.object({
    clientDataJSON: text,
    authenticatorData: text,
    signature: text,
  }),
});

/** A device's answer as a browser sent it, of the right shape; nothing of it is checked yet. */
export type RegistrationAnswer = z.infer<typeof Registration>;
/** The same for a proof. */
export type ProofAnswer = z.infer<typeof Proof>;

/** Reads an answer; null for anything else. */
export const readRegistration = (json: string): RegistrationAnswer | null =>
  read(Registration, json);
/** Reads a proof; null for anything else. */
export const readProof = (json: string): ProofAnswer | null => read(Proof, json);

function read<T>(shape: z.ZodType<T>, json: string): T | null {
  try {
    return shape.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}

/** The question an answer says that it answers; null when it cannot be read. */
export function challengeOf(answer: {
  readonly response: { readonly clientDataJSON: string };
}): string | null {
  try {
    return decodeClientDataJSON(answer.response.clientDataJSON).challenge;
  } catch {
    return null;
  }
}

const expected = (challenge: string) => ({
  expectedChallenge: challenge,
  expectedOrigin: appOrigin(),
  expectedRPID: host(),
  requireUserVerification: true,
});

/** The passkey an answer makes, when it answers this very question from this very origin and its device recognised a person; else null. */
export async function verifiedRegistration(answer: RegistrationAnswer, challenge: string) {
  try {
    const response = { ...answer, clientExtensionResults: {} };
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      ...expected(challenge),
    });
    if (!verified) {
      return null;
    }
    const { credential, credentialBackedUp, credentialDeviceType } = registrationInfo;
    return {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString("base64url"),
      counter: credential.counter,
      transports: credential.transports ?? [],
      isSynced: credentialBackedUp || credentialDeviceType === "multiDevice",
    };
  } catch {
    return null;
  }
}

/** What the device counted, when the answer is this passkey's to this very question; else null, also when it counts backwards (a copy). */
export async function verifiedProof(
  answer: ProofAnswer,
  challenge: string,
  known: KnownPasskey,
): Promise<{ counter: number } | null> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...answer, clientExtensionResults: {} },
      ...expected(challenge),
      credential: {
        id: known.credentialId,
        publicKey: new Uint8Array(Buffer.from(known.publicKey, "base64url")),
        counter: known.counter,
        transports: [...known.transports],
      },
    });
    return verified ? { counter: authenticationInfo.newCounter } : null;
  } catch {
    return null;
  }
}
