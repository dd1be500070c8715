import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { batchId } from "@/db/ids";
import { listAccounts } from "@/db/queries/accounts";
import { getBatch } from "@/db/queries/import-batches";
import { listOpenQuarantine } from "@/db/queries/quarantine";
import { withClient } from "@/db/tenant";
import { invariant, ok } from "@/lib/result";
import { renameAccount } from "@/lib/services/change-settings";
import { commitImport } from "@/lib/services/commit-import";
import { addTransaction, correctTransaction } from "@/lib/services/enter-transaction";
import { linkTransfer } from "@/lib/services/link-transfer";
import { undoImport } from "@/lib/services/undo-import";
import { viewImport } from "@/lib/services/view-import";
import { viewTransaction } from "@/lib/services/view-transaction";
import { voidTransaction } from "@/lib/services/void-transaction";
import { type Owner, stateHash, upload } from "./books-support";
import {
  ADDRESSES,
  FOUR,
  hashOf,
  OWN,
  tokenFile,
  tokenRow,
  txFile,
  txIn,
  txRow,
} from "./explorer-files";
import { makeInvestor, openDatabase } from "./support";

await openDatabase({ DB_POOL_SIZE: "4" });

const NAME = "0xa1a1…a1a1";

/** Everything that counts, as text without ids, files and line order: what two orders of imports must agree on. */
async function ledger(who: Owner): Promise<readonly string[]> {
  const read = await withClient(who, who.client, "read", async (tx) => {
    const { rows } = await tx.db.execute<{ fact: string }>(sql`
      select concat_ws(' ', t.kind, t.at::text, a.name, t.sent_quantity::text, t.sent_asset, '>',
        t.received_quantity::text, t.received_asset, t.value_usd::text, t.fees::text,
        t.file_name, t.lines::text,
        replace(regexp_replace(coalesce(t.detail ->> 'furtherFiles', '-'), '[0-9a-f-]{36} ', '', 'g'), E'\\n', '; '),
        t.note, t.question ->> 'reason') as fact
      from transactions t join accounts a on a.client_id = t.client_id and a.id = t.account_id
      where t.client_id = ${tx.clientId} and t.voided_at is null order by fact`);
    return ok(rows.map(({ fact }) => fact));
  });
  invariant(read.ok, "the books are open");
  return read.value;
}

async function taken(who: Owner, name: string, text: string) {
  const received = await upload(who, name, text, { answers: { addresses: [OWN] } });
  invariant(received.ok && received.value.is === "new", JSON.stringify(received));
  const { batchId: id } = received.value;
  const before = await batchOf(who, id);
  const committed = await commitImport(who, who.client, id);
  invariant(committed.ok, JSON.stringify(committed));
  return { id, before, ...committed.value };
}

async function batchOf(who: Owner, id: string) {
  const read = await withClient(who, who.client, "read", async (tx) =>
    ok(await getBatch(tx, batchId(id))),
  );
  invariant(read.ok && read.value !== null, "the batch is there");
  return read.value;
}

