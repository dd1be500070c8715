import { defineRoute, fileResponse } from "@/lib/request";
import { planPaper } from "@/lib/services/season/plan-paper";
import { printPaper } from "@/lib/services/season/print-paper";

/** A plan as PDF: its newest version, or `?version=2`. */
export const GET = defineRoute<{ clientId: string; planId: string }>(
  async ({ user, request, params }) => {
    const { clientId, planId } = params;
    const asked = new URL(request.url).searchParams.get("version");
    const version = asked !== null && /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : null;
    const paper = await planPaper(user, clientId, planId, version);
    const deed = { deed: "plan.print", subjectId: planId };
    const printed = await printPaper(user, clientId, paper, deed);
    return printed.ok
      ? { ok: true, value: fileResponse({ ...printed.value, contentType: "application/pdf" }) }
      : printed;
  },
);
