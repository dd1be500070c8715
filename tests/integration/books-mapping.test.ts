import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { insertClient } from "@/db/queries/clients";
import { withClient, withUser } from "@/db/tenant";
import { runClientJob } from "@/lib/jobs/run-client-job";
import { invariant, ok } from "@/lib/result";
import { cancelImport } from "@/lib/services/cancel-import";
import { commitImport } from "@/lib/services/commit-import";
import type { MappingForm } from "@/lib/services/mapping/mapping-form";
import { removeTemplate } from "@/lib/services/mapping/remove-template";
import { saveMapping } from "@/lib/services/mapping/save-mapping";
import { previewMapping, viewMapping } from "@/lib/services/mapping/view-mapping";
import { runImport } from "@/lib/services/run-import";
import { answerImport, changeReading } from "@/lib/services/start-import";
import { undoImport } from "@/lib/services/undo-import";
import { viewImport } from "@/lib/services/view-import";
import { viewImports } from "@/lib/services/view-imports";
import { type Owner, stateHash, upload } from "./books-support";
import { makeInvestor, makePreparer, openDatabase } from "./support";

await openDatabase({ DB_POOL_SIZE: "4" });

/** An invented statement: days before months though no row tells, decimal commas, a word of its own. */
const statement = (rows: readonly string[] = []) =>
  [
    "Statement;2024",
    "Date;Type;Amount;Asset;Total USD;Fee USD;Reference",
    "05/06/2024 12:00;Buy;0,02;BTC;1.250,50;2,50;r1",
    "06/06/2024 12:00;Juros;0,001;BTC;;;r2",
    "07/06/2024 12:00;Buy;abc;BTC;10;;r3",
    ...rows,
    "",
  ].join("\n");

async function unmapped(who: Owner, text = statement(), name = "bolsa.csv"): Promise<string> {
  const taken = await upload(who, name, text);
  invariant(taken.ok && taken.value.is === "unmapped", JSON.stringify(taken));
  return taken.value.batchId;
}

async function mapping(who: Owner, batch: string, chosen: string | null = null) {
  const view = await viewMapping(who, who.client, batch, chosen);
  invariant(view.ok, JSON.stringify(view));
  return view.value;
}

/** Everything the table leaves open, said. */
const said = (form: MappingForm): MappingForm => ({
  ...form,
  name: "Bolsa Azul",
  account: "Bolsa",
  roles: ["date", "kind", "amount", "asset", "total", "fee", "id"],
  form: "D/M/Y h:m",
  zone: "Europe/Lisbon",
  numbers: "comma",
  fee: "on-top",
  kinds: [
    { word: "Buy", means: "buy" },
    { word: "Juros", means: "income:interest" },
  ],
});

async function save(
  who: Owner,
  batch: string,
  form: MappingForm,
  templateId: string | null = null,
) {
  return saveMapping(who, who.client, batch, { form, templateId });
}

async function explained(who: Owner, text = statement(), name = "bolsa.csv"): Promise<string> {
  const batch = await unmapped(who, text, name);
  const { reading } = await mapping(who, batch);
  const saved = await save(who, batch, said(reading.form));
  invariant(saved.ok, JSON.stringify(saved));
  return batch;
}

async function view(who: Owner, batch: string) {
  const seen = await viewImport(who, who.client, batch);
  invariant(seen.ok, "the import is there");
  return seen.value;
}

/** Stored bytes of all files. */
async function chunkCount(who: Owner): Promise<number> {
  const counted = await withClient(who, who.client, "read", async (tx) => {
    const { rows } = await tx.db.execute<{ count: string }>(
      sql`select count(*) from upload_chunks where client_id = ${tx.clientId}`,
    );
    return ok(Number(rows[0]?.count));
  });
  invariant(counted.ok, "the books are open");
  return counted.value;
}

