import { expect, it } from "vitest";
import { getBatch } from "@/db/queries/import-batches";
import { countImportRows } from "@/db/queries/import-rows";
import { listLiveTransactions } from "@/db/queries/live-transactions";
import { withClient } from "@/db/tenant";
import { ok } from "@/lib/result";
import { commitImport } from "@/lib/services/commit-import";
import { decideQuarantine } from "@/lib/services/decide-quarantine";
import { undoImport } from "@/lib/services/undo-import";
import { viewReview } from "@/lib/services/view-review";
import { type Owner, stateHash, upload } from "./books-support";
import { makeInvestor, openDatabase } from "./support";

await openDatabase({ DB_POOL_SIZE: "4" });

const OWN = `0x${"a".repeat(40)}`;
const FAKE = `0x${"4".repeat(40)}`;
const OTHER = `0x${"b".repeat(40)}`;
const USDC = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48";
const HEADER =
  "Transaction Hash,Blockno,UnixTimestamp,DateTime (UTC),From,To,TokenValue,USDValueDayOfTx,ContractAddress,TokenName,TokenSymbol";
const tokens = (...rows: readonly string[]) => `${[HEADER, ...rows].join("\n")}\n`;
const token = (hash: string, units: string, contract: string, symbol: string) =>
  `${hash},1,1714557600,2024-05-01 10:00:00,${OTHER},${OWN},${units},N/A,${contract},Name,${symbol}`;

const FILE = tokens(
  token("0x1", "100", USDC, "USDC"),
  token("0x2", "50000", FAKE, "USDC"),
  token("0x3", "7", FAKE, "GIFT"),
);
const answers = { addresses: [OWN] };

async function imported(who: Owner, name: string, text: string) {
  const received = await upload(who, name, text, { answers });
  if (!(received.ok && received.value.is === "new")) {
    throw new Error(JSON.stringify(received));
  }
  const { batchId } = received.value;
  const preview = await batchOf(who, batchId);
  const committed = await commitImport(who, who.client, batchId);
  if (!committed.ok) {
    throw new Error(committed.error.code);
  }
  return { batchId, preview, counts: committed.value.counts };
}

async function batchOf(who: Owner, batchId: Parameters<typeof getBatch>[1]) {
  const read = await withClient(who, who.client, "read", async (tx) =>
    ok({ batch: await getBatch(tx, batchId), rows: await countImportRows(tx, batchId) }),
  );
  if (!read.ok) {
    throw new Error("the books are open");
  }
  return read.value;
}

async function live(who: Owner) {
  const read = await withClient(who, who.client, "read", async (tx) =>
    ok(await listLiveTransactions(tx)),
  );
  return read.ok ? read.value : [];
}

it("tokens nobody asked for are counted apart before and after, and are not in the books", async () => {
  const who = await makeInvestor();
  const { batchId, preview, counts } = await imported(who, `export-token-${OWN}.csv`, FILE);
  const fates = { accepted: 1, known: 0, quarantined: 2, question: 0, rejected: 0, skipped: 0 };
  expect(preview.batch).toMatchObject({ rowsRead: 3, rowsAccepted: 1, rowsQuarantined: 2 });
  expect(preview.batch?.problems).toMatchObject([
    { line: 3, outcome: "quarantined", reason: expect.stringContaining("calls itself USDC") },
    { line: 4, outcome: "quarantined", reason: expect.stringContaining("did not ask for") },
  ]);
  expect(counts).toEqual(fates);
  expect((await batchOf(who, batchId)).rows).toBe(3);
  expect(await live(who)).toMatchObject([{ kind: "deposit", received: { asset: "USDC" } }]);
});

it("stand in the review once for each token, with the way to where they are decided", async () => {
  const who = await makeInvestor();
  await imported(who, `export-token-${OWN}.csv`, FILE);
  const view = await viewReview(who, who.client, { kind: "spam" });
  if (!view.ok) {
    throw new Error(view.error.code);
  }
  // Two rows of one contract, 50,000 and 7 units.
  expect(view.value.items).toMatchObject([{ kind: "spam", quantity: "50007" }]);
  expect(view.value.items[0]?.message).toContain("It came 2 times");
  expect(view.value.items[0]?.fixes).toMatchObject([
    { is: "quarantine", place: { group: `spam:${FAKE}` } },
  ]);
});

it("the next export of the same address knows them, and undone they are gone without trace", async () => {
  const who = await makeInvestor();
  const before = await stateHash(who);
  const first = await imported(who, `export-token-${OWN}.csv`, FILE);
  const after = await stateHash(who);
  const more = `${FILE}${token("0x4", "8", FAKE, "GIFT")}\n`;
  const second = await imported(who, `export-token-${OWN} (1).csv`, more);
  expect(second.counts).toMatchObject({ accepted: 0, known: 3, quarantined: 1 });
  expect(await stateHash(who)).toBe(after);
  expect((await undoImport(who, who.client, second.batchId)).ok).toBe(true);
  expect((await undoImport(who, who.client, first.batchId)).ok).toBe(true);
  expect(await stateHash(who)).toBe(before);
  const again = await imported(who, `export-token-${OWN} (2).csv`, `${more}\n`);
  expect(again.counts).toMatchObject({ accepted: 1, known: 0, quarantined: 3 });
});

it("a token that is mine comes in as a deposit of unknown origin, and leaves again; all others at once are spam", async () => {
  const who = await makeInvestor();
  await imported(who, `export-token-${OWN}.csv`, FILE);
  const before = await stateHash(who);
  const mine = await decideQuarantine(who, who.client, { group: `spam:${FAKE}` }, "mine");
  expect(mine).toEqual(ok({ decided: 2, inTransfer: 0 }));
  const entries = await live(who);
  expect(entries.map(({ kind }) => kind)).toEqual(["deposit", "deposit", "deposit"]);
  expect(entries.every((entry) => !("label" in entry))).toBe(true);
  // The next export knows what came in.
  const again = await imported(who, `export-token-${OWN} (1).csv`, `${FILE}\n`);
  expect(again.counts).toMatchObject({ accepted: 0, known: 3, quarantined: 0 });
  await decideQuarantine(who, who.client, { group: `spam:${FAKE}` }, "open");
  expect(await stateHash(who)).toBe(before);
  expect(await decideQuarantine(who, who.client, { group: "spam" }, "spam")).toEqual(
    ok({ decided: 2, inTransfer: 0 }),
  );
  expect(await stateHash(who)).toBe(before);
});
