import type { FirmId, UserId } from "@/db/ids";
import { listGrants } from "@/db/queries/access-grants";
import { listAssigned } from "@/db/queries/assignments";
import { getClient } from "@/db/queries/clients";
import type { ClientTx } from "@/db/tenant";

/** The people across from somebody in a client's books. `firm`: where nobody in it is assigned, its leaders are meant. */
export interface OtherSide {
  readonly others: readonly UserId[];
  readonly firm: FirmId | null;
}

/**
 * For who is let in, the owner of the books or the firm that keeps them; for these, the people who are let in to all of the books. Who is let
 * in to some years only finds messages and documents closed.
 */
export async function otherSideOf(tx: ClientTx): Promise<OtherSide> {
  const { ownerUserId, firmId } = await getClient(tx);
  if (tx.standing === "editor" || tx.standing === "viewer") {
    return ownerUserId === null
      ? { others: await listAssigned(tx), firm: firmId }
      : { others: [ownerUserId], firm: null };
  }
  const grants = await listGrants(tx);
  const open = grants.filter(({ isOver, years }) => !isOver && years === null);
  return { others: open.map(({ userId }) => userId), firm: null };
}

/** True when there is anybody over there. */
export const isHeard = ({ others, firm }: OtherSide): boolean => others.length > 0 || firm !== null;
