import { describe, it } from "vitest";
import { computeYears } from "@/lib/tax/compute";
import type { Transaction } from "@/lib/tax/transaction";
import { type Books, ledgerFor } from "./arbitrary-ledger";
import { Draws } from "./draws";
import { forAllBooks, mustEqual } from "./law";

/** The same items in an order by chance. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const draws = new Draws(seed);
  const list = [...items];
  for (let at = list.length - 1; at > 0; at--) {
    const other = draws.below(at + 1);
    const [a, b] = [list[at], list[other]];
    if (a !== undefined && b !== undefined) {
      list[at] = b;
      list[other] = a;
    }
  }
  return list;
}

/** Two rows with one id and different figures: which one counts is the order's to say, so one of the laws leaves them out. */
function withoutDuplicates(told: Books): Books {
  const seen = new Set<string>();
  const transactions = told.transactions.filter(({ id }) => !seen.has(id) && seen.add(id));
  return { ...told, transactions };
}

const resultOf = (told: Books) => {
  const ledger = ledgerFor(told);
  return { ledger, years: computeYears({ ledger, profiles: told.profiles, asOf: told.asOf }) };
};

describe("law: the order of the input never matters", () => {
  it("shuffled transactions, standing orders, identifications and profiles give the same result, figure by figure", () => {
    forAllBooks((given, seed) => {
      const told = withoutDuplicates(given);
      const { standingOrders, accounts, assets } = told.settings;
      const other: Books = {
        ...told,
        transactions: shuffled(told.transactions, seed),
        profiles: shuffled(told.profiles, seed),
        settings: {
          ...told.settings,
          standingOrders: shuffled(standingOrders, seed),
          identifications: shuffled(told.settings.identifications, seed),
          accounts: shuffled(accounts, seed),
          assets: shuffled(assets, seed),
        },
      };
      mustEqual(resultOf(other), resultOf(told), "shuffled");
    });
  });

  it("of transactions at one instant, in whatever order they stand, the same comes out", () => {
    forAllBooks((given, seed) => {
      const told = withoutDuplicates(given);
      const [first] = told.transactions;
      const same = told.transactions.map(
        (tx): Transaction => ({ ...tx, at: first?.at ?? tx.at, date: null }),
      );
      const other = { ...told, transactions: shuffled(same, seed) };
      mustEqual(ledgerFor(other), ledgerFor({ ...told, transactions: same }), "one instant");
    });
  });
});

describe("law: what is imported twice counts once", () => {
  it("every transaction told again, in any order, changes nothing but that it is said", () => {
    forAllBooks((given, seed) => {
      const told = withoutDuplicates(given);
      const twice = shuffled([...told.transactions, ...told.transactions], seed);
      const { issues, ...once } = ledgerFor(told);
      const { issues: more, ...again } = ledgerFor({ ...told, transactions: twice });
      mustEqual(again, once, "told twice");
      const others = more.filter(({ code }) => code !== "duplicate-id");
      mustEqual(others, issues, "issues but for the repetition");
      mustEqual(more.length - others.length, told.transactions.length, "repetitions said");
    });
  });
});
