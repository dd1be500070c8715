import { describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import type { Disposal, FormLine } from "@/lib/reconcile/form-line";
import { smallSums } from "@/lib/services/reconcile/small-sums";
import { accountId, assetId, transactionId } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";

const sale = (asset: string, proceeds: string | null): Disposal => ({
  id: transactionId(`${asset} ${proceeds}`),
  account: accountId("harbor"),
  asset: assetId(asset),
  sold: calendarDate("2025-03-01"),
  units: quantity("1"),
  unitsWithFees: quantity("1"),
  proceeds: proceeds === null ? null : usd(proceeds),
  basis: null,
  terms: ["short"],
  washDisallowed: usd("0"),
});

const line = (asset: string): FormLine => ({
  id: asset,
  payer: "Harbor Exchange",
  account: "",
  taxYear: 2025,
  name: asset,
  asset: assetId(asset),
  units: quantity("1"),
  acquired: null,
  sold: calendarDate("2025-03-01"),
  proceeds: usd("100"),
  basis: null,
  washDisallowed: null,
  term: null,
  covered: null,
  box: null,
  firstSale: false,
});

const of = (sales: readonly Disposal[], lines: readonly FormLine[] = [line("BTC")]) =>
  smallSums({ lines, notReported: sales });

// i1099da 2026, De minimis rule for qualifying stablecoin sales: not required up to $10,000 a year.
describe("sales of stablecoins a broker need not tell of", () => {
  it("are counted up to $10,000 together, and not a cent above", () => {
    const [usdc, usdt] = [sale("USDC", "6000"), sale("USDT", "4000")];
    expect(of([usdc, sale("BTC", "90000"), usdt])).toEqual({ count: 2, proceeds: "10000" });
    expect(of([usdc, usdt, sale("USDC", "0.01")])).toBeNull();
  });

  it("are none where nothing of them is missing, or what lost its money is called so", () => {
    expect(of([])).toBeNull();
    expect(of([sale("BTC", "100"), sale("USTC", "2")])).toBeNull();
  });

  it("are not spoken of while dollars are not known, or where the form tells of stablecoins", () => {
    expect(of([sale("USDC", "5"), sale("USDT", null)])).toBeNull();
    expect(of([sale("USDC", "5")], [line("BTC"), line("USDT")])).toBeNull();
  });
});
