import type { FirmRefusal } from "@/db/firm-gate";
import type { Asking } from "@/db/tenant";
import { left, plainTable } from "@/lib/reports/columns";
import { momentText } from "@/lib/reports/dates";
import { EMPTY_SECTION, type Paper } from "@/lib/reports/paper";
import { printable } from "@/lib/reports/text";
import { ok, type Result } from "@/lib/result";
import type { Instant } from "@/lib/time/instant";
import { type PaperFile, paperFile } from "../paper-file";
import { viewWisp, type WispView } from "./view-wisp";

/** What the annex is and is not, on page and paper alike. */
export const WISP_LEAD =
  "What this server does for the firm’s written information security plan, read from its running configuration. It is an annex: the plan itself is the firm’s (16 CFR 314.3; IRS Publication 5708).";

/** The annex as PDF. */
export async function wispPdf(
  user: Asking,
  now?: Instant,
): Promise<Result<PaperFile, FirmRefusal>> {
  const view = await viewWisp(user, now);
  if (!view.ok) {
    return view;
  }
  const name = `Lotwise security annex ${view.value.at.slice(0, 10)}`;
  return ok(await paperFile(wispPaper(view.value), name, "pdf"));
}

/** The annex as strings: the same words as on its page. */
export function wispPaper({ firmName, at, groups }: WispView): Paper {
  const firm = printable(firmName, 80);
  const title = "Annex to the information security plan";
  return {
    product: "Lotwise",
    title,
    documentTitle: `${title}, ${firm}`,
    client: firm,
    edition: "Controls in force",
    generated: momentText(at),
    generatedAt: at,
    draft: null,
    opening: WISP_LEAD,
    sections: groups.map(({ heading, rule, controls }) => ({
      ...EMPTY_SECTION,
      heading: `${heading} (${rule})`,
      tables: [
        plainTable(
          [left("Control", 20), left("In force", 28), left("What it means", 52)],
          controls.map(({ name, inForce, means, isWeak }) => [
            name,
            printable(isWeak ? `${inForce} (look at this)` : inForce, 300),
            means,
          ]),
          "",
        ),
      ],
    })),
  };
}
