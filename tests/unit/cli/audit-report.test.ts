import { writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type ChainedEvent, eventHash, GENESIS } from "@/lib/audit/chain";
import { headText } from "@/lib/audit/verify";
import { run } from "@/lib/cli/lotwise";
import { drawPaper, drawYearEnd } from "@/lib/pdf/draw";
import { yearEndReport } from "@/lib/reports/year-end";
import { testFolder } from "../../support/test-folder";
import { inputOf, packOf } from "./verify-facts";

const folder = testFolder("audit-report");
const client = "0618e892-c9bf-4b3f-a4ce-9dcbeb3bd4df";
const user = "8b6b4d43-6d4e-4f6a-9d1e-2d0f8b2f7a11";

/** A history as the database makes it; `reason` stands in its third event. */
function historyOf(length: number, reason: string): readonly ChainedEvent[] {
  const events: ChainedEvent[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    const event = {
      clientId: client,
      seq,
      at: new Date(Date.UTC(2026, 0, 1, 0, 0, seq)).toISOString(),
      userId: user,
      deed: "transaction.add",
      subjectId: null,
      detail: seq === 3 ? { reason } : {},
      previous: events.at(-1)?.hash ?? GENESIS,
    };
    events.push({ ...event, hash: eventHash(event) });
  }
  return events;
}

/** The file the page History gives for verifying. */
function historyFile(name: string, events: readonly ChainedEvent[]): string {
  const file = path.join(folder, name);
  const lines = events.map((event) => JSON.stringify(event)).join(",\n");
  writeFileSync(file, `{"format": "lotwise audit 1", "events": [\n${lines}\n]}\n`);
  return file;
}

const history = historyOf(9, "as told");
// The papers were asked for at event 6; three more were added since.
const sixth = history[5];
const auditHead = sixth === undefined ? "" : headText(sixth);

let report = "";
let pack = "";
let headless = "";
beforeAll(async () => {
  const paper = async (name: string, drawing: Promise<{ readonly bytes: Uint8Array }>) => {
    const file = path.join(folder, name);
    writeFileSync(file, (await drawing).bytes);
    return file;
  };
  const input = { ...inputOf(), auditHead };
  report = await paper("report.pdf", drawYearEnd(yearEndReport(input), "public/fonts"));
  pack = await paper("pack.pdf", drawPaper(packOf(input), "public/fonts"));
  headless = await paper("headless.pdf", drawYearEnd(yearEndReport(inputOf()), "public/fonts"));
});

const verify = (events: readonly ChainedEvent[], paper: string) =>
  run(["audit", "verify", historyFile("history.json", events), "--report", paper], 0);

describe("a history held against a paper made from its books", () => {
  it("holds while the head the paper carries is in it, and events added later change nothing", async () => {
    for (const paper of [report, pack]) {
      for (const events of [history, history.slice(0, 6)]) {
        const { code, out } = await verify(events, paper);
        expect(code).toBe(0);
        expect(out).toContain(`The history holds: ${events.length} events`);
        expect(out).toContain("The head you gave is among them.");
      }
    }
  });

  it("does not hold when an event was changed after the paper was made: the first such is named", async () => {
    const changed = history.map((event) =>
      event.seq === 3 ? { ...event, detail: { reason: "told otherwise" } } : event,
    );
    const { code, error } = await verify(changed, report);
    expect([code, error]).toEqual([1, expect.stringContaining("Event 3 was changed.")]);
  });

  it("does not hold when it was written anew from there on, though every hash of it is right", async () => {
    const anew = historyOf(9, "told otherwise");
    expect((await run(["audit", "verify", historyFile("anew.json", anew)], 0)).code).toBe(0);
    const { code, error } = await verify(anew, report);
    expect([code, error]).toEqual([
      1,
      expect.stringContaining("Event 6 has another hash than the head you gave"),
    ]);
  });

  it("does not hold when it ends before the head the paper carries", async () => {
    const { code, error } = await verify(history.slice(0, 5), report);
    expect([code, error]).toEqual([1, expect.stringContaining("it ends at event 5")]);
  });

  it("is not verified against a paper that carries no head, nor against what is no paper", async () => {
    for (const paper of [headless, historyFile("no.pdf", history), path.join(folder, "none.pdf")]) {
      const { code, out, error } = await verify(history, paper);
      expect([code, out]).toEqual([1, ""]);
      expect(error).toContain("no report that carries the head of a history");
    }
  });

  it("is held against a paper or a head, not both", async () => {
    const file = historyFile("history.json", history);
    const told = ["audit", "verify", file, "--report", report, "--head", auditHead];
    expect((await run(told, 0)).code).toBe(2);
  });
});
