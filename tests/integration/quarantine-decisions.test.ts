import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listAuditEvents } from "@/db/queries/audit-events";
import { listLiveTransactions } from "@/db/queries/live-transactions";
import { countQuarantine, listOpenQuarantine, listQuarantine } from "@/db/queries/quarantine";
import { type ClientTx, withClient } from "@/db/tenant";
import { quantityText } from "@/lib/money/quantity";
import { ok } from "@/lib/result";
import { decideQuarantine, type QuarantineAnswer } from "@/lib/services/decide-quarantine";
import { groupKey } from "@/lib/services/quarantine/selection";
import { undoImport } from "@/lib/services/undo-import";
import { buyRow, coinbaseFile, imported, type Owner, stateHash } from "./books-support";
import { makeInvestor, openDatabase } from "./support";

await openDatabase({ DB_POOL_SIZE: "4" });

/** Three purchases as three reports tell them. */
const COINBASE = coinbaseFile([
  buyRow("a1", "2024-03-01 10:00:05 UTC", "0.12345678", "60000", "7407.41"),
  buyRow("a2", "2024-03-02 11:30:45 UTC", "0.5", "61000", "30500.00"),
  buyRow("a3", "2024-03-03 12:15:27 UTC", "0.25", "62000", "15500.00"),
]);
const KOINLY = `Date,Sent Amount,Sent Currency,Received Amount,Received Currency,Fee Amount,Fee Currency,Net Worth Amount,Net Worth Currency,Label,Description,TxHash
2024-03-01 10:00:05 UTC,7407.41,USD,0.12345678,BTC,,,,,,,
2024-03-02 11:30:45 UTC,30500,USD,0.5,BTC,,,,,,,
2024-03-03 12:15:27 UTC,15500,USD,0.25,BTC,,,,,,,
`;
const FILLS = `portfolio,trade id,product,side,created at,size,size unit,price,fee,total,price/fee/total unit
default,100,BTC-USD,BUY,2024-03-01T10:00:05.250Z,0.12345678,BTC,60000,0,-7407.41,USD
default,101,BTC-USD,BUY,2024-03-02T11:30:45.000Z,0.50000000,BTC,61000,0,-30500,USD
default,102,BTC-USD,BUY,2024-03-03T12:15:27.000Z,0.25000000,BTC,62000,0,-15500,USD
`;

async function read<T>(who: Owner, work: (tx: ClientTx) => Promise<T>): Promise<T> {
  const result = await withClient(who, who.client, "read", async (tx) => ok(await work(tx)));
  if (!result.ok) {
    throw new Error("the books are open");
  }
  return result.value;
}

const open = (who: Owner) => read(who, listOpenQuarantine);
const all = (who: Owner) => read(who, (tx) => listQuarantine(tx));

/** What counts: amount and file, sorted. */
async function told(who: Owner): Promise<readonly string[]> {
  const live = await read(who, listLiveTransactions);
  return live
    .map((one) => {
      const leg = "received" in one ? one.received : null;
      const file = one.origin.from === "file" ? one.origin.file : "hand";
      return `${leg === null ? "" : quantityText(leg.quantity)} ${file}`;
    })
    .sort();
}

async function two() {
  const who = await makeInvestor();
  const first = await imported(who, "coinbase.csv", COINBASE);
  const alone = await stateHash(who);
  const second = await imported(who, "koinly.csv", KOINLY);
  return { who, alone, first: first.batchId, second: second.batchId, items: await open(who) };
}

