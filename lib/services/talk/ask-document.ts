import { z } from "zod";
import { documentRequestId, isUuid } from "@/db/ids";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { lockClient } from "@/db/queries/clients";
import {
  insertDocumentRequest,
  insertDocumentRequestEvent,
  listDocumentRequestEvents,
  listDocumentRequests,
} from "@/db/queries/document-requests";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { enqueue } from "@/lib/jobs/enqueue";
import { err, ok, type Result } from "@/lib/result";
import { errorsOf, type FieldErrors, type TypedForm } from "../transaction-form";
import { optionalDateField } from "../typed-text";
import { requestState } from "./request-state";

/** Why nothing was asked for or noted. */
export type RequestRefusal =
  | GateRefusal
  | { readonly code: "changed-meanwhile" }
  | { readonly code: "invalid-input"; readonly fields: FieldErrors };

/** Requests of one client that wait at once. */
const OPEN_MAX = 100;

const Form = z.object({
  what: z
    .string()
    .transform((text) => text.replaceAll("\r\n", "\n").trim())
    .pipe(z.string().min(1, "Say which document.").max(1000, "At most 1,000 characters.")),
  year: z
    .string()
    .transform((text) => (text === "" ? null : Number(text)))
    .pipe(z.number().int().min(2009).max(2200).nullable()),
  dueOn: optionalDateField,
});

/** Asks the other side for a document: what, of which year, until when. They are told by mail. */
export async function askForDocument(
  user: Asking,
  clientId: string,
  form: TypedForm,
): Promise<Result<null, RequestRefusal>> {
  const read = Form.safeParse({ year: "", dueOn: "", ...form });
  if (!read.success) {
    return err({ code: "invalid-input", fields: errorsOf(read.error) });
  }
  return withClient<null, RequestRefusal>(user, clientId, "ask", async (tx) => {
    const events = await listDocumentRequestEvents(tx);
    const open = (await listDocumentRequests(tx)).filter(({ id }) => {
      const state = requestState(events.filter(({ requestId }) => requestId === id));
      return state === "asked" || state === "received";
    });
    if (open.length >= OPEN_MAX) {
      const what = `${OPEN_MAX} documents are asked for already. Withdraw some first.`;
      return err({ code: "invalid-input", fields: { what } });
    }
    const id = await insertDocumentRequest(tx, read.data);
    await enqueue(tx, "send-talk-notice", {
      clientId: tx.clientId,
      userId: tx.userId,
      notice: "request",
      subjectId: id,
    });
    await insertAuditEvent(tx, { deed: "document.ask", subjectId: id });
    return ok(null);
  });
}

/** What can be said of a request by who asks, with the states it can be said in. */
const STEPS = {
  accepted: ["received"],
  reopened: ["received", "accepted"],
  withdrawn: ["asked", "received"],
} as const;

/** One of the words on a request. */
export type RequestStep = keyof typeof STEPS;
export const REQUEST_STEPS = Object.keys(STEPS) as [RequestStep, ...RequestStep[]];

const DEEDS: Readonly<Record<RequestStep, { readonly deed: string }>> = {
  accepted: { deed: "document.accept" },
  reopened: { deed: "document.reopen" },
  withdrawn: { deed: "document.withdraw" },
};

/** Says that what was given will do, that it is asked for again, or that it is no longer wanted. */
export async function noteRequest(
  user: Asking,
  clientId: string,
  request: string,
  step: RequestStep,
): Promise<Result<null, RequestRefusal>> {
  return withClient<null, RequestRefusal>(user, clientId, "ask", async (tx) => {
    await lockClient(tx);
    const events = await listDocumentRequestEvents(tx);
    const known = (await listDocumentRequests(tx)).some(({ id }) => id === request);
    if (!(known && isUuid(request))) {
      return err({ code: "not-found" });
    }
    const state = requestState(events.filter(({ requestId }) => requestId === request));
    if (!(STEPS[step] as readonly string[]).includes(state)) {
      return err({ code: "changed-meanwhile" });
    }
    const id = documentRequestId(request);
    await insertDocumentRequestEvent(tx, id, { kind: step, uploadId: null });
    await insertAuditEvent(tx, { ...DEEDS[step], subjectId: id });
    return ok(null);
  });
}
