import { writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { PDFDocument, PDFName, StandardFonts } from "pdf-lib";
import { beforeAll, describe, expect, it } from "vitest";
import { transactionShape } from "@/lib/cli/books-shape";
import { loadFiles } from "@/lib/cli/load-files";
import { run } from "@/lib/cli/lotwise";
import { readBooks } from "@/lib/cli/read-books";
import { rebuildYear } from "@/lib/cli/rebuild-report";
import { verifyReport } from "@/lib/cli/verify";
import { drawPaper, drawYearEnd } from "@/lib/pdf/draw";
import { stampIdentity } from "@/lib/pdf/irs/stamp";
import { readProof } from "@/lib/pdf/read-proof";
import { booksJson } from "@/lib/reports/exports/books-json";
import { plainData } from "@/lib/reports/plain-data";
import { merkleRoot } from "@/lib/reports/proof";
import { yearEndReport } from "@/lib/reports/year-end";
import { computeLedger, computeYears } from "@/lib/tax/compute";
import { yearEndInput } from "../../support/report-builders";
import { testFolder } from "../../support/test-folder";
import { buy, settings } from "../tax/make";
import { AS_OF, facts, inputOf, packOf, ROWS } from "./verify-facts";

let pdf: Uint8Array;
let json: string;
beforeAll(async () => {
  const input = inputOf();
  pdf = (await drawYearEnd(yearEndReport(input), "public/fonts")).bytes;
  json = booksJson(input, facts);
});

const first = async (bytes: Uint8Array, text: string): Promise<string> =>
  (await verifyReport(bytes, text)).lines[0] ?? "";

describe("the head of the history", () => {
  const head = `42-${"3f9a".repeat(16)}`;

  it("is printed on every page and carried, is an input like any other, and the report is confirmed with it", async () => {
    const told = yearEndReport({ ...inputOf(), auditHead: head });
    expect(told.edition).toContain("history 42-3f9a3f9a3f9a3f9a, ");
    const drawn = await drawYearEnd(told, "public/fonts");
    const again = await drawYearEnd(told, "public/fonts");
    expect(Buffer.from(drawn.bytes).equals(Buffer.from(again.bytes))).toBe(true);
    const proof = await readProof(drawn.bytes);
    expect(proof).toMatchObject({ ok: true, value: { auditHead: head } });
    const verdict = await verifyReport(drawn.bytes, json);
    expect(verdict).toMatchObject({ isConfirmed: true });
    expect(verdict.lines).toContain(`History up to ${head}`);
  });

  it("does not stand where none was told, so that papers from before stay what they are", async () => {
    expect(yearEndReport(inputOf()).edition).not.toContain("history");
    expect(await readProof(pdf)).toMatchObject({ ok: true, value: { auditHead: "" } });
  });

  it("changed in a file is found: the pages are drawn with another", async () => {
    const drawn = await drawYearEnd(
      yearEndReport({ ...inputOf(), auditHead: head }),
      "public/fonts",
    );
    const forged = Buffer.from(drawn.bytes)
      .toString("latin1")
      .replace(head, `43${head.slice(2)}`);
    expect(await first(Buffer.from(forged, "latin1"), json)).toMatch(/^Not confirmed/);
  });
});

describe("an export of books", () => {
  it("reads back as the very facts it was written from", () => {
    const read = readBooks(json);
    if (!read.ok) {
      throw new Error(read.error);
    }
    expect(read.value.transactions).toEqual(ROWS);
    expect(read.value.settings).toEqual(settings());
    expect(read.value.profiles).toEqual(facts.profiles);
    expect(read.value.open).toEqual(inputOf().open);
    const input = rebuildYear(read.value, 2025)?.input;
    expect(input && yearEndReport(input)).toEqual(yearEndReport(inputOf()));
    expect(read.value.valuedAmounts).toEqual(facts.valued);
    expect(read.value.tickets).toEqual(facts.tickets);
  });

  it("keeps every digit of any amount", () => {
    const digits = fc.stringMatching(/^(0|[1-9]\d{0,11})(\.\d{0,17}[1-9])?$/);
    fc.assert(
      fc.property(digits, digits, (units, money) => {
        const row = buy("2025-01-01", units === "0" ? "1" : units, money);
        expect(transactionShape.parse(JSON.parse(JSON.stringify(plainData(row))))).toEqual(row);
      }),
    );
  });

  it.each([
    ["{", "not JSON"],
    ["{}", "format"],
    ['{"format":"lotwise-books/1"}', "client"],
  ])("%s is refused with its place", (text, words) => {
    const read = readBooks(text);
    expect(read.ok ? "" : read.error).toContain(words);
  });

  it("names the row and field that is wrong", () => {
    const read = readBooks(json.replace('"22222.22"', '"22,222.22"'));
    expect(read.ok ? "" : read.error).toBe("transactions.3.value: not an amount in dollars");
  });
});

describe("the root over the figures", () => {
  // Worked with Python's hashlib, not with our code: leaf = SHA-256(00 "a" 1f "1"), node = SHA-256(01 left right), as RFC 6962 2.1 says.
  it("is that of RFC 6962 for one and two figures, and the odd third goes up as it is", () => {
    expect(merkleRoot([])).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(merkleRoot([["a", "1"]])).toBe(
      "3194141d2f07dae826f16fdfa8fdc66554df61027d3e298c344fce50c34dddd4",
    );
    expect(
      merkleRoot([
        ["a", "1"],
        ["b", "2"],
      ]),
    ).toBe("f884d0f5b9d9fc9e7ac04ecc3f41dc93acb0def802543d1cc3d72b64a6425711");
    expect(
      merkleRoot([
        ["a", "1"],
        ["b", "2"],
        ["c", "3"],
      ]),
    ).toBe("13550fa4a2aeebb2b5d0545b2f0a8cbb2f06bccd8ae0e523da58dbde6063c64e");
  });
});

describe("lotwise verify", () => {
  it("confirms a report against the export of its books", async () => {
    const verdict = await verifyReport(pdf, json);
    expect(verdict.isConfirmed, verdict.lines.join("\n")).toBe(true);
    expect(verdict.lines[0]).toMatch(/^Confirmed: \d+ figures of 2025 computed anew, all equal\.$/);
    expect(verdict.lines.join("\n")).not.toContain("on top of");
  });

  it("confirms it with name and number stamped on, and says which pages have something on top", async () => {
    const stamped = await stampIdentity(pdf, { name: "Ada Byron", ssn: "123-45-6789" });
    const verdict = await verifyReport(stamped.ok ? stamped.value : new Uint8Array(), json);
    expect(verdict.isConfirmed, verdict.lines.join("\n")).toBe(true);
    expect(verdict.lines.join("\n")).toContain("written on top of pages");
  });

  it("confirms an audit pack of several pages, and sees what only a pack tells", async () => {
    const pack = (await drawPaper(packOf(), "public/fonts")).bytes;
    const verdict = await verifyReport(pack, json);
    expect(verdict.isConfirmed, verdict.lines.join("\n")).toBe(true);
    expect(verdict.lines[0]).toMatch(/^Confirmed: \d+ figures of 2025 computed anew, all equal\.$/);
    // The hour of a price stands in no figure of the report, on a page of the pack alone.
    const later = json.replace('"pair": "ETH-USD"', '"pair": "ETH-EUR"');
    expect((await verifyReport(pdf, later)).isConfirmed).toBe(true);
    const { isConfirmed, lines } = await verifyReport(pack, later);
    expect(isConfirmed).toBe(false);
    expect(lines[1]).toMatch(/^Page \d+ is not what these figures are drawn as/);
    const other = json.replace('"value": "22222.22"', '"value": "22222.23"');
    expect(await first(pack, other)).toMatch(/^Not confirmed: 2025\/cover\/.* differs\.$/);
  });

  it("confirms report and pack against an export of a later day: the records are the same", async () => {
    const later = json.replace(/"asOf": "\d{4}-\d\d-\d\d"/, '"asOf": "2026-04-02"');
    expect(later).not.toBe(json);
    const pack = (await drawPaper(packOf(), "public/fonts")).bytes;
    for (const paper of [pdf, pack]) {
      const { isConfirmed, lines } = await verifyReport(paper, later);
      expect(isConfirmed, lines.join("\n")).toBe(true);
    }
    // Of another day the same figures stand beside other words: what the file says of its day is not taken on trust.
    const { day } = yearEndReport(inputOf());
    const forged = Buffer.from(pdf)
      .toString("latin1")
      .replace(`/LotwiseDay (${day})`, "/LotwiseDay (2025-12-30)");
    expect(await first(Buffer.from(forged, "latin1"), later)).toMatch(/^Not /);
  });

  it("names the first figure that differs when a fact differs, and both texts", async () => {
    const other = json.replace('"value": "22222.22"', '"value": "22222.23"');
    const { isConfirmed, lines } = await verifyReport(pdf, other);
    expect(isConfirmed).toBe(false);
    expect(lines[0]).toMatch(
      /^Not confirmed: 2025\/cover\/Net (?:short|long)-term gain or loss differs\.$/,
    );
    expect(lines[1]).toContain("in the report: ");
    expect(lines.join("\n")).toContain("not those the report was made from");
  });

  it("sees a fact that changes no printed figure by the hash of the inputs", async () => {
    const other = json.replace('"note": ""', '"note": "later"');
    expect(await first(pdf, other)).toContain("every figure agrees, but not what they stand on");
  });

  it("sees a page on which something else is drawn than the figures say", async () => {
    const file = await PDFDocument.load(pdf, { updateMetadata: false });
    const page = file.getPage(0);
    const font = await file.embedFont(StandardFonts.Helvetica);
    const blank = await PDFDocument.create();
    const content = blank.context.flateStream("BT ET");
    page.node.set(PDFName.of("Contents"), file.context.register(content));
    page.drawText("$1.00", { x: 400, y: 500, font });
    const words = await first(await file.save({ updateFieldAppearances: false }), json);
    expect(words).toContain("not every page is drawn as it was made");
  });

  it("sees figures that were changed inside the file", async () => {
    const report = yearEndReport(inputOf());
    const lying = {
      ...report,
      headline: report.headline.map((fact) => ({ ...fact, value: "$0.00" })),
    };
    const { bytes } = await drawYearEnd(lying, "public/fonts");
    expect(await first(bytes, json)).toContain("2025/cover/");
  });

  it("what is no PDF, another PDF, and an export that is none are not verified", async () => {
    expect(await first(new Uint8Array([1, 2, 3]), json)).toContain("not a PDF that can be read");
    const other = await PDFDocument.create();
    other.addPage();
    expect(await first(await other.save(), json)).toContain("no figures of Lotwise");
    expect(await first(pdf, "{}")).toContain("export cannot be read");
  });

  it("a paper of ours without figures is named, and how it is proven is told", async () => {
    const paper = { ...packOf(), documentTitle: "Letter to Harbor - Ada" };
    const { proof: _, ...letter } = paper;
    const { bytes } = await drawPaper(letter, "public/fonts");
    const { isConfirmed, lines } = await verifyReport(bytes, json);
    expect(isConfirmed).toBe(false);
    expect(lines[0]).toContain("this is “Letter to Harbor - Ada”, a paper of Lotwise");
    expect(lines[0]).toContain("cannot be computed anew from itself");
    expect(lines.at(-1)).toContain("Make it again from the same books");
  });
});

describe("lotwise verify on the command line", () => {
  const folder = testFolder("verify");
  const file = (name: string, content: string | Uint8Array): string => {
    const at = path.join(folder, name);
    writeFileSync(at, content);
    return at;
  };

  it("confirms with 0 against the export, ends with 1 when it differs and with 2 when told too little", async () => {
    const report = file("report.pdf", pdf);
    const books = file("books.json", json);
    expect(await run(["verify", report, books], 0)).toMatchObject({ code: 0, error: "" });
    const other = file("other.json", json.replace('"22222.22"', '"1.00"'));
    expect((await run(["verify", report, other], 0)).code).toBe(1);
    expect((await run(["verify", report], 0)).code).toBe(2);
    expect((await run(["verify", report, "nowhere.csv", "--time-zone", "UTC"], 0)).code).toBe(1);
  });

  // Universal CSV: 1 BTC for 100 with 2 of costs, sold in March 2025 for the proceeds less 5 of costs.
  const CSV = (proceeds: string): string =>
    `Date,Account,Type,Sent Amount,Sent Asset,Received Amount,Received Asset,Fee Amount,Fee Asset,Value USD
2023-01-10T10:00:00Z,A,Buy,100,USD,1,BTC,2,USD,
2025-03-01T03:00:00Z,A,Sell,1,BTC,${proceeds},USD,5,USD,
`;

  it("compares rows and lines with what the files come to, and names the first that differs", async () => {
    const books = file("trades.csv", CSV("250"));
    const loaded = await loadFiles([books], "UTC", true);
    if (!loaded.ok) {
      throw new Error(loaded.error.reason);
    }
    const { transactions } = loaded.value;
    const ledger = computeLedger({ transactions, settings: settings(), asOf: AS_OF });
    const [result] = computeYears({ ledger, profiles: [], asOf: AS_OF }).filter(
      ({ year }) => year === 2025,
    );
    const input = yearEndInput({ ledger, settings: settings(), client: "Ada Byron" });
    const made = yearEndReport(result === undefined ? input : { ...input, result });
    const report = file("from-files.pdf", (await drawYearEnd(made, "public/fonts")).bytes);
    const options = ["--time-zone", "UTC", "--as-of", "2025-12-31"];
    const confirmed = await run(["verify", report, books, ...options], 0);
    expect(confirmed.code, confirmed.error).toBe(0);
    expect(confirmed.out).toContain("Confirmed from the files");
    const other = await run(["verify", report, file("other.csv", CSV("251")), ...options], 0);
    expect(other.code).toBe(1);
    // 250 - 5 - 102 = 143; with 251 it is 144.
    expect(other.error).toContain("2025/schedule-d/10 ");
    expect(other.error).toContain("in the report: 143.00");
    expect(other.error).toContain("from the files: 144.00");
  });
});
