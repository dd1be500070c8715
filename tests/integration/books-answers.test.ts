import { describe, expect, it } from "vitest";
import { invariant } from "@/lib/result";
import { commitImport } from "@/lib/services/commit-import";
import { readLedgerFilter } from "@/lib/services/ledger-filter";
import { receiveUpload } from "@/lib/services/receive-upload";
import { viewImport } from "@/lib/services/view-import";
import { viewLedger } from "@/lib/services/view-ledger";
import { type Owner, sha256, stateHash } from "./books-support";
import { makeInvestor, openDatabase } from "./support";

await openDatabase({ DB_POOL_SIZE: "4" });

/** A wallet's history in the clock of some computer, of a coin it does not name. */
const wallet = [
  "transaction_hash,label,confirmations,value,fiat_value,fee,fiat_fee,timestamp",
  `${"ab".repeat(32)},from a friend,100,0.25,,,,2025-01-01 01:30`,
  "",
].join("\n");

const drop = (who: Owner, answers?: { timeZone?: string; asset?: string }) =>
  receiveUpload(who, who.client, {
    fileName: "history.csv",
    size: Buffer.byteLength(wallet),
    sha256: sha256(wallet),
    body: (async function* () {
      yield new TextEncoder().encode(wallet);
    })(),
    ...(answers === undefined ? {} : { answers }),
  });

describe("a file that leaves something open", () => {
  it("is asked about and not kept; answered, it is read so in preview, sample and import", async () => {
    const who = await makeInvestor();
    const before = await stateHash(who);
    const asked = await drop(who);
    expect(asked).toMatchObject({
      error: { code: "needs-answer", asks: ["time-zone", "asset"] },
    });
    expect(await drop(who, { asset: "BTC" })).toMatchObject({
      error: { code: "needs-answer", asks: ["time-zone"] },
    });
    expect(await stateHash(who)).toBe(before);

    const taken = await drop(who, { timeZone: "America/Los_Angeles", asset: "BTC" });
    invariant(taken.ok && taken.value.is === "new", "answered, it is taken");
    const { batchId } = taken.value;
    const view = await viewImport(who, who.client, batchId);
    // 1:30 on New Year's morning in Los Angeles is 9:30 UTC, which is 4:30 in New York.
    expect(view.ok && view.value.sample).toMatchObject([
      { at: "2025-01-01T09:30:00.000Z", received: { quantity: "0.25", asset: "BTC" } },
    ]);
    expect((await commitImport(who, who.client, batchId)).ok).toBe(true);
    const ledger = await viewLedger(who, who.client, readLedgerFilter({}));
    expect(ledger.ok && ledger.value.entries).toMatchObject([
      { kind: "deposit", at: "2025-01-01T09:30:00.000Z", date: "2025-01-01" },
    ]);
    expect(await drop(who)).toMatchObject({ value: { is: "imported-before", batchId } });
  });
});
