import { describe, expect, it } from "vitest";
import { getBatch } from "@/db/queries/import-batches";
import { listLiveTransactions } from "@/db/queries/live-transactions";
import { listQuarantine } from "@/db/queries/quarantine";
import { type ClientTx, withClient } from "@/db/tenant";
import { quantityText } from "@/lib/money/quantity";
import { invariant, ok } from "@/lib/result";
import { decideQuarantine, type QuarantineAnswer } from "@/lib/services/decide-quarantine";
import { undoImport } from "@/lib/services/undo-import";
import { viewQuarantine } from "@/lib/services/view-quarantine";
import { viewReview } from "@/lib/services/view-review";
import { buyRow, coinbaseFile, imported, type Owner, previewed, stateHash } from "./books-support";
import { makeInvestor, openDatabase } from "./support";

await openDatabase({ DB_POOL_SIZE: "4" });

/** One bitcoin bought in one order for 60,001.00, and a purchase nobody else tells. */
const ORDERS = coinbaseFile([
  buyRow("a1", "2024-03-01 10:00:05 UTC", "1", "60001", "60001.00"),
  buyRow("a2", "2024-03-05 09:00:00 UTC", "0.125", "62000", "7750.00"),
]);
/** The same order as it was filled: 0.3 for 18,000.10, 0.2 for 12,000.15, 0.5 for 30,000.75. */
const FILLS = `portfolio,trade id,product,side,created at,size,size unit,price,fee,total,price/fee/total unit
default,100,BTC-USD,BUY,2024-03-01T10:00:03.250Z,0.30000000,BTC,60000.333333,0,-18000.10,USD
default,101,BTC-USD,BUY,2024-03-01T10:00:04.000Z,0.20000000,BTC,60000.75,0,-12000.15,USD
default,102,BTC-USD,BUY,2024-03-01T10:00:09.000Z,0.50000000,BTC,60001.5,0,-30000.75,USD
`;

async function read<T>(who: Owner, work: (tx: ClientTx) => Promise<T>): Promise<T> {
  const result = await withClient(who, who.client, "read", async (tx) => ok(await work(tx)));
  invariant(result.ok, "the books are open");
  return result.value;
}

const items = (who: Owner) => read(who, (tx) => listQuarantine(tx));

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

async function decide(who: Owner, answer: QuarantineAnswer) {
  const ids = (await items(who)).map(({ id }) => id);
  const decided = await decideQuarantine(who, who.client, { ids }, answer);
  invariant(decided.ok, JSON.stringify(decided));
  return decided.value.decided;
}

const ORDER = "1 coinbase.csv";
const ALONE = "0.125 coinbase.csv";
const PARTS = ["0.2 fills.csv", "0.3 fills.csv", "0.5 fills.csv"];

/** The fills are in the books, the order waits; or the other way. */
const WAYS = [
  {
    name: "the order comes second",
    first: ["fills.csv", FILLS],
    second: ["coinbase.csv", ORDERS],
    fates: { accepted: 1, known: 0, quarantined: 1 },
    alone: PARTS,
    kept: [ALONE, ...PARTS],
    swapped: [ALONE, ORDER],
    waits: [ORDER],
  },
  {
    name: "the fills come second",
    first: ["coinbase.csv", ORDERS],
    second: ["fills.csv", FILLS],
    fates: { accepted: 0, known: 0, quarantined: 3 },
    alone: [ALONE, ORDER],
    kept: [ALONE, ORDER],
    swapped: [ALONE, ...PARTS],
    waits: PARTS,
  },
] as const;

describe.each(WAYS)("one order and its fills: $name", (way) => {
  async function both() {
    const who = await makeInvestor();
    const first = await imported(who, way.first[0], way.first[1]);
    const alone = await stateHash(who);
    const second = await imported(who, way.second[0], way.second[1]);
    return { who, alone, first: first.batchId, second };
  }

  it("waits as one, each row accounted for, before the import and after it", async () => {
    const who = await makeInvestor();
    await imported(who, way.first[0], way.first[1]);
    const { batchId } = await previewed(who, way.second[0], way.second[1]);
    expect(await read(who, (tx) => getBatch(tx, batchId))).toMatchObject({
      rowsAccepted: way.fates.accepted,
      rowsQuarantined: way.fates.quarantined,
    });
    const { who: again, second } = await both();
    expect(second.counts).toMatchObject(way.fates);
    expect(await items(again)).toHaveLength(1);
    expect(await told(again)).toEqual([...way.kept].sort());
  });

  it("is shown side by side as one order, and stands in the review once with all its rows", async () => {
    const { who } = await both();
    const view = await viewQuarantine(who, who.client, {});
    invariant(view.ok, "it is open");
    const [pair] = view.value.pairs;
    expect(pair).toMatchObject({
      title: expect.stringContaining("1 BTC"),
      sureness: "Almost certainly the same",
    });
    const field = (label: string) => pair?.fields.find((one) => one.label === label);
    expect(field("In")).toMatchObject({ ours: "1 BTC", theirs: "1 BTC", match: "same" });
    expect(field("Value")?.match).toBe("same");
    expect(pair?.reason).toContain("the parts come to the same quantity and the same amount");
    const review = await viewReview(who, who.client, { kind: "duplicate" });
    invariant(review.ok, "it is open");
    expect(review.value.items).toMatchObject([{ quantity: "1" }]);
  });

  it("kept as it is, both kept, or the new one preferred; each taken back", async () => {
    const { who } = await both();
    const before = await stateHash(who);
    expect(await decide(who, "same")).toBe(1);
    expect(await stateHash(who)).toBe(before);
    expect(await decide(who, "different")).toBe(1);
    expect(await told(who)).toEqual([...way.kept, ...way.waits].sort());
    expect(await decide(who, "prefer-new")).toBe(1);
    expect(await told(who)).toEqual([...way.swapped].sort());
    expect(await decide(who, "open")).toBe(1);
    expect(await stateHash(who)).toBe(before);
  });

  it.each(["same", "different", "prefer-new"] as const)(
    "taken back with its import it leaves what was before, decided or not: %s",
    async (answer) => {
      const { who, alone, second } = await both();
      await decide(who, answer);
      expect((await undoImport(who, who.client, second.batchId)).ok).toBe(true);
      expect(await stateHash(who)).toBe(alone);
      expect(await told(who)).toEqual([...way.alone].sort());
    },
  );

  it.each(["open", "same", "different", "prefer-new"] as const)(
    "counts whole when the other import is taken back: %s",
    async (answer) => {
      const { who, first } = await both();
      if (answer !== "open") {
        await decide(who, answer);
      }
      await undoImport(who, who.client, first);
      const left = (await told(who)).filter((row) => row !== ALONE);
      expect(left).toEqual([...way.waits].sort());
      expect((await items(who)).filter(({ decision }) => decision === "open")).toEqual([]);
    },
  );

  it("is known when its file comes again", async () => {
    const { who } = await both();
    const [name, text] = way.second;
    const again = await imported(who, name, `${text}\n`);
    expect(again.counts).toMatchObject({ accepted: 0, quarantined: 0 });
    expect(await items(who)).toHaveLength(1);
  });
});
