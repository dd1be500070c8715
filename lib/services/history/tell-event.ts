import { type UserId, userId } from "@/db/ids";
import type { AuditEvent } from "@/db/queries/audit-events";
import { DEED_WORDS } from "./deed-words";

/** What somebody is called whose account is gone. */
export const GONE = "Somebody who left";

/** Everybody whose name telling these events takes: who did something, and whom it was about. */
export const peopleIn = (events: readonly AuditEvent[]): readonly UserId[] => [
  ...new Set(events.flatMap((event) => [event.userId, ...(subjectOf(event) ?? [])])),
];

/** What was done, in a sentence; a deed without words is its code. `nameOf`: null for somebody who left. */
export function tellEvent(event: AuditEvent, nameOf: (id: UserId) => string | null): string {
  const words = DEED_WORDS[event.deed];
  const [subject] = subjectOf(event) ?? [];
  const person = subject === undefined ? {} : { person: nameOf(subject) ?? "somebody who left" };
  return words === undefined ? event.deed : words.say({ ...person, ...event.detail });
}

const subjectOf = ({ deed, subjectId }: AuditEvent): readonly [UserId] | null =>
  DEED_WORDS[deed]?.isOfPerson === true && subjectId !== null ? [userId(subjectId)] : null;
