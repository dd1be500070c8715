import { listMessages, type Message, type MessageKind } from "@/db/queries/client-messages";
import { getSettings } from "@/db/queries/settings";
import { listNames } from "@/db/queries/users";
import { mayDo } from "@/db/roles";
import { withSystem } from "@/db/system";
import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { ok, type Result } from "@/lib/result";
import { localTime, zoneName } from "@/lib/time/wall-clock";
import { firmOf } from "../firm/firm-of";
import { DEFAULT_SETTINGS } from "../gains/default-settings";
import { isHeard, otherSideOf } from "./other-side";

/** Shown at once; older ones on request. */
const SHOWN = 100;

/** Something that was said, with who said it. */
export interface MessageView {
  readonly key: number;
  readonly text: string;
  readonly by: string;
  readonly isMine: boolean;
  /** UTC. */
  readonly at: string;
  /** Day and wall-clock time in the client's zone: "2026-11-22", "21:03 EST". */
  readonly date: string;
  readonly time: string;
}

/** What was said about a client's books in one of the three ways. */
export interface MessagesView {
  readonly kind: MessageKind;
  /** The user works in a firm: it has notes of its own. */
  readonly hasFirm: boolean;
  readonly mayWrite: boolean;
  /** Somebody on the other side can read it. */
  readonly isHeard: boolean;
  /** The oldest first. */
  readonly messages: readonly MessageView[];
  /** There is more than is shown. */
  readonly hasOlder: boolean;
}

/** The thread between the two sides of a client's books, their shared notes, or the notes of the user's own firm. */
export async function viewMessages(
  user: Asking,
  clientId: string,
  { kind, all }: { readonly kind: MessageKind; readonly all: boolean },
): Promise<Result<MessagesView, GateRefusal>> {
  const hasFirm = (await firmOf(user)) !== null;
  const found = await withClient<Found, never>(user, clientId, "read", async (tx) =>
    ok({
      mayWrite: mayDo(tx.standing, "talk"),
      isHeard: isHeard(await otherSideOf(tx)),
      messages: await listMessages(tx, [kind], all ? 5000 : SHOWN + 1),
      timeZone: ((await getSettings(tx)) ?? DEFAULT_SETTINGS).timeZone,
    }),
  );
  if (!found.ok) {
    return found;
  }
  const { mayWrite, messages, isHeard: heard, timeZone } = found.value;
  const shown = all ? messages : messages.slice(0, SHOWN);
  const names = await withSystem((tx) =>
    listNames(
      tx,
      shown.map(({ writtenBy }) => writtenBy),
    ),
  );
  return ok({
    kind,
    hasFirm,
    mayWrite,
    isHeard: heard,
    messages: [...shown].reverse().map((message) => {
      const { date, time } = localTime(message.writtenAt, timeZone);
      return {
        key: message.order,
        text: message.text,
        by: names.get(message.writtenBy) ?? "Someone who left",
        isMine: message.writtenBy === user.id,
        at: message.writtenAt,
        date,
        time: `${time.slice(0, 5)} ${zoneName(message.writtenAt, timeZone)}`,
      };
    }),
    hasOlder: shown.length < messages.length,
  });
}

interface Found {
  readonly timeZone: string;
  readonly isHeard: boolean;
  readonly mayWrite: boolean;
  readonly messages: readonly Message[];
}
