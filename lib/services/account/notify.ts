import type { UserId } from "@/db/ids";
import type { SystemTx } from "@/db/system";
import { enqueue } from "@/lib/jobs/enqueue";
import { log } from "@/lib/log";
import type { AccountNotice } from "@/lib/mail/account-notice";

/** Hands a mail about somebody's own account to the worker, with what it tells of: both happen or neither. The log tells it too. */
export async function notify(tx: SystemTx, userId: UserId, notice: AccountNotice): Promise<void> {
  await enqueue(tx, "send-account-notice", { userId, notice });
  log.info("auth.changed", { user: userId, notice });
}
