import { type Grant, listGrants } from "@/db/queries/access-grants";
import { getClient } from "@/db/queries/clients";
import { type Consent, getKeeper, listConsents } from "@/db/queries/consents";
import { type Invitation, listClientInvitations } from "@/db/queries/invitations";
import { getSettings } from "@/db/queries/settings";
import { listContacts } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { ok, type Result } from "@/lib/result";
import { dateIn, type Instant } from "@/lib/time/instant";
import { DEFAULT_SETTINGS } from "../gains/default-settings";
import { DEFAULT_CONSENT } from "./consent-wording";

/** How far and how long somebody is let in. */
export interface ScopeView {
  readonly mayWrite: boolean;
  /** null: all. */
  readonly years: readonly number[] | null;
  readonly until: string | null;
}

/** Somebody who is in. */
export interface PersonView extends ScopeView {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly since: string;
  /** null: never yet. */
  readonly lastUsed: string | null;
  readonly isOver: boolean;
}

/** A letter that waits for its answer. */
export interface LetterView extends ScopeView {
  readonly id: string;
  readonly email: string;
  readonly recipient: Invitation["recipient"];
  readonly goodUntil: string;
}

/** A consent as it was given. */
export interface ConsentView {
  readonly id: string;
  readonly signedBy: string;
  readonly signedOn: string;
  readonly how: Consent["how"];
  readonly recipient: string;
  readonly until: string;
  readonly wording: string;
  readonly wordingHash: string;
}

/** Who is let into a client's books. */
export interface PeopleView {
  readonly clientName: string;
  /** The firm that keeps the books; null: the taxpayer's own. */
  readonly firmName: string | null;
  /** The statements a consent here begins with. */
  readonly statements: string;
  readonly people: readonly PersonView[];
  readonly letters: readonly LetterView[];
  readonly consents: readonly ConsentView[];
}

/** Who is let in, how far, since when, last seen when; open invitations; consents. For those who may let people in. */
export async function viewPeople(
  user: Asking,
  clientId: string,
): Promise<Result<PeopleView, GateRefusal>> {
  const found = await withClient<Found, never>(user, clientId, "share", async (tx) => {
    const client = await getClient(tx);
    const keeper = await getKeeper(tx);
    const { timeZone } = (await getSettings(tx)) ?? DEFAULT_SETTINGS;
    return ok({
      timeZone,
      clientName: client.name,
      firmName: keeper?.name ?? null,
      statements: keeper?.consentWording ?? DEFAULT_CONSENT,
      grants: await listGrants(tx),
      letters: (await listClientInvitations(tx)).map((letter) => letterView(letter, timeZone)),
      consents: (await listConsents(tx)).map(consentView),
    });
  });
  if (!found.ok) {
    return found;
  }
  const { grants, timeZone, ...rest } = found.value;
  const contacts = await withSystem((tx) =>
    listContacts(
      tx,
      grants.map(({ userId }) => userId),
    ),
  );
  return ok({
    ...rest,
    people: grants.map((grant) => personView(grant, contacts.get(grant.userId), dateIn(timeZone))),
  });
}

type Found = Omit<PeopleView, "people"> & {
  readonly grants: readonly Grant[];
  readonly timeZone: string;
};

function personView(
  grant: Grant,
  contact: { readonly name: string; readonly email: string } | undefined,
  dateOf: (moment: Instant) => string,
): PersonView {
  return {
    id: grant.userId,
    name: contact?.name ?? "Someone who left",
    email: contact?.email ?? "",
    mayWrite: grant.role === "editor",
    years: grant.years,
    until: grant.until,
    since: dateOf(grant.grantedAt),
    lastUsed: grant.lastUsedAt === null ? null : dateOf(grant.lastUsedAt),
    isOver: grant.isOver,
  };
}

function letterView(letter: Invitation, timeZone: string): LetterView {
  const { id, email, recipient, role, years, until, expiresAt } = letter;
  const goodUntil = dateIn(timeZone)(expiresAt);
  return { id, email, recipient, mayWrite: role === "editor", years, until, goodUntil };
}

function consentView(consent: Consent): ConsentView {
  const { id, signedBy, signedOn, how, recipient, until, wording, wordingHash } = consent;
  return { id, signedBy, signedOn, how, recipient, until, wording, wordingHash };
}
