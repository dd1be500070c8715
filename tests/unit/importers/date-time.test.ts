import { describe, expect, it } from "vitest";
import { readDateTime, readUnixSeconds } from "@/lib/importers/date-time";
import { splitPair } from "@/lib/importers/pairs";

const read = (cell: string, shape: string, zone = "UTC") =>
  readDateTime(cell, [shape], zone)?.at ?? null;

describe("dates as sources write them", () => {
  it.each([
    ["6/9/2021 1:05:09 PM", "M/D/Y h:m:s A", "UTC", "2021-06-09T13:05:09.000Z"],
    ["12/31/2021 12:00:00 AM", "M/D/Y h:m:s A", "UTC", "2021-12-31T00:00:00.000Z"],
    ["12/31/2021 12:00:00 PM", "M/D/Y h:m:s A", "UTC", "2021-12-31T12:00:00.000Z"],
    ["1/25/2022, 2:58:40 AM", "M/D/Y, h:m:s A", "America/Los_Angeles", "2022-01-25T10:58:40.000Z"],
    ["Jan. 28, 2022, 12:13 AM", "B D, Y, h:m A", "UTC", "2022-01-28T00:13:00.000Z"],
    ["May 28, 2022, 12:13 AM", "B D, Y, h:m A", "UTC", "2022-05-28T00:13:00.000Z"],
    ["June 15, 2021 5:25 PM", "B D, Y h:m A", "UTC", "2021-06-15T17:25:00.000Z"],
    ["Jan 01 2022 00:41:59", "B D Y h:m:s", "UTC", "2022-01-01T00:41:59.000Z"],
    ["2023-12-25 09:53:19 EST", "Y-M-D h:m:s Z", "UTC", "2023-12-25T14:53:19.000Z"],
    ["2023-06-25 09:53:19 EDT", "Y-M-D h:m:s Z", "UTC", "2023-06-25T13:53:19.000Z"],
    ["2023-06-13 15:27:27+00", "Y-M-D h:m:sZ", "UTC", "2023-06-13T15:27:27.000Z"],
    ["Tue May 26 2020 18:06:28 GMT+0200", "W B D Y h:m:s Z", "UTC", "2020-05-26T16:06:28.000Z"],
    ["25-03-26 04:00:07", "y-M-D h:m:s", "UTC", "2025-03-26T04:00:07.000Z"],
    ["05-06-23 10:11:12", "D-M-y h:m:s", "UTC", "2023-06-05T10:11:12.000Z"],
    ["05-06-23 10:11:12", "M-D-y h:m:s", "UTC", "2023-05-06T10:11:12.000Z"],
    ["2018-02-16 19:41:00.164", "Y-M-D h:m:s", "UTC", "2018-02-16T19:41:00.164Z"],
  ])("%s as %s in %s", (cell, shape, zone, at) => {
    expect(read(cell, shape, zone)).toBe(at);
  });

  it("keeps a day alone as that day, whatever the zone", () => {
    expect(readDateTime("12/31/2024", ["M/D/Y"], "America/New_York")).toEqual({
      at: "2024-12-31T12:00:00.000Z",
      date: "2024-12-31",
    });
  });

  it.each([
    ["02/30/2024 10:00:00", "M/D/Y h:m:s"],
    ["2024-01-01 24:00:00", "Y-M-D h:m:s"],
    ["2024-01-01 10:60:00", "Y-M-D h:m:s"],
    ["2024-01-01 13:00:00 PM", "Y-M-D h:m:s A"],
    ["2024-01-01 10:00:00 XYZ", "Y-M-D h:m:s Z"],
    ["2024-01-01 10:00:00 and more", "Y-M-D h:m:s"],
    ["Foo 1, 2024, 1:00 AM", "B D, Y, h:m A"],
    ["", "Y-M-D"],
  ])("refuses %s", (cell, shape) => {
    expect(read(cell, shape)).toBeNull();
  });

  it("takes the first shape that gives a real day", () => {
    expect(readDateTime("13/1/2024", ["M/D/Y", "D/M/Y"], "UTC")?.date).toBe("2024-01-13");
  });

  it("reads seconds since 1970", () => {
    expect(readUnixSeconds("1700000000")?.at).toBe("2023-11-14T22:13:20.000Z");
    expect(readUnixSeconds("1700000000.25")?.at).toBe("2023-11-14T22:13:20.250Z");
    expect(readUnixSeconds("1700000000000")).toBeNull();
    expect(readUnixSeconds("")).toBeNull();
  });
});

describe("markets", () => {
  it.each([
    ["BTC/USD", ["BTC", "USD"]],
    ["KCS-BTC", ["KCS", "BTC"]],
    ["BTC_USDC", ["BTC", "USDC"]],
    ["btcusdt", ["BTC", "USDT"]],
    ["ETHBTC", ["ETH", "BTC"]],
    ["LTCFDUSD", ["LTC", "FDUSD"]],
  ])("%s", (pair, sides) => {
    expect(splitPair(pair)).toEqual(sides);
  });

  it.each(["USDT", "ABCXYZ", "A-B-C", "-BTC", ""])("does not guess %s", (pair) => {
    expect(splitPair(pair)).toBeNull();
  });
});
