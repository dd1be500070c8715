import { describe, expect, it } from "vitest";
import { isFiltered, ledgerQuery, readLedgerFilter } from "@/lib/services/ledger-filter";

const read = (query: string) => readLedgerFilter(Object.fromEntries(new URLSearchParams(query)));

describe("the ledger's address", () => {
  it("says nothing when nothing is asked", () => {
    expect(ledgerQuery(read(""))).toBe("");
    expect(isFiltered(read("sort=value&voided=on"))).toBe(false);
  });

  it("written from what was read gives the same view again", () => {
    const query =
      "?account=Kraken&asset=ETH&kind=swap&year=2025&q=a%26b&attention=on&sort=value&direction=up";
    expect(ledgerQuery(read(query.slice(1)))).toBe(query);
    expect(isFiltered(read(query.slice(1)))).toBe(true);
  });

  it("ignores what it does not understand", () => {
    expect(ledgerQuery(read("kind=nonsense&year=abc&sort=evil&from=-3&direction=down"))).toBe("");
  });

  it("starts from the first row again when the view changes, and stays on its page for a drawer", () => {
    const paged = read("asset=ETH&after=abc&from=51");
    expect(ledgerQuery(paged, { sort: "value", isDescending: true })).toBe("?asset=ETH&sort=value");
    expect(ledgerQuery(paged, {}, { tx: "one" })).toBe("?asset=ETH&after=abc&from=51&tx=one");
  });
});
