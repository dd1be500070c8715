import { type ClientId, type UserId, userId } from "@/db/ids";
import { getAuditHead } from "@/db/queries/audit-events";
import {
  finishHeadLetter,
  holdHeadLetter,
  lastToldHeads,
  listLedClients,
  wantsHeadLetters,
} from "@/db/queries/head-letters";
import { getUser, type User } from "@/db/queries/users";
import { sha256Hex } from "@/db/sha256";
import { withSystem } from "@/db/system";
import { withClient, withUser } from "@/db/tenant";
import { headText } from "@/lib/audit/verify";
import { headLettersToken } from "@/lib/auth/unsubscribe-token";
import { appOrigin } from "@/lib/env";
import { type HeadLetterTold, headLetterMail } from "@/lib/mail/head-letter";
import { sendMail } from "@/lib/mail/send";
import { letterMonth, momentText } from "@/lib/reports/dates";
import { printable } from "@/lib/reports/text";
import { ok } from "@/lib/result";
import { type CalendarDate, calendarDate } from "@/lib/time/calendar-date";
import { type Instant, instantFromEpoch } from "@/lib/time/instant";

interface End {
  readonly client: ClientId;
  readonly head: string;
}

/**
 * Sends a month's letter of where the histories of somebody's books end, if they still want it and anything was added since the last one;
 * else drops it. Each head is read through the books' own gate. The letter's row is held while it is sent and marked in the same
 * transaction; a crash between the server's "yes" and the mark hands the same mail over again under its one Message-ID.
 */
export async function sendHeadLetter(
  told: { readonly userId: string; readonly month: string },
  now: Instant = instantFromEpoch(Date.now()),
): Promise<void> {
  const [id, month] = [userId(told.userId), calendarDate(told.month)];
  const ends = await readEnds(id);
  const digest = sha256Hex(ends.map(({ client, head }) => `${client} ${head}\n`).join(""));
  await withSystem(async (tx) => {
    if (!(await holdHeadLetter(tx, id, month))) {
      return;
    }
    const user = (await wantsHeadLetters(tx, id)) ? await getUser(tx, id) : null;
    const isNew = ends.length > 0 && (await lastToldHeads(tx, id, month)) !== digest;
    if (user === null || !isNew) {
      await finishHeadLetter(tx, id, month, { outcome: "dropped", told: null });
      return;
    }
    await sendMail(headLetterMail(toldOf(user, ends, month, now)));
    await finishHeadLetter(tx, id, month, { outcome: "sent", told: digest });
  });
}

/** The ends of the histories of the books somebody owns, alone or as an owner of their firm; books nothing was done to have none. */
async function readEnds(id: UserId): Promise<readonly End[]> {
  const ends: End[] = [];
  for (const client of await withUser({ id }, listLedClients)) {
    const head = await withClient({ id }, client, "read", async (tx) => ok(await getAuditHead(tx)));
    if (head.ok && head.value !== null) {
      ends.push({ client, head: headText(head.value) });
    }
  }
  return ends;
}

function toldOf(
  user: User,
  ends: readonly End[],
  month: CalendarDate,
  now: Instant,
): HeadLetterTold {
  const token = headLettersToken(user.id);
  return {
    to: user.email,
    name: printable(user.name, 80),
    month: letterMonth(month),
    asOf: momentText(now),
    histories: ends.map(({ client, head }) => ({
      link: `${appOrigin()}/clients/${client}/history`,
      head,
    })),
    stopPage: `${appOrigin()}/unsubscribe/${token}`,
    stopPost: `${appOrigin()}/api/unsubscribe/${token}`,
    account: `${appOrigin()}/account`,
    once: `heads-${month.slice(0, 7)}-${user.id}`,
  };
}
