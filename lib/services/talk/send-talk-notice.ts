import { type ClientId, type UserId, userId } from "@/db/ids";
import { listGrants } from "@/db/queries/access-grants";
import { listAssigned } from "@/db/queries/assignments";
import { getClient } from "@/db/queries/clients";
import { listLeaders } from "@/db/queries/firm";
import { listContacts } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { type ClientTx, withClient } from "@/db/tenant";
import { appOrigin } from "@/lib/env";
import { sendMail } from "@/lib/mail/send";
import { type TalkNotice, talkNoticeMail } from "@/lib/mail/talk-notice";
import { ok } from "@/lib/result";

/**
 * Mails the other side of a client's books that something waits for them there. Each person gets one mail, also when the job runs twice.
 * Nothing when the writer no longer has the books open.
 */
export async function sendTalkNotice(told: {
  readonly clientId: string;
  readonly userId: string;
  readonly notice: TalkNotice;
  /** Names what happened: two mails of one name are one. */
  readonly subjectId: string;
}): Promise<void> {
  const writer = userId(told.userId);
  const sides = await withClient<Sides, never>({ id: writer }, told.clientId, "read", async (tx) =>
    ok(await sidesOf(tx)),
  );
  if (!sides.ok) {
    return;
  }
  const { people, contacts } = await withSystem(async (tx) => {
    const { others, firm } = sides.value;
    const found = others.length === 0 && firm !== null ? await listLeaders(tx, firm) : others;
    const to = found.filter((id) => id !== writer);
    return { people: to, contacts: await listContacts(tx, [...to, writer]) };
  });
  const page = told.notice === "message" ? "messages" : "documents";
  for (const id of people) {
    const contact = contacts.get(id);
    if (contact !== undefined) {
      await sendMail(
        talkNoticeMail({
          to: contact.email,
          name: contact.name,
          writer: contacts.get(writer)?.name ?? "Somebody",
          notice: told.notice,
          link: `${appOrigin()}/clients/${told.clientId as ClientId}/${page}`,
          once: `${told.notice}-${told.subjectId}-${id}`,
        }),
      );
    }
  }
}

/** The people across from the writer; of a firm nobody is assigned in: the firm, whose leaders then hear of it. */
interface Sides {
  readonly others: readonly UserId[];
  readonly firm: Awaited<ReturnType<typeof getClient>>["firmId"];
}

async function sidesOf(tx: ClientTx): Promise<Sides> {
  const { ownerUserId, firmId } = await getClient(tx);
  const isGuest = tx.standing === "editor" || tx.standing === "viewer";
  if (isGuest) {
    return ownerUserId === null
      ? { others: await listAssigned(tx), firm: firmId }
      : { others: [ownerUserId], firm: null };
  }
  const grants = await listGrants(tx);
  // Who is let in to some years only finds the page closed.
  const open = grants.filter(({ isOver, years }) => !isOver && years === null);
  return { others: open.map(({ userId: id }) => id), firm: null };
}
