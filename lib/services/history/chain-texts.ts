import type { UserId } from "@/db/ids";
import type { AuditEvent } from "@/db/queries/audit-events";
import { listNames } from "@/db/queries/users";
import { withSystem } from "@/db/system";
import { textCell } from "@/lib/reports/csv";
import { GONE, peopleIn, tellEvent } from "./tell-event";

/** Events after a number, in the order of the chain, some thousands of them; none at its end. */
export type ReadPage = (after: number) => Promise<readonly AuditEvent[]>;

/** The pages of a chain, one after the other: a history may have a million events. */
export async function* chainPages(read: ReadPage): AsyncGenerator<readonly AuditEvent[]> {
  for (let after = 0; ; ) {
    const page = await read(after);
    const last = page.at(-1);
    if (last === undefined) {
      return;
    }
    yield page;
    after = last.seq;
  }
}

/** The chain as `audit verify` reads it, page by page: one event a line, so that a million of them are read one by one. */
export async function* chainJson(read: ReadPage): AsyncGenerator<string> {
  yield '{"format": "lotwise audit 1", "events": [';
  let before = "\n";
  for await (const page of chainPages(read)) {
    yield before + page.map(eventLine).join(",\n");
    before = ",\n";
  }
  yield "\n]}\n";
}

const eventLine = ({
  clientId,
  seq,
  at,
  userId,
  deed,
  subjectId,
  detail,
  previous,
  hash,
}: AuditEvent): string =>
  JSON.stringify({ clientId, seq, at, userId, deed, subjectId, detail, previous, hash });

const COLUMNS = ["Number", "Time (UTC)", "Who", "What", "Code", "Subject", "Detail", "SHA-256"];

/** The history in words for a spreadsheet, page by page. */
export async function* chainCsv(read: ReadPage): AsyncGenerator<string> {
  yield `\ufeff${COLUMNS.join(",")}\r\n`;
  const names = new Map<UserId, string | null>();
  for await (const page of chainPages(read)) {
    const unknown = peopleIn(page).filter((id) => !names.has(id));
    const found = await withSystem((system) => listNames(system, unknown));
    for (const id of unknown) {
      names.set(id, found.get(id) ?? null);
    }
    yield page.map((event) => eventRow(event, (id) => names.get(id) ?? null)).join("");
  }
}

function eventRow(event: AuditEvent, nameOf: (id: UserId) => string | null): string {
  const cells = [
    String(event.seq),
    event.at,
    nameOf(event.userId) ?? GONE,
    tellEvent(event, nameOf),
    event.deed,
    event.subjectId ?? "",
    JSON.stringify(event.detail),
    event.hash,
  ];
  return `${cells.map(textCell).join(",")}\r\n`;
}
