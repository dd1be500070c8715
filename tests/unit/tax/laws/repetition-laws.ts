import type { Transaction } from "@/lib/tax/transaction";
import { type Books, ledgerFor } from "./arbitrary-ledger";
import { Draws } from "./draws";
import { type Laws, mustEqual, yearsFor } from "./law";

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

/** The order of the input never matters, and what is imported twice counts once. */
export const REPETITION: Laws = {
  "shuffled transactions, standing orders, identifications and profiles give the same result, figure by figure":
    ({ unique, seed }) => {
      // Of two rows with one id the order says which counts: those are left out here.
      const { told, ledger, years } = unique;
      const { settings } = told;
      const other: Books = {
        ...told,
        transactions: shuffled(told.transactions, seed),
        profiles: shuffled(told.profiles, seed),
        settings: {
          ...settings,
          standingOrders: shuffled(settings.standingOrders, seed),
          identifications: shuffled(settings.identifications, seed),
          accounts: shuffled(settings.accounts, seed),
          assets: shuffled(settings.assets, seed),
        },
      };
      const shuffledLedger = ledgerFor(other);
      mustEqual(shuffledLedger, ledger, "shuffled");
      mustEqual(yearsFor(other, shuffledLedger), years, "years of shuffled");
    },

  "of transactions at one instant, in whatever order they stand, the same comes out": ({
    unique,
    seed,
  }) => {
    const { told } = unique;
    const [first] = told.transactions;
    const same = told.transactions.map(
      (tx): Transaction => ({ ...tx, at: first?.at ?? tx.at, date: null }),
    );
    const other = { ...told, transactions: shuffled(same, seed) };
    mustEqual(ledgerFor(other), ledgerFor({ ...told, transactions: same }), "one instant");
  },

  "every transaction told again, in any order, changes nothing but that it is said": ({
    unique,
    seed,
  }) => {
    const { told } = unique;
    const twice = shuffled([...told.transactions, ...told.transactions], seed);
    const { issues, ...once } = unique.ledger;
    const { issues: more, ...again } = ledgerFor({ ...told, transactions: twice });
    mustEqual(again, once, "told twice");
    const others = more.filter(({ code }) => code !== "duplicate-id");
    mustEqual(others, issues, "issues but for the repetition");
    mustEqual(more.length - others.length, told.transactions.length, "repetitions said");
  },
};
