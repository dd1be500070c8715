import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "@/lib/cli/lotwise";
import { testFolder } from "../../support/test-folder";

const NOW = Date.parse("2026-11-21T12:00:00Z");
const folder = testFolder("cli");
const save = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const HEADER =
  "Date,Account,Type,Sent Amount,Sent Asset,Received Amount,Received Asset,Fee Amount,Fee Asset,Value USD";
/** Bought 1 at 100 + 2 fee, 1 at 300, sold 1 at 250 - 5 fee: FIFO gains 143, LIFO and HIFO lose 55. */
const BOOKS = save(
  "books.csv",
  `${HEADER}
2023-01-10T10:00:00Z,A,Buy,100,USD,1,BTC,2,USD,
2025-02-10T10:00:00Z,A,Buy,300,USD,1,BTC,,,
2025-03-01T03:00:00Z,A,Sell,1,BTC,250,USD,5,USD,
`,
);
const compute = (...more: string[]) =>
  run(["compute", BOOKS, "--time-zone", "America/New_York", ...more], NOW);
const json = async (...more: string[]) => JSON.parse((await compute("--json", ...more)).out);

describe("lotwise compute", () => {
  it.each([
    [
      "1 row: 1 transaction,",
      "1 disposal lacks a value",
      ["2025-03-01T03:00:00Z,A,Sell,1,BTC,,,,,"],
    ],
    [
      "2 rows: 2 transactions,",
      "2 disposals lack a value",
      ["2025-03-01T03:00:00Z,A,Sell,1,BTC,,,,,", "2025-04-01T03:00:00Z,A,Sell,1,BTC,,,,,"],
    ],
  ])("counts in words that fit: %s %s", async (read, lacking, rows) => {
    const file = save(`${rows.length}-unknown.csv`, [HEADER, ...rows, ""].join("\n"));
    const { out } = await run(["compute", file, "--time-zone", "America/New_York"], NOW);
    expect(out).toContain(read);
    expect(out).toContain(`not final: ${lacking}`);
  });

  it("values rows without dollars by a price file, says by which price, and explains it", async () => {
    const file = save(
      "priced.csv",
      `${HEADER}
2025-02-10T10:30:00Z,A,Staking,,,0.5,ETH,,,
2025-02-11T10:30:00Z,A,Buy,100,EUR,1,XTZ,1.5,EUR,
`,
    );
    const run2 = (...more: string[]) =>
      run(["compute", file, "--time-zone", "America/New_York", ...more], NOW);
    const bare = await run2();
    expect(bare.out).toContain("Questions");
    const prices = save(
      "prices.csv",
      "asset,price,time\nETH,2600,2025-02-10T10:59:00Z\nEUR,1.03,2025-02-11\n",
    );
    const { out } = await run2("--prices", prices);
    // 0.5 x 2,600; 100 x 1.03; 1.5 x 1.03 = 1.545.
    expect(out).toContain("income: $1,300.00 by a price, 0.5 ETH at $2,600.00, told for the hour");
    expect(out).toContain(
      "buy: $103.00 by a price, 100 EUR at $1.03, told for the UTC day Feb 11, 2025",
    );
    expect(out).toContain("buy: $1.55 by a price, 1.5 EUR");
    expect(out).not.toContain("Questions");
    expect(out).not.toContain("not known in US dollars");
    const why = await run(
      ["explain", "income/2025", file, "--time-zone", "UTC", "--prices", prices],
      NOW,
    );
    expect(why.out).toContain("valued: 0.5 ETH at $2,600.00");
    const wrong = save("wrong.csv", "asset,price,time\nETH,0,2025-02-10\n");
    expect(await run2("--prices", wrong)).toMatchObject({ code: 1, out: "" });
    expect((await run2("--prices", join(folder, "absent.csv"))).error).toContain("cannot be read");
  });

  it("gives closed lots and years as exact decimal strings", async () => {
    const result = await json();
    expect(result.closedLots).toHaveLength(1);
    expect(result.closedLots[0]).toMatchObject({
      asset: "BTC",
      quantity: "1",
      proceeds: "245",
      basis: "102",
      gain: "143",
      term: "long",
      sold: "2025-02-28",
      acquired: "2023-01-10",
      disposal: `${BOOKS}:4`,
    });
    expect(result.years.find((year: { year: number }) => year.year === 2025)).toMatchObject({
      netShort: "0",
      netLong: "143",
    });
    expect(result).toMatchObject({ issues: [], rejected: [], skipped: 0 });
  });

  it.each(["lifo", "hifo"])(
    "%s takes the later, dearer lot and says what it assumes",
    async (method) => {
      const result = await json("--method", method);
      expect(result.closedLots[0]).toMatchObject({
        basis: "300",
        gain: "-55",
        term: "short",
        standingOrder: "command-line",
      });
      expect(result.assumptions.join()).toContain("written down before every sale");
    },
  );

  it("--year keeps other years out, and the text shows the same figures", async () => {
    const text = await compute("--year", "2025");
    expect(text).toMatchObject({ code: 0, error: "" });
    expect(text.out).toContain("$143.00");
    expect(text.out).not.toContain("2026:");
    expect((await json("--year", "2024")).closedLots).toEqual([]);
  });

  it("universal is said to end with 2024, universal-always to be no lawful choice", async () => {
    expect((await compute("--pool", "universal")).out).toContain(
      "up to December 31, 2024, per account from January 1, 2025",
    );
    expect((await compute("--pool", "universal-always")).out).toContain("not allowed from 2025");
  });

  it("a sale without enough lots is an issue with its file and line, and still computed", async () => {
    const path = save(
      "short.csv",
      `${HEADER}\n2025-03-01T03:00:00Z,A,Sell,0.6,ETH,250,USD,,,\n2025-03-02,A,Buy,x,USD,1,ETH,,,\n`,
    );
    const result = await run(["compute", path, "--time-zone", "UTC", "--json"], NOW);
    expect(result.code).toBe(0);
    const { issues, rejected, closedLots } = JSON.parse(result.out);
    expect(issues[0]).toMatchObject({
      code: "missing-basis",
      quantity: "0.6",
      file: path,
      lines: [2],
    });
    expect(rejected).toEqual([
      expect.objectContaining({ file: path, line: 3, column: "Sent Amount", value: "x" }),
    ]);
    expect(closedLots[0]).toMatchObject({ basis: null, gain: null });
  });

  it("the same file twice counts once; clear transfers are joined unless --no-match", async () => {
    const twice = await run(["compute", BOOKS, BOOKS, "--time-zone", "UTC", "--json"], NOW);
    expect(JSON.parse(twice.out)).toMatchObject({ skipped: 3, closedLots: [{ gain: "143" }] });
    const path = save(
      "moves.csv",
      `${HEADER}\n2025-01-01,A,Buy,100,USD,1,BTC,,,\n2025-01-02T10:00:00Z,A,Withdrawal,1,BTC,,,,,\n2025-01-02T10:30:00Z,B,Deposit,,,1,BTC,,,\n2025-01-03T10:00:00Z,B,Sell,1,BTC,150,USD,,,\n`,
    );
    const joined = JSON.parse(
      (await run(["compute", path, "--time-zone", "UTC", "--json"], NOW)).out,
    );
    expect(joined).toMatchObject({ closedLots: [{ account: "B", gain: "50" }], transfers: [{}] });
    const apart = JSON.parse(
      (await run(["compute", path, "--time-zone", "UTC", "--json", "--no-match"], NOW)).out,
    );
    expect(apart.transfers).toEqual([]);
    expect(apart.issues.length).toBeGreaterThan(0);
  });

  it.each([
    ["no command", []],
    ["no file", ["compute", "--time-zone", "UTC"]],
    ["no zone", ["compute", BOOKS]],
    ["unknown zone", ["compute", BOOKS, "--time-zone", "Mars/Olympus"]],
    ["unknown method", ["compute", BOOKS, "--time-zone", "UTC", "--method", "best"]],
    ["unknown pool", ["compute", BOOKS, "--time-zone", "UTC", "--pool", "sea"]],
    ["unknown option", ["compute", BOOKS, "--time-zone", "UTC", "--fast"]],
    ["bad year", ["compute", BOOKS, "--time-zone", "UTC", "--year", "soon"]],
  ])("%s is wrong usage: 2", async (_name, argv) => {
    const result = await run(argv, NOW);
    expect(result).toMatchObject({ code: 2, out: "" });
    expect(result.error).toContain("Usage:");
  });

  it("a file that cannot be read is 1 and named with the reason", async () => {
    const missing = await run(["compute", join(folder, "none.csv"), "--time-zone", "UTC"], NOW);
    expect(missing.code).toBe(1);
    expect(missing.error).toContain("none.csv");
    const foreign = await run(
      ["compute", save("foreign.csv", "a,b,c\n1,2,3\n"), "--time-zone", "UTC"],
      NOW,
    );
    expect(foreign.code).toBe(1);
    expect(foreign.error).toMatch(/No known header row.*\n.*Headers found: a, b, c/s);
  });
});
