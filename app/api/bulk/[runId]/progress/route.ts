import { defineRoute, PRIVATE } from "@/lib/request";
import { bulkProgress } from "@/lib/services/bulk/view-bulk";

/** Where a run stands, as its progress bar asks. */
export const GET = defineRoute<{ runId: string }>(async ({ user, params }) => {
  const found = await bulkProgress(user, params.runId);
  if (!found.ok) {
    return found;
  }
  const { done, total } = found.value;
  const state = done === total ? "done" : "running";
  return {
    ok: true,
    value: Response.json({ state, done, total, message: null }, { headers: PRIVATE }),
  };
});
