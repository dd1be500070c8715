import { describe, expect, it } from "vitest";
import { readAnswers } from "@/lib/services/upload-answers";

describe("what a person said to what a file leaves open", () => {
  it("is taken as it is meant", () => {
    const told = {
      dateOrder: "day-first",
      timeZone: "America/Los_Angeles",
      addresses: [" 0xABC "],
      asset: "btc",
    };
    expect(readAnswers(JSON.stringify(told))).toEqual({
      dateOrder: "day-first",
      timeZone: "America/Los_Angeles",
      addresses: ["0xabc"],
      asset: "BTC",
    });
    expect(readAnswers(null)).toEqual({});
  });

  it.each([
    ["no JSON", "{"],
    ["another shape", "[]"],
    ["a zone that is none", '{"timeZone":"Mars/Olympus"}'],
    ["an order that is none", '{"dateOrder":"year-first"}'],
    ["no address", '{"addresses":[]}'],
    ["a coin that is none", '{"asset":"<b>"}'],
    ["a question nobody asks", '{"__proto__x":1}'],
  ])("is refused: %s", (_name, json) => {
    expect(readAnswers(json)).toBeNull();
  });
});