describe("a table nobody knows", () => {
  it("is kept and waits; nothing of it counts, and nothing can be imported while something is open", async () => {
    const who = await makeInvestor();
    const before = await stateHash(who);
    const batch = await unmapped(who);
    const { reading, columns } = await mapping(who, batch);
    expect(columns.map(({ name }) => name)).toEqual([
      "Date",
      "Type",
      "Amount",
      "Asset",
      "Total USD",
      "Fee USD",
      "Reference",
    ]);
    expect(reading.forms.map(({ cell, day }) => [cell, day])).toEqual([
      ["05/06/2024 12:00", "2024-06-05"],
      ["05/06/2024 12:00", "2024-05-06"],
    ]);
    expect(reading.open.map(({ about }) => about)).toContain("form");
    expect(await save(who, batch, reading.form)).toMatchObject({
      error: { code: "invalid-input" },
    });
    expect(await commitImport(who, who.client, batch)).toMatchObject({
      error: { code: "changed-meanwhile" },
    });
    expect((await view(who, batch)).item).toMatchObject({ state: "unmapped", rowsRead: 0 });
    expect(await upload(who, "again.csv", statement())).toEqual(
      ok({ is: "unmapped", batchId: batch }),
    );
    expect(await stateHash(who)).toBe(before);
  });

  it("is read as it was said: preview, import and the equation say the same", async () => {
    const who = await makeInvestor();
    const batch = await unmapped(who);
    const { reading } = await mapping(who, batch);
    const told = await previewMapping(who, who.client, batch, said(reading.form));
    invariant(told.ok, "the form is read");
    expect(told.value.open).toEqual([]);
    expect(
      told.value.rows.map(({ line, is, entry, column }) => [line, is, entry?.kind ?? column]),
    ).toEqual([
      [3, "read", "buy"],
      [4, "read", "income"],
      [5, "rejected", "Amount"],
    ]);
    expect(await save(who, batch, said(reading.form))).toEqual(ok(null));
    expect((await view(who, batch)).item).toMatchObject({
      source: "Bolsa Azul",
      state: "previewed",
      rowsRead: 3,
      rowsRejected: 1,
    });
    const committed = await commitImport(who, who.client, batch);
    expect(committed).toMatchObject({ value: { counts: { rejected: 1, skipped: 0 } } });
    const seen = await view(who, batch);
    const { rowsRead, rowsAccepted, rowsQuestion, rowsRejected } = seen.item;
    expect(rowsRead).toBe(rowsAccepted + rowsQuestion + rowsRejected);
    // Noon in Lisbon in June is 11:00 UTC; 1.250,50 is 1250.50.
    expect(seen.sample[0]).toMatchObject({
      at: "2024-06-05T11:00:00.000Z",
      value: "1250.5",
      feeUsd: "2.5",
      account: "Bolsa",
    });
  });

  it("with the same header is read by the template at once next time; the rows it shares are known", async () => {
    const who = await makeInvestor();
    const first = await explained(who);
    invariant((await commitImport(who, who.client, first)).ok, "it is imported");
    const more = statement(["13/06/2024 12:00;Buy;0,5;ETH;900,00;;r4"]);
    const taken = await upload(who, "bolsa-2.csv", more);
    invariant(taken.ok && taken.value.is === "new", JSON.stringify(taken));
    expect(taken.value.source).toBe("Bolsa Azul");
    const seen = await view(who, taken.value.batchId);
    expect(seen).toMatchObject({ hasTemplate: true, item: { rowsKnown: 2, rowsAccepted: 1 } });
  });

  it("changing or forgetting a template changes nothing that was imported by it", async () => {
    const who = await makeInvestor();
    const first = await explained(who);
    invariant((await commitImport(who, who.client, first)).ok, "it is imported");
    const hash = await stateHash(who);
    const taken = await upload(
      who,
      "b.csv",
      statement(["13/06/2024 12:00;Buy;0,5;ETH;900,00;;r4"]),
    );
    invariant(taken.ok && taken.value.is === "new", "it is read at once");
    const second = taken.value.batchId;
    const changed = { ...(await mapping(who, second)).reading.form, zone: "UTC" };
    expect(await save(who, second, changed)).toEqual(ok(null));
    expect((await view(who, second)).sample.at(-1)?.at).toBe("2024-06-13T12:00:00.000Z");
    expect(await stateHash(who)).toBe(hash);
    const listed = await viewImports(who, who.client);
    invariant(listed.ok, "the imports are listed");
    const [template] = listed.value.templates;
    expect(listed.value.templates).toHaveLength(1);
    expect(await removeTemplate(who, who.client, template?.id ?? "")).toEqual(ok(null));
    expect(await stateHash(who)).toBe(hash);
    // The first import is undone and read again by the version it had, though that is forgotten.
    invariant((await undoImport(who, who.client, first)).ok, "it is taken back");
    const again = await upload(who, "c.csv", statement(["14/06/2024 12:00;Buy;1;ETH;9,00;;r5"]));
    expect(again).toMatchObject({ value: { is: "unmapped" } });
  });

  it("said the same again makes no new version", async () => {
    const who = await makeInvestor();
    const batch = await explained(who);
    const { reading } = await mapping(who, batch);
    expect(await save(who, batch, reading.form)).toEqual(ok(null));
    const versions = await withClient(who, who.client, "read", async (tx) => {
      const { rows } = await tx.db.execute<{ version: number }>(
        sql`select version from mapping_templates where client_id = ${tx.clientId}`,
      );
      return ok(rows.map(({ version }) => version));
    });
    expect(versions).toEqual(ok([1]));
  });

  it("with several templates for its header is a choice", async () => {
    const who = await makeInvestor();
    await explained(who);
    const offered = await upload(who, "x.csv", statement(["20/06/2024 12:00;Buy;1;ETH;9,00;;x"]));
    invariant(offered.ok && offered.value.is === "new", "one template: read at once");
    await cancelImport(who, who.client, offered.value.batchId);
    // A second one for the same header, of another name: what two tabs can make.
    await withClient(who, who.client, "write", async (tx) => {
      await tx.db.execute(sql`
        insert into mapping_templates (client_id, id, version, name, header_hash, document, saved_by)
        select client_id, gen_random_uuid(), 1, 'Bolsa Nova', header_hash, document, saved_by
        from mapping_templates where client_id = ${tx.clientId}`);
      return ok(null);
    });
    const batch = await unmapped(who, statement(["21/06/2024 12:00;Buy;1;ETH;9,00;;y"]), "y.csv");
    const { offers, chosen } = await mapping(who, batch);
    expect([offers.map(({ name }) => name), chosen]).toEqual([["Bolsa Azul", "Bolsa Nova"], null]);
    const taken = await mapping(who, batch, offers[1]?.id ?? "");
    expect(taken.chosen?.name).toBe("Bolsa Nova");
    expect(taken.reading.open).toEqual([]);
  });

  it("is nobody else's to see, to say or to cancel", async () => {
    const who = await makeInvestor();
    const other = await makeInvestor();
    const batch = await unmapped(who);
    const { reading } = await mapping(who, batch);
    const stranger = { id: other.id, client: who.client };
    const lost = { ok: false, error: { code: "not-found" } };
    expect(await viewMapping(stranger, who.client, batch, null)).toEqual(lost);
    expect(await previewMapping(stranger, who.client, batch, reading.form)).toEqual(lost);
    expect(await save(stranger, batch, said(reading.form))).toEqual(lost);
    expect(await cancelImport(stranger, who.client, batch)).toEqual(lost);
    expect(await viewMapping(other, other.client, batch, null)).toEqual(lost);
    expect(await save(other, batch, said(reading.form))).toEqual(lost);
  });

  it("a preparer's layout is offered to the firm's other clients, without the account; not to others", async () => {
    const who = await makePreparer();
    await explained(who);
    const second = await withUser(who, (tx) => insertClient(tx, { name: "B", holder: who.firm }));
    const sibling = { id: who.id, client: second };
    const batch = await unmapped(sibling);
    const { offers, chosen, reading } = await mapping(sibling, batch);
    expect(offers.map(({ name, from }) => [name, from])).toEqual([["Bolsa Azul", "firm"]]);
    expect(chosen?.from).toBe("firm");
    expect(reading.form.account).toBe("");
    expect(reading.open.map(({ about }) => about)).toEqual(["account"]);
    const stranger = await makePreparer();
    expect((await mapping(stranger, await unmapped(stranger))).offers).toEqual([]);
    expect(await save(sibling, batch, said(reading.form), chosen?.id)).toEqual(ok(null));
  });
});

