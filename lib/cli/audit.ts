import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { ChainedEvent } from "@/lib/audit/chain";
import {
  type Break,
  headText,
  type PrintedHead,
  readHead,
  type Verification,
  verifyChain,
} from "@/lib/audit/verify";
import { withAdminDatabase } from "@/lib/operate/admin";
import { linesOf } from "@/lib/operate/lines";
import { readChain } from "@/lib/operate/read-chain";
import { readProof } from "@/lib/pdf/read-proof";
import { err, ok, type Result } from "@/lib/result";
import type { Outcome } from "./outcome";

const AUDIT_USAGE = `Usage: npm run lotwise -- audit verify HISTORY.json [--head HEAD | --report REPORT.pdf]
       npm run lotwise -- audit verify --client ID [--head HEAD | --report REPORT.pdf]

  HISTORY.json                          the history of a client's books, as its page exports it for verifying
  --client ID                           the client of this id (it stands in the address) in the database: DATABASE_URL's, or the data folder's
  --head HEAD                           a head printed earlier: 42-3f9a…, whole or the first 16 digits of its hash
  --report REPORT.pdf                   the head that a report or an audit pack carries`;

/** `audit verify`: 0 the chain holds, 1 it does not or cannot be read, 2 wrong usage. */
export async function runAudit(argv: readonly string[]): Promise<Outcome> {
  const told = readAuditArguments(argv);
  if (!told.ok) {
    return { code: 2, out: "", error: `${told.error}\n\n${AUDIT_USAGE}` };
  }
  const { file, client, report } = told.value;
  const carried = report === null ? ok(told.value.head) : await headOfReport(report);
  if (!carried.ok) {
    return { code: 1, out: "", error: carried.error };
  }
  const head = carried.value;
  const verified =
    client === null ? await verifyFile(file, head) : await verifyDatabase(client, head);
  if (!verified.ok) {
    return { code: 1, out: "", error: `${client ?? file}: ${verified.error}` };
  }
  const found = verified.value;
  if (!found.holds) {
    return {
      code: 1,
      out: "",
      error: `The history does not hold. ${BREAKS[found.broken.kind](found.broken.seq)}`,
    };
  }
  const asked = head === undefined ? "" : "\nThe head you gave is among them.";
  const out = `The history holds: ${found.events} events, every hash computed again.${asked}\nHead: ${headText(found.head)}`;
  return { code: 0, out, error: "" };
}

const BREAKS: Readonly<Record<Break["kind"], (seq: number) => string>> = {
  changed: (seq) => `Event ${seq} was changed.`,
  missing: (seq) => `Event ${seq} is missing.`,
  inserted: (seq) => `Event ${seq} was inserted.`,
  reordered: (seq) => `Event ${seq} was moved.`,
  "tail-cut": (seq) =>
    `The head you gave is not in it: it ends at event ${seq}, and its tail was cut, or the head is of other books.`,
  "other-head": (seq) =>
    `Event ${seq} has another hash than the head you gave: it was written anew, or the head is of other books.`,
  "other-client": (seq) => `Event ${seq} is of other books.`,
};

type Told = {
  readonly file: string;
  /** A client of the database instead of a file. */
  readonly client: string | null;
  readonly head: PrintedHead | undefined;
  /** A report whose head is meant instead. */
  readonly report: string | null;
};

function readAuditArguments(argv: readonly string[]): Result<Told, string> {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: {
        head: { type: "string" },
        client: { type: "string" },
        report: { type: "string" },
      },
      allowPositionals: true,
    });
    const [verb, file, more] = positionals;
    const client = values.client ?? null;
    if (verb !== "verify" || more !== undefined || (file === undefined) === (client === null)) {
      return err("Say audit verify, and one file or one client.");
    }
    const head = values.head === undefined ? undefined : readHead(values.head);
    const report = values.report ?? null;
    if (report !== null && head !== undefined) {
      return err("Say a head or a report that carries one.");
    }
    return head === null
      ? err("--head is a number, a dash, and at least 16 of 64 digits; the number may be left out.")
      : ok({ file: file ?? "", client, head, report });
  } catch (error) {
    return err(error instanceof Error ? error.message : "Wrong arguments.");
  }
}

type Head = Told["head"];

/** The head of the history that a report says it was made up to. */
async function headOfReport(file: string): Promise<Result<Head, string>> {
  const bytes = await readFile(file).catch(() => null);
  const proof = bytes === null ? null : await readProof(bytes);
  const head = proof?.ok === true ? readHead(proof.value.auditHead) : null;
  return head === null ? err(`${file}: no report that carries the head of a history.`) : ok(head);
}

async function verifyDatabase(client: string, head: Head): Promise<Result<Verification, string>> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(client)) {
    return err("this is no client's id.");
  }
  const found = await withAdminDatabase(({ url }) =>
    readChain(url, client, (read) => verifyChain(read, head)),
  );
  return found.events === 0
    ? err("nothing was done in these books, or there are none.")
    : ok(found);
}

/** What is wrong with a file; its message is for people. */
class Unreadable extends Error {}

async function verifyFile(file: string, head: Head): Promise<Result<Verification, string>> {
  try {
    return ok(await verifyChain(() => readHistory(file), head));
  } catch (error) {
    return err(error instanceof Unreadable ? error.message : "cannot be read.");
  }
}

/** Reads an export line by line: a million events are one file of half a gigabyte, longer than a text may be. */
async function* readHistory(file: string): AsyncGenerator<readonly ChainedEvent[]> {
  let number = 0;
  for await (const line of linesOf(createReadStream(file))) {
    number += 1;
    if (number === 1) {
      refuseUnless(line.startsWith(FIRST_LINE), NOT_ONE);
    } else if (line !== LAST_LINE) {
      const event = parsed(line.replace(/,$/, ""));
      if (!isEvent(event)) {
        throw new Unreadable(`line ${number} is no event.`);
      }
      yield [event];
    }
  }
  refuseUnless(number > 0, NOT_ONE);
}

function refuseUnless(condition: boolean, message: string): void {
  if (!condition) {
    throw new Unreadable(message);
  }
}

const FIRST_LINE = '{"format": "lotwise audit 1"';
const LAST_LINE = "]}";
const NOT_ONE =
  "this is no history for verifying. Export it from the page History, as JSON to verify.";

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const TEXTS = ["clientId", "at", "userId", "deed", "previous", "hash"] as const;

function isEvent(value: unknown): value is ChainedEvent {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const fields = new Map(Object.entries(value));
  const detail = fields.get("detail");
  const subject = fields.get("subjectId");
  return (
    TEXTS.every((name) => typeof fields.get(name) === "string") &&
    typeof fields.get("seq") === "number" &&
    (subject === null || typeof subject === "string") &&
    typeof detail === "object" &&
    detail !== null
  );
}
