import { describe, expect, it } from "vitest";
import { formRoleOf, looksLikeForm } from "@/lib/importers/form-mapping/columns";
import { proposeForm, settleForm, templateOfForm } from "@/lib/importers/form-mapping/draft";
import { mappedLine, readMappedForm } from "@/lib/importers/form-mapping/read-file";
import { type FormTemplate, parseFormTemplate } from "@/lib/importers/form-mapping/template";
import { isPersonal, tableWithoutPersonal } from "@/lib/importers/form-privacy";
import type { TableSample } from "@/lib/importers/mapping/sample";
import { quantityText } from "@/lib/money/quantity";
import { usdText } from "@/lib/money/usd";
import { invariant } from "@/lib/result";

/** Columns of TaxBit's published template of form data (support article "1099-DA Form Data CSV Ingestion Template Guide"). */
const TAXBIT = [
  ["account_id", "account"],
  ["asset_symbol", "symbol"],
  ["asset_dtif_code", "code"],
  ["asset_name", "name"],
  ["asset_quantity", "units"],
  ["acquired_date", "acquired"],
  ["disposed_date", "sold"],
  ["proceeds", "proceeds"],
  ["cost_basis", "basis"],
  ["proceeds_type", null],
  ["federal_tax_withheld", "withheld"],
  ["gain_loss_classification", "term"],
  ["cash_proceeds", null],
  ["customer_provided", null],
  ["is_noncovered_security", "noncovered"],
  ["aggregate_stablecoin_nft", null],
] as const;

/** Fields of the Financial Data Exchange's Form 1099-DA (taxdataexchange.org, DigitalAssetDetail). */
const FDX = [
  ["checkboxOnForm8949", "box"],
  ["digitalAssetCode", "code"],
  ["digitalAssetName", "name"],
  ["units", "units"],
  ["dateAcquired", "acquired"],
  ["dateOfSale", "sold"],
  ["proceeds", "proceeds"],
  ["costBasis", "basis"],
  ["washSaleLossDisallowed", "wash"],
  ["basisReported", "basis-reported"],
  ["federalTaxWithheld", "withheld"],
  ["longOrShort", "term"],
] as const;

/** The boxes as the IRS prints them (Form 1099-DA, 2025). */
const PRINTED = [
  ["1a Code for digital asset", "code"],
  ["1b Name of digital asset", "name"],
  ["1c Number of units", "units"],
  ["1d Date acquired", "acquired"],
  ["1e Date sold or disposed", "sold"],
  ["1f Proceeds", "proceeds"],
  ["1g Cost or other basis", "basis"],
  ["1h Accrued market discount", null],
  ["1i Wash sale loss disallowed", "wash"],
  ["Box 2 Check if basis reported to IRS", "basis-reported"],
  ["Federal income tax withheld (Box 4)", "withheld"],
  ["Box 6", "term"],
  ["Box 9", "noncovered"],
  ["11c Gross proceeds from first sales", "first-sales"],
  ["State tax withheld (Box 16)", null],
  ["Applicable checkbox on Form 8949", "box"],
  ["State tax withheld", null],
  ["Gain/Loss", null],
] as const;

describe("a column of a broker's form", () => {
  it.each([...TAXBIT, ...FDX, ...PRINTED])("%s is proposed as %s", (name, role) => {
    expect(formRoleOf(name)).toBe(role);
  });

  it("makes its table a form when boxes, DTIF codes or coverage are named; a report of gains is none", () => {
    for (const layout of [TAXBIT, FDX, PRINTED]) {
      expect(looksLikeForm(layout.map(([name]) => name))).toBe(true);
    }
    expect(
      looksLikeForm(["Asset", "Quantity", "Date Acquired", "Date Sold", "Proceeds", "Cost Basis"]),
    ).toBe(false);
    expect(looksLikeForm(["Asset", "Covered", "Note"])).toBe(false);
  });

  it("that names the asset is no person's name", () => {
    expect(
      ["Name of digital asset", "digitalAssetName", "1b Name", "asset_name"].map(isPersonal),
    ).toEqual([false, false, false, false]);
    expect(["Recipient name", "Customer name", "TIN"].map(isPersonal)).toEqual([true, true, true]);
  });
});

