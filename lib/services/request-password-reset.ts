import { withSystem } from "@/db/system";
import { normalEmail } from "@/lib/auth/email";
import { limitTries } from "@/lib/auth/limits";
import { enqueue } from "@/lib/jobs/enqueue";
import { ok, type Result } from "@/lib/result";

/**
 * Asks for a reset link by mail. The answer and the work are the same whether or not anybody has this e-mail: only the
 * worker looks it up. More than three links in a quarter of an hour are quietly not sent.
 */
export async function requestPasswordReset(told: { email: string }): Promise<Result<null, never>> {
  const email = normalEmail(told.email);
  await withSystem(async (tx) => {
    const limit = await limitTries(tx, "reset", email);
    if (limit.ok) {
      await enqueue(tx, "send-password-reset", { email });
    }
  });
  return ok(null);
}
