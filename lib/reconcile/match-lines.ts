import type { AccountId, TransactionId } from "@/lib/tax/transaction";
import type { DatedLine, Disposal, FormLine, LineMatch } from "./form-line";
import { STAGES } from "./stages";
import { undatedMatches } from "./undated";

/** What a person says: these lines tell of these sales, whatever the figures say. */
export interface HandMatch {
  readonly line: string;
  readonly disposals: readonly TransactionId[];
}

/** How a form's lines fall on the sales of the books. */
export interface Matching {
  readonly matches: readonly LineMatch[];
  readonly unmatchedLines: readonly FormLine[];
  /** Sales of the payer's accounts in the form's years that no line tells of. */
  readonly unmatchedDisposals: readonly Disposal[];
}

/**
 * Puts one payer's lines on the sales of the books: first what a person said, then stage by stage what the figures say. Units are equal in every
 * match but those a person made; a line or sale is in one match at most.
 */
export function matchLines(
  lines: readonly FormLine[],
  disposals: readonly Disposal[],
  accounts: ReadonlyMap<AccountId, string>,
  byHand: readonly HandMatch[] = [],
): Matching {
  const matches: LineMatch[] = [...saidMatches(lines, disposals, byHand)];
  const lineLeft = new Set(lines);
  const saleLeft = new Set(ofPayer(lines, disposals, accounts));
  takeOut(matches);
  for (const stage of STAGES) {
    const made = stage(searched().filter(isDated), [...saleLeft]);
    matches.push(...made);
    takeOut(made);
  }
  // Lines that tell no day come last: what they tell of is what the others left.
  const undated = undatedMatches(
    searched().filter((line) => !isDated(line)),
    [...saleLeft],
  );
  matches.push(...undated);
  takeOut(undated);
  const years = new Set(lines.map(({ taxYear }) => String(taxYear)));
  return {
    matches,
    unmatchedLines: [...lineLeft],
    unmatchedDisposals: [...saleLeft].filter(({ sold }) => years.has(sold.slice(0, 4))),
  };

  /** What a maker's first sales brought is ordinary income: only a person can say that the books tell them as a sale. */
  function searched(): readonly FormLine[] {
    return [...lineLeft].filter(({ firstSale }) => !firstSale);
  }

  function takeOut(made: readonly LineMatch[]): void {
    for (const match of made) {
      for (const line of match.lines) {
        lineLeft.delete(line);
      }
      for (const sale of match.disposals) {
        saleLeft.delete(sale);
      }
    }
  }
}

const isDated = (line: FormLine): line is DatedLine => line.sold !== null;

/** Sales of accounts that bear the payer's name, when there are any: a payer whose name is that of an account speaks of that account alone. */
function ofPayer(
  lines: readonly FormLine[],
  disposals: readonly Disposal[],
  accounts: ReadonlyMap<AccountId, string>,
): readonly Disposal[] {
  const named = accountsNamed(lines[0]?.payer ?? "", accounts);
  return named.size === 0 ? disposals : disposals.filter(({ account }) => named.has(account));
}

/** Accounts that bear a payer's name. */
export function accountsNamed(
  payer: string,
  accounts: ReadonlyMap<AccountId, string>,
): ReadonlySet<AccountId> {
  return new Set([...accounts].filter(([, name]) => isNameOf(name, payer)).map(([id]) => id));
}

/** "Coinbase" is the name of "Coinbase, Inc.": the first word of one begins the other. */
export function isNameOf(account: string, payer: string): boolean {
  const first = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/u)?.[0] ?? "";
  const [a, b] = [first(account), first(payer)];
  return a.length > 2 && b.length > 2 && (a.startsWith(b) || b.startsWith(a));
}

function saidMatches(
  lines: readonly FormLine[],
  disposals: readonly Disposal[],
  byHand: readonly HandMatch[],
): readonly LineMatch[] {
  const lineOf = new Map(lines.map((line) => [line.id, line]));
  const sale = new Map(disposals.map((one) => [one.id, one]));
  const taken = new Set<TransactionId>();
  return byHand.flatMap(({ line: id, disposals: named }): readonly LineMatch[] => {
    const line = lineOf.get(id);
    const found = line === undefined ? [] : named.filter((one) => sale.has(one) && !taken.has(one));
    for (const one of found) {
      taken.add(one);
    }
    const [first, ...more] = found.flatMap((one) => sale.get(one) ?? []);
    return line === undefined || first === undefined
      ? []
      : [{ lines: [line], disposals: [first, ...more], by: "hand" }];
  });
}
