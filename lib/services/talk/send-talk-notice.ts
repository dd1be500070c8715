import { userId } from "@/db/ids";
import { listLeaders } from "@/db/queries/firm";
import { listContacts } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { withClient } from "@/db/tenant";
import { appOrigin } from "@/lib/env";
import { sendMail } from "@/lib/mail/send";
import { type TalkNotice, talkNoticeMail } from "@/lib/mail/talk-notice";
import { ok } from "@/lib/result";
import { type OtherSide, otherSideOf } from "./other-side";

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
  const sides = await withClient<OtherSide, never>(
    { id: writer },
    told.clientId,
    "read",
    async (tx) => ok(await otherSideOf(tx)),
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
          link: `${appOrigin()}/clients/${told.clientId}/${page}`,
          once: `${told.notice}-${told.subjectId}-${id}`,
        }),
      );
    }
  }
}
