import { describe, expect, it } from "vitest";
import { quantity, quantityText } from "@/lib/money/quantity";
import { type Usd, usd, usdText, ZERO_USD } from "@/lib/money/usd";
import type { Allocation2025 } from "@/lib/tax/settings";
import { accountId, type Transaction } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { buy, ledgerOf, leg, sell, told } from "./make";

const text = (amount: Usd | null) => (amount === null ? "?" : usdText(amount));

const UNTIL_2024 = { pool: "universal-until-2024" } as const;

function allocation(
  ...rows: readonly (readonly [account: string, lot: string, units: string])[]
): Allocation2025 {
  return {
    kind: "specific",
    completedAt: instant("2024-12-31T00:00:00Z"),
    rows: rows.map(([account, lot, units]) => ({
      account: accountId(account),
      lot,
      quantity: quantity(units),
    })),
  };
}

const mismatches = ({ cutoverMismatch }: LedgerResult) =>
  cutoverMismatch.map(({ account, asset, held, located }) =>
    [asset, account, quantityText(held), quantityText(located)].join(" "),
  );

const said = ({ issues }: LedgerResult) =>
  issues.map(({ code, severity, account, asset, quantity: units, transaction }) =>
    [code, severity, account, asset, units === null ? "" : quantityText(units), transaction].join(
      " ",
    ),
  );

/** Of each asset two units in Z, then two in B; the one sold in B before 2025 came out of Z's older lot. */
const twoAccounts = (asset: string): readonly Transaction[] => [
  buy("2021-01-01", "2", "20", { id: `${asset}-z`, account: "Z", asset }),
  buy("2022-01-01", "2", "80", { id: `${asset}-b`, account: "B", asset }),
  sell("2023-01-01", "1", "50", { account: "B", asset }),
];

describe("when the universal pool ends (Reg. 1.1012-1(j); Rev. Proc. 2024-28)", () => {
  const rows = [...twoAccounts("ETH"), ...twoAccounts("BTC")];
  const next = sell("2025-02-01", "1", "50", { id: "next", account: "B" });

  it("says by asset and account where the units held are not the unused ones", () => {
    const result = ledgerOf([...rows, next], UNTIL_2024);
    // B held 2 - 1 and all its 2 are unused; Z held 2 of which one is used.
    const expected = ["BTC B 1 2", "BTC Z 2 1", "ETH B 1 2", "ETH Z 2 1"];
    expect(mismatches(result)).toEqual(expected);
    expect(said(result)).toEqual([
      "allocation-mismatch check B BTC 1 next",
      "allocation-mismatch check Z BTC 2 next",
      "allocation-mismatch check B ETH 1 next",
      "allocation-mismatch check Z ETH 2 next",
    ]);
    expect(result.issues[0]?.message).toBe(
      "On 2025-01-01 the account held 1 BTC, but under the universal method 2 BTC of unused lots was left in it.",
    );
  });

  it("an allocation settles its own asset and leaves the other as it is", () => {
    const allocation2025 = allocation(
      ["Z", "BTC-z", "1"],
      ["Z", "BTC-b", "1"],
      ["B", "BTC-b", "1"],
    );
    const result = ledgerOf([...rows, next], { ...UNTIL_2024, allocation2025 });
    expect(said(result)).toEqual([
      "allocation-mismatch check B ETH 1 next",
      "allocation-mismatch check Z ETH 2 next",
    ]);
    // B holds one unit of its own lot: half of 80.
    expect(result.closedLots.at(-1)).toMatchObject({ lot: "BTC-b", basis: usd("40") });
  });

  it("with nothing yet under the new rule it is known but not said", () => {
    const result = ledgerOf(rows, UNTIL_2024);
    expect(mismatches(result)).toHaveLength(4);
    expect(result.issues).toEqual([]);
    const before = { at: instant("2024-12-31T00:00:00Z"), date: calendarDate("2024-12-31") };
    expect(ledgerOf(rows, UNTIL_2024, before).cutoverMismatch).toEqual([]);
  });

  it("units in their own account are no mismatch", () => {
    const own = [
      buy("2021-01-01", "2", "20"),
      sell("2023-01-01", "1", "50"),
      sell("2025-01-01", "1", "50"),
    ];
    const result = ledgerOf(own, UNTIL_2024);
    expect([result.cutoverMismatch, result.issues]).toEqual([[], []]);
  });

  it("both bases of a gift go with its units, share by share", () => {
    const gift: Transaction = {
      ...told("2022-06-01", { id: "gift", account: "Z" }),
      kind: "gift-received",
      received: leg("BTC", "3"),
      value: usd("60"),
      donorBasis: usd("100"),
      donorAcquired: calendarDate("2020-01-01"),
      giftTaxShare: ZERO_USD,
    };
    const own = buy("2022-07-01", "1", "9", { id: "own", account: "B" });
    const allocation2025 = allocation(["B", "gift", "1"], ["Z", "gift", "2"], ["Z", "own", "1"]);
    const { openLots, issues } = ledgerOf([gift, own], { ...UNTIL_2024, allocation2025 });
    expect(issues).toEqual([]);
    expect(
      openLots.map(({ account, lot, basis, lossBasis }) => [
        account,
        lot,
        text(basis),
        text(lossBasis),
      ]),
    ).toEqual([
      ["B", "gift", "33.333333333333333333", "20"],
      ["Z", "gift", "66.666666666666666667", "40"],
      ["Z", "own", "9", "?"],
    ]);
  });
});

describe("one pool for ever", () => {
  it("blocks at the first disposal from 2025 on, with its account and asset", () => {
    const rows = [
      buy("2021-01-01", "3", "30", { account: "Z" }),
      sell("2024-12-31", "1", "50", { account: "B" }),
      sell("2025-01-01", "1", "50", { id: "first", account: "B" }),
    ];
    const { issues } = ledgerOf(rows, { pool: "universal" });
    expect(issues).toMatchObject([
      {
        code: "choice-needed",
        severity: "blocking",
        transaction: "first",
        account: "B",
        asset: "BTC",
        date: "2025-01-01",
        quantity: null,
      },
    ]);
    expect(ledgerOf(rows.slice(0, 2), { pool: "universal" }).issues).toEqual([]);
  });
});
