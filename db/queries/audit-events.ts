import { and, asc, desc, eq, gt, gte, inArray, lt, notInArray, type SQL, sql } from "drizzle-orm";
import { isSealed } from "@/lib/secrets/seal";
import type { Instant } from "@/lib/time/instant";
import type { UserId } from "../ids";
import { auditEvents } from "../schema/audit-events";
import type { ClientTx, ClientWriteTx } from "../tenant";
import { clientVault } from "./keys";

/** One operation on a client's books: who did what to what, when, and its place in the chain. */
export type AuditEvent = Readonly<typeof auditEvents.$inferSelect>;

/**
 * Notes an operation, in the same transaction as the operation. Ids and counts only, never amounts or names; `reason`, what a person wrote
 * of why, is sealed, and the chain is of its sealed form. The last statement of its transaction wherever it can be: until the end of it
 * nobody else can add an event to these books.
 */
export async function insertAuditEvent(
  tx: ClientWriteTx,
  event: {
    deed: string;
    subjectId?: string | null;
    detail?: AuditEvent["detail"];
    reason?: string;
  },
): Promise<void> {
  const { reason, subjectId = null, detail = {} } = event;
  const sealed =
    reason === undefined
      ? {}
      : { reason: (await clientVault(tx)).seal(reasonOf(subjectId), reason) };
  await tx.db.insert(auditEvents).values({
    clientId: tx.clientId,
    userId: tx.userId,
    deed: event.deed,
    subjectId,
    detail: { ...detail, ...sealed },
  });
}

/** Where the sealed reason of an event stands: at what it is about, for events have no id before they are chained. */
const reasonOf = (subject: string | null) => ({
  table: "audit_events",
  column: "reason",
  row: subject ?? "",
});

/** Events with the reasons that people wrote opened; those of before they were sealed are as they stand. For showing: the chain is of what is kept. */
export async function openReasons<
  Event extends Pick<AuditEvent, "subjectId"> & { readonly detail: AuditEvent["detail"] },
>(tx: ClientTx, events: readonly Event[]): Promise<Event[]> {
  const some = events.some(({ detail }) => isReason(detail["reason"]));
  const vault = some ? await clientVault(tx) : null;
  return events.map((event) => {
    const reason = event.detail["reason"];
    return vault !== null && isReason(reason)
      ? {
          ...event,
          detail: { ...event.detail, reason: vault.open(reasonOf(event.subjectId), reason) },
        }
      : event;
  });
}

const isReason = (value: unknown): value is string => typeof value === "string" && isSealed(value);

/** The latest operations on the client's books. */
export async function listAuditEvents(tx: ClientTx, limit = 100): Promise<AuditEvent[]> {
  return tx.db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.clientId, tx.clientId))
    .orderBy(desc(auditEvents.seq))
    .limit(limit);
}

/** Up to `limit` operations after number `after`, in the order of the chain: for reading it from the beginning. */
export async function readAuditChain(
  tx: ClientTx,
  after: number,
  limit = 5000,
): Promise<AuditEvent[]> {
  return tx.db
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.clientId, tx.clientId), gt(auditEvents.seq, after)))
    .orderBy(asc(auditEvents.seq))
    .limit(limit);
}

/** The end of the chain, or its last event but for some deeds: number and hash; null for books nothing was done to. */
export async function getAuditHead(
  tx: ClientTx,
  besides: readonly string[] = [],
): Promise<{ readonly seq: number; readonly hash: string } | null> {
  const [last] = await tx.db
    .select({ seq: auditEvents.seq, hash: auditEvents.hash })
    .from(auditEvents)
    .where(and(eq(auditEvents.clientId, tx.clientId), notInArray(auditEvents.deed, [...besides])))
    .orderBy(desc(auditEvents.seq))
    .limit(1);
  return last ?? null;
}

/** Which events are looked at; what is left out narrows nothing. */
export interface EventFilter {
  readonly userId?: UserId | undefined;
  readonly deeds?: readonly string[] | undefined;
  /** From this moment on, and before that one. */
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  /** Before this number of the chain. */
  readonly before?: number | undefined;
}

/** The latest events of a filter, the newest first. */
export async function findAuditEvents(
  tx: ClientTx,
  filter: EventFilter,
  limit: number,
): Promise<AuditEvent[]> {
  return tx.db
    .select()
    .from(auditEvents)
    .where(meant(tx, filter))
    .orderBy(desc(auditEvents.seq))
    .limit(limit);
}

/** How many events a filter has, without its `before`. */
export async function countAuditEvents(tx: ClientTx, filter: EventFilter): Promise<number> {
  return tx.db.$count(auditEvents, meant(tx, { ...filter, before: undefined }));
}

/** Who ever did something to these books. */
export async function listAuditPeople(tx: ClientTx): Promise<UserId[]> {
  const rows = await tx.db
    .selectDistinct({ id: auditEvents.userId })
    .from(auditEvents)
    .where(eq(auditEvents.clientId, tx.clientId));
  return rows.map(({ id }) => id);
}

/** For each of these events the detail of the one before it that did the same to the same subject, by number. */
export async function listDetailsBefore(
  tx: ClientTx,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, AuditEvent["detail"]>> {
  if (seqs.length === 0) {
    return new Map();
  }
  const { rows } = await tx.db.execute<{ seq: string; detail: AuditEvent["detail"] }>(sql`
    select e.seq, b.detail from audit_events e
    cross join lateral (
      select detail from audit_events p
      where p.client_id = e.client_id and p.seq < e.seq and p.deed = e.deed
        and p.subject_id is not distinct from e.subject_id
      order by p.seq desc limit 1) b
    where e.client_id = ${tx.clientId} and e.seq in ${[...seqs]}`);
  return new Map(rows.map(({ seq, detail }) => [Number(seq), detail]));
}

function meant(tx: ClientTx, filter: EventFilter): SQL | undefined {
  const { userId, deeds, from, to, before } = filter;
  return and(
    eq(auditEvents.clientId, tx.clientId),
    userId === undefined ? undefined : eq(auditEvents.userId, userId),
    deeds === undefined ? undefined : inArray(auditEvents.deed, [...deeds]),
    from === undefined ? undefined : gte(auditEvents.at, from),
    to === undefined ? undefined : lt(auditEvents.at, to),
    before === undefined ? undefined : lt(auditEvents.seq, before),
  );
}
