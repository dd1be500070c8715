import type pg from "pg";
import { getUser, type User } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { invariant } from "@/lib/result";
import { sendInvitation } from "@/lib/services/sharing/send-invitation";
import { makeUser, readOutbox } from "./support";

/** An invented user as they stand in the database. */
export async function makeAccount(kind: User["kind"] = "professional"): Promise<User> {
  const found = await withSystem(async (tx) => getUser(tx, await makeUser(kind)));
  invariant(found !== null, "made above");
  return found;
}

/** Has the letter of somebody's open invitation written into the outbox; the token of its link. */
export async function letterTo(email: string, admin: pg.Client, outbox: string): Promise<string> {
  const { rows } = await admin.query<{ id: string }>(
    "select id from invitations where email = $1 and outcome is null",
    [email.toLowerCase()],
  );
  await sendInvitation({ invitationId: rows[0]?.id ?? "" });
  const letters = (await readOutbox(outbox)).filter((mail) => mail.includes(`To: ${email}`));
  const token = /\/invite\/([\w-]{43})/.exec(letters.at(-1) ?? "")?.[1];
  invariant(token !== undefined, "the letter has a link");
  return token;
}
