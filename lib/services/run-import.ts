import { type ClientJob, JobRefused } from "@/lib/jobs/client-job";
import { refusalMessage } from "@/lib/refusals";
import { commitImport } from "./commit-import";

/** Commits a previewed import as a job of the queue: large files, with progress in rows read. */
export async function runImport({ user, clientId, subjectId, progress }: ClientJob): Promise<void> {
  const committed = await commitImport(user, clientId, subjectId, {
    progress: (rowsRead) => progress(rowsRead),
  });
  if (!committed.ok) {
    const { error } = committed;
    throw new JobRefused("message" in error ? error.message : refusalMessage(error.code));
  }
}
