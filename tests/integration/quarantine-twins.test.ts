import { describe, expect, it } from "vitest";
import { listOpenQuarantine } from "@/db/queries/quarantine";
import { withClient } from "@/db/tenant";
import { ok } from "@/lib/result";
import { commitImport } from "@/lib/services/commit-import";
import {
  buyRow,
  coinbaseFile,
  imported,
  type Owner,
  previewed,
  stateHash,
  upload,
} from "./books-support";
import { makeInvestor, openDatabase } from "./support";

await openDatabase({ DB_POOL_SIZE: "8" });

const rows = [
  buyRow("a1", "2024-03-01 10:00:05 UTC", "0.12345678", "60000", "7407.41"),
  buyRow("a2", "2024-03-02 11:30:45 UTC", "0.5", "61000", "30500.00"),
  buyRow("a3", "2024-03-03 12:15:27 UTC", "0.25", "62000", "15500.00"),
  buyRow("a4", "2024-03-03 12:15:27 UTC", "0.25", "62000", "15500.00"),
];
const COINBASE = coinbaseFile(rows);

/** The same four purchases as Koinly writes them, minutes cut from one. */
const KOINLY = `Date,Sent Amount,Sent Currency,Received Amount,Received Currency,Fee Amount,Fee Currency,Net Worth Amount,Net Worth Currency,Label,Description,TxHash
2024-03-01 10:00:05 UTC,7407.41,USD,0.12345678,BTC,,,,,,,
2024-03-02 11:30 UTC,30500,USD,0.5,BTC,,,,,,,
2024-03-03 12:15:27 UTC,15500,USD,0.25,BTC,,,,,,,
2024-03-03 12:15:27 UTC,15500,USD,0.25,BTC,,,,,,,
2024-03-09 08:00:00 UTC,3000,USD,0.05,BTC,,,,,,,
`;

/** The first two as the fills of Coinbase Pro. */
const FILLS = `portfolio,trade id,product,side,created at,size,size unit,price,fee,total,price/fee/total unit
default,100,BTC-USD,BUY,2024-03-01T10:00:05.250Z,0.12345678,BTC,60000,0,-7407.41,USD
default,101,BTC-USD,BUY,2024-03-02T11:30:45.000Z,0.50000000,BTC,61000,0,-30500,USD
`;

async function open(who: Owner) {
  const read = await withClient(who, who.client, "read", async (tx) =>
    ok(await listOpenQuarantine(tx)),
  );
  return read.ok ? read.value : [];
}