describe("the bytes of a file", () => {
  it("go when it is cancelled, and it can come again", async () => {
    const who = await makeInvestor();
    const batch = await unmapped(who);
    expect(await chunkCount(who)).toBe(1);
    expect(await cancelImport(who, who.client, batch)).toEqual(ok(null));
    expect(await chunkCount(who)).toBe(0);
    expect(await cancelImport(who, who.client, batch)).toMatchObject({
      error: { code: "changed-meanwhile" },
    });
    const again = await unmapped(who);
    expect(again).not.toBe(batch);
    expect(await chunkCount(who)).toBe(1);
  });

  it("stay while another import of the same bytes can read them", async () => {
    const who = await makeInvestor();
    const first = await explained(who);
    invariant((await commitImport(who, who.client, first)).ok, "it is imported");
    invariant((await undoImport(who, who.client, first)).ok, "it is taken back");
    const taken = await upload(who, "again.csv", statement());
    invariant(taken.ok && taken.value.is === "new", JSON.stringify(taken));
    expect(await cancelImport(who, who.client, taken.value.batchId)).toEqual(ok(null));
    expect(await chunkCount(who)).toBe(1);
  });

  it("cannot be deleted by the web's own role, only by failing or cancelling", async () => {
    const who = await makeInvestor();
    await unmapped(who);
    await expect(
      withClient(who, who.client, "write", async (tx) => {
        await tx.db.execute(sql`delete from upload_chunks where client_id = ${tx.clientId}`);
        return ok(null);
      }),
    ).rejects.toThrow();
  });
});

