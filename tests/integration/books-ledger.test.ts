import { describe, expect, it } from "vitest";
import { getEntry } from "@/db/queries/transactions";
import { withClient } from "@/db/tenant";
import { invariant, ok } from "@/lib/result";
import { addTransaction, correctTransaction } from "@/lib/services/enter-transaction";
import { ledgerQuery, readLedgerFilter } from "@/lib/services/ledger-filter";
import { linkTransfer } from "@/lib/services/link-transfer";
import type { TransferProposal } from "@/lib/services/propose-transfers";
import { undoImport } from "@/lib/services/undo-import";
import { unlinkTransfer } from "@/lib/services/unlink-transfer";
import { viewLedger } from "@/lib/services/view-ledger";
import { viewTransaction } from "@/lib/services/view-transaction";
import { voidTransaction } from "@/lib/services/void-transaction";
import { transactionId } from "@/lib/tax/transaction";
import { buyRow, coinbaseFile, imported, type Owner, stateHash } from "./books-support";
import { makeInvestor, openDatabase } from "./support";

await openDatabase({ DB_POOL_SIZE: "4" });

const ledger = async (who: Owner, query = "") => {
  const params = Object.fromEntries(new URLSearchParams(query));
  const view = await viewLedger(who, who.client, readLedgerFilter(params));
  invariant(view.ok, "the books are open");
  return view.value;
};

const twoBuys = coinbaseFile([
  buyRow("aaaa1111", "2024-03-02 15:04:05 UTC", "0.1", "60000", "6000"),
  buyRow("aaaa2222", "2025-01-01 03:04:05 UTC", "2", "3000", "6000", "ETH"),
]);

/** The same move told by the two exchanges it went between. */
const out = coinbaseFile([
  "send0001,2024-05-01 10:00:00 UTC,Send,ETH,-1.0005,USD,$3000.00,$3001.50,$3001.50,$0.00,Sent 1.0005 ETH to another wallet",
]);
const kraken = [
  '"txid","refid","time","type","subtype","aclass","asset","amount","fee","balance"',
  '"LAAAAA-BBBBB-CCCCC1","QCCCCC-DDDDD-EEEEE1","2024-05-01 10:20:00","deposit","","currency","XETH","1.0000000000","0.0000000000","1.0000000000"',
  "",
].join("\n");

const deposits = (...rows: string[]) =>
  [
    '"txid","refid","time","type","subtype","aclass","asset","amount","fee","balance"',
    ...rows,
    "",
  ].join("\n");
/** The same withdrawal, arrived as 0.4 and 0.6005. */
const inTwoParts = deposits(
  '"LAAAAA-BBBBB-CCCCC2","QCCCCC-DDDDD-EEEEE2","2024-05-01 10:20:00","deposit","","currency","XETH","0.4","0","0.4"',
  '"LAAAAA-BBBBB-CCCCC3","QCCCCC-DDDDD-EEEEE3","2024-05-01 10:30:00","deposit","","currency","XETH","0.6005","0","1.0005"',
);
/** The same amount, nine days later: nothing proposes it. */
const muchLater = deposits(
  '"LAAAAA-BBBBB-CCCCC4","QCCCCC-DDDDD-EEEEE4","2024-05-10 10:20:00","deposit","","currency","XETH","1","0","1"',
);

