import { describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import { type Usd, usdText } from "@/lib/money/usd";
import type { Identification, LedgerSettings } from "@/lib/tax/settings";
import { accountId, type Transaction, transactionId } from "@/lib/tax/transaction";
import { type Gains, type Pick, whatIf } from "@/lib/tax/what-if";
import { instant } from "@/lib/time/instant";
import { AS_OF, buy, leg, sell, settings, told } from "./make";

const text = (amount: Usd | null) => (amount === null ? "?" : usdText(amount));
const gains = ({ short, long }: Gains) => `${text(short)} ${text(long)}`;

const pick = (
  transaction: string,
  ...lots: readonly (readonly [lot: string, units: string])[]
): Pick => ({
  transaction: transactionId(transaction),
  lots: lots.map(([lot, units]) => ({ lot, quantity: quantity(units) })),
});

function suppose(
  rows: readonly Transaction[],
  picks: readonly Pick[],
  change: Partial<LedgerSettings> = {},
) {
  const input = { transactions: rows, settings: settings(change), asOf: AS_OF };
  return whatIf(input, { suppose: "picks", picks });
}

const shown = ({ disposals }: ReturnType<typeof suppose>) =>
  disposals.map(({ transaction, actualLots, supposedLots, actual, supposed, difference }) => [
    transaction,
    actualLots.join(),
    supposedLots.join(),
    gains(actual),
    gains(supposed),
    text(difference),
  ]);

describe("what a pick would have brought", () => {
  it("beside what is identified for other sales, which stays", () => {
    const rows = [
      buy("2024-01-01", "1", "100", { id: "a" }),
      buy("2024-01-02", "1", "400", { id: "b" }),
      buy("2024-01-03", "1", "200", { id: "c" }),
      sell("2024-06-01", "1", "500", { id: "first" }),
      sell("2024-06-02", "1", "500", { id: "second" }),
    ];
    const real: Identification = {
      ...pick("second", ["c", "1"]),
      madeAt: instant("2024-06-01T00:00:00Z"),
      toldBrokerAt: null,
    };
    // b instead of a in the first sale: 100 instead of 400; the second sells c either way.
    expect(shown(suppose(rows, [pick("first", ["b", "1"])], { identifications: [real] }))).toEqual([
      ["first", "a", "b", "400 0", "100 0", "-300"],
    ]);
  });

  it("is told though the lots are the same, when their basis is another", () => {
    const rows: readonly Transaction[] = [
      buy("2024-01-01", "1", "100", { id: "a" }),
      buy("2024-01-02", "1", "10", { id: "b" }),
      buy("2024-01-03", "1", "30", { id: "c" }),
      {
        ...told("2024-02-01", { id: "move" }),
        kind: "transfer",
        toAccount: accountId("B"),
        sent: leg("BTC", "2"),
        received: leg("BTC", "1"),
        feeValue: null,
      },
      sell("2024-06-01", "1", "500", { id: "sale", account: "B" }),
    ];
    // The fee is b's unit and its 10 go on with a: 500 - 110. Picked c: 500 - 130.
    const result = suppose(rows, [pick("move", ["a", "1"], ["c", "1"])], { transferFee: "carry" });
    expect(shown(result)).toEqual([["sale", "a", "a", "390 0", "370 0", "-20"]]);
    expect(result.years.map(({ year, difference }) => [year, text(difference)])).toEqual([
      [2024, "-20"],
    ]);
  });

  it("of units that are missing there are no lots, and no difference is known", () => {
    const rows = [
      buy("2024-01-01", "1", "100", { id: "a" }),
      buy("2024-01-02", "1", "400", { id: "b", account: "B" }),
      sell("2024-06-01", "2", "500", { id: "sale" }),
    ];
    const gone = suppose(
      [...rows, sell("2024-07-01", "1", "9", { id: "none" })],
      [pick("sale", ["a", "0.5"])],
    );
    // Half of a named, the other half taken in turn: two lines of one lot, and one unit is missing either way.
    expect(shown(gone)).toEqual([["sale", "a", "a,a", "? 0", "? 0", "?"]]);
  });

  it("is not known while the real gain is not, short or long", () => {
    const rows = (acquired: string) => [
      buy(acquired, "1", null, { id: "unknown" }),
      buy("2024-05-01", "1", "100", { id: "known" }),
      sell("2024-06-01", "1", "500", { id: "sale" }),
    ];
    const picks = [pick("sale", ["known", "1"])];
    expect(shown(suppose(rows("2024-01-01"), picks))).toEqual([
      ["sale", "unknown", "known", "? 0", "400 0", "?"],
    ]);
    expect(shown(suppose(rows("2022-01-01"), picks))).toEqual([
      ["sale", "unknown", "known", "0 ?", "400 0", "?"],
    ]);
  });
});
