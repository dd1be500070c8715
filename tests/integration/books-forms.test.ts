import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { listFormRows } from "@/db/queries/broker-form-rows";
import { withClient } from "@/db/tenant";
import { quantityText } from "@/lib/money/quantity";
import { usdText } from "@/lib/money/usd";
import { invariant, ok } from "@/lib/result";
import { commitImport } from "@/lib/services/commit-import";
import { viewForms } from "@/lib/services/reconcile/view-forms";
import { changeReading } from "@/lib/services/start-import";
import { undoImport } from "@/lib/services/undo-import";
import { viewImport } from "@/lib/services/view-import";
import { viewImports } from "@/lib/services/view-imports";
import { imported, type Owner, previewed, stateHash, upload } from "./books-support";
import { makeInvestor, openDatabase } from "./support";

await openDatabase({ DB_POOL_SIZE: "4" });

const HEADER =
  "1099-DA,ACCOUNT NUMBER,TAX YEAR,DATE ACQUIRED,SALE DATE,DESCRIPTION,DTIF CODE,DTIF NAME,DTIF UNITS,COST BASIS,SALES PRICE,TERM," +
  "FORM 8949 BOX,NONCOVERED,WASH SALE LOSS DISALLOWED,RECIPIENT NAME,RECIPIENT TIN";

const line = (told: string) => `1099-DA,R-1,2025,${told},Robin Ashby,123-45-6789`;

/** An invented form: two good sales, two that are alike, a line that cannot be read, another section. */
const FORM = [
  "Prepared for Robin Ashby 123-45-6789,",
  "1099-INT,ACCOUNT NUMBER,TAX YEAR,INTEREST,TAXPAYER ID",
  "1099-INT,R-1,2025,12.00,123-45-6789",
  HEADER,
  line(
    '01/15/2025,06/20/2025,,4H95J0R2X,Bitcoin BTC,0.50000000,"$48,345.67","$51,456.78",SHORT,H,Y,',
  ),
  line(
    "VARIOUS,20251120,sold,D5RG2FHH0,Ethereum ETH,2.000000000000000001,$6000.00,$5400.00,LONG TERM,,,",
  ),
  line(",07/01/2025,ssn 123-45-6789,,Bitcoin Cash BCH,1.25,,$500,,,,"),
  line(",07/01/2025,ssn 123-45-6789,,Bitcoin Cash BCH,1.25,,$500,,,,"),
  line(",13/01/2025,,,Bitcoin Cash BCH,1.25,,$500,,,,"),
  "",
].join("\n");

const rowsOf = async (who: Owner) => {
  const listed = await withClient(who, who.client, "read", async (tx) =>
    ok(await listFormRows(tx)),
  );
  invariant(listed.ok, "the books are open");
  return listed.value;
};

const viewed = async (who: Owner, batch: string) => {
  const view = await viewImport(who, who.client, batch);
  invariant(view.ok, "the import is there");
  return view.value;
};

