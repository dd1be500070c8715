import { addUsd, subtractUsd, sumUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { ClosedLot } from "@/lib/tax/closed-lot";
import { groupBy } from "@/lib/tax/explain/group-by";
import type { BrokerLine, BrokerReport } from "@/lib/tax/facts";
import type { AccountId, TransactionId } from "@/lib/tax/transaction";
import { reportsOf } from "./broker-lines";
import { type Choice, chosen, type Decision } from "./decisions";
import { type Difference, differencesOf, unmatched } from "./differences";
import { disposalsOf } from "./disposals-of";
import { entryFor } from "./form-entry";
import type { Disposal, FormLine, LineMatch } from "./form-line";
import { accountsNamed, type HandMatch, matchLines } from "./match-lines";

/** Reported = matched + explained + unexplained, to the cent. */
export interface Identity {
  readonly reported: Usd;
  readonly matched: Usd;
  readonly explained: Usd;
  readonly unexplained: Usd;
}

/** A difference with what was decided about it; null: nothing yet. */
export interface DecidedDifference extends Difference {
  readonly decided: Choice | null;
  readonly note: string;
}

/** Where a form stands: every difference settled; some in hand but not settled; some nobody has decided. */
export type FormState = "ready" | "waiting" | "open";

/** One payer's form of one year beside the books. */
export interface ReconciledForm {
  readonly payer: string;
  readonly taxYear: number;
  readonly lines: readonly FormLine[];
  readonly matches: readonly LineMatch[];
  readonly differences: readonly DecidedDifference[];
  /** Sales of the payer's accounts no line tells of: they are reported all the same. */
  readonly notReported: readonly Disposal[];
  readonly proceeds: Identity;
  /** Of lines that show a basis. */
  readonly basis: Identity;
  readonly state: FormState;
}

/** What a person said about forms. */
export interface FormSayings {
  readonly decisions: readonly Decision[];
  readonly matches: readonly HandMatch[];
}

/** All forms, and what Form 8949 takes from them. */
export interface Reconciliation {
  readonly forms: readonly ReconciledForm[];
  readonly reports: readonly BrokerReport[];
  /** Lines that are no sale and have rows of their own. */
  readonly answers: readonly BrokerLine[];
}

/** Nothing came from any broker. */
const NO_FORMS: Reconciliation = { forms: [], reports: [], answers: [] };

/**
 * Holds brokers' lines against the sales of the books, payer by payer and year by year, and says what differs. `told`: disposals somebody
 * entered a form for by hand; theirs stand. Pure: the same lines, lots and sayings give the same.
 */
export function reconcile(input: {
  readonly lines: readonly FormLine[];
  readonly closedLots: readonly ClosedLot[];
  readonly accounts: ReadonlyMap<AccountId, string>;
  readonly sayings: FormSayings;
  readonly told: ReadonlySet<TransactionId>;
}): Reconciliation {
  if (input.lines.length === 0) {
    return NO_FORMS;
  }
  const { decisions, matches } = input.sayings;
  const decided = new Map(decisions.map((one) => [one.difference, one]));
  let left = disposalsOf(input.closedLots);
  const groups = [...groupBy(input.lines, ({ payer, taxYear }) => `${taxYear} ${payer}`).values()];
  const made = new Map<readonly FormLine[], ReconciledForm>();
  // Payers who have accounts of their name come first: one without could else take a sale that is theirs.
  for (const lines of [...groups].sort((a, b) => named(b, input) - named(a, input))) {
    const matching = matchLines(lines, left, input.accounts, matches);
    const taken = new Set(matching.matches.flatMap((match) => match.disposals));
    left = left.filter((one) => !taken.has(one));
    made.set(lines, formOf(lines, matching, decided));
  }
  const forms = groups.flatMap((lines) => made.get(lines) ?? []);
  return {
    forms,
    reports: forms
      .flatMap((form) => form.matches.flatMap(reportsOf))
      .filter(({ disposal }) => !input.told.has(disposal)),
    answers: forms.flatMap((form) => form.differences.flatMap((one) => entryFor(one) ?? [])),
  };
}

function named(
  lines: readonly FormLine[],
  { accounts }: { readonly accounts: ReadonlyMap<AccountId, string> },
): number {
  return accountsNamed(lines[0]?.payer ?? "", accounts).size === 0 ? 0 : 1;
}

function formOf(
  lines: readonly FormLine[],
  matching: ReturnType<typeof matchLines>,
  decided: ReadonlyMap<string, Decision>,
): ReconciledForm {
  const found = [
    ...matching.unmatchedLines.map(unmatched),
    ...matching.matches.flatMap(differencesOf),
  ];
  const differences = found.map((difference) => ({
    ...difference,
    decided: chosen(difference, decided),
    note: decided.get(difference.key)?.note ?? "",
  }));
  return {
    payer: lines[0]?.payer ?? "",
    taxYear: lines[0]?.taxYear ?? 0,
    lines,
    matches: matching.matches,
    differences,
    notReported: matching.unmatchedDisposals,
    proceeds: identity(
      sumUsd(lines.map(({ proceeds }) => proceeds)),
      differences.filter(({ kind }) => PROCEEDS.has(kind)),
      (difference) => difference.apart ?? difference.shown ?? ZERO_USD,
    ),
    basis: identity(
      sumUsd(lines.map(({ basis }) => basis ?? ZERO_USD)),
      differences.filter(({ kind }) => kind === "basis" || WITHOUT_SALE.has(kind)),
      (difference) =>
        difference.kind === "basis" ? (difference.apart ?? ZERO_USD) : basisOf(difference.lines),
    ),
    state: stateOf(differences),
  };
}

const WITHOUT_SALE: ReadonlySet<Difference["kind"]> = new Set(["no-sale", "first-sale"]);
const PROCEEDS: ReadonlySet<Difference["kind"]> = new Set([...WITHOUT_SALE, "proceeds", "unknown"]);

function basisOf(lines: readonly FormLine[]): Usd {
  return sumUsd(lines.map(({ basis }) => basis ?? ZERO_USD));
}

function identity(
  reported: Usd,
  differences: readonly DecidedDifference[],
  amountOf: (difference: Difference) => Usd,
): Identity {
  const sum = (settled: boolean) =>
    sumUsd(
      differences.filter(({ decided }) => (decided?.settles === true) === settled).map(amountOf),
    );
  const [explained, unexplained] = [sum(true), sum(false)];
  return {
    reported,
    matched: subtractUsd(reported, addUsd(explained, unexplained)),
    explained,
    unexplained,
  };
}

/** Ready needs every difference settled, not only a sum of zero: amounts of both signs could hide each other. */
function stateOf(differences: readonly DecidedDifference[]): FormState {
  if (differences.every(({ decided }) => decided?.settles === true)) {
    return "ready";
  }
  return differences.some(({ decided }) => decided === null) ? "open" : "waiting";
}
