import { expect, it } from "vitest";
import { withClient } from "@/db/tenant";
import type { ParsedTransaction } from "@/lib/importers/source";
import { told } from "@/lib/importers/told";
import { quantity } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import { ok } from "@/lib/result";
import { twinSuspicions } from "@/lib/services/imports/twin-suspicions";
import { assetId } from "@/lib/tax/transaction";
import { instant } from "@/lib/time/instant";
import { buyRow, coinbaseFile, imported, type Owner } from "./books-support";
import { makeInvestor, openDatabase } from "./support";

await openDatabase({ DB_POOL_SIZE: "2" });

const BOOKS = 100_000;
const FILE = 10_000;
const START = Date.parse("2024-01-01T00:00:00Z");

/** A purchase every five minutes of the year, each of another amount. */
const at = (index: number) => new Date(START + index * 300_000 + (index % 60) * 1000).toISOString();
const size = (index: number) =>
  `${(index % 9) + 1}.${String((index * 7919) % 100_000_000).padStart(8, "0")}`;

const parsed = (index: number): ParsedTransaction => ({
  kind: "buy",
  received: { asset: assetId("BTC"), quantity: quantity(size(index)) },
  value: usd("100"),
  ...told({
    at: instant(at(index)),
    sequence: index,
    accountName: "Koinly",
    key: `koinly:${index}`,
    lines: [index + 2],
  }),
});

/** Processor time of this process since then, in milliseconds: the machine may be busy with other things. */
const spent = (since: NodeJS.CpuUsage) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};

/** Rows of a file looked at the way an import does, some thousands at a time; processor time of this process. */
async function look(who: Owner, rows: readonly ParsedTransaction[]) {
  const result = await withClient(who, who.client, "read", async (tx) => {
    const report = { id: "00000000-0000-4000-8000-00000000000b", source: "koinly", version: "1" };
    const begun = process.cpuUsage();
    const suspicions = await twinSuspicions(tx, report as never);
    let found = 0;
    for (let from = 0; from < rows.length; from += 2000) {
      const piece = rows.slice(from, from + 2000).filter(suspicions.mayConcern);
      found += (await suspicions.of(piece)).filter((one) => one !== null).length;
    }
    return ok({ found, ms: spent(begun) });
  });
  if (!result.ok) {
    throw new Error("the books are open");
  }
  return result.value;
}

it("10,000 rows against 100,000: every twin is found, quickly, and books without anything near cost next to nothing", async () => {
  const who = await makeInvestor();
  const lines = Array.from({ length: BOOKS }, (_, index) =>
    buyRow(
      `s${index}`,
      `${at(index).slice(0, 10)} ${at(index).slice(11, 19)} UTC`,
      size(index),
      "100",
      "100.00",
    ),
  );
  await imported(who, "coinbase.csv", coinbaseFile(lines));
  // Every tenth of the year: they stand near everything the books hold.
  const spread = Array.from({ length: FILE }, (_, index) => parsed(index * 10));
  const near = await look(who, spread);
  expect(near.found).toBe(FILE);
  const elsewhere = spread.map((one) => ({
    ...one,
    at: instant(new Date(Date.parse(one.at) - 3 * 365 * 86_400_000).toISOString()),
  }));
  const far = await look(who, elsewhere);
  expect(far.found).toBe(0);
  console.log(
    `twins of 10,000 in 100,000: ${Math.round(near.ms)} ms; none near: ${Math.round(far.ms)} ms`,
  );
  // The target is a second; twice that allows for a processor shared with others.
  expect(near.ms).toBeLessThan(2000);
  expect(far.ms).toBeLessThan(near.ms);
}, 300_000);