describe("a broker's Form 1099-DA", () => {
  it("is kept line by line beside the books: no transaction, no changed figure, every line with its fate", async () => {
    const who = await makeInvestor();
    const before = await stateHash(who);
    const { batchId, source } = await previewed(who, "1099.csv", FORM);
    expect(source).toBe("Form 1099-DA");
    expect(await rowsOf(who)).toEqual([]);
    expect((await viewed(who, batchId)).form?.lineCount).toBe(4);
    const committed = await commitImport(who, who.client, batchId);
    // Lines after the first header: a line of interest and the header of a section left out, four sales, one not readable.
    expect(committed).toMatchObject({
      value: { counts: { accepted: 4, known: 0, question: 0, rejected: 1, skipped: 2 } },
    });
    const { item, noted } = await viewed(who, batchId);
    expect(item).toMatchObject({ state: "committed", rowsRead: 7 });
    expect(noted.map(({ line: at, outcome, column }) => [at, outcome, column])).toContainEqual([
      9,
      "rejected",
      "SALE DATE",
    ]);
    expect(await stateHash(who)).toBe(before);
    const rows = await rowsOf(who);
    expect(
      rows.map((row) => [
        row.line,
        row.asset,
        quantityText(row.units),
        row.acquired,
        row.sold,
        usdText(row.proceeds),
        row.basis === null ? null : usdText(row.basis),
        row.term,
        row.covered,
        row.box,
      ]),
    ).toEqual([
      [7, "BCH", "1.25", null, "2025-07-01", "500", null, null, null, null],
      [8, "BCH", "1.25", null, "2025-07-01", "500", null, null, null, null],
      [5, "BTC", "0.5", "2025-01-15", "2025-06-20", "51456.78", "48345.67", "short", false, "H"],
      [
        6,
        "ETH",
        "2.000000000000000001",
        "various",
        "2025-11-20",
        "5400",
        "6000",
        "long",
        null,
        null,
      ],
    ]);
  });

  it("leaves no name and no taxpayer number anywhere in the database, and says what was not kept", async () => {
    const who = await makeInvestor();
    const { batchId } = await imported(who, "1099.csv", FORM);
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
    expect(found.value).toContain("Bitcoin BTC");
    expect(found.value).not.toMatch(/123-45-6789|Ashby/);
    const view = await viewed(who, batchId);
    expect(view.noted.filter(({ outcome }) => outcome === "file")[0]?.reason).toMatch(
      /not kept.*RECIPIENT NAME.*RECIPIENT TIN/,
    );
  });

  it("sent again is known line for line; two lines alike in one form stay two", async () => {
    const who = await makeInvestor();
    await imported(who, "1099.csv", FORM);
    const again = await imported(who, "again.csv", FORM.replace("12.00", "13.00"));
    expect(again.counts).toMatchObject({ accepted: 0, known: 4, rejected: 1, skipped: 2 });
    expect(await rowsOf(who)).toHaveLength(4);
    expect(await upload(who, "same.csv", FORM)).toMatchObject({ value: { is: "imported-before" } });
  });

  it("taken back counts no more, and can come again", async () => {
    const who = await makeInvestor();
    const { batchId } = await imported(who, "1099.csv", FORM);
    const listed = await viewImports(who, who.client);
    // By hand: 51,456.78 + 5,400 + 500 + 500; basis 48,345.67 + 6,000, two lines without.
    expect(listed.ok && listed.value.forms).toMatchObject([
      { taxYear: 2025, lines: 4, linesWithoutBasis: 2, proceeds: "57856.78", basis: "54345.67" },
    ]);
    expect((await undoImport(who, who.client, batchId)).ok).toBe(true);
    expect(await rowsOf(who)).toEqual([]);
    const empty = await viewImports(who, who.client);
    expect(empty.ok && empty.value.forms).toEqual([]);
    const { counts } = await imported(who, "1099.csv", FORM);
    expect(counts.accepted).toBe(4);
  });

  it("names who sent it as a person says", async () => {
    const who = await makeInvestor();
    const { batchId } = await previewed(who, "1099.csv", FORM);
    expect((await viewed(who, batchId)).form?.payer).toBe("Robinhood");
    const change = { accountName: "Harbor Digital" };
    expect(await changeReading(who, who.client, batchId, change)).toEqual(ok(null));
    invariant((await commitImport(who, who.client, batchId)).ok, "it is kept");
    expect(new Set((await rowsOf(who)).map(({ payer }) => payer))).toEqual(
      new Set(["Harbor Digital"]),
    );
  });

  it("is seen in its own books alone", async () => {
    const who = await makeInvestor();
    await imported(who, "1099.csv", FORM);
    expect(await rowsOf(await makeInvestor())).toEqual([]);
  });

  it("tells what was withheld in box 4, which is no part of Form 8949; state tax is not it", async () => {
    const who = await makeInvestor();
    const told = (cells: string) => `1099-DA,R-1,2025,,07/01/2025,,,Bitcoin BTC,1,,$500,,${cells}`;
    const columns = "STATE TAX WITHHELD,FEDERAL INCOME TAX WITHHELD";
    const header = HEADER.slice(0, HEADER.indexOf(",FORM 8949"));
    await imported(
      who,
      "1099.csv",
      [`${header},${columns}`, told("$3.00,$120.50"), told(",$20"), told(",")].join("\n"),
    );
    const view = await viewForms(who, who.client, "2025 Robinhood");
    invariant(view.ok && view.value.open !== null, "the form is there");
    // 120.50 + 20.
    expect(view.value.open.withheld).toBe("140.5");
  });
});
