import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ChainedEvent, eventHash, GENESIS, jsonbText } from "@/lib/audit/chain";
import { headText, type PrintedHead, readHead, verifyChain } from "@/lib/audit/verify";

const client = "0618e892-c9bf-4b3f-a4ce-9dcbeb3bd4df";
const user = "8b6b4d43-6d4e-4f6a-9d1e-2d0f8b2f7a11";

/** A chain as the database makes it. */
function chainOf(length: number): ChainedEvent[] {
  const events: ChainedEvent[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    const event = {
      clientId: client,
      seq,
      at: new Date(Date.UTC(2026, 0, 1, 0, 0, seq)).toISOString(),
      userId: user,
      deed: seq % 3 === 0 ? "import.commit" : "transaction.add",
      subjectId: seq % 2 === 0 ? user : null,
      detail: seq % 3 === 0 ? { accepted: seq, reason: `file ${seq}` } : {},
      previous: events.at(-1)?.hash ?? GENESIS,
    };
    events.push({ ...event, hash: eventHash(event) });
  }
  return events;
}

const whole = chainOf(40);

/** Verified page by page, pages of every size from one to seven in turn. */
function verify(events: readonly ChainedEvent[], head?: PrintedHead) {
  return verifyChain(function* () {
    for (let from = 0, size = 1; from < events.length; from += size, size = (size % 7) + 1) {
      yield events.slice(from, from + size);
    }
  }, head);
}

/** The same chain with one event made otherwise, its hash as it was. */
const withChanged = (index: number, change: Partial<ChainedEvent>) =>
  whole.map((event, at) => (at === index ? { ...event, ...change } : event));

describe("a chain nobody touched", () => {
  it("holds, whole and empty, and says its head", async () => {
    expect(await verify(whole)).toEqual({
      holds: true,
      head: { seq: 40, hash: whole[39]?.hash },
      events: 40,
    });
    expect(await verify([])).toEqual({ holds: true, head: { seq: 0, hash: GENESIS }, events: 0 });
  });

  it("holds against every head that was printed of it, whole or short, with or without the number", async () => {
    for (const { seq, hash } of whole) {
      for (const text of [headText({ seq, hash }), hash, hash.slice(0, 16), hash.toUpperCase()]) {
        expect(await verify(whole, readHead(text) ?? undefined)).toMatchObject({ holds: true });
      }
    }
  });
});

describe("the first event's hash", () => {
  it("is SHA-256 over ten lines anyone can type: checked with sha256sum", () => {
    // printf 'lotwise audit 1\n%064d\n<client>\n1\n2026-01-01T00:00:01.000Z\n<user>\ntransaction.add\n-\n{}' 0 | sha256sum
    expect(whole[0]?.hash).toBe("b79bda7f1022f2f6fca94d91cf09781c195f45ec14561a80fb5cbf14e2e27e4d");
  });
});

describe("what PostgreSQL makes of a detail", () => {
  it("has keys by length then bytes, single spaces, numbers written out", () => {
    // As `select '…'::jsonb::text` prints them; the integration test asks PostgreSQL itself for random ones.
    expect(jsonbText({ bb: 1, a: null, é: "x\n", c: 'q"' })).toBe(
      '{"a": null, "c": "q\\"", "bb": 1, "é": "x\\n"}',
    );
    expect(jsonbText([1e21, -1.5e-7, 1e-7, 12.5, true])).toBe(
      "[1000000000000000000000, -0.00000015, 0.0000001, 12.5, true]",
    );
  });
});

