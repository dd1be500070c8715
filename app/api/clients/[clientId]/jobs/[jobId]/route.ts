import { defineRoute, PRIVATE } from "@/lib/request";
import { viewJob } from "@/lib/services/view-import";

/** Where a job is: `{ state, done, total, message }`. */
export const GET = defineRoute<{ clientId: string; jobId: string }>(async ({ user, params }) => {
  const run = await viewJob(user, params.clientId, params.jobId);
  if (!run.ok) {
    return run;
  }
  const { state, done, total, message } = run.value;
  const answer = Response.json({ state, done, total, message }, { headers: PRIVATE });
  return { ok: true, value: answer };
});
