import { defineRoute, streamedResponse } from "@/lib/request";
import { exportHistory } from "@/lib/services/history/export-history";

/** The whole history of a client with what verifying needs, or `?as=csv` for a spreadsheet. */
export const GET = defineRoute<{ clientId: string }>(async ({ user, request, params }) => {
  const as = new URL(request.url).searchParams.get("as") ?? "json";
  const format = as === "csv" || as === "json" ? as : null;
  if (format === null) {
    return { ok: false, error: { code: "not-found" } };
  }
  const file = await exportHistory(user, params.clientId, format);
  return file.ok ? { ok: true, value: streamedResponse(file.value) } : file;
});
