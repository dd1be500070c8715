import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { detect } from "@/lib/importers/detect";
import { createFingerprints } from "@/lib/importers/fingerprint";
import { SOURCES } from "@/lib/importers/sources";
import { krakenAsset } from "@/lib/importers/sources/kraken-assets";
import { UNIVERSAL_COLUMNS } from "@/lib/importers/sources/universal";
import { UNIVERSAL_TYPES } from "@/lib/importers/sources/universal-kinds";
import { splitQuantity } from "@/lib/importers/split";
import { readUtcTime } from "@/lib/importers/time";
import { quantity, quantityText, sumQuantity } from "@/lib/money/quantity";
import { readOk } from "./read";

describe("times", () => {
  it.each([
    ["2021-01-05T17:11:23Z", "2021-01-05T17:11:23.000Z", null],
    ["2024-12-28 15:04:05 UTC", "2024-12-28T15:04:05.000Z", null],
    ["2024-01-05 10:00 UTC", "2024-01-05T10:00:00.000Z", null],
    ["2023-05-01 08:00:00.1234", "2023-05-01T08:00:00.123Z", null],
    ["2024-02-29 9:05:00", "2024-02-29T09:05:00.000Z", null],
    ["2024-07-01T09:00:00-05:00", "2024-07-01T14:00:00.000Z", null],
    ["2024-07-01 09:00:00 +0200", "2024-07-01T07:00:00.000Z", null],
    ["2024-07-01", "2024-07-01T12:00:00.000Z", "2024-07-01"],
  ])("%s", (cell, at, date) => {
    expect(readUtcTime(cell)).toEqual({ at, date });
  });

  it.each([
    "",
    "2023-02-29",
    "2023-02-29 10:00:00",
    "2024-13-01 10:00",
    "2024-01-01 25:00:00",
    "01/02/2024",
    "2024-01-01 10:00 EST",
    "yesterday",
    "1704067200",
  ])("%j is not guessed", (cell) => {
    expect(readUtcTime(cell)).toBeNull();
  });
});

describe("Kraken codes", () => {
  it.each([
    ["XXBT", "BTC", false],
    ["XBT", "BTC", false],
    ["BTC", "BTC", false],
    ["XXDG", "DOGE", false],
    ["ZUSD", "USD", false],
    ["USD.HOLD", "USD", false],
    ["ETH2.S", "ETH", true],
    ["DOT28.S", "DOT", true],
    ["SOL03.S", "SOL", true],
    ["KAVA.F", "KAVA", true],
    ["XTZ", "XTZ", false],
    ["ZEC", "ZEC", false],
    ["ZRX", "ZRX", false],
    ["XRP", "XRP", false],
    ["FLOWH", "FLOW", false],
  ])("%s is %s", (code, asset, isStaked) => {
    expect(krakenAsset(code)).toEqual({ asset, isStaked });
  });
});

describe("identity", () => {
  it("the source's id; the same id with other content is another row; the same row again is told", () => {
    const prints = createFingerprints();
    expect(prints.byId("s", "1", "a")).toBe("s:1");
    expect(prints.byId("s", "1", "b")).toBe("s:1:b");
    expect(prints.byId("s", "1", "a")).toBe("repeated");
    expect(prints.byId("s", "1", "b")).toBe("repeated");
    expect(prints.byId("s", "2", "a")).toBe("s:2");
  });

  it("without ids: content and a number among equals", () => {
    const prints = createFingerprints();
    expect([1, 2, 3].map(() => prints.byContent("s", "x"))).toEqual(["s:x#1", "s:x#2", "s:x#3"]);
  });

  it("the same row has the same key in a longer export, in another order and in another generation without ids", async () => {
    const header =
      "Timestamp,Transaction Type,Asset,Quantity Transacted,Spot Price Currency,Spot Price at Transaction,Subtotal,Total (inclusive of fees),Fees,Notes";
    const newer = header.replace(
      "(inclusive of fees),Fees",
      "(inclusive of fees and/or spread),Fees and/or Spread",
    );
    const rows = [1, 2, 3].map(
      (day) => `2022-01-0${day}T09:00:00Z,Buy,ETH,1.0,USD,3100.00,3100.00,3146.19,46.19,`,
    );
    const keys = async (text: string) =>
      (await readOk("x.csv", text)).transactions.map((each) => each.key);
    const all = await keys([header, ...rows].join("\n"));
    expect(await keys([header, rows[1]].join("\n"))).toEqual([all[1]]);
    expect((await keys([newer, ...[...rows].reverse()].join("\n"))).reverse()).toEqual(all);
  });
});

describe("detection", () => {
  it("every known header is found again as itself, with trailing blanks in any file", () => {
    for (const { label, headers } of SOURCES) {
      for (const { header, version } of headers) {
        const found = detect(header);
        expect(found?.is === "source" && [found.source.label, found.version]).toEqual([
          label,
          version,
        ]);
      }
    }
  });

  it("one cell more, less or other is not known", () => {
    const [first] = SOURCES[1]?.headers ?? [];
    const header = first?.header ?? [];
    expect(detect([...header, "more"])).toBeNull();
    expect(detect(header.slice(1))).toBeNull();
    expect(detect(header.map((cell, index) => (index === 3 ? "kind" : cell)))).toBeNull();
    expect(detect([])).toBeNull();
  });

  it("a universal header with a column twice or a column it does not know is refused", () => {
    const header = ["Date", "Type", "Sent Amount", "Sent Asset"];
    expect(detect(header)?.is).toBe("source");
    expect(detect([...header, "Note", "note"])).toBeNull();
    expect(detect([...header, "Colour"])).toBeNull();
    expect(detect(["Date", "Type", "Sent Amount"])).toBeNull();
  });
});

