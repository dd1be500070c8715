import { describe, expect, it } from "vitest";
import { insertYearProfile } from "@/db/queries/year-profiles";
import { invariant } from "@/lib/result";
import {
  downloadEvidence,
  EVIDENCE_BYTES,
  EVIDENCE_FILES,
  keepEvidence,
} from "@/lib/services/season/keep-evidence";
import { lossPaper } from "@/lib/services/season/loss-paper";
import { tellLoss, withdrawLoss } from "@/lib/services/season/tell-loss";
import { viewLoss, viewLosses } from "@/lib/services/season/view-losses";
import { instant } from "@/lib/time/instant";
import { wagesOnly } from "../support/year-profile";
import { type Owner, sha256 } from "./books-support";
import { enter } from "./choices-support";
import { makeInvestor, makeUser, openDatabase, write } from "./support";

await openDatabase({ DB_POOL_SIZE: "6" });

const NOW = instant("2026-11-20T17:00:00Z");
const GONE = { ok: false, error: { code: "not-found" } };
const MINE = "0xAbCdEf0123456789aBcDeF0123456789AbCdEf01";
const THEIRS = "0x1111111111111111111111111111111111111111";

/** An NFT bought for 8,000 in a wallet whose name holds its address; 100,000 of wages. */
async function collector() {
  const who = await makeInvestor();
  const account = `Wallet ${MINE}`;
  await enter(who, "buy", {
    account,
    date: "2022-03-01",
    receivedQuantity: "1",
    receivedAsset: "APE:1",
    value: "8000",
  });
  await write(who, (tx) => insertYearProfile(tx, wagesOnly(2026, "100000", "16100")));
  const view = await losses(who);
  const [first] = view.places;
  invariant(first !== undefined, "the NFT is held");
  const place = { account: first.account, asset: first.asset };
  return { who, place };
}

async function losses(who: Owner) {
  const view = await viewLosses(who, who.client, NOW);
  invariant(view.ok, "the page opens");
  return view.value;
}

const SALE = { kind: "sold", price: "1", fee: "12.50", relation: "unrelated", buyer: THEIRS };

async function told(who: Owner, place: { account: string; asset: string }, form = {}) {
  const kept = await tellLoss(who, who.client, { ...place, ...SALE, ...form }, NOW);
  invariant(kept.ok, `it is kept: ${JSON.stringify(kept)}`);
  return kept.value;
}

async function* bytes(text: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield typeof text === "string" ? new TextEncoder().encode(text) : text;
}

const keep = (who: Owner, event: string, text: string, hash: string | null = null) =>
  keepEvidence(who, who.client, event, { name: "mail.eml", sha256: hash, body: bytes(text) });

describe("an NFT sold for a dollar", () => {
  it("shows the fee against the saving: 3,000 of the loss at 22% (single, 83,900 of income)", async () => {
    const { who, place } = await collector();
    const id = await told(who, place);
    const view = await viewLoss(who, who.client, id, NOW);
    expect(view).toMatchObject({
      ok: true,
      value: {
        event: {
          outcome: { state: "counts" },
          buyer: "unknown",
          // 1 - 12.50 - 8,000; this year 3,000 of it counts (IRC 1211(b)), 660 of tax, less the fee of 12.50.
          saving: {
            gain: "-8011.5",
            saving: "660",
            fee: "12.5",
            kept: "647.5",
            isWorth: true,
          },
          missing: ["the transaction's hash", "a document"],
        },
      },
    });
  });

  it("is refused when the buyer is one of the client's own wallets, however it is written", async () => {
    const { who, place } = await collector();
    for (const buyer of [MINE, MINE.toLowerCase(), ` ${MINE.toUpperCase().replace("0X", "0x")} `]) {
      const refused = await tellLoss(who, who.client, { ...place, ...SALE, buyer }, NOW);
      expect(refused).toMatchObject({
        ok: false,
        error: { code: "invalid-input", fields: { buyer: expect.stringContaining("own") } },
      });
    }
    expect((await losses(who)).events).toEqual([]);
  });

  it("is no sale any more once the buyer's wallet turns out to be one's own", async () => {
    const { who, place } = await collector();
    const id = await told(who, place);
    await enter(who, "buy", {
      account: `Old wallet ${THEIRS}`,
      date: "2022-03-01",
      receivedQuantity: "1",
      receivedAsset: "ETH",
      value: "1",
    });
    const view = await viewLoss(who, who.client, id, NOW);
    expect(view).toMatchObject({
      ok: true,
      value: { event: { buyer: "yours", outcome: { state: "nothing", title: "This is no sale" } } },
    });
  });

  it("is told anew under its id, and taken back; everything stays on record", async () => {
    const { who, place } = await collector();
    const id = await told(who, place);
    expect(await told(who, place, { event: id, hash: "0xfeed" })).toBe(id);
    const [event, ...more] = (await losses(who)).events;
    expect(more).toEqual([]);
    expect(event?.answers["hash"]).toBe("0xfeed");
    expect((await withdrawLoss(who, who.client, id)).ok).toBe(true);
    expect((await losses(who)).events).toEqual([]);
    expect(await withdrawLoss(who, who.client, id)).toEqual(GONE);
    const rows = await write(who, (tx) =>
      tx.db.execute<{ n: number }>("select count(*)::int as n from loss_events"),
    );
    expect(rows.rows).toEqual([{ n: 3 }]);
  });
});