describe("a decision", () => {
  it("the same: nothing changes, and it waits no more", async () => {
    const { who, alone, items } = await two();
    const ids = [items[0]?.id ?? ""];
    expect(await decideQuarantine(who, who.client, { ids }, "same")).toEqual(
      ok({ decided: 1, inTransfer: 0 }),
    );
    expect(await stateHash(who)).toBe(alone);
    expect(await read(who, countQuarantine)).toEqual({ open: 2, decided: 1 });
    expect(await decideQuarantine(who, who.client, { ids }, "open")).toMatchObject({ ok: true });
    expect(await read(who, countQuarantine)).toEqual({ open: 3, decided: 0 });
  });

  it("different: it counts beside the other, and taken back it does not", async () => {
    const { who, alone, items } = await two();
    const ids = [items[0]?.id ?? ""];
    await decideQuarantine(who, who.client, { ids }, "different");
    expect(await told(who)).toEqual([
      "0.12345678 coinbase.csv",
      "0.12345678 koinly.csv",
      "0.25 coinbase.csv",
      "0.5 coinbase.csv",
    ]);
    // The next export knows it.
    const again = await imported(who, "koinly 2.csv", `${KOINLY}\n`);
    expect(again.counts).toMatchObject({ accepted: 0, known: 3, quarantined: 0 });
    await decideQuarantine(who, who.client, { ids }, "open");
    expect(await stateHash(who)).toBe(alone);
  });

  it("prefer the new one: it counts in the other's place, and taken back the other does", async () => {
    const { who, alone, items } = await two();
    const ids = [items[0]?.id ?? ""];
    await decideQuarantine(who, who.client, { ids }, "prefer-new");
    expect(await told(who)).toEqual([
      "0.12345678 koinly.csv",
      "0.25 coinbase.csv",
      "0.5 coinbase.csv",
    ]);
    const again = await imported(who, "coinbase 2.csv", `${COINBASE}\n`);
    expect(again.counts).toMatchObject({ accepted: 0, known: 3, quarantined: 0 });
    await decideQuarantine(who, who.client, { ids }, "open");
    expect(await stateHash(who)).toBe(alone);
  });

  it("about all of two files at once, and back at once; each noted with who said it", async () => {
    const { who, alone, items } = await two();
    const group = groupKey(items[0]!);
    for (const answer of ["prefer-new", "open", "different", "open", "same"] as const) {
      expect(await decideQuarantine(who, who.client, { group }, answer)).toEqual(
        ok({ decided: 3, inTransfer: 0 }),
      );
    }
    expect(await stateHash(who)).toBe(alone);
    const events = await read(who, (tx) => listAuditEvents(tx, 5));
    expect(
      events.map(({ deed, detail }) => `${deed} ${detail["answer"]} ${detail["rows"]}`),
    ).toEqual([
      "quarantine.decide same 3",
      "quarantine.reopen open 3",
      "quarantine.decide different 3",
      "quarantine.reopen open 3",
      "quarantine.decide prefer-new 3",
    ]);
    expect(events.every(({ userId }) => userId === who.id)).toBe(true);
  });

  it("can be changed without taking it back first", async () => {
    const { who, alone, items } = await two();
    const ids = items.map(({ id }) => id);
    await decideQuarantine(who, who.client, { ids }, "different");
    await decideQuarantine(who, who.client, { ids }, "prefer-new");
    expect(await told(who)).toEqual(["0.12345678 koinly.csv", "0.25 koinly.csv", "0.5 koinly.csv"]);
    await decideQuarantine(who, who.client, { ids }, "same");
    expect(await stateHash(who)).toBe(alone);
  });

  it("of three reports, two cannot both take the place of one", async () => {
    const { who } = await two();
    await imported(who, "fills.csv", FILLS);
    const ids = (await open(who)).map(({ id }) => id);
    await decideQuarantine(who, who.client, { ids }, "prefer-new");
    expect(await told(who)).toHaveLength(3);
  });

  it("is refused for what is not there, for rows of others, and for an answer that does not fit", async () => {
    const { who, items } = await two();
    const stranger = await makeInvestor();
    const ids = [items[0]?.id ?? ""];
    expect(await decideQuarantine(stranger, who.client, { ids }, "same")).toMatchObject({
      error: { code: "not-found" },
    });
    expect(await decideQuarantine(stranger, stranger.client, { ids }, "same")).toMatchObject({
      error: { code: "changed-meanwhile" },
    });
    expect(await decideQuarantine(who, who.client, { ids }, "mine")).toMatchObject({
      error: { code: "changed-meanwhile" },
    });
    expect(await decideQuarantine(who, who.client, { ids: ["x"] }, "same")).toMatchObject({
      error: { code: "not-found" },
    });
    expect(await decideQuarantine(who, who.client, { group: "twin:x:y" }, "same")).toMatchObject({
      error: { code: "not-found" },
    });
  });

  it("two people decide at once: one decision stands, and nothing counts twice", async () => {
    const { who, items } = await two();
    const ids = items.map(({ id }) => id);
    await Promise.all(
      (["different", "prefer-new", "same", "different"] as const).map((answer) =>
        decideQuarantine(who, who.client, { ids }, answer),
      ),
    );
    const decisions = new Set((await all(who)).map(({ decision }) => decision));
    expect(decisions.size).toBe(1);
    expect(await told(who)).toHaveLength(decisions.has("different") ? 6 : 3);
  });
});