/** 6,000 long rows with dates beyond doubt and a last one that may be read two ways: about 2.9 MB, so the worker reads it. */
const late = () => {
  const header =
    '"Type","Buy","Cur.","Sell","Cur.","Fee","Cur.","Exchange","Group","Comment","Date","Tx-ID"';
  const rows = Array.from(
    { length: 6_000 },
    (_, at) =>
      `"Trade","1.00000000","BTC","505.00000000","USD","5.00000000","USD","Kraken","","${"c".repeat(380)}","20.09.2019 13:00:00","a${at}"`,
  );
  const open =
    '"Trade","1.00000000","BTC","505.00000000","USD","","","Kraken","","","05/06/2020 13:00","z"';
  return `${[header, ...rows, open].join("\n")}\n`;
};

/** Runs the job that waits, as the worker would. */
async function work(who: Owner, batch: string): Promise<void> {
  const { run } = await view(who, batch);
  invariant(run !== null, "a job was asked for");
  const payload = { clientId: who.client, userId: who.id, runId: run.id, subjectId: batch };
  await runClientJob(payload, { number: 1, last: true }, runImport);
}

describe("a question that turns up late in a large file", () => {
  it("waits in the same import, and reading goes on with the answer", async () => {
    const who = await makeInvestor();
    const taken = await upload(who, "ct.csv", late(), { answers: { timeZone: "UTC" } });
    invariant(taken.ok && taken.value.is === "new" && taken.value.isQueued, JSON.stringify(taken));
    const { batchId } = taken.value;
    await work(who, batchId);
    const asked = await view(who, batchId);
    expect(asked).toMatchObject({ item: { state: "asking" }, asks: { asks: ["date-order"] } });
    expect(asked.asks?.message).toContain("05/06/2020 13:00");
    expect(await commitImport(who, who.client, batchId)).toMatchObject({
      error: { code: "changed-meanwhile" },
    });
    expect(await answerImport(who, who.client, batchId, { dateOrder: "day-first" })).toEqual(
      ok(null),
    );
    await work(who, batchId);
    const seen = await view(who, batchId);
    expect(seen).toMatchObject({
      asks: null,
      item: { state: "previewed", rowsRead: 6_001, rowsRejected: 0 },
      reading: { dateOrder: "day-first", timeZone: "UTC", encoding: "UTF-8", delimiter: "commas" },
    });
  }, 60_000);

  it("can be answered once, and only while it is asked", async () => {
    const who = await makeInvestor();
    const batch = await explained(who);
    expect(await answerImport(who, who.client, batch, { dateOrder: "day-first" })).toMatchObject({
      error: { code: "changed-meanwhile" },
    });
  });
});