const HEADER =
  "Recipient TIN,1b Name,1c Units,1d Date acquired,1e Date sold,1f Proceeds,1g Basis,Box 2,Box 4,Box 6,Box 9,Form 8949 box,Gain/Loss";

/** Invented lines: each kind of cell a form may have. */
const FILE = [
  "Prepared for Robin Ashby",
  HEADER,
  '123-45-6789,Bitcoin,0.5,01/15/2025,06/20/2025,"$51,456.78","$48,345.67",X,"1,200.50",S,FALSE,G,3111.11',
  "123-45-6789,Ethereum,2,VARIOUS,12/31/2025,5400,,,,Long-term,TRUE,,",
  "123-45-6789,Staked Something,1.25,INHERITED,07/01/2025,500,0,N,,L,noncovered,Box K,",
  "123-45-6789,Bitcoin,x,01/15/2025,06/20/2025,1,,,,,,,",
  "123-45-6789,Bitcoin,1,01/15/2025,31/12/2025,1,,,,,,,",
  "123-45-6789,Bitcoin,1,01/15/2025,06/20/2024,1,,,,,,,",
  "123-45-6789,Bitcoin,1,,,1,,,,,,,",
  "123-45-6789,Bitcoin,1,,06/20/2025,-1,,,,,,,",
  "123-45-6789,,1,,06/20/2025,1,,,,,,,",
  "Total,,,,,57358.78,,,,,,,",
].join("\n");

const bytes = (text: string) => ({ file: "form.csv", chunks: [new TextEncoder().encode(text)] });

function sampleOf(header: string, rows: readonly string[]): TableSample {
  return {
    header: header.split(","),
    rows: rows.map((row, index) => ({ line: index + 2, cells: row.split(",") })),
    words: [],
    isWhole: true,
  };
}

const template = (): FormTemplate => {
  const header = HEADER.split(",");
  const { roles } = proposeForm({ header });
  const read = parseFormTemplate({
    is: "form-1099-da",
    id: "t1",
    payer: "Harbor Exchange, Inc.",
    header,
    roles,
    day: "M/D/Y",
  });
  invariant(read.ok, "the template stands");
  return read.value;
};

