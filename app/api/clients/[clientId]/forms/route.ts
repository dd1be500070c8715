import { defineRoute, fileResponse } from "@/lib/request";
import { downloadLetter } from "@/lib/services/reconcile/download-letter";

/** The letter to a payer: `?form=2025 Harbor Exchange, Inc.`, `&as=csv` for the rows alone. */
export const GET = defineRoute<{ clientId: string }>(async ({ user, request, params }) => {
  const query = new URL(request.url).searchParams;
  const as = query.get("as") === "csv" ? "csv" : "pdf";
  const found = await downloadLetter(user, params.clientId, { form: query.get("form") ?? "", as });
  return found.ok ? { ok: true, value: fileResponse(found.value) } : found;
});