describe("the ledger", () => {
  it("dates rows in the client's own zone: two hours into a UTC new year is still the old one in New York", async () => {
    const who = await makeInvestor();
    await imported(who, "a.csv", twoBuys);
    const view = await ledger(who);
    expect(view.entries.map((entry) => [entry.date, entry.time, entry.at])).toEqual([
      ["2024-12-31", "22:04:05 EST", "2025-01-01T03:04:05.000Z"],
      ["2024-03-02", "10:04:05 EST", "2024-03-02T15:04:05.000Z"],
    ]);
    expect((await ledger(who, "year=2025")).entries).toEqual([]);
    expect((await ledger(who, "year=2024")).total).toBe(2);
  });

  it("narrows by account, asset, kind, words and import, and says where each row came from", async () => {
    const who = await makeInvestor();
    const { batchId } = await imported(who, "spring.csv", twoBuys);
    await addTransaction(who, who.client, "income", {
      account: "Cold wallet",
      date: "2024-06-01",
      receivedQuantity: "3",
      receivedAsset: "sol",
      incomeKind: "staking",
      value: "450",
      note: "from the validator",
    });
    const assets = async (query: string) =>
      (await ledger(who, query)).entries.map((entry) => entry.received?.asset);
    expect(await assets("asset=eth")).toEqual(["ETH"]);
    expect(await assets("account=Cold+wallet")).toEqual(["SOL"]);
    expect(await assets("kind=income")).toEqual(["SOL"]);
    expect(await assets("q=validator")).toEqual(["SOL"]);
    expect(await assets(`batch=${batchId}`)).toEqual(["ETH", "BTC"]);
    expect(await assets("account=somebody-else")).toEqual([]);
    const places = (await ledger(who)).entries.map((entry) => entry.place);
    expect(places).toEqual(["spring.csv, line 5", null, "spring.csv, line 4"]);
  });

  it("pages through all rows without repeating or losing any, in every order", async () => {
    const who = await makeInvestor();
    const rows = Array.from({ length: 120 }, (_, index) =>
      buyRow(`p${index}`, "2024-03-02 15:04:05 UTC", "0.1", "60000", `${6000 + (index % 7)}`),
    );
    await imported(who, "many.csv", coinbaseFile(rows));
    for (const sort of ["sort=time", "sort=value", "sort=asset&direction=down", "sort=account"]) {
      const seen = new Set<string>();
      let query = sort;
      for (let page = 0; page < 5; page += 1) {
        const view = await ledger(who, query);
        expect(view.total).toBe(120);
        for (const entry of view.entries) {
          expect(seen.has(entry.id)).toBe(false);
          seen.add(entry.id);
        }
        if (view.next === null) {
          break;
        }
        const filter = readLedgerFilter(Object.fromEntries(new URLSearchParams(query)));
        query = ledgerQuery(filter, { after: view.next, from: 51 }).slice(1);
      }
      expect(seen.size).toBe(120);
    }
  });

  it("does not show another client's rows or transactions", async () => {
    const who = await makeInvestor();
    const other = await makeInvestor();
    await imported(who, "a.csv", twoBuys);
    const id = (await ledger(who)).entries[0]?.id ?? "";
    expect((await ledger(other)).total).toBe(0);
    expect(await viewTransaction(other, other.client, id)).toMatchObject({
      error: { code: "not-found" },
    });
    expect(await voidTransaction(other, other.client, id, "mine now")).toMatchObject({
      error: { code: "not-found" },
    });
    expect(await correctTransaction(other, other.client, id, "buy", {})).toMatchObject({
      error: { code: "not-found" },
    });
    expect(await viewLedger(other, who.client, readLedgerFilter({}))).toMatchObject({
      error: { code: "not-found" },
    });
  });
});

