import { insertDeletion, leadsAlone } from "@/db/queries/deletions";
import { deleteSessionsOf } from "@/db/queries/sessions";
import { getUser } from "@/db/queries/users";
import { asUser, withSystem } from "@/db/system";
import type { Asking } from "@/db/tenant";
import { normalEmail } from "@/lib/auth/email";
import { hashToken, newToken } from "@/lib/auth/token";
import { enqueue } from "@/lib/jobs/enqueue";
import { err, ok, type Result } from "@/lib/result";

/** Why an account stays. */
export type AccountDeletionRefusal =
  | { readonly code: "not-found" | "firm-first" }
  | { readonly code: "invalid-input"; readonly fields: Readonly<Record<string, string>> };

/**
 * Ends every session of an account and has the worker delete all books it owns, then the account. `typed` must be its e-mail.
 * Whoever leads a firm alone that still has clients or colleagues hands it over first. Returns the token of the receipt.
 */
export async function deleteAccount(
  user: Asking,
  typed: string,
): Promise<Result<string, AccountDeletionRefusal>> {
  return withSystem<Result<string, AccountDeletionRefusal>>(async (tx) => {
    const found = await getUser(tx, user.id);
    if (found === null) {
      return err({ code: "not-found" });
    }
    if (normalEmail(typed) !== found.email) {
      return err({
        code: "invalid-input",
        fields: { email: `Type ${found.email} to delete this account.` },
      });
    }
    if (await asUser(tx, user, leadsAlone)) {
      return err({ code: "firm-first" });
    }
    const token = newToken();
    await deleteSessionsOf(tx, user.id);
    const deletionId = await insertDeletion(tx, {
      kind: "account",
      subjectId: user.id,
      tokenHash: hashToken(token),
      askedBy: user.id,
    });
    await enqueue(tx, "run-deletion", { deletionId }, { key: `deletion:${deletionId}` });
    return ok(token);
  });
}
