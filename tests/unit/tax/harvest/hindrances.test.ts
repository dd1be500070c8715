import { describe, expect, it } from "vitest";
import type { AccountFacts } from "@/lib/tax/facts";
import { accountId, assetId } from "@/lib/tax/transaction";
import { buy } from "../make";
import { fact } from "../wash-make";
import { date, planOf, quote, text } from "./make-harvest";

const TOKEN = { asset: "TSLA" };
const owned = (account: string, owner: AccountFacts["owner"]): AccountFacts => ({
  account: accountId(account),
  custody: "broker",
  owner,
});
const settings = {
  assets: [
    fact("TSLA", { class: "tokenized-security" }),
    fact("TSLB", { class: "security", identicalTo: "TSLA" }),
  ],
  accounts: [owned("IRA", "ira"), owned("Spouse", "spouse")],
};
// 2,000 of loss: 480 at 24%.
const old = buy("2026-02-01", "1", "3000", TOKEN);
const quotes = [quote("TSLA", "1000"), quote("TSLB", "1000")];
const codes = (more: readonly Parameters<typeof buy>[], change: object = {}) => {
  const plan = planOf([old, ...more.map((each) => buy(...each))], quotes, {
    settings: { ...settings, ...change },
  });
  return [
    plan.rows.map(({ asset, saving }) => `${asset} ${text(saving)}`),
    plan.leaveAlone.map(({ code, asset }) => `${code} ${asset}`),
  ];
};