describe("shares of units", () => {
  it("add up to the last digit", () => {
    const shares = splitQuantity(quantity("1"), ["1", "1", "1"]);
    expect(quantityText(sumQuantity(shares))).toBe("1");
    expect(splitQuantity(quantity("10"), ["0", "3", "1"]).map(quantityText)).toEqual([
      "0",
      "7.5",
      "2.5",
    ]);
    expect(() => splitQuantity(quantity("1"), ["0", "0"])).toThrow(RangeError);
  });
});

describe("Kraken's look-ahead is bounded", () => {
  it("legs within 2,000 rows are one trade; farther apart they are kept and asked about", async () => {
    const header = "txid,refid,time,type,aclass,asset,amount,fee,balance";
    const filler = (count: number) =>
      Array.from(
        { length: count },
        (_, index) => `F${index},R${index},2020-01-02 00:00:00,deposit,currency,ZUSD,1.0,0,0`,
      );
    const [usd, coin] = [
      "A,T,2020-01-01 00:00:00,trade,currency,ZUSD,-10.0,0,0",
      "B,T,2020-01-01 00:00:00,trade,currency,XXBT,1.0,0,0",
    ];
    const kinds = async (between: number) =>
      (await readOk("x.csv", [header, usd, ...filler(between), coin].join("\n"))).transactions
        .map((each) => each.kind)
        .filter((kind) => kind !== "cash");
    expect(await kinds(1_900)).toEqual(["buy"]);
    expect(await kinds(2_100)).toEqual(["unknown", "unknown"]);
  });
});

describe("the universal CSV", () => {
  it("every column and every type is in docs/importing.md, every column in the sample", () => {
    const doc = readFileSync("docs/importing.md", "utf8").toLowerCase();
    const words = [...UNIVERSAL_COLUMNS, ...UNIVERSAL_TYPES.map((type) => type.replace("-", " "))];
    expect(words.filter((word) => !doc.includes(word.toLowerCase()))).toEqual([]);
    const sample = readFileSync("public/samples/universal.csv", "utf8").split("\n")[0];
    expect(sample).toBe(UNIVERSAL_COLUMNS.join(","));
  });

  const HEADER = "Date,Type,Sent Amount,Sent Asset,Received Amount,Received Asset,Value USD";
  const universal = (columns: string, ...rows: string[]) =>
    readOk("u.csv", [`${HEADER},${columns}`, ...rows].join("\n"));

  it("tells conversions, and what they are for tax when the row says so", async () => {
    const { transactions, rejected } = await universal(
      "Treatment",
      "2024-09-02,Wrap,0.5,ETH,0.5,WETH,1245,carry over",
      "2024-09-03,Unwrap,0.5,WETH,0.5,ETH,1245,",
      "2024-09-04,Bridge,1,USDC,1,USDC.E,1,Taxable",
      "2024-09-05,Liquidity,1,ETH,10,LP-1,2500,",
      "2024-09-06,Liquid Staking,1,ETH,0.95,RETH,2500,",
      "2024-09-07,Wrap,1,ETH,1,WETH,2500,perhaps",
    );
    expect(transactions).toMatchObject([
      { kind: "conversion", form: "wrap", treatment: "carry-over" },
      { kind: "conversion", form: "wrap", treatment: null },
      { kind: "conversion", form: "bridge", treatment: "taxable" },
      { kind: "conversion", form: "liquidity", treatment: null },
      { kind: "conversion", form: "liquid-staking", treatment: null },
    ]);
    expect(rejected).toMatchObject([{ line: 7, column: "Treatment", value: "perhaps" }]);
  });

  it("tells whose losses are denied, and refuses that of what is no sale", async () => {
    const { transactions, rejected } = await universal(
      "Loss Denied",
      "2024-10-14,Sell,0.01,BTC,640,USD,,related-party",
      "2024-10-15,Swap,1,ETH,0.04,BTC,2500,Personal use",
      "2024-10-16,Spend,1,SOL,,,150,",
      "2024-10-17,Gift Sent,1,SOL,,,150,related-party",
    );
    expect(transactions).toMatchObject([
      { kind: "sell", deniedLoss: "related-party" },
      { kind: "swap", deniedLoss: "personal-use" },
      { kind: "spend" },
    ]);
    expect(transactions[2]).not.toHaveProperty("deniedLoss");
    expect(rejected).toMatchObject([{ line: 5, column: "Loss Denied" }]);
  });

  it("tells gifts from a spouse, and units given up for good", async () => {
    const { transactions, rejected } = await universal(
      "From Spouse",
      "2024-11-20,Gift Received,,,0.2,ETH,620,yes",
      "2024-11-21,Gift Received,,,0.2,ETH,620,No",
      "2024-11-22,Gift Received,,,0.2,ETH,620,wife",
      "2024-11-23,Abandoned,5,LUNA,,,,",
    );
    expect(transactions).toMatchObject([
      { kind: "gift-received", fromSpouse: true },
      { kind: "gift-received" },
      { kind: "lost", reason: "abandoned" },
    ]);
    expect(transactions[1]).not.toHaveProperty("fromSpouse");
    expect(rejected).toMatchObject([{ line: 4, column: "From Spouse" }]);
  });
});
