import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { answersFor, readAnswerFlags } from "@/lib/cli/answers";
import { run } from "@/lib/cli/lotwise";
import { epochOf, instant } from "@/lib/time/instant";
import { testFolder } from "../../support/test-folder";

const folder = testFolder("answers");

const NOW = epochOf(instant("2026-02-01T12:00:00Z"));
const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const compute = (path: string, ...more: readonly string[]) =>
  run(["compute", path, "--time-zone", "America/New_York", "--json", ...more], NOW);

describe("answers on the command line", () => {
  it("are said for one file or for all; the one file's go before", () => {
    const told = readAnswerFlags([
      "time-zone=UTC",
      "b.csv:time-zone=America/Denver",
      "a.csv:asset=btc",
      "addresses=0xA, 0xB",
    ]);
    if (!told.ok) {
      throw new Error(told.error);
    }
    const addresses = ["0xa", "0xb"];
    expect(answersFor("/x/a.csv", told.value)).toEqual({
      timeZone: "UTC",
      asset: "BTC",
      addresses,
    });
    expect(answersFor("b.csv", told.value)).toEqual({ timeZone: "America/Denver", addresses });
  });

  it.each([
    "time-zone=Mars/Olympus",
    "date-order=year-first",
    "asset=",
    "addresses= , ",
    "encoding=klingon",
    "colour=red",
    "time-zone",
  ])("%s is wrong usage", async (flag) => {
    const result = await compute("none.csv", "--answer", flag);
    expect(result.code).toBe(2);
    expect(result.error).toContain(`"${flag}" is no answer.`);
  });

  it("let a file be read that leaves something open, and a refusal says how", async () => {
    const path = file(
      "wallet.csv",
      "transaction_hash,label,confirmations,value,fiat_value,fee,fiat_fee,timestamp\n" +
        `${"ab".repeat(32)},gift,100,0.25,,,,2025-01-01 01:30\n`,
    );
    const asked = await compute(path);
    expect(asked.code).toBe(1);
    expect(asked.error).toContain("--answer wallet.csv:time-zone=ZONE");
    expect(asked.error).toContain("--answer wallet.csv:asset=TICKER");
    const read = await compute(path, "--answer", "time-zone=UTC", "--answer", "asset=BTC");
    expect([read.code, read.error]).toEqual([0, ""]);
    expect(read.out).toContain("BTC");
  });

  it("say which program wrote a layout that several write", async () => {
    const path = file(
      "export.csv",
      "Date,Received Quantity,Received Currency,Sent Quantity,Sent Currency,Fee Amount,Fee Currency,Tag\n" +
        "06/14/2024 10:00:00,0.5,BTC,30000,USD,,,\n",
    );
    const asked = await compute(path);
    expect(asked.code).toBe(1);
    expect(asked.error).toMatch(/source=ID\n {2}cointracker: .*\n {2}swan: /);
    expect((await compute(path, "--answer", "export.csv:source=swan")).code).toBe(0);
  });
});
