import { describe, expect, it } from "vitest";
import { contentOf, createFingerprints, ownIdOf } from "@/lib/importers/fingerprint";

describe("a row's own id", () => {
  it("is read back out of the key that was made of it", () => {
    const { byId } = createFingerprints();
    const key = byId("coinbase", "0b1c-77", contentOf(["Buy", "1"]));
    expect(ownIdOf(key)).toBe("0b1c-77");
  });

  it("is every id where several rows are one event, once each, and none where they are many", () => {
    expect(ownIdOf("kraken:L4UESK+kraken:LX2KQF")).toBe("L4UESK, LX2KQF");
    expect(ownIdOf("kraken:T1ABC+kraken:T1ABC")).toBe("T1ABC");
    expect(ownIdOf(["A111", "B222", "C333", "D444"].map((id) => `gate:${id}`).join("+"))).toBe(
      null,
    );
  });

  it("is none where rows are told apart by their content, also when an id came twice with other content", () => {
    const { byContent, byId } = createFingerprints();
    expect(ownIdOf(byContent("gemini", contentOf(["2025-01-05", "1.5"])))).toBe(null);
    expect(ownIdOf(byContent("gemini", "plain"))).toBe(null);
    byId("coinbase", "same", "one");
    expect(ownIdOf(byId("coinbase", "same", "two"))).toBe(null);
  });

  it("is without the account that the universal CSV puts before it", () => {
    expect(ownIdOf("universal:My/Wallet/tx-9")).toBe("tx-9");
  });
});
