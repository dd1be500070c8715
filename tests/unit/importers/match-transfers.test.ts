import { describe, expect, it } from "vitest";
import { applyMatches, matchTransfers } from "@/lib/importers/match-transfers";
import { usdText } from "@/lib/money/usd";
import { line, readOk } from "./read";

const HEADER =
  "Date,Account,Type,Sent Amount,Sent Asset,Received Amount,Received Asset,Fee Amount,Fee Asset,Value USD";
const read = async (...rows: string[]) =>
  (await readOk("x.csv", [HEADER, ...rows].join("\n"))).transactions;
const out = (date: string, amount: string, account = "A", more = ",,") =>
  `${date},${account},Withdrawal,${amount},BTC,,,${more}`;
const into = (date: string, amount: string, account = "B") =>
  `${date},${account},Deposit,,,${amount},BTC,,,`;

describe("a withdrawal and a deposit that are one transfer", () => {
  it("same quantity, minutes apart", async () => {
    const told = await read(
      out("2024-03-02T10:00:00Z", "0.3"),
      into("2024-03-02T10:25:00Z", "0.3"),
    );
    const matches = matchTransfers(told);
    expect(matches).toHaveLength(1);
    expect(applyMatches(told, matches).map(line)).toEqual(["2 transfer: 0.3 BTC > 0.3 BTC"]);
    expect(matches[0]?.transfer).toMatchObject({
      accountName: "A",
      toAccountName: "B",
      at: "2024-03-02T10:00:00.000Z",
    });
    expect(matches[0]?.reason).toContain("0.3 BTC left A");
  });

  it("less by a network fee, which gets its value from the withdrawal's own", async () => {
    const told = await read(
      out("2024-03-02T10:00:00Z", "0.3", "A", ",,18300"),
      into("2024-03-02T10:25:00Z", "0.29995"),
    );
    const [match] = matchTransfers(told);
    // 18,300 x 0.00005 / 0.3 = 3.05
    expect(
      match?.transfer.feeValue === null ? null : usdText(match?.transfer.feeValue ?? (0n as never)),
    ).toBe("3.05");
    expect(match?.reason).toContain("0.00005 BTC went for fees");
  });

  it("a fee on top in the same asset is part of what was sent", async () => {
    const told = await read(
      out("2024-03-20T09:40:00Z", "1.999", "A", "0.001,BTC,"),
      into("2024-03-20T10:00:00Z", "1.999"),
    );
    expect(applyMatches(told, matchTransfers(told)).map(line)).toEqual([
      "2 transfer: 2 BTC > 1.999 BTC",
    ]);
  });

  it.each([
    ["exactly 24 hours later", "2024-03-03T10:00:00Z", "0.3", 1],
    ["a second more", "2024-03-03T10:00:01Z", "0.3", 0],
    ["five minutes early by another clock", "2024-03-02T09:55:00Z", "0.3", 1],
    ["a second earlier still", "2024-03-02T09:54:59Z", "0.3", 0],
    ["exactly one part in a hundred less", "2024-03-02T11:00:00Z", "0.297", 1],
    ["a little less than that", "2024-03-02T11:00:00Z", "0.29699999", 0],
    ["more than was sent", "2024-03-02T11:00:00Z", "0.30000001", 0],
  ])("%s", async (_name, at, amount, count) => {
    const told = await read(out("2024-03-02T10:00:00Z", "0.3"), into(at, amount));
    expect(matchTransfers(told)).toHaveLength(count);
  });

  it("ambiguous on either side stays as it is", async () => {
    const twoIn = await read(
      out("2024-03-02T10:00:00Z", "0.3"),
      into("2024-03-02T11:00:00Z", "0.3"),
      into("2024-03-02T12:00:00Z", "0.3", "C"),
    );
    const twoOut = await read(
      out("2024-03-02T10:00:00Z", "0.3"),
      out("2024-03-02T10:30:00Z", "0.3", "C"),
      into("2024-03-02T11:00:00Z", "0.3"),
    );
    expect(matchTransfers(twoIn)).toEqual([]);
    expect(matchTransfers(twoOut)).toEqual([]);
    expect(applyMatches(twoOut, [])).toEqual(twoOut);
  });

  it("never within one account, never between two assets", async () => {
    const same = await read(
      out("2024-03-02T10:00:00Z", "0.3"),
      into("2024-03-02T11:00:00Z", "0.3", "A"),
    );
    const other = await read(
      out("2024-03-02T10:00:00Z", "0.3"),
      "2024-03-02T11:00:00Z,B,Deposit,,,0.3,ETH,,,",
    );
    expect([...matchTransfers(same), ...matchTransfers(other)]).toEqual([]);
  });
});