describe("by hand", () => {
  it("a correction takes the place of what it corrects, which stays on record", async () => {
    const who = await makeInvestor();
    await imported(who, "a.csv", twoBuys);
    const before = (await ledger(who, "asset=BTC")).entries[0];
    invariant(before !== undefined, "the buy is there");
    const opened = await viewTransaction(who, who.client, before.id);
    invariant(opened.ok && opened.value.form.kind === "buy", "it is a buy");
    const form = { ...opened.value.form.typed, value: "6,010.25" };
    const corrected = await correctTransaction(who, who.client, before.id, "buy", form);
    invariant(corrected.ok, "it is corrected");
    const after = (await ledger(who, "asset=BTC")).entries;
    expect(after).toMatchObject([{ id: corrected.value, value: "6010.25", place: before.place }]);
    // The moment is the very same, to the millisecond, although the form has no seconds' fraction.
    expect(after[0]?.at).toBe(before.at);
    const old = await withClient(who, who.client, "read", async (tx) =>
      ok(await getEntry(tx, transactionId(before.id))),
    );
    expect(old.ok && old.value?.voided?.reason).toBe("corrected");
    expect(await correctTransaction(who, who.client, before.id, "buy", form)).toMatchObject({
      error: { code: "changed-meanwhile" },
    });
    const again = await imported(who, "again.csv", `${twoBuys}\n`);
    expect(again.counts).toMatchObject({ accepted: 0, known: 2 });
  });

  it("a corrected import is undone whole, and comes back whole", async () => {
    const who = await makeInvestor();
    const empty = await stateHash(who);
    const { batchId } = await imported(who, "a.csv", twoBuys);
    const row = (await ledger(who, "asset=BTC")).entries[0];
    const opened = await viewTransaction(who, who.client, row?.id ?? "");
    invariant(opened.ok, "the buy is there");
    await correctTransaction(who, who.client, row?.id ?? "", "buy", {
      ...opened.value.form.typed,
      value: "1",
    });
    await undoImport(who, who.client, batchId);
    expect(await stateHash(who)).toBe(empty);
    expect((await imported(who, "a.csv", twoBuys)).counts.accepted).toBe(2);
  });

  it("a voided row stays out when the next export brings it again", async () => {
    const who = await makeInvestor();
    await imported(who, "a.csv", twoBuys);
    const row = (await ledger(who, "asset=BTC")).entries[0];
    expect(await voidTransaction(who, who.client, row?.id ?? "", " ")).toMatchObject({
      error: { code: "invalid-input" },
    });
    expect(await voidTransaction(who, who.client, row?.id ?? "", "not mine")).toEqual(ok(null));
    const again = await imported(who, "again.csv", `${twoBuys}\n`);
    expect(again.counts).toMatchObject({ accepted: 0, known: 2 });
    expect((await ledger(who)).total).toBe(1);
    expect((await ledger(who, "voided=on")).total).toBe(2);
  });

  it("refuses what is wrong field by field, all in one go, and adds nothing", async () => {
    const who = await makeInvestor();
    const refused = await addTransaction(who, who.client, "swap", {
      account: "",
      date: "2024-02-30",
      time: "25:00",
      sentQuantity: "0",
      sentAsset: "USD",
      receivedQuantity: "1.5",
      receivedAsset: "ETH",
      value: "-5",
      withheldQuantity: "0.1",
    });
    invariant(!refused.ok && "fields" in refused.error, "it is refused");
    expect(Object.keys(refused.error.fields).sort()).toEqual([
      "account",
      "date",
      "sentAsset",
      "sentQuantity",
      "value",
    ]);
    expect((await ledger(who)).total).toBe(0);
  });
});

