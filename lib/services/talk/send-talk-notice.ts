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

/** Where what a notice tells of stands in the books. */
const PAGES: Readonly<Record<TalkNotice, string>> = {
  message: "messages",
  request: "documents",
  document: "documents",
  "hand-off": "people",
};

/**
 * Mails the other side of a client's books that something waits for them there, or the one colleague `to` names. Each person gets one mail,
 * also when the job runs twice. Nothing when the writer no longer has the books open; a colleague who handed them on may be out of them, so
 * there it is who gets them that is asked.
 */
export async function sendTalkNotice(told: {
  readonly clientId: string;
  readonly userId: string;
  readonly notice: TalkNotice;
  /** Names what happened: two mails of one name are one. */
  readonly subjectId: string;
  readonly to?: string | undefined;
}): Promise<void> {
  const writer = userId(told.userId);
  const to = told.to === undefined ? null : userId(told.to);
  const sides = await withClient<OtherSide, never>(
    { id: to ?? writer },
    told.clientId,
    "read",
    async (tx) => ok(to === null ? await otherSideOf(tx) : { others: [to], firm: null }),
  );
  if (!sides.ok) {
    return;
  }
  const { people, contacts } = await withSystem(async (tx) => {
    const { others, firm } = sides.value;
    const found = others.length === 0 && firm !== null ? await listLeaders(tx, firm) : others;
    const ids = found.filter((id) => id !== writer);
    return { people: ids, contacts: await listContacts(tx, [...ids, writer]) };
  });
  for (const id of people) {
    const contact = contacts.get(id);
    if (contact !== undefined) {
      await sendMail(
        talkNoticeMail({
          to: contact.email,
          name: contact.name,
          writer: contacts.get(writer)?.name ?? "Somebody",
          notice: told.notice,
          link: `${appOrigin()}/clients/${told.clientId}/${PAGES[told.notice]}`,
          once: `${told.notice}-${told.subjectId}-${id}`,
        }),
      );
    }
  }
}
