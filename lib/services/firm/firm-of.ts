import type { FirmId } from "@/db/ids";
import { listFirms } from "@/db/queries/clients";
import { type Asking, withUser } from "@/db/tenant";

/** The firm somebody works in; null for investors. Of several it is the first by name. */
export async function firmOf(user: Asking): Promise<FirmId | null> {
  const [firm] = await withUser(user, listFirms);
  return firm?.id ?? null;
}
