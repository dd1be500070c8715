import type { UserId } from "@/db/ids";
import { insertSession } from "@/db/queries/sessions";
import { withSystem } from "@/db/system";
import { hashToken, newToken } from "@/lib/auth/token";

const LASTS_SECONDS = 6 * 3600;

/** A full session of somebody, as the cookie that shows it. */
export async function openSession(userId: UserId): Promise<string> {
  const token = newToken();
  await withSystem((tx) =>
    insertSession(tx, {
      tokenHash: hashToken(token),
      userId,
      stage: "full",
      shown: ["password", "totp"],
      agent: "bench",
      lastsSeconds: LASTS_SECONDS,
    }),
  );
  return `lotwise.session=${token}`;
}
