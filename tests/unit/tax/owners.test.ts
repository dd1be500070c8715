import { describe, expect, it } from "vitest";
import { usd } from "@/lib/money/usd";
import type { AccountFacts } from "@/lib/tax/facts";
import { accountId, type Transaction } from "@/lib/tax/transaction";
import type { OutsideResult } from "@/lib/tax/year-result";
import { buy, ledgerOf, leg, sell, told } from "./make";

const owned = (name: string, owner: AccountFacts["owner"]): AccountFacts => ({
  account: accountId(name),
  custody: "broker",
  owner,
});

/** In one account: two units bought and one earned; one sold, one given away, one kept. */
const life = (account: string): readonly Transaction[] => [
  buy("2024-01-01", "2", "20", { account, id: `${account}-bought` }),
  {
    ...told("2024-01-02", { account, id: `${account}-earned` }),
    kind: "income",
    incomeKind: "staking",
    received: leg("BTC", "1"),
    value: usd("7"),
  },
  sell("2024-02-01", "1", "15", { account }),
  {
    ...told("2024-03-01", { account }),
    kind: "gift-sent",
    sent: leg("BTC", "1"),
    value: usd("16"),
  },
];

const accounts = ({ closedLots, openLots, income, removed }: OutsideResult) => [
  closedLots.map(({ account }) => account).join(),
  openLots.map(({ account }) => account).join(),
  income.map(({ account }) => account).join(),
  removed.map(({ account }) => account).join(),
];

describe("what is not on this return stands apart", () => {
  const rows = [...life("mine"), ...life("spouse"), ...life("ira"), ...life("nobody-spoke-of")];
  const OWNERS = [owned("mine", "client"), owned("spouse", "spouse"), owned("ira", "ira")];

  it("gains, lots, income and gifts of a spouse's own return and of a retirement account (IRC 408(e)(1))", () => {
    const result = ledgerOf(rows, { accounts: OWNERS });
    const here = "mine,nobody-spoke-of";
    const there = "spouse,ira";
    expect(accounts(result)).toEqual([here, here, here, here]);
    expect(accounts(result.outside)).toEqual([there, there, there, there]);
  });

  it("with the client's accounts only, nothing does", () => {
    const all = ledgerOf(rows, { accounts: [owned("mine", "client")] });
    expect(accounts(all)[0]).toBe("mine,spouse,ira,nobody-spoke-of");
    expect(accounts(all.outside)).toEqual(["", "", "", ""]);
  });

  it("what is not known there blocks nothing here; what is not known here still does", () => {
    const { issues } = ledgerOf(
      [
        sell("2024-02-01", "1", "15", { account: "ira" }),
        sell("2024-02-02", "1", "15", { account: "mine" }),
        {
          ...told("2024-02-03", { account: "mine" }),
          kind: "deposit",
          received: leg("BTC", "1"),
          value: null,
        },
        {
          ...told("2024-02-04", { account: "ira" }),
          kind: "deposit",
          received: leg("BTC", "1"),
          value: null,
        },
      ],
      { accounts: OWNERS },
    );
    expect(issues.map(({ code, account, severity }) => [code, account, severity])).toEqual([
      ["missing-basis", "ira", "check"],
      ["missing-basis", "mine", "blocking"],
      ["unmatched-deposit", "mine", "check"],
      ["unmatched-deposit", "ira", "check"],
    ]);
  });
});
