import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { run } from "@/lib/cli/lotwise";
import { testFolder } from "../../support/test-folder";

const before = process.env["TZ"];
afterEach(() => {
  if (before === undefined) {
    delete process.env["TZ"];
  } else {
    process.env["TZ"] = before;
  }
});

/** UTC, the six zones of the states, where a server may stand, and one beyond the day line. */
const MACHINES = [
  "UTC",
  "America/New_York",
  "America/Chicago",
  "America/Denver",
  "America/Los_Angeles",
  "America/Anchorage",
  "Pacific/Honolulu",
  "Pacific/Kiritimati",
];

const FILE = join(testFolder("machine-clock"), "books.csv");
/**
 * One coin bought on March 31, 2024 at noon in New York for $60,000; a quarter of it, basis $15,000, sold four times for $20,000, each a
 * gain of $5,000: in New York the last second of 2024, the first of 2025, the last of March 31, 2025 (still short-term) and the first of
 * April 1 (long-term: more than a year, counted from the day after, IRC 1222 and Rev. Rul. 66-7).
 */
writeFileSync(
  FILE,
  `Date,Account,Type,Sent Amount,Sent Asset,Received Amount,Received Asset,Fee Amount,Fee Asset,Value USD
2024-03-31T16:00:00Z,A,Buy,60000,USD,1,BTC,,,
2025-01-01T04:59:59Z,A,Sell,0.25,BTC,20000,USD,,,
2025-01-01T05:00:00Z,A,Sell,0.25,BTC,20000,USD,,,
2025-04-01T03:59:59Z,A,Sell,0.25,BTC,20000,USD,,,
2025-04-01T04:00:00Z,A,Sell,0.25,BTC,20000,USD,,,
`,
);

const computed = (now: string) =>
  run(["compute", FILE, "--time-zone", "America/New_York", "--json"], Date.parse(now));

describe("the clock of the machine", () => {
  it.each(MACHINES)("set to %s moves no sale into another year or term", async (zone) => {
    process.env["TZ"] = zone;
    // The setting holds: the machine tells the hour of that zone.
    expect(new Date(0).getTimezoneOffset() === 0).toBe(zone === "UTC");
    const { out, code } = await computed("2026-11-21T12:00:00Z");
    expect(code).toBe(0);
    const years: readonly Readonly<Record<string, unknown>>[] = JSON.parse(out).years;
    expect(
      years.map(({ year, netShort, netLong }) => [year, Number(netShort), Number(netLong)]),
    ).toEqual([
      [2024, 5000, 0],
      [2025, 10_000, 5000],
      // Nothing was sold; the year runs still.
      [2026, 0, 0],
    ]);
  });

  it.each(MACHINES)(
    "set to %s, the last second of the year is of that year and the next of the next, by the taxpayer's zone",
    async (zone) => {
      process.env["TZ"] = zone;
      const told = async (now: string) => JSON.parse((await computed(now)).out).assumptions[0];
      expect(await told("2027-01-01T04:59:59Z")).toContain("up to December 31, 2026");
      expect(await told("2027-01-01T05:00:00Z")).toContain("up to January 1, 2027");
    },
  );
});
