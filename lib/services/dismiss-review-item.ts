import { insertAuditEvent } from "@/db/queries/audit-events";
import { getDismissal, insertDismissal } from "@/db/queries/review-dismissals";
import { type Asking, type ClientWriteTx, type GateRefusal, withClient } from "@/db/tenant";
import { err, ok, type Result } from "@/lib/result";
import { type BooksOptions, loadBooks } from "./load-books";
import { openBooks } from "./review/review-of-books";

/** Why an item was not put aside, or not taken up again. */
export type DismissRefusal =
  | GateRefusal
  | {
      readonly code: "invalid-input";
      readonly fields: Readonly<Record<"reason", string>>;
    }
  | { readonly code: "changed-meanwhile" };

/** A reason as it is kept: between so many characters. */
const REASON_LENGTH = { least: 3, most: 300 } as const;

/**
 * Puts an open item aside with a reason, on record with who and when. It changes no figure: what blocks a year still does, and
 * reports print the item as open with the reason. Refuses an item that is no longer open.
 */
export async function dismissReviewItem(
  user: Asking,
  clientId: string,
  told: { readonly item: string; readonly reason: string },
  options: BooksOptions = {},
): Promise<Result<null, DismissRefusal>> {
  const reason = told.reason.trim().replace(/\s+/g, " ");
  if (reason.length < REASON_LENGTH.least || reason.length > REASON_LENGTH.most) {
    return err({
      code: "invalid-input",
      fields: {
        reason: `Say why in ${REASON_LENGTH.least} to ${REASON_LENGTH.most} characters: it is printed on the reports.`,
      },
    });
  }
  const books = await loadBooks(user, clientId, options);
  if (!books.ok) {
    return books;
  }
  return withClient<null, DismissRefusal>(user, clientId, "write", async (tx) => {
    const { open } = await openBooks(tx, books.value);
    if (!open.some(({ key }) => key === told.item)) {
      return err({ code: "changed-meanwhile" });
    }
    await note(tx, told.item, "dismissed", reason);
    return ok(null);
  });
}

/** Takes an item up again that was put aside; what was said stays on record. */
export async function reopenReviewItem(
  user: Asking,
  clientId: string,
  item: string,
): Promise<Result<null, DismissRefusal>> {
  return withClient<null, DismissRefusal>(user, clientId, "write", async (tx) => {
    const last = await getDismissal(tx, item);
    if (last?.state !== "dismissed") {
      return err({ code: "changed-meanwhile" });
    }
    await note(tx, item, "open", "");
    return ok(null);
  });
}

async function note(
  tx: ClientWriteTx,
  item: string,
  state: "dismissed" | "open",
  reason: string,
): Promise<void> {
  await insertDismissal(tx, { item, state, reason });
  const [kind = ""] = item.split("~");
  await insertAuditEvent(tx, {
    deed: state === "dismissed" ? "review.dismiss" : "review.reopen",
    detail: { kind },
  });
}
