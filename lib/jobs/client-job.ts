import type { ClientId, UserId } from "@/db/ids";

/** Notes how far a job is; written at most once a second, so call it as often as you like. `total` null: not known yet. */
export type Progress = (done: number, total?: number | null, message?: string) => Promise<void>;

/** What a service is given that runs as a job on a client's books: ask `withClient(user, clientId, …)` as always. */
export interface ClientJob {
  readonly user: { readonly id: UserId };
  readonly clientId: ClientId;
  /** The batch or report to work on. */
  readonly subjectId: string;
  readonly progress: Progress;
}

/**
 * A job that cannot be done however often it is tried: the file is gone, the report was taken back. Its message is one
 * sentence people see beside the job; it is not tried again.
 */
export class JobRefused extends Error {
  override name = "JobRefused";
}
