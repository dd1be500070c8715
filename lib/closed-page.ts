import { currentUser } from "./auth/session";
import type { RefusalCode } from "./refusals";
import { logRefusal } from "./refused";

/**
 * Writes down that a page stayed closed: its years are not open to the person, or the deed it is for. What is not there, and books that are
 * not theirs, the frame of the books has noted (`viewShell`).
 */
export async function noteClosedPage(refusal: { readonly code: string }): Promise<void> {
  if (refusal.code !== "not-found") {
    const user = await currentUser();
    logRefusal(refusal.code as RefusalCode, { where: "page", user: user?.id ?? null });
  }
}