describe("no row of the same event counts twice", () => {
  it("the same bytes, under any name, are known before anything is parsed", async () => {
    const who = await makeInvestor();
    const { batchId } = await imported(who, "coinbase.csv", COINBASE);
    const before = await stateHash(who);
    const again = await upload(who, "other name.csv", COINBASE);
    expect(again).toMatchObject({ ok: true, value: { is: "imported-before", batchId } });
    expect(await stateHash(who)).toBe(before);
  });

  it("overlapping ranges and rows in another order add what is new and nothing else", async () => {
    const who = await makeInvestor();
    await imported(who, "first.csv", coinbaseFile(rows.slice(0, 3)));
    const second = await imported(who, "second.csv", coinbaseFile([...rows].reverse()));
    expect(second.counts).toMatchObject({ accepted: 1, known: 3, quarantined: 0 });
    expect(await open(who)).toEqual([]);
  });

  it("another program's file beside the exchange's own: each shared purchase waits, the one only it tells counts", async () => {
    const who = await makeInvestor();
    await imported(who, "coinbase.csv", COINBASE);
    const second = await imported(who, "koinly.csv", KOINLY);
    expect(second.counts).toMatchObject({ accepted: 1, known: 0, quarantined: 4, question: 0 });
    const waiting = await open(who);
    expect(waiting).toHaveLength(4);
    expect(new Set(waiting.map(({ other }) => other)).size).toBe(4);
    expect(waiting[0]?.reason).toBe(
      "0.12345678 BTC is told already by coinbase.csv, line 4, in a report that repeats others, at the same second.",
    );
  });

  it("in the other order too: what the program told first, the exchange's own file repeats", async () => {
    const who = await makeInvestor();
    await imported(who, "koinly.csv", KOINLY);
    const second = await imported(who, "coinbase.csv", COINBASE);
    expect(second.counts).toMatchObject({ accepted: 0, quarantined: 4 });
  });

  it("fills beside the account's export; three reports of one purchase leave one that counts", async () => {
    const who = await makeInvestor();
    await imported(who, "coinbase.csv", COINBASE);
    expect((await imported(who, "fills.csv", FILLS)).counts).toMatchObject({
      accepted: 0,
      quarantined: 2,
    });
    expect((await imported(who, "koinly.csv", KOINLY)).counts).toMatchObject({
      accepted: 1,
      quarantined: 4,
    });
    expect(await open(who)).toHaveLength(6);
  });

  it("three equal fills here and two there: two wait, one counts, also when they come in two files", async () => {
    const fill = (id: number) =>
      `default,${id},BTC-USD,BUY,2024-03-03T12:15:27.000Z,0.25000000,BTC,62000,0,-15500,USD`;
    const [header] = FILLS.split("\n");
    const who = await makeInvestor();
    await imported(who, "coinbase.csv", COINBASE);
    const one = `${[header, fill(1), fill(2)].join("\n")}\n`;
    expect((await imported(who, "fills.csv", one)).counts).toMatchObject({
      accepted: 0,
      quarantined: 2,
    });
    const two = `${[header, fill(1), fill(2), fill(3)].join("\n")}\n`;
    const last = await imported(who, "fills 2.csv", two);
    expect(last.counts).toMatchObject({ accepted: 1, known: 2, quarantined: 0 });
  });

  it("the preview says it before anything is stored", async () => {
    const who = await makeInvestor();
    await imported(who, "coinbase.csv", COINBASE);
    const before = await stateHash(who);
    await previewed(who, "koinly.csv", KOINLY);
    expect(await stateHash(who)).toBe(before);
    expect(await open(who)).toEqual([]);
  });

  it("a second import of the program's file is a no-op: what waits is known", async () => {
    const who = await makeInvestor();
    await imported(who, "coinbase.csv", COINBASE);
    await imported(who, "koinly.csv", KOINLY);
    const before = await stateHash(who);
    const again = await imported(who, "koinly (1).csv", `${KOINLY}\n`);
    expect(again.counts).toMatchObject({ accepted: 0, known: 5, quarantined: 0 });
    expect(await stateHash(who)).toBe(before);
    expect(await open(who)).toHaveLength(4);
  });

  it("two reports committed in the same moment: the second sees the first", async () => {
    for (let round = 0; round < 5; round += 1) {
      const who = await makeInvestor();
      const [a, b] = await Promise.all([
        previewed(who, "coinbase.csv", COINBASE),
        previewed(who, "koinly.csv", KOINLY),
      ]);
      const done = await Promise.all(
        [a, b, a, b].map(({ batchId }) => commitImport(who, who.client, batchId)),
      );
      const counts = done.flatMap((result) => (result.ok ? [result.value.counts] : []));
      expect(counts).toHaveLength(2);
      expect(counts.reduce((sum, { quarantined }) => sum + quarantined, 0)).toBe(4);
      expect(counts.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(5);
    }
  });
});

describe("what is real stays", () => {
  it("the same purchase at another exchange and at another time", async () => {
    const who = await makeInvestor();
    await imported(who, "coinbase.csv", COINBASE);
    const header =
      '"txid","refid","time","type","subtype","aclass","asset","amount","fee","balance"';
    const kraken = [
      header,
      '"L1","T1","2024-03-01 10:00:05","trade","","currency","ZUSD","-7407.41","0","0"',
      '"L2","T1","2024-03-01 10:00:05","trade","","currency","XXBT","0.1234567800","0","1"',
    ].join("\n");
    expect((await imported(who, "kraken.csv", `${kraken}\n`)).counts).toMatchObject({
      quarantined: 0,
    });
    const later = FILLS.replaceAll("2024-03-01T10", "2024-03-01T18").replaceAll(
      "2024-03-02T11",
      "2024-03-05T02",
    );
    expect((await imported(who, "fills.csv", later)).counts).toMatchObject({
      accepted: 2,
      quarantined: 0,
    });
  });

  it("two identical fills of one file are two, whatever the books hold", async () => {
    const who = await makeInvestor();
    const first = await imported(who, "coinbase.csv", COINBASE);
    expect(first.counts).toMatchObject({ accepted: 4, quarantined: 0 });
  });
});
