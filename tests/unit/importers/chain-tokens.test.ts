import { describe, expect, it } from "vitest";
import { evmToken, wrappedBy } from "@/lib/importers/chain-tokens";

const PREDEPLOYED = "0x4200000000000000000000000000000000000006";
const USDC = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48";
const WETH = "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2";

describe("a token by its contract", () => {
  it("is what the contract is, whatever it calls itself", () => {
    expect(evmToken(USDC, "SCAM")).toEqual({ asset: "USDC", isKnown: true });
    expect(evmToken("0x44445555666677778888999900001111aaaabbbb", "USDC")).toEqual({
      asset: "USDC:44445555666677778888999900001111AAAABBBB",
      isKnown: false,
    });
  });

  it("at the address that several chains give to their own wrapper, is known only by its symbol too", () => {
    expect(evmToken(PREDEPLOYED, "WETH")).toEqual({ asset: "WETH", isKnown: true });
    expect(evmToken(PREDEPLOYED, "WBNB")).toEqual({
      asset: "WBNB:4200000000000000000000000000000000000006",
      isKnown: false,
    });
  });

  it("wraps its own chain's coin and no other", () => {
    expect(wrappedBy(WETH, "ETH")).toBe("WETH");
    expect(wrappedBy(PREDEPLOYED, "ETH")).toBe("WETH");
    expect(wrappedBy(PREDEPLOYED, "BNB")).toBeNull();
    expect(wrappedBy(WETH, "POL")).toBeNull();
    expect(wrappedBy(USDC, "ETH")).toBeNull();
  });
});
