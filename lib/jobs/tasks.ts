import { z } from "zod";
import { ACCOUNT_NOTICES } from "@/lib/mail/account-notice";
import { TALK_NOTICES } from "@/lib/mail/talk-notice";

const ClientJobPayload = z.object({
  clientId: z.uuid(),
  /** Who asked: the job opens the client's books through the same gate as they did. */
  userId: z.uuid(),
  runId: z.uuid(),
  /** The batch or report it works on. */
  subjectId: z.uuid(),
});

/** The queue's tasks and what each is told. Ids, and nothing a queue table should not hold. */
export const TASKS = {
  "import-file": ClientJobPayload,
  /** Takes a large import back. */
  "undo-import": ClientJobPayload,
  "render-report": ClientJobPayload,
  /** Its subject is the client. */
  "fetch-prices": ClientJobPayload,
  /** Its subject is the export that was asked for. */
  "export-client": ClientJobPayload,
  /** Takes the bytes of an export out once it has expired. */
  "drop-export": z.object({ clientId: z.uuid(), exportId: z.uuid() }),
  /** Deletes books that were closed for it, or an account with all books of its own. */
  "run-deletion": z.object({ deletionId: z.uuid() }),
  "send-password-reset": z.object({ email: z.string().max(254) }),
  /** A mail about somebody's own sign-in. */
  "send-account-notice": z.object({ userId: z.uuid(), notice: z.enum(ACCOUNT_NOTICES) }),
  /** Tells whoever has an e-mail, if anybody, that its password is being guessed at. */
  "send-guessing-notice": z.object({ email: z.string().max(254) }),
  /** Looks whose season has something due today; hands each mail over once. */
  "find-reminders": z.object({}),
  /** One mail of reminders, of a day in the client's tax zone. */
  "send-reminder": z.object({
    clientId: z.uuid(),
    userId: z.uuid(),
    day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  }),
  /** Takes the month's letters of where histories end; hands each over once. */
  "find-head-letters": z.object({}),
  /** One of them, by the month's first day. */
  "send-head-letter": z.object({
    userId: z.uuid(),
    month: z.string().regex(/^\d{4}-\d{2}-01$/),
  }),
  /** Works out what the board shows of a client; asked for by the database at the end of every change (drizzle/0045). */
  "summarise-client": z.object({ clientId: z.uuid(), userId: z.uuid() }),
  /** Asks for the summaries that are out of date without a change: the day or the engine is over. */
  "find-stale-summaries": z.object({}),
  /** One letter that lets somebody in; its link is made when it is written. */
  "send-invitation": z.object({ invitationId: z.uuid() }),
  /** Mails the other side of a client's books, or the colleague named, that something waits for them there. */
  "send-talk-notice": z.object({
    clientId: z.uuid(),
    userId: z.uuid(),
    notice: z.enum(TALK_NOTICES),
    subjectId: z.string().max(100),
    to: z.uuid().optional(),
  }),
  /** One client's year of something that was asked of many. */
  "bulk-item": z.object({
    userId: z.uuid(),
    runId: z.uuid(),
    clientId: z.uuid(),
    year: z.int(),
    kind: z.enum(["figures", "year-end", "audit-pack"]),
  }),
  "clean-up": z.object({}),
} as const;

/** Names of tasks. */
export type TaskName = keyof typeof TASKS;

/** What a task is told. */
export type TaskPayload<Name extends TaskName> = z.infer<(typeof TASKS)[Name]>;

/** Tasks on one client's books: their progress is in `job_runs`. */
export type ClientTaskName =
  | "import-file"
  | "undo-import"
  | "render-report"
  | "fetch-prices"
  | "export-client";

/** How often a job is tried before it is parked for a person to look at. */
export const MAX_ATTEMPTS = 5;
