import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { listQuarantine } from "@/db/queries/quarantine";
import { withClient } from "@/db/tenant";
import { invariant, ok } from "@/lib/result";
import { commitImport } from "@/lib/services/commit-import";
import { decideQuarantine, type QuarantineAnswer } from "@/lib/services/decide-quarantine";
import { undoImport } from "@/lib/services/undo-import";
import { type Owner, stateHash, upload } from "./books-support";
import { ADDRESSES, hashOf, OWN, tokenFile, tokenRow, txFile, txRow } from "./explorer-files";
import { makeInvestor, openDatabase } from "./support";

await openDatabase({ DB_POOL_SIZE: "4" });

/** The second transaction of the explorer's files, at 12:00: 0.5 ETH leave; read with the tokens it is a swap for 1,495 USDC. */
const TXS = txFile([txRow(2, ADDRESSES.pool, "0.5", "Swap")]);
const TOKENS = tokenFile([tokenRow(2, "in", "1495")]);

/** The same as Koinly tells it, once as a withdrawal, once as the swap. */
const KOINLY_HEADER =
  "Date,Sent Amount,Sent Currency,Received Amount,Received Currency,Fee Amount,Fee Currency,Net Worth Amount,Net Worth Currency,Label,Description,TxHash";
const SENT = `${KOINLY_HEADER}\n2024-05-01 12:00:00 UTC,0.5,ETH,,,,,,,,,${hashOf(2)}\n`;
const SWAP = `${KOINLY_HEADER}\n2024-05-01 12:00:00 UTC,0.5,ETH,1495,USDC,,,,,,,${hashOf(2)}\n`;

async function taken(who: Owner, name: string, text: string) {
  const answers = name === "koinly.csv" ? {} : { addresses: [OWN] };
  const received = await upload(who, name, text, { answers });
  invariant(received.ok && received.value.is === "new", JSON.stringify(received));
  const { batchId: id } = received.value;
  const committed = await commitImport(who, who.client, id);
  invariant(committed.ok, JSON.stringify(committed));
  return { id, ...committed.value };
}

async function items(who: Owner) {
  const read = await withClient(who, who.client, "read", async (tx) =>
    ok(await listQuarantine(tx)),
  );
  invariant(read.ok, "the books are open");
  return read.value;
}

/** What counts of the event: kind and amounts. */
async function live(who: Owner): Promise<readonly string[]> {
  const read = await withClient(who, who.client, "read", async (tx) => {
    const { rows } = await tx.db.execute<{ fact: string }>(sql`
      select concat_ws(' ', t.kind, t.sent_quantity::text, t.sent_asset, t.received_quantity::text, t.received_asset,
        t.file_name) as fact
      from transactions t where t.client_id = ${tx.clientId} and t.voided_at is null order by fact`);
    return ok(rows.map(({ fact }) => fact));
  });
  invariant(read.ok, "the books are open");
  return read.value;
}

/** The explorer's entries of the event that count. */
async function ids(who: Owner): Promise<readonly string[]> {
  const read = await withClient(who, who.client, "read", async (tx) => {
    const { rows } = await tx.db.execute<{ id: string }>(sql`
      select id from transactions where client_id = ${tx.clientId} and voided_at is null and file_name = 'txs.csv'`);
    return ok(rows.map(({ id }) => id));
  });
  invariant(read.ok, "the books are open");
  return read.value;
}

async function decide(who: Owner, answer: QuarantineAnswer) {
  const ids = (await items(who)).map(({ id }) => id);
  const decided = await decideQuarantine(who, who.client, { ids }, answer);
  invariant(decided.ok, JSON.stringify(decided));
  return decided.value.decided;
}

const OF_KOINLY = "withdrawal 0.5 ETH koinly.csv";
const WITHDRAWN = "withdrawal 0.5 ETH txs.csv";
const SWAPPED = "swap 0.5 ETH 1495 USDC txs.csv";

