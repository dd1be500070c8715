import { z } from "zod";
import type { Scope } from "@/db/queries/access-grants";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { type Client, getClient } from "@/db/queries/clients";
import { getKeeper, insertConsent } from "@/db/queries/consents";
import { insertClientInvitation } from "@/db/queries/invitations";
import { getSettings } from "@/db/queries/settings";
import { type Asking, type ClientWriteTx, type GateRefusal, withClient } from "@/db/tenant";
import { Email } from "@/lib/auth/email";
import { enqueue } from "@/lib/jobs/enqueue";
import { err, ok, type Result } from "@/lib/result";
import { addYears, parseCalendarDate } from "@/lib/time/calendar-date";
import { dayText } from "@/lib/time/day-text";
import { dateIn, type Instant, instantFromEpoch } from "@/lib/time/instant";
import { DEFAULT_SETTINGS } from "../gains/default-settings";
import { consentWording } from "./consent-wording";
import { lasting, readScope, type Today, yearsText } from "./scope";

/** Why nobody was invited. */
export type InviteRefusal =
  | GateRefusal
  | { readonly code: "too-many-tries" }
  | { readonly code: "invalid-input"; readonly fields: Readonly<Record<string, string>> };

const Told = z.object({
  email: Email,
  recipient: z.enum(["professional", "taxpayer", "other"], "Choose who they are."),
  what: z.string().max(20).default(""),
  years: z.string().max(400).default(""),
  until: z.string().max(20).default(""),
  consent: z.string().max(10).default(""),
  signedBy: z.string().trim().max(120).default(""),
  signedOn: z.string().trim().max(20).default(""),
});
type Told = z.output<typeof Told>;

/**
 * Invites somebody by mail into a client's books, as far as the form says. Sharing one's own books is consented to on the form; a firm
 * that lets in anybody but the taxpayer records the taxpayer's signed consent first (IRC 7216, Reg. 301.7216-3), and the access ends
 * with it. The letter is good for seven days, once, for this e-mail.
 */
export async function invitePerson(
  user: Asking,
  clientId: string,
  form: Readonly<Record<string, unknown>>,
  now: Instant = instantFromEpoch(Date.now()),
): Promise<Result<null, InviteRefusal>> {
  const read = Told.safeParse(form);
  if (!read.success) {
    return err({ code: "invalid-input", fields: messagesOf(read.error) });
  }
  return withClient<null, InviteRefusal>(user, clientId, "share", async (tx) => {
    const { timeZone } = (await getSettings(tx)) ?? DEFAULT_SETTINGS;
    const today: Today = { date: dateIn(timeZone)(now), timeZone };
    const scope = readScope(read.data, today);
    if (!scope.ok) {
      return scope;
    }
    const consented = await consentTo(tx, read.data, scope.value, today);
    return consented.ok ? send(tx, read.data, consented.value) : consented;
  });
}

async function send(
  tx: ClientWriteTx,
  { email, recipient }: Told,
  { scope, consentId }: Consented,
): Promise<Result<null, InviteRefusal>> {
  const id = await insertClientInvitation(tx, { ...scope, email, recipient, consentId });
  if (id === null) {
    return err({ code: "too-many-tries" });
  }
  await enqueue(tx, "send-invitation", { invitationId: id });
  await insertAuditEvent(tx, { deed: "access.invite", subjectId: id, detail: scopeDetail(scope) });
  return ok(null);
}

/** What a log says of a scope. */
export const scopeDetail = ({ role, years, until }: Scope) => ({
  role,
  years: years === null ? null : years.join(" "),
  until,
});

interface Consented {
  readonly scope: Scope;
  readonly consentId: string | null;
}

async function consentTo(
  tx: ClientWriteTx,
  told: Told,
  scope: Scope,
  today: Today,
): Promise<Result<Consented, InviteRefusal>> {
  const client = await getClient(tx);
  const isOwn = client.firmId === null;
  if (!isOwn && told.recipient === "taxpayer") {
    return ok({ scope, consentId: null });
  }
  const signed = isOwn ? ownSignature(told, client, today) : paperSignature(told, today);
  return signed.ok
    ? ok(await record(tx, told, scope, { today, client, signed: signed.value }))
    : signed;
}

interface Signature {
  readonly by: string;
  readonly on: Today["date"];
  readonly how: "own" | "on-paper";
}

function ownSignature(told: Told, client: Client, today: Today): Result<Signature, InviteRefusal> {
  if (told.recipient === "taxpayer") {
    return refuse("recipient", "These are your own books already.");
  }
  if (told.consent !== "yes") {
    return refuse("consent", "Read it and say that you consent, or share nothing.");
  }
  return ok({ by: client.name, on: today.date, how: "own" });
}

function paperSignature(told: Told, today: Today): Result<Signature, InviteRefusal> {
  const on = parseCalendarDate(told.signedOn);
  if (told.signedBy === "") {
    return refuse("signedBy", "Who signed the consent?");
  }
  if (on === null || on > today.date || addYears(on, 1) <= today.date) {
    return refuse("signedOn", "The day it was signed, within the last year.");
  }
  return ok({ by: told.signedBy, on, how: "on-paper" });
}

/** A consent that names no last day ends a year after the signature (Reg. 301.7216-3(b)(5)), and the access with it. */
async function record(
  tx: ClientWriteTx,
  { email }: Told,
  scope: Scope,
  { today, client, signed }: { today: Today; client: Client; signed: Signature },
): Promise<Consented> {
  const until = scope.until ?? addYears(signed.on, 1);
  const keeper = await getKeeper(tx);
  const told = {
    firm: keeper?.name ?? null,
    taxpayer: signed.how === "own" ? client.name : signed.by,
    recipient: email,
    years: yearsText(scope.years),
    purpose: scope.role === "editor" ? "to prepare" : "to look at",
    until: dayText(until),
  };
  const consentId = await insertConsent(tx, {
    signedBy: signed.by,
    signedOn: signed.on,
    how: signed.how,
    recipient: email,
    role: scope.role,
    years: scope.years === null ? null : [...scope.years],
    until,
    wording: consentWording(told, keeper?.consentWording ?? null),
  });
  return { scope: { ...scope, ...lasting(until, today) }, consentId };
}

const refuse = (field: string, message: string): Result<never, InviteRefusal> =>
  err({ code: "invalid-input", fields: { [field]: message } });

function messagesOf(error: z.ZodError): Record<string, string> {
  return Object.fromEntries(
    error.issues.map((issue) => [String(issue.path[0] ?? ""), issue.message]),
  );
}
