import type { UserId } from "@/db/ids";
import type { SystemTx } from "@/db/system";
import { enqueue } from "@/lib/jobs/enqueue";
import type { AccountNotice } from "@/lib/mail/account-notice";

/** Hands a mail about somebody's own account to the worker, with what it tells of: both happen or neither. */
export const notify = (tx: SystemTx, userId: UserId, notice: AccountNotice): Promise<unknown> =>
  enqueue(tx, "send-account-notice", { userId, notice });
