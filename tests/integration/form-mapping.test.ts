import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { insertClient } from "@/db/queries/clients";
import { withClient, withUser } from "@/db/tenant";
import { invariant, ok } from "@/lib/result";
import { commitImport } from "@/lib/services/commit-import";
import { addTransaction } from "@/lib/services/enter-transaction";
import type { FormMappingForm } from "@/lib/services/form-mapping/form-mapping-form";
import { saveFormMapping } from "@/lib/services/form-mapping/save-form-mapping";
import { previewFormMapping, viewFormMapping } from "@/lib/services/form-mapping/view-form-mapping";
import { removeTemplate } from "@/lib/services/mapping/remove-template";
import { saveMapping } from "@/lib/services/mapping/save-mapping";
import { viewMapping } from "@/lib/services/mapping/view-mapping";
import { viewForms } from "@/lib/services/reconcile/view-forms";
import { viewImport } from "@/lib/services/view-import";
import { viewImports } from "@/lib/services/view-imports";
import { viewYear } from "@/lib/services/view-year";
import { type Owner, upload } from "./books-support";
import { NOW } from "./gains-support";
import { makeInvestor, makePreparer, openDatabase, valued } from "./support";

await openDatabase({ DB_POOL_SIZE: "4" });

const at = { now: NOW };

/** An invented table of a broker we know no layout of: names to take out, day and month that could change places, a line that cannot be read. */
const table = (rows: readonly string[] = []) =>
  [
    "Recipient: Robin Ashby,,,,,,,,",
    "Recipient TIN,Asset,Quantity,Date acquired,Date of sale,Proceeds,Cost basis,Box 2,Box 4",
    '123-45-6789,BTC,1,01/10/2024,03/01/2025,"89,500.00",,,"2,148.00"',
    "123-45-6789,BTC,0.5,01/10/2024,06/01/2025,50000,21000,TRUE,",
    "123-45-6789,BTC,one,01/10/2024,06/01/2025,50000,,,",
    ...rows,
    "",
  ].join("\n");

async function waiting(who: Owner, text = table(), name = "harbor.csv"): Promise<string> {
  const taken = await upload(who, name, text);
  invariant(taken.ok && taken.value.is === "unmapped", JSON.stringify(taken));
  return taken.value.batchId;
}

const said = (form: FormMappingForm): FormMappingForm => ({
  ...form,
  payer: "Harbor Exchange",
  day: "M/D/Y",
});

async function explained(who: Owner): Promise<string> {
  const batch = await waiting(who);
  const { reading } = await valued(viewFormMapping(who, who.client, batch, null));
  await valued(
    saveFormMapping(who, who.client, batch, { form: said(reading.form), templateId: null }),
  );
  return batch;
}

const boxes = async (who: Owner) =>
  (await valued(viewYear(who, who.client, 2025, {}, at))).boxes.map(
    ({ box, rows, gain }) => `${box} ${rows} ${gain}`,
  );

async function books(): Promise<Owner> {
  const who = await makeInvestor();
  const enter = (kind: "buy" | "sell", form: Record<string, string>) =>
    valued(addTransaction(who, who.client, kind, { account: "Harbor Exchange", ...form }));
  await enter("buy", {
    date: "2024-01-10",
    receivedQuantity: "2",
    receivedAsset: "BTC",
    value: "80000",
  });
  await enter("sell", { date: "2025-03-01", sentQuantity: "1", sentAsset: "BTC", value: "89500" });
  await enter("sell", {
    date: "2025-06-01",
    sentQuantity: "0.5",
    sentAsset: "BTC",
    value: "50000",
  });
  return who;
}