describe("a table of a broker's form", () => {
  it("is read box by box; blank is blank, a sum is left out, and what cannot be read is told by line and column", async () => {
    const lines = await readMappedForm(bytes(FILE), template());
    invariant(lines.ok, "the header is there");
    const rows = lines.value.flatMap(({ row }) => row ?? []);
    expect(
      rows.map((row) => [
        row.line,
        row.asset,
        row.name,
        quantityText(row.units),
        row.acquired,
        row.sold,
        usdText(row.proceeds),
        row.basis === null ? null : usdText(row.basis),
        row.term,
        row.covered,
        row.box,
        row.taxYear,
      ]),
    ).toEqual([
      [
        3,
        "BTC",
        "Bitcoin",
        "0.5",
        "2025-01-15",
        "2025-06-20",
        "51456.78",
        "48345.67",
        "short",
        true,
        "G",
        2025,
      ],
      [4, "ETH", "Ethereum", "2", "various", "2025-12-31", "5400", null, "long", false, null, 2025],
      [
        5,
        null,
        "Staked Something",
        "1.25",
        null,
        "2025-07-01",
        "500",
        "0",
        "long",
        false,
        "K",
        2025,
      ],
    ]);
    expect(rows[0]?.more).toEqual([
      { column: "FEDERAL TAX WITHHELD (BOX 4)", value: "1200.5" },
      { column: "BASIS REPORTED (BOX 2)", value: "YES" },
      { column: "Gain/Loss", value: "3111.11" },
    ]);
    expect(rows[2]?.more).toContainEqual({ column: "DATE ACQUIRED (BOX 1D)", value: "INHERITED" });
    expect(
      lines.value.flatMap(({ problem }) =>
        problem === null ? [] : [[problem.line, problem.column]],
      ),
    ).toEqual([
      [6, "1c Units"],
      [7, "1e Date sold"],
      [8, "1e Date sold"],
      [9, "1e Date sold"],
      [10, "1f Proceeds"],
      [11, "1b Name"],
    ]);
    expect(lines.value.at(-1)).toMatchObject({ line: 12, leftOut: "A line of totals.", row: null });
  });

  it("keeps no name, no taxpayer number and nothing above its header", async () => {
    const kept = await tableWithoutPersonal(bytes(FILE), HEADER.split(","));
    invariant(kept.ok, "the header is there");
    expect(kept.value.text).not.toMatch(/123-45-6789|Ashby/);
    expect(kept.value.dropped).toEqual(["Recipient TIN"]);
    // Every line stands where it stood, and reads as before.
    const [before, after] = [
      await readMappedForm(bytes(FILE), template()),
      await readMappedForm(bytes(kept.value.text), template()),
    ];
    invariant(before.ok && after.ok, "both are read");
    expect(after.value.map(({ line, row }) => [line, row])).toEqual(
      before.value.map(({ line, row }) => [line, row]),
    );
  });

  it("of another header is refused, and a short line is no line", async () => {
    const other = await readMappedForm(bytes(FILE.replace("1c Units", "Units")), template());
    expect(other.ok).toBe(false);
    expect(mappedLine({ line: 3, cells: ["", "Bitcoin", "1"], raw: "" }, template())).toMatchObject(
      {
        problem: { reason: "The line has 3 cells, its header 13." },
      },
    );
  });

  it("tells boxes 1f and 11c on two lines, and a year where it tells no day", () => {
    const header = ["Asset", "Units", "Proceeds", "Box 11c", "Tax year"];
    const made = parseFormTemplate({
      is: "form-1099-da",
      id: "t2",
      payer: "Harbor",
      header,
      roles: proposeForm({ header }).roles,
      day: null,
    });
    invariant(made.ok, "the template stands");
    const read = (...cells: string[]) => mappedLine({ line: 2, cells, raw: "" }, made.value);
    expect(read("Specified NFTs", "3", "", "900", "2025").row).toMatchObject({
      firstSale: true,
      asset: null,
      sold: null,
      taxYear: 2025,
    });
    expect(read("USDC", "3", "3", "0", "2025").row).toMatchObject({
      firstSale: false,
      asset: "USDC",
    });
    expect(read("NFT", "3", "3", "900", "2025").problem?.column).toBe("Box 11c");
    expect(read("USDC", "3", "3", "", "").problem?.reason).toContain("no tax year");
    expect(read("USDC", "3", "3", "", "2024").problem?.column).toBe("Tax year");
  });
});

describe("what a person says of a form's table", () => {
  const header = "Asset,Quantity,Date Sold,Proceeds";
  const open = (rows: readonly string[], payer = "Harbor", day: string | null = null) =>
    settleForm({ ...proposeForm(sampleOf(header, rows)), payer, day }, sampleOf(header, rows));

  it("is settled when one way of writing days fits all, and asked when two do", () => {
    const one = open(["BTC,1,12/31/2025,5"]);
    expect([one.draft.day, one.open]).toEqual(["M/D/Y", []]);
    const two = open(["BTC,1,05/06/2025,5"]);
    expect(two.days).toEqual(["M/D/Y", "D/M/Y"]);
    expect([two.draft.day, two.open.map(({ about }) => about)]).toEqual([null, ["day"]]);
    expect(open(["BTC,1,05/06/2025,5"], "Harbor", "D/M/Y").open).toEqual([]);
    expect(open(["BTC,1,20251231,5"]).draft.day).toBe("YMD");
  });

  it("is open without a payer, a column of units, of proceeds, of the asset and of the day", () => {
    const sample = sampleOf("A,B", ["x,1"]);
    const settled = settleForm({ payer: "", roles: [null, null], day: null }, sample);
    expect(settled.open.map(({ about }) => about)).toEqual([
      "columns",
      "columns",
      "columns",
      "columns",
      "payer",
    ]);
    expect(templateOfForm(settled, sample, "t").ok).toBe(false);
  });

  it("is refused while a column of names is still in the file", () => {
    const told = "Asset,Quantity,Date Sold,Proceeds,Customer Name";
    const draft = { ...proposeForm(sampleOf(told, [])), payer: "Harbor" };
    const named = settleForm(draft, sampleOf(told, ["BTC,1,12/31/2025,5,Robin Ashby"]));
    expect(named.open[0]?.reason).toContain("“Customer Name”");
    const emptied = settleForm(draft, sampleOf(told, ["BTC,1,12/31/2025,5,(not kept)"]));
    expect(emptied.open).toEqual([]);
  });
});
