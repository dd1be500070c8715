import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { ensureAccounts } from "@/db/queries/accounts";
import { insertAuditEvent } from "@/db/queries/audit-events";
import { run } from "@/lib/cli/lotwise";
import { resetEnv } from "@/lib/env";
import { ok } from "@/lib/result";
import { changeLedgerSettings, renameAccount } from "@/lib/services/change-settings";
import { addTransaction, correctTransaction } from "@/lib/services/enter-transaction";
import { exportHistory } from "@/lib/services/history/export-history";
import { readHistoryFilter } from "@/lib/services/history/history-filter";
import { verifyHistory } from "@/lib/services/history/verify-history";
import { viewHistory } from "@/lib/services/history/view-history";
import { saveYearProfile } from "@/lib/services/save-year-profile";
import { setAccountCosts } from "@/lib/services/set-account-costs";
import { makeFolder, makeInvestor, makePreparer, openDatabase, write } from "./support";

const { ownerUrl } = await openDatabase();

type Who = Awaited<ReturnType<typeof makeInvestor>>;

async function history(who: Who, query: Record<string, string> = {}) {
  const view = await viewHistory(who, who.client, readHistoryFilter(query));
  if (!view.ok) throw new Error(view.error.code);
  return view.value;
}

const BUY = {
  account: "Exchange",
  date: "2025-03-01",
  time: "12:00",
  receivedQuantity: "1",
  receivedAsset: "BTC",
  value: "80000",
};