describe("the first break is named", () => {
  it("of an event whose field, hash or link was changed", async () => {
    const other = "1".repeat(64);
    for (const change of [
      { deed: "transaction.void" },
      { userId: client },
      { at: "2026-01-01T00:00:00.000Z" },
      { subjectId: client },
      { detail: { accepted: 1 } },
      { hash: other },
    ]) {
      expect(await verify(withChanged(10, change))).toMatchObject({
        holds: false,
        broken: { kind: "changed", seq: 11 },
      });
    }
  });

  it("of one that is gone, put in, or moved", async () => {
    const gone = whole.filter((_, index) => index !== 10);
    expect(await verify(gone)).toMatchObject({ broken: { kind: "missing", seq: 11 } });
    const [first] = whole;
    expect(await verify(whole.slice(1))).toMatchObject({ broken: { kind: "missing", seq: 1 } });
    const forged = { ...withChanged(10, { deed: "year.file" })[10], detail: { year: 2025 } };
    const inserted = [...whole.slice(0, 10), forged as ChainedEvent, ...whole.slice(10)];
    expect(await verify(inserted)).toMatchObject({ broken: { kind: "changed", seq: 11 } });
    const stranger = { ...forged, previous: whole[20]?.hash } as ChainedEvent;
    const between = [...whole.slice(0, 10), stranger, ...whole.slice(10)];
    expect(await verify(between)).toMatchObject({ broken: { kind: "inserted", seq: 11 } });
    const moved = [
      ...whole.slice(0, 10),
      ...whole.slice(11, 12),
      ...whole.slice(10, 11),
      ...whole.slice(12),
    ];
    expect(await verify(moved)).toMatchObject({ broken: { kind: "reordered", seq: 12 } });
    expect(await verify([...whole, ...(first === undefined ? [] : [first])])).toMatchObject({
      broken: { kind: "inserted", seq: 1 },
    });
  });

  it("of a tail that was cut and of a chain written anew, by the printed head", async () => {
    const head = readHead(headText({ seq: 40, hash: whole[39]?.hash ?? "" })) ?? undefined;
    const cut = whole.slice(0, 35);
    expect(await verify(cut)).toMatchObject({ holds: true });
    expect(await verify(cut, head)).toMatchObject({ broken: { kind: "tail-cut", seq: 35 } });
    const anew = chainOf(39);
    const event = { ...whole[39], deed: "year.file" } as ChainedEvent;
    anew.push({ ...event, hash: eventHash(event) });
    expect(await verify(anew)).toMatchObject({ holds: true });
    expect(await verify(anew, head)).toMatchObject({ broken: { kind: "other-head", seq: 40 } });
  });

  it("of an event of another client", async () => {
    const theirs = withChanged(5, { clientId: user });
    expect(await verify(theirs)).toMatchObject({ broken: { kind: "other-client", seq: 6 } });
  });
});

describe("a thousand random tamperings", () => {
  const at = fc.nat({ max: whole.length - 1 });
  const flip = (text: string, where: number, by: number) => {
    const index = where % text.length;
    const code = text.charCodeAt(index) ^ (1 << by);
    return text.slice(0, index) + String.fromCharCode(code) + text.slice(index + 1);
  };
  const tampering = fc.oneof(
    fc.record({
      how: fc.constant("flip" as const),
      at,
      field: fc.constantFrom("at", "userId", "deed", "previous", "hash", "clientId" as const),
      where: fc.nat(),
      by: fc.nat({ max: 6 }),
    }),
    fc.record({ how: fc.constant("renumber" as const), at, by: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ how: fc.constant("detail" as const), at, value: fc.string() }),
    fc.record({ how: fc.constant("delete" as const), at, count: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ how: fc.constant("insert" as const), at, from: at, isRehashed: fc.boolean() }),
    fc.record({ how: fc.constant("swap" as const), at, from: at }),
    fc.record({ how: fc.constant("cut" as const), at }),
    fc.record({ how: fc.constant("rewrite" as const), at }),
  );
  type Tampering = typeof tampering extends fc.Arbitrary<infer T> ? T : never;

  function tampered(told: Tampering): ChainedEvent[] {
    const events = structuredClone(whole) as ChainedEvent[];
    const event = events[told.at] as ChainedEvent;
    const put = (change: Partial<ChainedEvent>) =>
      events.splice(told.at, 1, { ...event, ...change });
    switch (told.how) {
      case "flip":
        put({ [told.field]: flip(event[told.field], told.where, told.by) });
        break;
      case "renumber":
        put({ seq: event.seq + told.by });
        break;
      case "detail":
        put({ detail: { ...event.detail, added: told.value } });
        break;
      case "delete":
        events.splice(told.at, told.count);
        break;
      case "insert": {
        const from = events[told.from] as ChainedEvent;
        const made = { ...from, seq: told.at + 1, previous: event.previous };
        events.splice(told.at, 0, told.isRehashed ? { ...made, hash: eventHash(made) } : from);
        break;
      }
      case "swap":
        events.splice(told.at, 1, events[told.from] as ChainedEvent);
        events.splice(told.from, 1, event);
        break;
      case "cut":
        events.splice(told.at);
        break;
      case "rewrite": {
        // Whoever can write the table computes every hash after a change anew: only the printed head tells.
        put({ deed: "year.file" });
        for (let index = told.at; index < events.length; index += 1) {
          const made = {
            ...(events[index] as ChainedEvent),
            previous: events[index - 1]?.hash ?? GENESIS,
          };
          events[index] = { ...made, hash: eventHash(made) };
        }
      }
    }
    return events;
  }

  it("are all found, with the head that was printed before", async () => {
    const head = { seq: 40, hash: whole[39]?.hash ?? "" };
    let found = 0;
    await fc.assert(
      fc.asyncProperty(tampering, async (told) => {
        const events = tampered(told);
        fc.pre(JSON.stringify(events) !== JSON.stringify(whole));
        expect((await verify(events, head)).holds).toBe(false);
        found += 1;
      }),
      { numRuns: 1000, seed: 8949 },
    );
    expect(found).toBe(1000);
  });
});