describe("an import that is undone", () => {
  it.each(["same", "different", "prefer-new"] as const)(
    "leaves the state before it, when its rows waited and were decided: %s",
    async (answer) => {
      const { who, alone, second, items } = await two();
      await decideQuarantine(who, who.client, { ids: items.slice(1).map(({ id }) => id) }, answer);
      expect((await undoImport(who, who.client, second)).ok).toBe(true);
      expect(await stateHash(who)).toBe(alone);
      expect(await open(who)).toEqual([]);
    },
  );

  it("takes nothing away that another import tells: what waited because of it counts, whatever was said", async () => {
    const { who, first, items } = await two();
    await decideQuarantine(who, who.client, { ids: [items[0]?.id ?? ""] }, "same");
    expect(await undoImport(who, who.client, first)).toMatchObject({ value: { released: 3 } });
    expect(await told(who)).toEqual(["0.12345678 koinly.csv", "0.25 koinly.csv", "0.5 koinly.csv"]);
    expect(await open(who)).toEqual([]);
    // And the other way round again.
    const again = await imported(who, "coinbase.csv", `${COINBASE}\n`);
    expect(again.counts).toMatchObject({ accepted: 0, quarantined: 3 });
  });

  it("with three reports hands the place on, one after another", async () => {
    const { who, first, second } = await two();
    const third = await imported(who, "fills.csv", FILLS);
    await undoImport(who, who.client, first);
    expect(await told(who)).toEqual(["0.12345678 koinly.csv", "0.25 koinly.csv", "0.5 koinly.csv"]);
    expect(await open(who)).toHaveLength(3);
    await undoImport(who, who.client, second);
    expect(await told(who)).toEqual(["0.12345678 fills.csv", "0.25 fills.csv", "0.5 fills.csv"]);
    await undoImport(who, who.client, third.batchId);
    expect(await told(who)).toEqual([]);
  });

  it("whatever is imported, said and undone: each event counts once as long as one report stands", async () => {
    await fc.assert(
      fc.asyncProperty(steps("same", "prefer-new", "open"), async (asked) => {
        const { who, standing } = await books();
        for (const step of asked) {
          await take(who, standing, step);
          expect(await amounts(who)).toEqual(standing.size === 0 ? [] : EVENTS);
        }
      }),
      // A row in the place of one that had taken it itself: its undo must not bring back what that one had displaced.
      { numRuns: 25, examples: [[THREE_DEEP]] },
    );
  }, 120_000);

  it("whoever says that some are different: no row of a file counts twice, and all taken back each event counts once", async () => {
    await fc.assert(
      fc.asyncProperty(steps("same", "prefer-new", "different", "open"), async (asked) => {
        const { who, standing } = await books();
        for (const step of asked) {
          await take(who, standing, step);
          const rows = await told(who);
          expect(new Set(rows).size).toBe(rows.length);
          expect([...new Set(await amounts(who))]).toEqual(standing.size === 0 ? [] : EVENTS);
        }
        const ids = (await all(who)).map(({ id }) => id);
        if (ids.length > 0) {
          await decideQuarantine(who, who.client, { ids }, "open");
        }
        expect(await amounts(who)).toEqual(standing.size === 0 ? [] : EVENTS);
      }),
      // A row told apart goes, and another report of it must not count unasked beside the one it was told apart from.
      {
        numRuns: 25,
        examples: [
          [APART_AND_GONE],
          [APART_SAME_AND_GONE],
          [ALL_APART_AND_GONE],
          [BOTH_APART_FROM_GONE],
          [IN_PLACE_OF_APART],
        ],
      },
    );
  }, 120_000);
});