function orders<T>(items: readonly T[]): readonly (readonly T[])[] {
  return items.length === 0
    ? [[]]
    : items.flatMap((item, index) =>
        orders(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
      );
}

describe("the four files of an address", () => {
  it("in all 24 orders give one ledger, each step undone is as if it had never been", async () => {
    const seen = new Map<string, number>();
    for (const order of orders(FOUR)) {
      const who = await makeInvestor();
      const states: string[] = [];
      const ids: string[] = [];
      for (const [name, text] of order) {
        states.push(await stateHash(who));
        const { id, counts, before } = await taken(who, name, text);
        ids.push(id);
        const read = Object.values(counts).reduce((sum, each) => sum + each, 0);
        expect(read).toBe(text.trim().split("\n").length - 1);
        expect({
          accepted: before.rowsAccepted,
          known: before.rowsKnown,
          quarantined: before.rowsQuarantined,
          question: before.rowsQuestion,
          rejected: before.rowsRejected,
          skipped: before.rowsSkipped,
        }).toEqual(counts);
      }
      const told = (await ledger(who)).join("\n");
      seen.set(told, (seen.get(told) ?? 0) + 1);
      for (const id of ids.reverse()) {
        const undone = await undoImport(who, who.client, id);
        expect(undone.ok).toBe(true);
        expect(await stateHash(who)).toBe(states.pop());
      }
    }
    expect([...seen.values()]).toEqual([24]);
    // By hand from the files: gas of 0.002 ETH at 3,000 is 6 dollars; 0.5 ETH 1,500, 0.3 ETH 900, 0.1 ETH 300, 0.25 ETH 750.
    const gas = '[{"asset": "ETH", "value": "6", "quantity": "0.002"}]';
    const cool = `COOL:${"5".repeat(40)}/77`;
    expect([...seen.keys()][0]?.split("\n")).toEqual([
      `deposit 2024-05-01 11:00:00+00 ${NAME} > 2 ETH 6000 [] txs.csv {2} - Transfer ${hashOf(1)}`,
      `fee 2024-05-01 16:00:00+00 ${NAME} 0.002 ETH > 6 [] txs.csv {7} - Approve ${hashOf(6)}`,
      `swap 2024-05-01 12:00:00+00 ${NAME} 0.5 ETH > 1495 USDC 1500 ${gas} txs.csv {3} 2 tokens.csv Swap ${hashOf(2)}`,
      `swap 2024-05-01 13:00:00+00 ${NAME} 900 USDC > 0.3 ETH 900 ${gas} txs.csv {4} 2 internal.csv; 3 tokens.csv Swap ${hashOf(3)}`,
      `swap 2024-05-01 14:00:00+00 ${NAME} 0.1 ETH > 1 ${cool} 300 ${gas} txs.csv {5} 2 nfts.csv Mint ${hashOf(4)}`,
      `withdrawal 2024-05-01 15:00:00+00 ${NAME} 0.25 ETH > 750 ${gas} txs.csv {6} - Transfer ${hashOf(5)}`,
    ]);
  }, 120_000);
});

/** Imports files in order; gives their batches by name. */
async function takenAll(who: Owner, files: readonly (readonly [string, string])[]) {
  const ids = new Map<string, string>();
  for (const [name, text] of files) {
    ids.set(name, (await taken(who, name, text)).id);
  }
  return (name: string) => ids.get(name) ?? "";
}

describe("a file of an address", () => {
  it("taken back from among the others leaves what the others say", async () => {
    for (const [gone] of FOUR) {
      const who = await makeInvestor();
      const other = await makeInvestor();
      const idOf = await takenAll(who, FOUR);
      await takenAll(
        other,
        FOUR.filter(([name]) => name !== gone),
      );
      expect((await undoImport(who, who.client, idOf(gone))).ok).toBe(true);
      expect(await ledger(who)).toEqual(await ledger(other));
    }
  });

  it("says before its import what it makes complete, and which others wait", async () => {
    const who = await makeInvestor();
    const [txs, internal, tokens] = FOUR;
    invariant(
      txs !== undefined && internal !== undefined && tokens !== undefined,
      "there are four",
    );
    await taken(who, ...txs);
    const waiting = await upload(who, internal[0], internal[1], { answers: { addresses: [OWN] } });
    expect(waiting.ok).toBe(true);
    const { before } = await taken(who, ...tokens);
    const told = before.problems.filter(({ line }) => line === 0).map(({ reason }) => reason);
    // The swap for tokens; the other one still lacks its internal row. The mint asked for both files and now for one.
    expect(told[0]).toBe(
      "Joins with a file of this address imported before (txs.csv): 1 transaction becomes complete.",
    );
    expect(told[1]).toBe("1 transaction imported before is read anew with it.");
    // What is shown of it is what it means with the others: the swap whole, with its gas.
    const shown = await viewImport(who, who.client, before.id);
    expect(
      shown.ok &&
        shown.value.sample.map(({ kind, sent, received }) => [kind, sent?.asset, received?.asset]),
    ).toEqual([
      ["swap", "ETH", "USDC"],
      ["withdrawal", "USDC", undefined],
      ["unknown", undefined, `USDC:${"4".repeat(40)}`],
    ]);
    expect(told[2]).toMatch(/^1 more file of this address waits to be imported \(internal\.csv\)/);
  });

  it("goes to the account the others are in, also when that was renamed", async () => {
    const who = await makeInvestor();
    const [txs, internal] = FOUR;
    invariant(txs !== undefined && internal !== undefined, "there are four");
    await taken(who, ...txs);
    const account = await withClient(who, who.client, "read", async (tx) =>
      ok((await listAccounts(tx))[0]),
    );
    invariant(account.ok && account.value !== undefined, "it has an account");
    await renameAccount(who, who.client, account.value.id, "Vault");
    await taken(who, ...internal);
    const names = (await ledger(who)).map((fact) => / (Vault|0xa1\S+) /.exec(fact)?.[1]);
    expect(new Set(names)).toEqual(new Set(["Vault"]));
  });

  it("of another address stands by itself", async () => {
    const who = await makeInvestor();
    await taken(who, ...first(FOUR));
    const before = await ledger(who);
    const theirs = `0x${"c3".repeat(20)}`;
    const text = txFile([txIn(9, ADDRESSES.friend, "1").replaceAll(OWN, theirs)]);
    const received = await upload(who, "other.csv", text, { answers: { addresses: [theirs] } });
    invariant(received.ok && received.value.is === "new", "it is taken");
    expect((await commitImport(who, who.client, received.value.batchId)).ok).toBe(true);
    const after = await ledger(who);
    expect(after.filter((fact) => !before.includes(fact))).toEqual([
      expect.stringContaining("0xc3c3…c3c3 > 1 ETH"),
    ]);
  });

  it("that repeats rows of another adds only what is new, and brings them back when the other goes", async () => {
    const who = await makeInvestor();
    const early = txFile([txIn(1, ADDRESSES.friend, "2"), txIn(2, ADDRESSES.friend, "3")]);
    const late = txFile([txIn(2, ADDRESSES.friend, "3"), txIn(3, ADDRESSES.friend, "4")]);
    const { id } = await taken(who, "early.csv", early);
    expect((await taken(who, "late.csv", late)).counts).toMatchObject({ accepted: 1, known: 1 });
    expect((await taken(who, "late2.csv", `${late}\n`)).counts).toMatchObject({
      accepted: 0,
      known: 2,
    });
    await undoImport(who, who.client, id);
    const told = (await ledger(who)).map((fact) => / > (\d) ETH /.exec(fact)?.[1]);
    expect(told).toEqual(["3", "4"]);
  });
});

describe("the page of an older file", () => {
  it("says what the books say today: questions that later files answered are gone, and come back with them", async () => {
    const who = await makeInvestor();
    const [txs, internal, tokens, nfts] = FOUR;
    invariant(
      txs !== undefined && internal !== undefined && tokens !== undefined && nfts !== undefined,
      "there are four",
    );
    const { id, counts } = await taken(who, ...txs);
    const page = async () => {
      const view = await viewImport(who, who.client, id);
      invariant(view.ok, "it is there");
      const { item, noted } = view.value;
      const asked = noted.filter(({ outcome }) => outcome === "question").map(({ line }) => line);
      const sum =
        item.rowsAccepted +
        item.rowsKnown +
        item.rowsQuarantined +
        item.rowsQuestion +
        item.rowsRejected +
        item.rowsSkipped;
      expect(sum).toBe(item.rowsRead);
      return { accepted: item.rowsAccepted, question: item.rowsQuestion, asked };
    };
    // Three calls of contracts stand in lines 3 to 5; what came of them stands in the other files.
    expect(counts.question).toBe(3);
    expect(await page()).toEqual({ accepted: 3, question: 3, asked: [3, 4, 5] });
    await taken(who, ...internal);
    await taken(who, ...nfts);
    const { id: last } = await taken(who, ...tokens);
    expect(await page()).toEqual({ accepted: 6, question: 0, asked: [] });
    await undoImport(who, who.client, last);
    expect((await page()).question).toBeGreaterThan(0);
  });
});

describe("a token that waits in quarantine", () => {
  it("comes into the books when another file shows that it was asked for, and waits again when that goes", async () => {
    const who = await makeInvestor();
    const waiting = async () => {
      const read = await withClient(who, who.client, "read", async (tx) =>
        ok((await listOpenQuarantine(tx)).length),
      );
      return read.ok ? read.value : -1;
    };
    await taken(who, "tokens.csv", tokenFile([tokenRow(2, "in", "1495", ADDRESSES.fake)]));
    expect([await waiting(), (await ledger(who)).length]).toEqual([1, 0]);
    const before = await stateHash(who);
    const { id } = await taken(who, "txs.csv", txFile([txRow(2, ADDRESSES.pool, "0.5", "Swap")]));
    expect(await waiting()).toBe(0);
    expect(await ledger(who)).toEqual([
      expect.stringContaining(`0.5 ETH > 1495 USDC:${"4".repeat(40)}`),
    ]);
    await undoImport(who, who.client, id);
    expect([await waiting(), await stateHash(who)]).toEqual([1, before]);
  });
});

describe("what was done by hand to an event", () => {
  it("stays; what more files say of it stands beside it as a question, and goes with them", async () => {
    const who = await makeInvestor();
    const [txs, internal, tokens] = FOUR;
    invariant(
      txs !== undefined && internal !== undefined && tokens !== undefined,
      "there are four",
    );
    await taken(who, ...txs);
    const swap = await entryWith(who, hashOf(2));
    const typed = await viewTransaction(who, who.client, swap);
    invariant(typed.ok, "it is there");
    const form = { ...typed.value.form.typed, value: "1499" };
    expect((await correctTransaction(who, who.client, swap, "withdrawal", form)).ok).toBe(true);
    const before = await stateHash(who);
    const corrected = (await ledger(who)).filter((fact) => fact.includes(hashOf(2)));
    const { id, counts } = await taken(who, ...tokens);
    const after = (await ledger(who)).filter((fact) => fact.includes(hashOf(2)));
    expect(after).toHaveLength(2);
    expect(after).toContain(corrected[0]);
    const beside = after.find((fact) => fact !== corrected[0]) ?? "";
    expect(beside).toContain("0.5 ETH > 1495 USDC");
    expect(beside).toContain("You corrected this transaction by hand");
    expect(counts.question).toBeGreaterThan(0);
    // A further file changes nothing about either.
    const { id: further } = await taken(who, ...internal);
    expect((await ledger(who)).filter((fact) => fact.includes(hashOf(2)))).toEqual(after);
    await undoImport(who, who.client, further);
    await undoImport(who, who.client, id);
    expect(await stateHash(who)).toBe(before);
  });

  it("keeps a removed event out, and says so when another file tells of it", async () => {
    const who = await makeInvestor();
    const [txs, , tokens] = FOUR;
    invariant(txs !== undefined && tokens !== undefined, "there are four");
    await taken(who, ...txs);
    await voidTransaction(who, who.client, await entryWith(who, hashOf(5)), "not mine");
    await voidTransaction(who, who.client, await entryWith(who, hashOf(2)), "not mine");
    await taken(who, ...tokens);
    const facts = await ledger(who);
    expect(facts.filter((fact) => fact.includes(hashOf(5)))).toEqual([]);
    expect(facts.filter((fact) => fact.includes(hashOf(2)))).toEqual([
      expect.stringContaining("You removed this transaction by hand"),
    ]);
  });
});

describe("a transfer of an event that is read anew", () => {
  it("is made again where it still is one move, and is as before when the file goes", async () => {
    const who = await makeInvestor();
    // The withdrawal calls a contract, so it asks for the file of tokens until that is there.
    const txs = txFile([txRow(5, ADDRESSES.pool, "0.25", "Send")]);
    await taken(who, "txs.csv", txs);
    const deposit = await addTransaction(who, who.client, "deposit", {
      account: "Kraken",
      date: "2024-05-01",
      time: "11:20",
      receivedQuantity: "0.25",
      receivedAsset: "ETH",
    });
    invariant(deposit.ok, JSON.stringify(deposit));
    const sent = [await entryWith(who, hashOf(5))];
    const linked = await linkTransfer(who, who.client, { sent, received: [deposit.value] });
    expect(linked.ok).toBe(true);
    const before = await stateHash(who);
    const { id } = await taken(who, "tokens.csv", tokenFile([tokenRow(8, "in", "5")]));
    expect((await ledger(who)).filter((fact) => fact.startsWith("transfer"))).toHaveLength(1);
    await undoImport(who, who.client, id);
    expect(await stateHash(who)).toBe(before);
  });

  it("is taken apart where the event turns out to be an exchange, and made again when the file goes", async () => {
    const who = await makeInvestor();
    await taken(who, "txs.csv", txFile([txRow(5, ADDRESSES.pool, "0.25", "Send")]));
    const deposit = await addTransaction(who, who.client, "deposit", {
      account: "Kraken",
      date: "2024-05-01",
      time: "11:20",
      receivedQuantity: "0.25",
      receivedAsset: "ETH",
    });
    invariant(deposit.ok, "it is entered");
    const sent = [await entryWith(who, hashOf(5))];
    await linkTransfer(who, who.client, { sent, received: [deposit.value] });
    const before = await stateHash(who);
    const { id } = await taken(who, "tokens.csv", tokenFile([tokenRow(5, "in", "750")]));
    const facts = await ledger(who);
    expect(facts.map((fact) => fact.split(" ")[0])).toEqual(["deposit", "swap"]);
    const batch = await batchOf(who, id);
    expect(batch.problems.map(({ reason }) => reason)).toContainEqual(
      expect.stringContaining("1 linked transfer had to be separated"),
    );
    await undoImport(who, who.client, id);
    expect(await stateHash(who)).toBe(before);
  });
});

/** The one entry that counts and notes a hash. */
async function entryWith(who: Owner, hash: string): Promise<string> {
  const read = await withClient(who, who.client, "read", async (tx) => {
    const { rows } = await tx.db.execute<{ id: string }>(sql`
      select id from transactions where client_id = ${tx.clientId} and voided_at is null
        and note like ${`%${hash}`}`);
    return ok(rows.map(({ id }) => id));
  });
  invariant(read.ok && read.value.length === 1, "one entry notes it");
  return read.value[0] ?? "";
}

function first<T>([item]: readonly T[]): T {
  invariant(item !== undefined, "there is one");
  return item;
}