describe("an explorer's event that another report tells already", () => {
  it("waits beside it; read with a further file it waits in its new form alone, and as before when that goes", async () => {
    const who = await makeInvestor();
    await taken(who, "koinly.csv", SENT);
    const first = await taken(who, "txs.csv", TXS);
    expect(first.counts).toMatchObject({ accepted: 0, quarantined: 1 });
    const [alone] = await items(who);
    const before = await stateHash(who);
    expect(await live(who)).toEqual([OF_KOINLY]);

    const { id } = await taken(who, "tokens.csv", TOKENS);
    const now = await items(who);
    expect(now).toHaveLength(1);
    expect(now[0]).toMatchObject({ decision: "open", other: alone?.other });
    expect(now[0]?.id).not.toBe(alone?.id);
    expect(now[0]?.reason).toMatch(
      /is told already by koinly\.csv, line 2.*says more than then\.$/,
    );
    expect(await live(who)).toEqual([OF_KOINLY]);
    // Deciding about everything there is adds the event once.
    expect(await decide(who, "different")).toBe(1);
    expect(await live(who)).toEqual([SWAPPED, OF_KOINLY]);
    expect(await decide(who, "open")).toBe(1);

    await undoImport(who, who.client, id);
    expect(await items(who)).toMatchObject([{ id: alone?.id, decision: "open" }]);
    expect(await stateHash(who)).toBe(before);
  });

  it("cannot be counted through a reading that another has taken the place of", async () => {
    const who = await makeInvestor();
    await taken(who, "koinly.csv", SENT);
    await taken(who, "txs.csv", TXS);
    const [old] = await items(who);
    await taken(who, "tokens.csv", TOKENS);
    expect(await decide(who, "prefer-new")).toBe(1);
    const again = await decideQuarantine(who, who.client, { ids: [old?.id ?? ""] }, "different");
    expect(again).toMatchObject({ ok: false });
    expect(await live(who)).toEqual([SWAPPED]);
  });

  it("keeps what was said of the reading before: left out, it is left out again", async () => {
    const who = await makeInvestor();
    await taken(who, "koinly.csv", SENT);
    await taken(who, "txs.csv", TXS);
    expect(await decide(who, "same")).toBe(1);
    const { id } = await taken(who, "tokens.csv", TOKENS);
    // It says more now than what somebody looked at.
    expect(await items(who)).toMatchObject([{ decision: "open" }]);
    await undoImport(who, who.client, id);
    expect(await items(who)).toMatchObject([{ decision: "same" }]);
    expect(await live(who)).toEqual([OF_KOINLY]);
  });

  it("is held against the other only when its files together say the same", async () => {
    const who = await makeInvestor();
    await taken(who, "koinly.csv", SWAP);
    await taken(who, "txs.csv", TXS);
    expect(await items(who)).toEqual([]);
    const before = await stateHash(who);
    const { id, counts } = await taken(who, "tokens.csv", TOKENS);
    expect(counts).toMatchObject({ accepted: 0, quarantined: 1 });
    expect(await live(who)).toEqual(["swap 0.5 ETH 1495 USDC koinly.csv"]);
    await undoImport(who, who.client, id);
    expect(await items(who)).toEqual([]);
    expect(await stateHash(who)).toBe(before);
  });

  it("counts once the other is taken back, in whichever reading there is", async () => {
    const who = await makeInvestor();
    const koinly = await taken(who, "koinly.csv", SENT);
    await taken(who, "txs.csv", TXS);
    const tokens = await taken(who, "tokens.csv", TOKENS);
    await undoImport(who, who.client, koinly.id);
    expect(await live(who)).toEqual([SWAPPED]);
    await undoImport(who, who.client, tokens.id);
    expect(await live(who)).toEqual([WITHDRAWN]);
  });

  it("that somebody said is different from the other is not asked about again", async () => {
    const who = await makeInvestor();
    await taken(who, "txs.csv", txFile([txRow(2, ADDRESSES.pool, "0.5", "Send")]));
    await taken(who, "koinly.csv", SENT);
    expect(await decide(who, "different")).toBe(1);
    const [told] = await ids(who);
    // It asked for the file of tokens, which says nothing of it: now it is told anew, without the question.
    const { id } = await taken(who, "tokens.csv", tokenFile([tokenRow(8, "in", "5")]));
    expect(await live(who)).toEqual(["deposit 5 USDC tokens.csv", OF_KOINLY, WITHDRAWN]);
    expect(await ids(who)).not.toContain(told);
    expect((await items(who)).map(({ decision }) => decision)).toEqual(["different"]);
    await undoImport(who, who.client, id);
    expect(await live(who)).toEqual([OF_KOINLY, WITHDRAWN]);
  });

  it("whose place another report took stays away; what a further file says of it is asked", async () => {
    const who = await makeInvestor();
    await taken(who, "txs.csv", TXS);
    await taken(who, "koinly.csv", SENT);
    expect(await decide(who, "prefer-new")).toBe(1);
    await taken(who, "tokens.csv", TOKENS);
    expect(await items(who)).toMatchObject([{ decision: "prefer-new" }]);
    const read = await withClient(who, who.client, "read", async (tx) => {
      const { rows } = await tx.db.execute<{ asked: boolean; kind: string }>(sql`
        select kind, question is not null as asked from transactions
        where client_id = ${tx.clientId} and voided_at is null order by kind`);
      return ok(rows);
    });
    expect(read).toEqual(
      ok([
        { kind: "swap", asked: true },
        { kind: "withdrawal", asked: false },
      ]),
    );
  });
});