describe("what stands in the way of a harvest whatever it would save", () => {
  it("a security bought in the last thirty days, in an IRA or a spouse's account too; day thirty-one is outside", () => {
    // The plan is of November 21: the window reaches back to October 22 (IRC 1091(a)).
    expect(codes([["2026-10-22", "1", "900", { ...TOKEN, account: "IRA" }]])).toEqual([
      [],
      ["wash-sale-window TSLA"],
    ]);
    expect(codes([["2026-10-21", "1", "900", { ...TOKEN, account: "IRA" }]])).toEqual([
      ["TSLA 480"],
      [],
    ]);
    expect(codes([["2026-11-01", "1", "900", { ...TOKEN, account: "Spouse" }]])).toEqual([
      [],
      ["wash-sale-window TSLA"],
    ]);
  });

  it("a substantially identical one counts, and the reason tells how many, where and until when", () => {
    const plan = planOf(
      [old, buy("2026-11-10", "2", "1800", { asset: "TSLB", account: "B" })],
      quotes,
      { settings },
    );
    const [entry] = plan.leaveAlone;
    expect([entry?.code, text(entry?.gain)]).toEqual(["wash-sale-window", "-2000"]);
    // November 10 and thirty days is December 10: the day after is free.
    expect(entry?.reason).toBe(
      "2 TSLA or the same were bought in the last 30 days (B): a loss on as many units is not deductible when sold before Dec 11, 2026. The loss on paper is −$2,000.00.",
    );
  });

  it("the only lot there is, bought lately and sold whole, does not replace itself", () => {
    const plan = planOf([buy("2026-11-10", "1", "3000", TOKEN)], quotes, { settings });
    expect(plan.rows.map(({ saving }) => text(saving))).toEqual(["480"]);
  });

  it("coins are not covered, until a law says so from a day on", () => {
    const coins = { assets: [], accounts: [] };
    const again: Parameters<typeof buy> = ["2026-11-10", "1", "900", TOKEN];
    expect(codes([again], coins)[1]).not.toContain("wash-sale-window TSLA");
    expect(
      codes([again], { ...coins, washSalesOfDigitalAssetsFrom: date("2026-11-21") })[1],
    ).toContain("wash-sale-window TSLA");
    expect(
      codes([again], { ...coins, washSalesOfDigitalAssetsFrom: date("2026-11-22") })[1],
    ).not.toContain("wash-sale-window TSLA");
  });

  it("a price of zero: nobody buys, so there is no sale and no loss", () => {
    const plan = planOf([buy("2026-02-01", "1", "3000")], [quote("BTC", "0")]);
    expect([plan.rows, plan.leaveAlone.map(({ code, gain }) => [code, text(gain)])]).toEqual([
      [],
      [["no-bid", "-3000"]],
    ]);
  });

  it("an IRA's or a spouse's own lots are on another return: no row, no reason", () => {
    const plan = planOf(
      [
        buy("2026-02-01", "1", "3000", { account: "IRA" }),
        buy("2026-02-01", "1", "3000", { account: "Spouse" }),
      ],
      [quote("BTC", "1000")],
      { settings },
    );
    expect([plan.rows, plan.leaveAlone]).toEqual([[], []]);
  });

  it.each([
    [
      "illiquid",
      "You say BTC there cannot be sold for its price, so nothing is counted on a sale.",
    ],
    [
      "no-bid",
      "You say nobody buys BTC there. A loss needs a sale to somebody for a real price, however small.",
    ],
    [
      "related-buyer",
      "You say only somebody related would buy BTC there. A loss on a sale to a brother or sister, spouse, ancestor, descendant or a company one controls is not deductible.",
    ],
  ] as const)(
    "what a person says of a position (%s) leaves it out in that account alone, with the reason",
    (reason, words) => {
      const bought = [
        buy("2026-02-01", "1", "3000"),
        buy("2026-02-01", "1", "3000", { account: "B" }),
      ];
      const marks = [{ account: accountId("A"), asset: assetId("BTC"), lot: null, reason }];
      const plan = planOf(bought, [quote("BTC", "1000")], { marks });
      // One of two equal losses of 2,000 is left: 480 at 24%.
      expect(plan.rows.map(({ account, saving }) => [account, text(saving)])).toEqual([
        ["B", "480"],
      ]);
      expect(plan.leaveAlone).toMatchObject([
        { code: reason, account: "A", reason: `${words} The loss on paper is −$2,000.00.` },
      ]);
    },
  );

  it("a marked lot stops the account's order before it; it and the losses behind it are told", () => {
    const bought = [
      buy("2026-02-01", "1", "3000", { id: "one" }),
      buy("2026-02-02", "1", "5000", { id: "two" }),
      buy("2026-02-03", "1", "4000", { id: "three" }),
    ];
    const marks = [
      { account: accountId("A"), asset: assetId("BTC"), lot: "two", reason: "illiquid" as const },
    ];
    const plan = planOf(bought, [quote("BTC", "1000")], { marks });
    // Only the first is reached: a loss of 2,000, 480 at 24%. Behind the marked one waits a loss of 3,000.
    expect(plan.rows.map(({ lots, saving }) => [lots.map(({ lot }) => lot), text(saving)])).toEqual(
      [[["one"], "480"]],
    );
    expect(
      plan.leaveAlone.map(({ code, lots, gain, reason }) => [
        code,
        lots,
        gain === null ? null : text(gain),
        reason,
      ]),
    ).toEqual([
      [
        "illiquid",
        ["two"],
        "-4000",
        "You say the lot of BTC acquired Feb 2, 2026 there cannot be sold for its price, so nothing is counted on a sale. The loss on paper is −$4,000.00.",
      ],
      [
        "not-reachable",
        ["three"],
        "-3000",
        "FIFO sells a lot first that you said cannot be sold; naming the lots before the sale would reach this loss.",
      ],
    ]);
  });

  it("a marked gain says no loss on paper, and one without a price nothing but why", () => {
    const marks = [
      { account: accountId("A"), asset: assetId("BTC"), lot: null, reason: "illiquid" as const },
    ];
    const told = (quotes: readonly ReturnType<typeof quote>[]) =>
      planOf([buy("2026-02-01", "1", "300")], quotes, { marks }).leaveAlone.map(
        ({ code, gain, reason }) => [code, gain === null ? null : text(gain), reason],
      );
    const words =
      "You say BTC there cannot be sold for its price, so nothing is counted on a sale.";
    expect(told([quote("BTC", "1000")])).toEqual([["illiquid", "700", words]]);
    expect(told([])).toEqual([["illiquid", null, words]]);
  });
});