describe("how a waiting file is read", () => {
  const electrum = [
    "transaction_hash,label,confirmations,value,fiat_value,fee,fiat_fee,timestamp",
    `${"ab".repeat(32)},from a friend,100,0.25,,,,2025-01-01 01:30`,
    "",
  ].join("\n");

  it("can be changed before it is imported: another zone moves the moment", async () => {
    const who = await makeInvestor();
    const answers = { timeZone: "America/New_York", asset: "BTC" };
    const taken = await upload(who, "history.csv", electrum, { answers });
    invariant(taken.ok && taken.value.is === "new", "answered, it is taken");
    const { batchId } = taken.value;
    expect((await view(who, batchId)).reading).toMatchObject({
      timeZone: "America/New_York",
      asset: "BTC",
      headerLine: 1,
    });
    const change = { answers: { timeZone: "America/Los_Angeles" }, accountName: "Laptop" };
    expect(await changeReading(who, who.client, batchId, change)).toEqual(ok(null));
    const seen = await view(who, batchId);
    // 1:30 in New York is 6:30 UTC, in Los Angeles 9:30 UTC.
    expect(seen.sample[0]).toMatchObject({ at: "2025-01-01T09:30:00.000Z", account: "Laptop" });
    expect(seen.reading).toMatchObject({ timeZone: "America/Los_Angeles", asset: "BTC" });
  });

  it("is refused in an encoding that makes another text of it, and stays as it was", async () => {
    const who = await makeInvestor();
    const answers = { timeZone: "UTC", asset: "BTC" };
    const even = electrum.length % 2 === 0 ? electrum : `${electrum}\n`;
    const taken = await upload(who, "history.csv", even, { answers });
    invariant(taken.ok && taken.value.is === "new", "it is taken");
    const change = { answers: { encoding: "utf-16le" } } as const;
    const refused = await changeReading(who, who.client, taken.value.batchId, change);
    expect(refused).toMatchObject({ error: { code: "file-refused" } });
    expect((await view(who, taken.value.batchId)).reading?.textEncoding).toBe("");
  });

  it("in an encoding its bytes are not asks for the right one, in the same import", async () => {
    const who = await makeInvestor();
    const odd = electrum.length % 2 === 1 ? electrum : `${electrum}\n`;
    const taken = await upload(who, "history.csv", odd, {
      answers: { timeZone: "UTC", asset: "BTC" },
    });
    invariant(taken.ok && taken.value.is === "new", "it is taken");
    const { batchId } = taken.value;
    const wrong = { answers: { encoding: "utf-16le" } } as const;
    expect(await changeReading(who, who.client, batchId, wrong)).toEqual(ok(null));
    expect(await view(who, batchId)).toMatchObject({
      item: { state: "asking" },
      asks: { asks: ["encoding"] },
    });
    expect(await answerImport(who, who.client, batchId, { encoding: "utf-8" })).toEqual(ok(null));
    expect(await view(who, batchId)).toMatchObject({
      item: { state: "previewed", rowsAccepted: 1 },
      reading: { textEncoding: "utf-8" },
    });
  });
});

describe("a layout that several programs write", () => {
  const template =
    "Date,Received Quantity,Received Currency,Sent Quantity,Sent Currency,Fee Amount,Fee Currency,Tag\n" +
    "06/14/2024 10:00:00,0.5,BTC,30000,USD,,,\n";

  it("is asked which, unless the file's name says it", async () => {
    const who = await makeInvestor();
    const asked = await upload(who, "export.csv", template);
    expect(asked).toMatchObject({ error: { code: "needs-answer", asks: ["source"] } });
    const choices = !asked.ok && "choices" in asked.error ? asked.error.choices : [];
    expect(choices.map(({ value }) => value)).toEqual(["cointracker", "swan"]);
    const told = await upload(who, "export.csv", template, { answers: { source: "swan" } });
    expect(told).toMatchObject({ value: { is: "new", source: "Swan Bitcoin" } });
    const named = await upload(await makeInvestor(), "cointracker_2024.csv", template);
    expect(named).toMatchObject({ value: { is: "new" } });
  });
});
