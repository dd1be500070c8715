import { describe, expect, it } from "vitest";
import { isPersonal, withoutPersonal } from "@/lib/importers/form-privacy";

const kept = async (text: string) => {
  const read = await withoutPersonal({ file: "f.csv", chunks: [new TextEncoder().encode(text)] });
  if (!read.ok) {
    throw new Error(JSON.stringify(read.error));
  }
  return read.value;
};

describe("what a form says of a person", () => {
  it.each([
    ["RECIPIENT TIN", true],
    ["Recipient Name", true],
    ["TAXPAYER_ID", true],
    ["SSN", true],
    ["STREET ADDRESS", true],
    ["PAYER TIN", true],
    ["NAME", true],
    ["DTIF NAME", false],
    ["PAYER'S NAME", false],
    ["ACCOUNT NUMBER", false],
    ["COST BASIS", false],
    ["TERM", false],
    ["STATE TAX WITHHELD", false],
  ])("%s: %s", (column, is) => {
    expect(isPersonal(column)).toBe(is);
  });

  it("is taken out cell by cell; every other cell and every line stays where it was", async () => {
    const text = [
      "For Robin Ashby,123-45-6789",
      "1099-DA,ACCOUNT NUMBER,RECIPIENT NAME,DTIF NAME,NOTE",
      '1099-DA,R-1,"Ashby, Robin",Bitcoin BTC,"said ""yes"", 123-45-6789"',
      "",
      "1099-DA,R-1,,Ethereum ETH,2 to 12-3456789",
      "1099-DIV,ACCOUNT NUMBER,SSN",
      "1099-DIV,R-1,123456789",
      "",
    ].join("\n");
    const { text: told, dropped } = await kept(text);
    expect(told.split("\n")).toEqual([
      "",
      "1099-DA,ACCOUNT NUMBER,RECIPIENT NAME,DTIF NAME,NOTE",
      '1099-DA,R-1,(not kept),Bitcoin BTC,"said ""yes"", (not kept)"',
      "",
      "1099-DA,R-1,,Ethereum ETH,2 to (not kept)",
      "1099-DIV,ACCOUNT NUMBER,SSN",
      "1099-DIV,R-1,(not kept)",
      "",
    ]);
    expect(dropped).toEqual(["RECIPIENT NAME", "SSN"]);
  });

  it("a form without it stays byte for byte", async () => {
    const text = "1099-DA,ACCOUNT NUMBER,TAX YEAR\n1099-DA,R-1,2025\n";
    expect(await kept(text)).toEqual({ text, dropped: [] });
  });
});
