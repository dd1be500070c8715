import { describe, expect, it } from "vitest";
import { assetLabel, assetText } from "@/lib/assets/label";
import { evmToken, nftOf, solanaToken } from "@/lib/importers/chain-tokens";

const CONTRACT = "0x44445555666677778888999900001111aaaabbbb";

describe("an asset's name", () => {
  it("is its sign when it is no contract", () => {
    expect(assetLabel("BTC")).toEqual({ symbol: "BTC", number: null, contract: null });
    expect(assetText("USDC.E")).toBe("USDC.E");
    expect(assetText("")).toBe("");
  });

  it("is never the plain sign of a token that only calls itself so", () => {
    const { asset } = evmToken(CONTRACT, "USDC");
    expect(assetLabel(asset)).toEqual({
      symbol: "USDC",
      number: null,
      contract: { full: CONTRACT, short: "0x4444…bbbb" },
    });
    expect(assetText(asset)).toBe("USDC (0x4444…bbbb)");
  });

  it("tells the number of an NFT and the mint of a token of Solana", () => {
    expect(assetText(nftOf(CONTRACT, "COOL", "77"))).toBe("COOL #77 (0x4444…bbbb)");
    const { asset } = solanaToken("9xQeWvG816bUx9EPjHmaT23yvVM2ZWbrrpZb9PusVFin");
    expect(assetLabel(asset).symbol).toBe("Token");
    expect(assetText(asset)).toBe("Token (9XQEWV…VFIN)");
  });
});