describe("a broker's form in a layout nobody knows", () => {
  it("is taken for a form by its header, its boxes proposed, and asks only what its cells leave open", async () => {
    const who = await makeInvestor();
    const batch = await waiting(who);
    expect((await valued(viewMapping(who, who.client, batch, null))).isForm).toBe(true);
    const { reading, columns } = await valued(viewFormMapping(who, who.client, batch, null));
    expect(columns.map(({ name }, index) => [name, reading.form.roles[index]])).toEqual([
      ["Recipient TIN", ""],
      ["Asset", "symbol"],
      ["Quantity", "units"],
      ["Date acquired", "acquired"],
      ["Date of sale", "sold"],
      ["Proceeds", "proceeds"],
      ["Cost basis", "basis"],
      ["Box 2", "basis-reported"],
      ["Box 4", "withheld"],
    ]);
    expect(reading.open.map(({ about }) => about)).toEqual(["day", "payer"]);
    expect(reading.days.map(({ cell, day }) => [cell, day])).toEqual([
      ["01/10/2024", "2024-01-10"],
      ["01/10/2024", "2024-10-01"],
    ]);
    const told = { form: reading.form, templateId: null };
    expect(await saveFormMapping(who, who.client, batch, told)).toMatchObject({
      error: { code: "invalid-input", message: "Say how its days are written." },
    });
    const read = await valued(previewFormMapping(who, who.client, batch, said(reading.form)));
    expect(read.rows.map(({ line, is, column }) => [line, is, column])).toEqual([
      [3, "read", ""],
      [4, "read", ""],
      [5, "rejected", "Quantity"],
    ]);
  });

  it("is held against the sales once its lines are kept: boxes 2 and 4 count, no gain moves", async () => {
    const who = await books();
    // 40,000 a coin: gains of 49,500 and 30,000.
    expect(await boxes(who)).toEqual(["L 2 79500"]);
    const batch = await explained(who);
    const seen = await valued(viewImport(who, who.client, batch));
    expect(seen).toMatchObject({
      item: { source: "Form 1099-DA, Harbor Exchange", state: "previewed", rowsAccepted: 2 },
      hasTemplate: true,
      form: { payer: "Harbor Exchange", lineCount: 2 },
    });
    expect(seen.noted.map(({ line, column, outcome }) => [line, column, outcome])).toContainEqual([
      5,
      "Quantity",
      "rejected",
    ]);
    await valued(commitImport(who, who.client, batch));
    // The line without a basis is in box K; the other's basis went to the IRS (box 2), 1,000 above the books' 20,000: box J.
    expect(await boxes(who)).toEqual(["J 1 30000", "K 1 49500"]);
    const { open } = await valued(viewForms(who, who.client, "2025 Harbor Exchange", at));
    expect(open).toMatchObject({ withheld: "2148" });
    expect(open?.differences.map(({ kind }) => kind)).toEqual(["basis"]);
  });

  it("reads the next file with the same columns at once, and is forgotten when asked", async () => {
    const who = await makeInvestor();
    const batch = await explained(who);
    await valued(commitImport(who, who.client, batch));
    const next = await upload(who, "harbor-2.csv", table([",ETH,2,,07/01/2025,5000,,,"]));
    invariant(next.ok && next.value.is === "new", JSON.stringify(next));
    expect(next.value.source).toBe("Form 1099-DA");
    const seen = await valued(viewImport(who, who.client, next.value.batchId));
    expect(seen.item).toMatchObject({ rowsAccepted: 1, rowsKnown: 2, rowsRejected: 1 });
    const { templates } = await valued(viewImports(who, who.client));
    expect(templates.map(({ name }) => name)).toEqual(["Form 1099-DA, Harbor Exchange"]);
    await valued(removeTemplate(who, who.client, templates[0]?.id ?? ""));
    await waiting(who, table([",SOL,2,,07/01/2025,5000,,,"]), "harbor-3.csv");
  });

  it("leaves no name and no taxpayer number anywhere in the database", async () => {
    const who = await makeInvestor();
    const batch = await explained(who);
    await valued(commitImport(who, who.client, batch));
    const found = await withClient(who, who.client, "read", async (tx) => {
      const { rows } = await tx.db.execute<{ text: string }>(sql`
        select concat(
          (select string_agg(convert_from(bytes, 'UTF8'), '') from upload_chunks where client_id = ${tx.clientId}),
          (select string_agg(r::text, '') from import_rows r where client_id = ${tx.clientId}),
          (select string_agg(b::text, '') from import_batches b where client_id = ${tx.clientId}),
          (select string_agg(f::text, '') from broker_form_rows f where client_id = ${tx.clientId})) as text`);
      return ok(rows[0]?.text ?? "");
    });
    invariant(found.ok, "the books are open");
    expect(found.value).toContain("89,500.00");
    expect(found.value).not.toMatch(/123-45-6789|Ashby/);
  });

  it("can be said to be transactions instead, and back, each with a layout of its own", async () => {
    const who = await makeInvestor();
    const batch = await explained(who);
    const rows = await valued(viewMapping(who, who.client, batch, null));
    const form = {
      ...rows.reading.form,
      name: "Sales",
      account: "Harbor",
      roles: ["", "asset", "amount", "", "date", "total", "", "", ""],
      units: { total: "USD" },
      form: "M/D/Y",
      zone: "UTC",
      numbers: "thousands",
      direction: "sign",
    };
    await valued(saveMapping(who, who.client, batch, { form, templateId: null }));
    expect((await valued(viewImport(who, who.client, batch))).form).toBeNull();
    const again = await valued(viewFormMapping(who, who.client, batch, null));
    // The layout of the form stands; it is offered again.
    expect(again.chosen?.name).toBe("Form 1099-DA, Harbor Exchange");
    const told = { form: again.reading.form, templateId: again.chosen?.id ?? null };
    await valued(saveFormMapping(who, who.client, batch, told));
    expect((await valued(viewImport(who, who.client, batch))).form?.lineCount).toBe(2);
    const { templates } = await valued(viewImports(who, who.client));
    expect(templates.map(({ name }) => name).sort()).toEqual([
      "Form 1099-DA, Harbor Exchange",
      "Sales",
    ]);
  });

  it("explained by a preparer is offered to the firm's other clients, and to nobody else", async () => {
    const who = await makePreparer();
    await explained(who);
    const second = await withUser(who, (tx) => insertClient(tx, { name: "B", holder: who.firm }));
    const sibling = { id: who.id, client: second };
    const batch = await waiting(sibling);
    const view = await valued(viewFormMapping(sibling, second, batch, null));
    expect(view.chosen).toMatchObject({ name: "Form 1099-DA, Harbor Exchange", from: "firm" });
    expect(view.reading).toMatchObject({ form: { payer: "Harbor Exchange" }, open: [] });
    const stranger = await makePreparer();
    const other = await waiting(stranger);
    expect((await valued(viewFormMapping(stranger, stranger.client, other, null))).offers).toEqual(
      [],
    );
  });
});
