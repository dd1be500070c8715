import type { Book } from "./book";
import type { OpenLot } from "./closed-lot";
import type { Issue } from "./issue";
import type { AccountId } from "./transaction";
import type { OutsideResult } from "./year-result";

interface Split {
  readonly inside: OutsideResult;
  readonly outside: OutsideResult;
  readonly issues: Issue[];
}

const NOTHING: OutsideResult = { closedLots: [], openLots: [], income: [], removed: [] };

/**
 * Keeps apart what is not on this return: a spouse's own return, retirement accounts (IRC 408(e)(1)). What is unsure there
 * never blocks a figure here. With accounts of the client only, the lists themselves are handed on.
 */
export function splitByOwner(book: Book, openLots: readonly OpenLot[]): Split {
  const { closedLots, income, removed, issues } = book;
  const all: OutsideResult = { closedLots, openLots, income, removed };
  const others = new Set<AccountId>();
  for (const { account, owner } of book.settings.accounts) {
    if (owner !== "client") {
      others.add(account);
    }
  }
  if (others.size === 0) {
    return { inside: all, outside: NOTHING, issues };
  }
  return {
    inside: only(all, (account) => !others.has(account)),
    outside: only(all, (account) => others.has(account)),
    issues: issues.map((issue) =>
      others.has(issue.account) && issue.severity === "blocking"
        ? { ...issue, severity: "check" }
        : issue,
    ),
  };
}

function only(all: OutsideResult, keep: (account: AccountId) => boolean): OutsideResult {
  const here = ({ account }: { readonly account: AccountId }) => keep(account);
  return {
    closedLots: all.closedLots.filter(here),
    openLots: all.openLots.filter(here),
    income: all.income.filter(here),
    removed: all.removed.filter(here),
  };
}