describe("the history of a client", () => {
  it("tells who did what, the newest first, with before and after of what was changed", async () => {
    const who = await makeInvestor();
    const bought = await addTransaction(who, who.client, "buy", BUY);
    if (!bought.ok) throw new Error(JSON.stringify(bought.error));
    const corrected = await correctTransaction(who, who.client, bought.value, "buy", {
      ...BUY,
      value: "80100.125",
      note: "with the fee",
    });
    expect(corrected.ok).toBe(true);
    await changeLedgerSettings(who, who.client, { timeZone: "America/Chicago" });
    await changeLedgerSettings(who, who.client, { rounding: "dollars" });
    await saveYearProfile(who, who.client, {
      year: "2025",
      filingStatus: "single",
      ordinaryIncome: "90000",
      deductionKind: "standard",
    });
    await saveYearProfile(who, who.client, {
      year: "2025",
      filingStatus: "mfj",
      ordinaryIncome: "90000",
      deductionKind: "own",
      deduction: "30000",
    });
    const { events, timeZone, total } = await history(who);
    expect(timeZone).toBe("America/Chicago");
    expect(total).toBe(6);
    expect(events.map(({ seq, who: name, what }) => [seq, name, what])).toEqual([
      [6, "You", "Saved the tax profile of 2025."],
      [5, "You", "Saved the tax profile of 2025."],
      [4, "You", "Changed settings that hold for all years."],
      [3, "You", "Changed settings that hold for all years."],
      [2, "You", "Corrected a transaction."],
      [1, "You", "Added a transaction by hand."],
    ]);
    expect(events[4]?.changes).toEqual([
      { term: "Value", before: "$80,000.00", after: "$80100.125" },
      { term: "Note", before: "none", after: "with the fee" },
    ]);
    expect(events[2]?.changes).toEqual([
      { term: "Amounts on Form 8949", before: "dollars and cents", after: "whole dollars" },
    ]);
    // 15,750 is the standard deduction of a single filer for 2025 (OBBBA section 70102; Rev. Proc. 2025-32).
    expect(events[0]?.changes).toEqual([
      { term: "Filing status", before: "Single", after: "Married filing jointly" },
      { term: "Deduction", before: "$15,750.00", after: "$30,000.00" },
    ]);
    // The first of its kind has nothing before it.
    expect(events[1]?.changes.every(({ before }) => before === null)).toBe(true);
    expect(events[4]?.place).toBe(`/ledger?tx=${corrected.ok ? corrected.value : ""}`);
  });

  it("keeps both names of a renamed account", async () => {
    const who = await makeInvestor();
    const made = await write(who, (tx) =>
      ensureAccounts(tx, [{ name: "Old name", source: "hand" }]),
    );
    const [id] = [...made.values()];
    expect(await renameAccount(who, who.client, String(id), "New name")).toEqual(ok(null));
    const [event] = (await history(who)).events;
    expect(event?.changes).toEqual([{ term: "Name", before: "Old name", after: "New name" }]);
  });

  it("is narrowed by person, part of the work and day, and cut into pages", async () => {
    const who = await makeInvestor();
    for (let index = 0; index < 60; index += 1) {
      await write(who, (tx) =>
        insertAuditEvent(tx, { deed: index % 2 === 0 ? "import.commit" : "transaction.add" }),
      );
    }
    const first = await history(who);
    expect([first.events.length, first.events[0]?.seq, first.next]).toEqual([50, 60, 11]);
    const second = await history(who, { before: String(first.next) });
    expect([second.events.length, second.events[0]?.seq, second.next]).toEqual([10, 10, null]);
    const files = await history(who, { kind: "files" });
    expect([files.total, files.events[0]?.seq, files.next]).toEqual([30, 59, null]);
    expect((await history(who, { person: crypto.randomUUID() })).total).toBe(0);
    expect((await history(who, { person: who.id })).total).toBe(60);
    expect((await history(who, { since: "2999-01-01" })).total).toBe(0);
    expect((await history(who, { until: "2020-01-01" })).total).toBe(0);
    const today = first.events[0]?.date ?? "";
    const lastDay = first.events[49]?.date ?? "";
    expect((await history(who, { since: lastDay, until: today })).total).toBe(60);
  });

  it("tells what selling in an account was said to cost, before and after", async () => {
    const [who, other] = [await makeInvestor(), "Wallet"];
    const [account, wallet] = await write(who, async (tx) => [
      ...(
        await ensureAccounts(tx, [
          { name: "Exchange", source: "manual" },
          { name: other, source: "manual" },
        ])
      ).values(),
    ]);
    const say = (id: string | undefined, fee: string, feeFixed: string) =>
      setAccountCosts(who, who.client, { account: id ?? "", fee, feeFixed });
    expect(await say(account, "0.6", "")).toMatchObject({ ok: true });
    expect(await say(wallet, "9", "9")).toMatchObject({ ok: true });
    expect(await say(account, "0.4", "1.99")).toMatchObject({ ok: true });
    const { events } = await history(who);
    expect(events.map(({ changes }) => changes)).toEqual([
      [
        { term: "Fee of a sale", before: "0.6%", after: "0.4%" },
        { term: "Dollars of each sale", before: "$0.00", after: "$1.99" },
      ],
      [
        { term: "Fee of a sale", before: null, after: "9%" },
        { term: "Dollars of each sale", before: null, after: "$9.00" },
      ],
      [
        { term: "Fee of a sale", before: null, after: "0.6%" },
        { term: "Dollars of each sale", before: null, after: "$0.00" },
      ],
    ]);
  });

  it("does not exist for a stranger: neither seen, verified nor exported", async () => {
    const [who, stranger] = [await makeInvestor(), await makePreparer()];
    const refused = { ok: false, error: { code: "not-found" } };
    const filter = readHistoryFilter({});
    expect(await viewHistory(stranger, who.client, filter)).toEqual(refused);
    expect(await verifyHistory(stranger, who.client)).toEqual(refused);
    expect(await exportHistory(stranger, who.client, "json")).toEqual(refused);
    expect((await history(who)).total).toBe(0);
  });
});

