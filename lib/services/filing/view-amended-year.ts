import { type Asking, type GateRefusal, withClient } from "@/db/tenant";
import { isZeroUsd, sumUsd, usd, usdText } from "@/lib/money/usd";
import { err, ok, type Result } from "@/lib/result";
import { appliedOf } from "@/lib/tax/amend/amend-run";
import {
  ASKED_LINES,
  type AskedLine,
  CHANGEABLE_LINES,
  hasSchedule1A,
  unevenBy,
} from "@/lib/tax/amend/amended-return";
import type { AmendAction } from "@/lib/tax/amend/cascade";
import type { Packet } from "@/lib/tax/amend/packet";
import { lineLabel, REVISIONS } from "@/lib/tax/amend/revisions";
import type { Books } from "../gains/books";
import { plainUsd } from "../gains/plain";
import { type BooksOptions, loadBooks } from "../load-books";
import { type LineView, lineView } from "../view-year";
import { type AmendedPapers, amendRun, papersOf } from "./amend-run";
import type { LoadedYear } from "./filed-years";
import { type HurdleView, hurdleView } from "./view-amend";

/** One line of Form 1040-X; lines 16 to 23 have one amount, in column C. */
export interface FormXLine {
  readonly line: string;
  readonly label: string;
  readonly a: string | null;
  readonly b: string | null;
  readonly c: string;
}

/** A line to be read off the original return. */
export interface AskedView {
  readonly line: string;
  readonly label: string;
  /** As told before, or what the payments told with the filing come to; empty: not known. */
  readonly original: string;
  readonly change: string;
  readonly mayChange: boolean;
  readonly isMissing: boolean;
}

/** The worksheet of one amended return. */
export interface AmendedYearView {
  readonly clientName: string;
  readonly year: number;
  readonly today: string;
  readonly mayWrite: boolean;
  readonly revision: string;
  readonly revisionAuthority: string;
  readonly action: AmendAction;
  readonly asked: readonly AskedView[];
  /** null while figures are missing. */
  readonly form: {
    readonly lines: readonly FormXLine[];
    readonly method: string;
    readonly owed: string;
    readonly overpaid: string;
    /** By how much the original return does not come out even; "0" when it does. */
    readonly unevenBy: string;
  } | null;
  readonly missing: readonly string[];
  /** What the form asks for around its lines. */
  readonly rest: readonly { readonly part: string; readonly todo: string }[];
  /** Of an overpayment, to a later year's estimated tax; empty: nothing. */
  readonly applied: string;
  readonly explanation: readonly string[];
  readonly packet: Packet;
  readonly window: {
    readonly filedOn: string;
    readonly deemedFiled: string;
    readonly threeYear: string;
    readonly twoYear: string | null;
    readonly deadline: string;
    readonly basis: "three-year" | "two-year";
    readonly paidFrom: string;
    readonly cap: string;
    readonly allowed: string;
  };
  readonly taxChange: string;
  readonly scheduleD: readonly LineView[];
  readonly carryover: readonly LineView[];
  readonly rowCount: number;
}

/** Why there is no worksheet: the year is not filed or still stands, or something stands in the cascade's way. */
export type AmendedRefusal =
  | GateRefusal
  | { readonly code: "no-such-year" }
  | { readonly code: "stopped"; readonly hurdle: HurdleView };

/** Form 1040-X of one year with all that belongs to it. */
export async function viewAmendedYear(
  user: Asking,
  clientId: string,
  year: number,
  options: BooksOptions = {},
): Promise<Result<AmendedYearView, AmendedRefusal>> {
  const books = await loadBooks(user, clientId, options);
  if (!books.ok) {
    return books;
  }
  return withClient<AmendedYearView, AmendedRefusal>(
    user,
    clientId,
    "read",
    async (tx) => {
      const run = await amendRun(tx, books.value);
      const papers = papersOf(run, books.value, year);
      if (papers !== null) {
        return ok(viewOf(books.value, papers, tx.role !== "viewer"));
      }
      return run.hurdle === null || run.filed.every(({ record }) => record.year !== year)
        ? err({ code: "no-such-year" })
        : err({ code: "stopped", hurdle: hurdleView(run.hurdle) });
    },
    { deadlineMs: 60_000 },
  );
}

function viewOf(books: Books, papers: AmendedPapers, mayWrite: boolean): AmendedYearView {
  const { amended, corrected, loaded, form, explanation, packet } = papers;
  const [revision] = REVISIONS;
  const missing = form.ok ? [] : form.error.lines;
  const { claim } = amended;
  return {
    clientName: books.clientName,
    year: amended.year,
    today: books.today,
    mayWrite,
    revision: revision.name,
    revisionAuthority: revision.authority,
    action: amended.action,
    asked: ASKED_LINES.filter((line) => line !== "4b" || hasSchedule1A(amended.year)).map((line) =>
      askedView(loaded, papers, line, missing),
    ),
    form: form.ok
      ? {
          lines: form.value.lines.map(({ line, label, a, b, c }) => ({
            line,
            label,
            a: plainUsd(a),
            b: plainUsd(b),
            c: plainUsd(c),
          })),
          method: form.value.method,
          owed: plainUsd(form.value.owed),
          overpaid: plainUsd(form.value.overpaid),
          unevenBy: plainUsd(unevenBy(form.value)),
        }
      : null,
    missing,
    rest: revision.rest,
    applied: appliedText(loaded),
    explanation,
    packet,
    window: {
      filedOn: loaded.filing.filedDate,
      deemedFiled: claim.deemedFiled,
      threeYear: claim.threeYearDeadline,
      twoYear: claim.twoYearDeadline,
      deadline: claim.deadline,
      basis: claim.basis,
      paidFrom: claim.paidFrom,
      cap: plainUsd(claim.cap),
      allowed: plainUsd(amended.refundAllowed),
    },
    taxChange: plainUsd(amended.change.totalTax),
    scheduleD: corrected.scheduleD.map((line, index) => lineView(line, "schedule-d", index)),
    carryover: corrected.carryoverWorksheet.map((line, index) =>
      lineView(line, "carryover", index),
    ),
    rowCount: corrected.parts.reduce((sum, part) => sum + part.rows.length, 0),
  };
}

function appliedText(loaded: LoadedYear): string {
  const applied = appliedOf(loaded);
  return isZeroUsd(applied) ? "" : usdText(applied);
}

function askedView(
  loaded: LoadedYear,
  { originals }: AmendedPapers,
  line: AskedLine,
  missing: readonly string[],
): AskedView {
  const told = originals.find((one) => one.line === line);
  return {
    line,
    label: lineLabel(line),
    original: told === undefined ? paidAs(loaded, line) : usdText(told.original),
    change: told === undefined || usdText(told.change) === "0" ? "" : usdText(told.change),
    mayChange: CHANGEABLE_LINES.has(line),
    isMissing: missing.includes(line),
  };
}

const PAID_ON: Partial<Record<AskedLine, "withholding" | "estimated" | "later">> = {
  "12": "withholding",
  "13": "estimated",
  "16": "later",
};

/** What the payments of a kind come to, offered to be confirmed; empty when none was told. */
function paidAs({ record }: LoadedYear, line: AskedLine): string {
  const kind = PAID_ON[line];
  const paid = record.payments.filter((payment) => payment.kind === kind);
  return paid.length === 0 ? "" : usdText(sumUsd(paid.map(({ amount }) => usd(amount))));
}
