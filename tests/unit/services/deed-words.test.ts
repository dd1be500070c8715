import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DEED_WORDS, deedsOf } from "@/lib/services/history/deed-words";
import { DEED_GROUPS } from "@/lib/services/history/words";
import { PROJECT_ROOT } from "../../support/folders";

const filesOf = (folder: string) =>
  readdirSync(join(PROJECT_ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file).replaceAll("\\", "/"));

const textOf = (file: string) => readFileSync(join(PROJECT_ROOT, file), "utf8");

const sources = [...filesOf("lib/services"), ...filesOf("app")].filter(
  (file) => !file.startsWith("lib/services/history/"),
);

/** Codes written out beside `deed`, also the two of a choice; a code that is put together is listed below. */
const noted = new Set(
  sources.flatMap((file) =>
    [...textOf(file).matchAll(/\bdeed: ([^;\n]*(?:\n\s+[?:] [^;\n]*)*)/g)].flatMap(
      ([, told = ""]) =>
        [...told.matchAll(/"([a-z0-9-]+\.[a-z0-9.-]+)"/g)].map(([, code = ""]) => code),
    ),
  ),
);

/** Of the firm itself and its people (db/schema/firm-events.ts): not of any client's books. */
const isOfFirm = (code: string) => /^(team|firm)\./.test(code);

/** note-ticket.ts: `ticket.${kind}`; assign-client.ts: a choice with a name of its own. */
const PUT_TOGETHER = ["ticket.told", "ticket.withdrawn", "client.assign", "client.unassign"];
/** export-history.ts, left out above with the words themselves. */
const OF_HISTORY = ["history.export"];
/** Noted until answers to letters were told under the name of who gave them; histories keep them. */
const OF_BEFORE = ["access.grant", "access.decline"];

describe("the words of the history", () => {
  it("tell every deed that a service notes", () => {
    expect(noted.size).toBeGreaterThan(55);
    expect([...noted].filter((code) => !(code in DEED_WORDS) && !isOfFirm(code))).toEqual([]);
  });

  it("tell no deed that nobody notes", () => {
    const all = new Set([...noted, ...PUT_TOGETHER, ...OF_HISTORY, ...OF_BEFORE]);
    expect(Object.keys(DEED_WORDS).filter((code) => !all.has(code))).toEqual([]);
  });

  it("are a sentence for any detail, also for one of years ago", () => {
    for (const [code, { say }] of Object.entries(DEED_WORDS)) {
      for (const detail of [{}, { year: 2025, reason: "sold twice", accepted: 1, rows: 1200 }]) {
        expect(say(detail), code).toMatch(/^[A-Z][^<>{}]*[.a-z]$/);
        expect(say(detail), code).not.toMatch(/undefined|NaN|null/);
      }
    }
    expect(DEED_WORDS["import.commit"]?.say({ accepted: 1312, known: 4, linked: 1 })).toBe(
      "Imported a file: 1,312 rows accepted, 4 already there, 1 transfer linked.",
    );
    expect(DEED_WORDS["transaction.void"]?.say({ reason: "told twice" })).toBe(
      "Voided a transaction. Reason: told twice",
    );
  });

  it("stand each in one part of the work, and every part has some", () => {
    const parts = Object.keys(DEED_GROUPS);
    expect(
      parts.filter((group) => deedsOf(group as keyof typeof DEED_GROUPS).length === 0),
    ).toEqual([]);
  });
});

/** Services that write and leave no event, each with why. */
const SILENT: Readonly<Record<string, string>> = {
  "lib/services/start-undo.ts": "begins a job; undo-import notes what it did",
  "lib/services/start-import.ts":
    "begins a job, or goes on with a preview; commit-import notes what it did",
  "lib/services/run-import.ts": "is that job",
  "lib/services/request-report.ts": "begins a job; render-report notes what it made",
  "lib/services/request-past-prices.ts": "begins a job; run-price-fetch notes what it found",
  "lib/services/season/send-reminder.ts": "mail to oneself; the books are as they were",
  "lib/services/season/find-reminders.ts": "the same",
  "lib/services/season/season-calendar.ts":
    "keeps what a calendar was told; the books are as they were",
  "lib/services/view-shell.ts": "keeps when somebody who was let in last looked, beside the grant",
  "lib/services/cockpit/summarise-client.ts":
    "keeps figures computed from the books, which stay as they were",
};

describe("every service that writes into a client's books", () => {
  const writers = filesOf("lib/services").filter((file) =>
    /withClient(?:<[^(]*>)?\(\s*[^()]*?"(?:write|download)"/.test(textOf(file)),
  );

  it("leaves an event, or says why not", () => {
    expect(writers.length).toBeGreaterThan(35);
    const silent = writers.filter((file) => !textOf(file).includes("insertAuditEvent("));
    expect(silent.filter((file) => !(file in SILENT))).toEqual([]);
    expect(Object.keys(SILENT).filter((file) => !silent.includes(file))).toEqual([]);
  });
});

describe("who was let in", () => {
  it("is told by name, with years and end", () => {
    const scope = {
      role: "editor",
      years: "2024 2025",
      until: "2027-04-15",
      person: "Rowan Alder",
    };
    expect(DEED_WORDS["access.grant"]?.say(scope)).toBe(
      "Let Rowan Alder in to prepare 2024 and 2025, until Apr 15, 2027: the invitation was accepted.",
    );
    expect(DEED_WORDS["access.accept"]?.say(scope)).toBe(
      "Accepted the invitation of Rowan Alder: let in to prepare 2024 and 2025, until Apr 15, 2027.",
    );
    expect(DEED_WORDS["access.invite"]?.say({ role: "viewer", years: null, until: null })).toBe(
      "Invited somebody to read all years.",
    );
    expect(DEED_WORDS["access.revoke"]?.say({})).toBe("Ended the access of somebody.");
  });
});