describe("transfers", () => {
  const rowsOf = ({ sent, received }: TransferProposal) => ({
    sent: sent.map(({ id }) => id),
    received: received.map(({ id }) => id),
  });

  it("that are clear are linked with the import that completes them, and separated again to what was there", async () => {
    const who = await makeInvestor();
    await imported(who, "out.csv", out);
    const { linked } = await imported(who, "in.csv", kraken);
    expect(linked).toBe(1);
    const { proposals, entries } = await ledger(who);
    expect(proposals).toEqual([]);
    expect(entries).toMatchObject([
      {
        kind: "transfer",
        account: "Coinbase",
        toAccount: "Kraken",
        sent: { quantity: "1.0005", asset: "ETH" },
        received: { quantity: "1", asset: "ETH" },
      },
    ]);
    const transfer = entries[0]?.id ?? "";
    const drawer = await viewTransaction(who, who.client, transfer);
    expect(drawer.ok && drawer.value.rawRows.map((row) => row.file)).toEqual(["out.csv", "in.csv"]);
    expect(drawer.ok && drawer.value.isLinked).toBe(true);
    expect(await unlinkTransfer(who, who.client, transfer)).toEqual(ok(null));
    expect((await ledger(who)).entries.map(({ kind }) => kind).sort()).toEqual([
      "deposit",
      "withdrawal",
    ]);
  });

  it("that a person took apart stay apart at the next import, and can be linked again by hand", async () => {
    const who = await makeInvestor();
    await imported(who, "out.csv", out);
    await imported(who, "in.csv", kraken);
    const [transfer] = (await ledger(who)).entries;
    await unlinkTransfer(who, who.client, transfer?.id ?? "");
    expect((await imported(who, "buys.csv", twoBuys)).linked).toBe(0);
    const [proposal] = (await ledger(who)).proposals;
    invariant(proposal !== undefined, "it is still proposed");
    expect(proposal).toMatchObject({ isClear: true, nextBest: null });
    expect(proposal.reason).toBe(
      "1.0005 ETH left Coinbase, 1 ETH reached Kraken: 20 min later; 0.0005 ETH went for fees.",
    );
    const rows = rowsOf(proposal);
    const linked = await linkTransfer(who, who.client, rows);
    invariant(linked.ok, "it is linked");
    expect(await linkTransfer(who, who.client, rows)).toMatchObject({
      error: { code: "changed-meanwhile" },
    });
    await unlinkTransfer(who, who.client, linked.value[0] ?? "");
    expect((await ledger(who)).proposals).toHaveLength(1);
  });

  it("keep both sides out of the next export, and fall apart when an import of one side is undone", async () => {
    const who = await makeInvestor();
    await imported(who, "out.csv", out);
    const before = await stateHash(who);
    const { batchId } = await imported(who, "in.csv", kraken);
    expect((await imported(who, "out2.csv", `${out}\n`)).counts).toMatchObject({ known: 1 });
    expect((await imported(who, "in2.csv", `${kraken}\n`)).counts).toMatchObject({ known: 1 });
    expect((await ledger(who)).total).toBe(1);
    expect(await undoImport(who, who.client, batchId)).toEqual(
      ok({ transactions: 1, separated: 1, released: 0 }),
    );
    expect(await stateHash(who)).toBe(before);
    expect((await imported(who, "in3.csv", `${kraken}\n\n`)).counts.accepted).toBe(1);
    expect((await ledger(who)).entries.map(({ kind }) => kind)).toEqual(["transfer"]);
  });

  it("of one withdrawal that arrived in two parts become two, which fall together", async () => {
    const who = await makeInvestor();
    await imported(who, "out.csv", out);
    const { linked } = await imported(who, "in.csv", inTwoParts);
    expect(linked).toBe(0);
    const both = await stateHash(who);
    const [proposal] = (await ledger(who)).proposals;
    invariant(proposal !== undefined, "it is proposed");
    expect(proposal.received.map(({ quantity }) => quantity)).toEqual(["0.4", "0.6005"]);
    const made = await linkTransfer(who, who.client, rowsOf(proposal));
    invariant(made.ok, "it is linked");
    const { entries } = await ledger(who);
    expect(
      entries.map(({ kind, sent, received }) => [kind, sent?.quantity, received?.quantity]).sort(),
    ).toEqual([
      ["transfer", "0.4", "0.4"],
      ["transfer", "0.6005", "0.6005"],
    ]);
    expect(await unlinkTransfer(who, who.client, made.value[1] ?? "")).toEqual(ok(null));
    expect(await stateHash(who)).toBe(both);
  });

  it("by hand: any rows that can be one, and no others", async () => {
    const who = await makeInvestor();
    await imported(who, "out.csv", out);
    await imported(who, "in.csv", muchLater);
    const { entries, proposals } = await ledger(who);
    expect(proposals).toEqual([]);
    const idOf = (kind: string) => entries.find((entry) => entry.kind === kind)?.id ?? "";
    const [left, came] = [idOf("withdrawal"), idOf("deposit")];
    const link = (sent: readonly string[], received: readonly string[]) =>
      linkTransfer(who, who.client, { sent, received });
    expect(await link([came], [left])).toMatchObject({ error: { code: "changed-meanwhile" } });
    expect(await link([left], [came, came])).toMatchObject({
      error: { code: "changed-meanwhile" },
    });
    expect(await link([left], [])).toMatchObject({ error: { code: "changed-meanwhile" } });
    expect(await link([left], ["no id"])).toMatchObject({ error: { code: "changed-meanwhile" } });
    expect(await link([left], [came])).toMatchObject({ ok: true });
  });

  it("are refused where more came than left", async () => {
    const who = await makeInvestor();
    await imported(who, "out.csv", out);
    await imported(who, "in.csv", kraken.replaceAll("1.0000000000", "1.1000000000"));
    const { entries } = await ledger(who);
    const idOf = (kind: string) => entries.find((entry) => entry.kind === kind)?.id ?? "";
    expect(
      await linkTransfer(who, who.client, {
        sent: [idOf("withdrawal")],
        received: [idOf("deposit")],
      }),
    ).toMatchObject({ error: { code: "cannot-be-one" } });
  });

  it("of another client are not found", async () => {
    const who = await makeInvestor();
    const other = await makeInvestor();
    await imported(who, "out.csv", out);
    await imported(who, "in.csv", muchLater);
    const { entries } = await ledger(who);
    const rows = { sent: [entries[1]?.id ?? ""], received: [entries[0]?.id ?? ""] };
    expect(await linkTransfer(other, who.client, rows)).toMatchObject({
      error: { code: "not-found" },
    });
    expect(await linkTransfer(other, other.client, rows)).toMatchObject({
      error: { code: "changed-meanwhile" },
    });
  });
});