describe("verifying", () => {
  it("holds against a head from earlier, and refuses what is none", async () => {
    const who = await makeInvestor();
    await write(who, (tx) => insertAuditEvent(tx, { deed: "import.commit" }));
    const { head } = await history(who);
    await write(who, (tx) => insertAuditEvent(tx, { deed: "import.undo" }));
    expect(await verifyHistory(who, who.client, head ?? "")).toMatchObject({
      value: { holds: true },
    });
    expect(await verifyHistory(who, who.client, `1-${"0".repeat(64)}`)).toMatchObject({
      value: { holds: false, head: null },
    });
    expect(await verifyHistory(who, who.client, "42")).toMatchObject({
      error: { code: "invalid-input" },
    });
  });

  it("works from the exported file alone: the command line names what was changed in it", async () => {
    const who = await makeInvestor();
    for (const deed of ["import.upload", "import.commit", "report.make"]) {
      await write(who, (tx) => insertAuditEvent(tx, { deed, detail: { files: 3, words: "ä\n" } }));
    }
    const { head } = await history(who);
    const made = await exportHistory(who, who.client, "json");
    if (!made.ok) throw new Error(made.error.code);
    const exported = await text(Readable.from(made.value.bytes));
    const folder = makeFolder();
    const verify = (name: string, content: string, ...more: string[]) => {
      writeFileSync(join(folder, name), content);
      return run(["audit", "verify", join(folder, name), ...more], 0);
    };
    expect(await verify("whole.json", exported, "--head", head ?? "")).toEqual({
      code: 0,
      out: `The history holds: 3 events, every hash computed again.\nThe head you gave is among them.\nHead: ${head}`,
      error: "",
    });
    const changed = await verify("changed.json", exported.replace('"files":3', '"files":4'));
    expect(changed).toMatchObject({
      code: 1,
      error: "The history does not hold. Event 1 was changed.",
    });
    const [first, one, two] = exported.split("\n");
    const cut = await verify(
      "cut.json",
      `${[first, one, two].join("\n")}\n]}\n`,
      "--head",
      head ?? "",
    );
    expect(cut.error).toContain("its tail was cut");
    expect(await verify("other.json", "{}")).toMatchObject({ code: 1 });
    expect(await verify("broken.json", `${first}\nnothing\n]}\n`)).toMatchObject({ code: 1 });
    expect(await run(["audit", "verify"], 0)).toMatchObject({ code: 2 });
    expect(await run(["audit", "verify", "a.json", "--head", "xyz"], 0)).toMatchObject({ code: 2 });
    expect(await run(["audit", "verify", join(folder, "none.json")], 0)).toMatchObject({ code: 1 });
    // Taking it is noted too, and the table for spreadsheets runs nothing.
    expect((await history(who)).events[0]?.what).toBe("Exported this history.");
    await write(who, (tx) =>
      insertAuditEvent(tx, { deed: "transaction.void", detail: { reason: "=cmd" } }),
    );
    const csv = await exportHistory(who, who.client, "csv");
    const table = csv.ok ? await text(Readable.from(csv.value.bytes)) : "";
    expect(table.split("\r\n")).toHaveLength(7);
    expect(table).toContain("Voided a transaction. Reason: =cmd,transaction.void");
    expect(table).not.toMatch(/(^|,)=/m);
  });
});

describe("verifying in the database", () => {
  it("reads past the product, and names what somebody changed there", async () => {
    const who = await makeInvestor();
    for (const rows of [1, 2, 3]) {
      await write(who, (tx) => insertAuditEvent(tx, { deed: "import.commit", detail: { rows } }));
    }
    const { head } = await history(who);
    process.env["DATABASE_URL"] = ownerUrl;
    resetEnv();
    const verify = (...more: string[]) => run(["audit", "verify", ...more], 0);
    expect(await verify("--client", who.client, "--head", head ?? "")).toMatchObject({
      code: 0,
      out: expect.stringContaining("The history holds: 3 events"),
    });
    const admin = new pg.Client({ connectionString: ownerUrl });
    await admin.connect();
    await admin.query("begin; set local session_replication_role = replica");
    await admin.query("delete from audit_events where client_id = $1 and seq = 2", [who.client]);
    await admin.query("commit");
    await admin.end();
    expect(await verify("--client", who.client)).toMatchObject({
      code: 1,
      error: "The history does not hold. Event 2 is missing.",
    });
    expect(await verify("--client", crypto.randomUUID())).toMatchObject({ code: 1 });
    expect(await verify("--client", "no id")).toMatchObject({ code: 1 });
    expect(await verify("file.json", "--client", who.client)).toMatchObject({ code: 2 });
  });
});

describe("what is about a person", () => {
  it("is told by their name", async () => {
    const [who, rowan] = [await makeInvestor(), await makePreparer()];
    await write(who, (tx) => insertAuditEvent(tx, { deed: "access.revoke", subjectId: rowan.id }));
    const [event] = (await history(who)).events;
    expect(event?.what).toMatch(/^Ended the access of Person \d+\.$/);
    expect(event?.place).toBe("/people");
  });
});
