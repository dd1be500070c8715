import { withFirm } from "@/db/firm-gate";
import { getClient } from "@/db/queries/clients";
import { getFirm } from "@/db/queries/firm";
import { findInvitation, type Invitation } from "@/db/queries/invitations";
import { findUserByEmail, listNames } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { withClient } from "@/db/tenant";
import { hashToken } from "@/lib/auth/token";
import { err, ok, type Result } from "@/lib/result";

/** Why a link opens nothing: answered, past its week, or who sent it may no longer let anybody in. */
export interface DeadInvitation {
  readonly code: "invitation-dead";
}

/** What a letter offers. */
export interface InvitationView {
  readonly email: string;
  readonly inviter: string;
  /** The client whose books they are, or the firm. */
  readonly name: string;
  readonly into: "books" | "firm";
  readonly role: Invitation["role"];
  /** null: all. */
  readonly years: readonly number[] | null;
  readonly until: string | null;
  readonly goodUntil: string;
  /** Somebody has an account of this e-mail: they sign in; others open one here. */
  readonly hasAccount: boolean;
}

/** What a link offers, for whoever holds it: they have the mail. Changes nothing. */
export async function viewInvitation(
  token: string,
): Promise<Result<InvitationView, DeadInvitation>> {
  const found = await withSystem(async (tx) => {
    const letter = await findInvitation(tx, hashToken(token));
    if (letter === null) {
      return null;
    }
    const names = await listNames(tx, [letter.invitedBy]);
    const account = await findUserByEmail(tx, letter.email);
    return { letter, inviter: names.get(letter.invitedBy) ?? null, account };
  });
  const name = found === null ? null : await nameOf(found.letter);
  if (found === null || found.inviter === null || name === null) {
    return err({ code: "invitation-dead" });
  }
  const { letter, inviter, account } = found;
  return ok({
    email: letter.email,
    inviter,
    name,
    into: letter.firmId === null ? "books" : "firm",
    role: letter.role,
    years: letter.years,
    until: letter.until,
    goodUntil: letter.expiresAt,
    hasAccount: account !== null,
  });
}

/** Asked as the one who sent the letter: null when they may no longer let anybody in. */
async function nameOf({ clientId, firmId, invitedBy }: Invitation): Promise<string | null> {
  const by = { id: invitedBy };
  const named =
    firmId === null
      ? await withClient<string, never>(by, clientId ?? "", "share", async (tx) =>
          ok((await getClient(tx)).name),
        )
      : await withFirm<string, never>(by, firmId, "manage-team", async (tx) =>
          ok((await getFirm(tx)).name),
        );
  return named.ok ? named.value : null;
}
