import { clientId, exportId, userId } from "@/db/ids";
import { dropExport } from "@/db/queries/exports";
import { dropStaleFormKeys } from "@/db/queries/form-keys";
import { deleteExpired } from "@/db/queries/sessions";
import { withSystem } from "@/db/system";
import { log } from "@/lib/log";
import type { ClientJob } from "./client-job";
import { warnOfFullDisks } from "./disk-room";
import { type Attempt, runClientJob } from "./run-client-job";
import { type ClientTaskName, TASKS, type TaskName, type TaskPayload } from "./tasks";

type Handler<Name extends TaskName> = (
  payload: TaskPayload<Name>,
  attempt: Attempt,
) => Promise<void>;

/** The services behind the tasks on a client's books, loaded when first needed. */
const CLIENT_WORK: Record<ClientTaskName, () => Promise<(job: ClientJob) => Promise<void>>> = {
  "import-file": async () => (await import("@/lib/services/run-import")).runImport,
  "undo-import": async () => (await import("@/lib/services/run-undo")).runUndo,
  "render-report": async () => (await import("@/lib/services/render-report")).renderReport,
  "fetch-prices": async () => {
    const { runPriceFetch } = await import("@/lib/services/run-price-fetch");
    return (job) => runPriceFetch(job);
  },
  "export-client": async () => (await import("@/lib/services/export/run-export")).runExport,
};

const clientTask =
  (name: ClientTaskName): Handler<ClientTaskName> =>
  async (payload, attempt) =>
    runClientJob(payload, attempt, await CLIENT_WORK[name]());

const HANDLERS: { readonly [Name in TaskName]: Handler<Name> } = {
  "import-file": clientTask("import-file"),
  "undo-import": clientTask("undo-import"),
  "render-report": clientTask("render-report"),
  "fetch-prices": clientTask("fetch-prices"),
  "export-client": clientTask("export-client"),
  "drop-export": async ({ clientId: client, exportId: id }) => {
    await withSystem((tx) => dropExport(tx, clientId(client), exportId(id)));
  },
  "run-deletion": async (payload) => {
    const { runDeletion } = await import("@/lib/services/deletion/run-deletion");
    await runDeletion(payload);
  },
  "send-password-reset": async (payload) => {
    const { sendPasswordReset } = await import("@/lib/services/send-password-reset");
    await sendPasswordReset(payload);
  },
  "send-account-notice": async (payload) => {
    const { sendAccountNotice } = await import("@/lib/services/account/send-account-notice");
    await sendAccountNotice(payload);
  },
  "send-guessing-notice": async (payload) => {
    const { sendGuessingNotice } = await import("@/lib/services/account/send-account-notice");
    await sendGuessingNotice(payload);
  },
  "find-reminders": async () => {
    const { findReminders } = await import("@/lib/services/season/find-reminders");
    await findReminders();
  },
  "send-reminder": async (payload) => {
    const { sendReminder } = await import("@/lib/services/season/send-reminder");
    await sendReminder(payload);
  },
  "find-head-letters": async () => {
    const { findHeadLetters } = await import("@/lib/services/head-letters/find-head-letters");
    await findHeadLetters();
  },
  "send-head-letter": async (payload) => {
    const { sendHeadLetter } = await import("@/lib/services/head-letters/send-head-letter");
    await sendHeadLetter(payload);
  },
  "summarise-client": async ({ clientId, userId: id }) => {
    const { summariseClient } = await import("@/lib/services/cockpit/summarise-client");
    // A refusal is no failure: who changed these books has left them since.
    await summariseClient({ id: userId(id) }, clientId);
  },
  "find-stale-summaries": async () => {
    const { findStaleSummaries } = await import("@/lib/services/cockpit/find-stale-summaries");
    await findStaleSummaries();
  },
  "send-invitation": async (payload) => {
    const { sendInvitation } = await import("@/lib/services/sharing/send-invitation");
    await sendInvitation(payload);
  },
  "send-talk-notice": async (payload) => {
    const { sendTalkNotice } = await import("@/lib/services/talk/send-talk-notice");
    await sendTalkNotice(payload);
  },
  "bulk-item": async (payload, { last }) => {
    const { runBulkItem } = await import("@/lib/services/bulk/run-bulk-item");
    await runBulkItem(payload, last);
  },
  "clean-up": async () => {
    await withSystem(deleteExpired);
    await withSystem(dropStaleFormKeys);
    await warnOfFullDisks();
  },
};

/** Runs one try of a job. Throws what the work throws, for the queue to try again, after a log line without a word of content. */
export async function handleJob<Name extends TaskName>(
  name: Name,
  payload: unknown,
  attempt: Attempt,
): Promise<void> {
  const started = performance.now();
  const fields = () => ({
    task: name,
    attempt: attempt.number,
    milliseconds: Math.round(performance.now() - started),
  });
  try {
    const handler: Handler<Name> = HANDLERS[name];
    await handler(TASKS[name].parse(payload) as TaskPayload<Name>, attempt);
    log.info("job.done", fields());
  } catch (error) {
    log.fault(attempt.last ? "job.parked" : "job.failed", error, fields());
    throw error;
  }
}