describe("what is told", () => {
  it("is printed as it was typed, in the order of the questions; only choices have words of ours", async () => {
    const { who, place } = await collector();
    const words = { note: "constructor", hash: "some", soldOn: "2026-10-05" };
    const id = await told(who, place, words);
    const paper = await lossPaper(who, who.client, id, NOW);
    invariant(paper.ok, "it is printed");
    const facts = paper.value.sections.find(({ heading }) => heading === "What was told")?.facts;
    expect(facts?.slice(1).map(({ label, value }) => [label, value])).toEqual([
      ["Sold on", "Oct 5, 2026"],
      ["Buyer's address or name", THEIRS],
      ["The buyer is", "Nobody I am related to, and it is theirs for good"],
      ["Price", "$1.00"],
      ["Fee", "$12.50"],
      ["Transaction hash", "some"],
      ["Note", "constructor"],
    ]);
  });

  it("belongs to the year of its day, not to the year in which it is told", async () => {
    const { who, place } = await collector();
    const id = await told(who, place, { soldOn: "2025-12-31" });
    const yearOf = async () => (await losses(who)).events.find((each) => each.id === id)?.year;
    expect(await yearOf()).toBe(2025);
    await told(who, place, { event: id, soldOn: "2026-01-01" });
    expect(await yearOf()).toBe(2026);
    // Told anew without a day it stays where it was.
    await told(who, place, { event: id, soldOn: "" });
    expect(await yearOf()).toBe(2026);
  });

  it("for nothing is no sale, and a price that only fell is no loss", async () => {
    const { who, place } = await collector();
    const outcomeOf = async (id: string) =>
      (await losses(who)).events.find((each) => each.id === id)?.outcome.title;
    expect(await outcomeOf(await told(who, place, { price: "0" }))).toBe("Given away, not sold");
    const fell = { kind: "abandoned", what: "fell" };
    expect(await outcomeOf(await told(who, place, fell))).toBe("No loss: nothing happened yet");
  });
});

describe("evidence", () => {
  it("is kept to the byte, once, and comes back the same", async () => {
    const { who, place } = await collector();
    const id = await told(who, place);
    const text = "From: buyer\r\n\r\nBought it. \u0000\u00ff";
    expect(await keep(who, id, text, sha256(text))).toEqual({ ok: true, value: { isNew: true } });
    expect(await keep(who, id, text)).toEqual({ ok: true, value: { isNew: false } });
    const [file, ...more] = (await losses(who)).events[0]?.files ?? [];
    expect(more).toEqual([]);
    expect(file).toMatchObject({ sha256: sha256(text), contentType: "message/rfc822" });
    const back = await downloadEvidence(who, who.client, id, file?.id ?? "");
    invariant(back.ok, "it is there");
    expect(sha256(back.value.bytes)).toBe(sha256(text));
  });

  it("is refused when larger than it may be, empty, changed on its way, or one too many", async () => {
    const { who, place } = await collector();
    const id = await told(who, place);
    const large = keepEvidence(who, who.client, id, {
      name: "large.pdf",
      sha256: null,
      body: bytes(new Uint8Array(EVIDENCE_BYTES + 1)),
    });
    expect(await large).toEqual({ ok: false, error: { code: "file-too-large" } });
    expect(await keep(who, id, "")).toMatchObject({ error: { code: "size-mismatch" } });
    expect(await keep(who, id, "a", sha256("b"))).toMatchObject({
      error: { code: "hash-mismatch" },
    });
    for (let index = 0; index < EVIDENCE_FILES; index += 1) {
      expect((await keep(who, id, `file ${index}`)).ok).toBe(true);
    }
    expect(await keep(who, id, "one more")).toMatchObject({ error: { code: "file-refused" } });
  });

  it("belongs to one client, and prints with its hashes the same each time", async () => {
    const { who, place } = await collector();
    const id = await told(who, place);
    await keep(who, id, "proof");
    const other = await collector();
    const stranger = { id: await makeUser() };
    expect(await viewLoss(other.who, other.who.client, id, NOW)).toEqual(GONE);
    expect(await keep(other.who, id, "mine")).toEqual(GONE);
    expect(await withdrawLoss(stranger, who.client, id)).toEqual(GONE);
    const file = (await losses(who)).events[0]?.files[0]?.id ?? "";
    expect(await downloadEvidence(other.who, other.who.client, id, file)).toEqual(GONE);
    const paper = await lossPaper(who, who.client, id, NOW);
    expect(paper).toEqual(await lossPaper(who, who.client, id, NOW));
    expect(JSON.stringify(paper)).toContain(sha256("proof"));
  });
});