const FILES = { "coinbase.csv": COINBASE, "koinly.csv": KOINLY, "fills.csv": FILLS };
type Name = keyof typeof FILES;
const NAMES = Object.keys(FILES) as Name[];
const EVENTS = ["0.12345678", "0.25", "0.5"];

/** An import that comes or goes, or an answer about the nth row that waits. */
type Step =
  | { readonly is: "toggle"; readonly file: Name }
  | { readonly is: "decide"; readonly pick: number; readonly answer: QuarantineAnswer };

const THREE_DEEP: Step[] = [
  { is: "toggle", file: "coinbase.csv" },
  { is: "toggle", file: "koinly.csv" },
  { is: "toggle", file: "fills.csv" },
  { is: "decide", pick: 0, answer: "prefer-new" },
  { is: "decide", pick: 3, answer: "prefer-new" },
  { is: "toggle", file: "koinly.csv" },
];

/** Two reports of one purchase told apart, then a third, then the second goes; the third as it waits, and with each answer. */
const apartAndGone = (...answers: QuarantineAnswer[]): Step[] => [
  { is: "toggle", file: "coinbase.csv" },
  { is: "toggle", file: "fills.csv" },
  ...[0, 1, 2].map((pick) => ({ is: "decide", pick, answer: "different" }) as const),
  { is: "toggle", file: "koinly.csv" },
  ...answers.flatMap((answer) =>
    [3, 4, 5].map((pick) => ({ is: "decide", pick, answer }) as const),
  ),
  { is: "toggle", file: "fills.csv" },
];
/** Two reports, each told apart from the first, which goes. */
const BOTH_APART_FROM_GONE: Step[] = [
  { is: "toggle", file: "coinbase.csv" },
  { is: "toggle", file: "fills.csv" },
  { is: "toggle", file: "koinly.csv" },
  ...[0, 1, 2, 3, 4, 5].map((pick) => ({ is: "decide", pick, answer: "different" }) as const),
  { is: "toggle", file: "coinbase.csv" },
];
/** A third report in the place of one that was told apart, which goes. */
const IN_PLACE_OF_APART: Step[] = [
  { is: "toggle", file: "koinly.csv" },
  { is: "toggle", file: "fills.csv" },
  ...[0, 1, 2].map((pick) => ({ is: "decide", pick, answer: "different" }) as const),
  { is: "toggle", file: "coinbase.csv" },
  ...[3, 4, 5].map((pick) => ({ is: "decide", pick, answer: "prefer-new" }) as const),
  { is: "toggle", file: "fills.csv" },
];
const APART_AND_GONE = apartAndGone();
const APART_SAME_AND_GONE = apartAndGone("same");
const ALL_APART_AND_GONE = apartAndGone("different");

function steps(...answers: QuarantineAnswer[]): fc.Arbitrary<Step[]> {
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ is: fc.constant("toggle" as const), file: fc.constantFrom(...NAMES) }),
    fc.record({
      is: fc.constant("decide" as const),
      pick: fc.nat(8),
      answer: fc.constantFrom(...answers),
    }),
  );
  return fc.array(step, { minLength: 4, maxLength: 14 });
}

async function books() {
  return { who: await makeInvestor(), standing: new Map<Name, string>() };
}

let turn = 0;

async function take(who: Owner, standing: Map<Name, string>, step: Step): Promise<void> {
  turn += 1;
  if (step.is === "decide") {
    const items = await all(who);
    const item = items[step.pick % Math.max(1, items.length)];
    if (item !== undefined) {
      await decideQuarantine(who, who.client, { ids: [item.id] }, step.answer);
    }
    return;
  }
  const batch = standing.get(step.file);
  if (batch === undefined) {
    // Other bytes each time, so that it is no upload of the very same file.
    const text = FILES[step.file] + "\n".repeat(1 + (turn % 200));
    standing.set(step.file, (await imported(who, step.file, text)).batchId);
  } else {
    await undoImport(who, who.client, batch);
    standing.delete(step.file);
  }
}

const amounts = async (who: Owner) => (await told(who)).map((text) => text.split(" ")[0]);
