import { pathToFileURL } from "node:url";
import type { FileRefusal } from "@/lib/importers/refusal";
import { formatUsd } from "@/lib/money/format";
import { letterDate } from "@/lib/reports/dates";
import { err, ok, type Result } from "@/lib/result";
import { computeLedger, computeYears } from "@/lib/tax/compute";
import { explain } from "@/lib/tax/explain/explain";
import type { ExplainedBooks } from "@/lib/tax/explain/facts";
import { type AsOf, DEFAULT_LEDGER_SETTINGS, type LedgerSettings } from "@/lib/tax/settings";
import { VALUATION_AUTHORITY, valuedWords } from "@/lib/tax/valuation/words";
import type { LedgerResult, YearResult } from "@/lib/tax/year-result";
import { addDays, type CalendarDate } from "@/lib/time/calendar-date";
import { dateIn, epochOf, instant, instantFromEpoch, startOfDate } from "@/lib/time/instant";
import { answerHelp } from "./answers";
import { type ComputeArguments, readArguments, USAGE } from "./arguments";
import { runAudit } from "./audit";
import { explanationJson, explanationText } from "./explanation-text";
import { type Books, loadFiles } from "./load-files";
import { type PricedBooks, withPrices } from "./load-prices";
import { isOperation, runOperation } from "./operate";
import type { Outcome } from "./outcome";
import { resultJson } from "./result-json";
import { resultText } from "./result-text";
import { isExport, type Verdict, verifyFiles } from "./verify";
import { verifyRows } from "./verify-rows";

/** Runs `lotwise` without touching the process: files in, text out. `now` is milliseconds since 1970. */
export async function run(argv: readonly string[], now: number): Promise<Outcome> {
  if (argv[0] === "audit") {
    return runAudit(argv.slice(1));
  }
  if (isOperation(argv[0])) {
    return runOperation(argv);
  }
  if (argv[0] === "verify") {
    return verified(argv.slice(1), now);
  }
  const args = readArguments(argv);
  if (!args.ok) {
    return { code: 2, out: "", error: `${args.error}\n\n${USAGE}` };
  }
  const computed = await compute(args.value, now);
  if (!computed.ok) {
    return { code: 1, out: "", error: computed.error };
  }
  const { books, valued, settings, asOf, ledger, years } = computed.value;
  if (args.value.figure !== null) {
    const { transactions } = books;
    return explained(args.value, { transactions, settings, asOf, ledger, years, valued });
  }
  const said = [...assumptions(args.value, asOf.date), ...valuedLines(books, valued)];
  const out = args.value.isJson
    ? JSON.stringify(resultJson(books, ledger, years, args.value, said), null, 2)
    : resultText(books, ledger, years, args.value, said);
  return { code: 0, out, error: "" };
}

interface Computed extends PricedBooks {
  readonly settings: LedgerSettings;
  readonly asOf: AsOf;
  readonly ledger: LedgerResult;
  readonly years: readonly YearResult[];
}

/** Reads the files and computes; the error is the sentence to print. */
async function compute(args: ComputeArguments, now: number): Promise<Result<Computed, string>> {
  const { files, timeZone, isMatching, answers, prices } = args;
  const loaded = await loadFiles(files, timeZone, isMatching, answers);
  if (!loaded.ok) {
    return err(refusalText(loaded.error));
  }
  const priced = await withPrices(loaded.value, prices);
  if (!priced.ok) {
    return err(refusalText(priced.error));
  }
  const asOf = asOfOf(args, now);
  const settings = settingsOf(args);
  const { transactions } = priced.value.books;
  const ledger = computeLedger({ transactions, settings, asOf });
  const years = computeYears({ ledger, profiles: [], asOf });
  return ok({ settings, asOf, ledger, years, ...priced.value });
}

/** `verify REPORT BOOKS` or `verify REPORT FILE… --time-zone ZONE`: 0 confirmed, 1 not. */
async function verified([report, ...against]: readonly string[], now: number): Promise<Outcome> {
  const [books] = against;
  if (report === undefined || books === undefined) {
    const error = `Name a report, and an export of its books or its files.\n\n${USAGE}`;
    return { code: 2, out: "", error };
  }
  if (against.length === 1 && (await isExport(books))) {
    return outcomeOf(await verifyFiles(report, books));
  }
  const args = readArguments(["compute", ...against]);
  if (!args.ok) {
    return { code: 2, out: "", error: `${args.error}\n\n${USAGE}` };
  }
  const computed = await compute(args.value, now);
  return computed.ok
    ? outcomeOf(await verifyRows(report, computed.value))
    : { code: 1, out: "", error: computed.error };
}

function outcomeOf({ isConfirmed, lines }: Verdict): Outcome {
  const text = lines.join("\n");
  return isConfirmed ? { code: 0, out: text, error: "" } : { code: 1, out: "", error: text };
}

/** "books.csv:12 income: $68.51, 0.02 ETH at …" for each amount a price gave. */
function valuedLines({ transactions }: Books, valued: PricedBooks["valued"]): readonly string[] {
  return transactions.flatMap(({ id, kind }) =>
    (valued.get(id) ?? []).map(
      (amount) =>
        `${id} ${kind}: ${formatUsd(amount.amount)} by a price, ${valuedWords(amount)} (${VALUATION_AUTHORITY}).`,
    ),
  );
}

function explained(args: ComputeArguments, books: ExplainedBooks): Outcome {
  const { figure, depth, limit } = args;
  const found = figure === null ? null : explain(books, figure, { depth, limit });
  if (found === null || !found.ok) {
    return { code: 1, out: "", error: found === null ? USAGE : found.error.message };
  }
  const out = args.isJson
    ? JSON.stringify(explanationJson(found.value), null, 2)
    : explanationText(found.value);
  return { code: 0, out, error: "" };
}

function refusalText(refused: { readonly file: string; readonly reason: string }): string {
  const line = "line" in refused && refused.line !== null ? `, line ${refused.line}` : "";
  const headers =
    "headersFound" in refused &&
    Array.isArray(refused.headersFound) &&
    refused.headersFound.length > 0
      ? `\nHeaders found: ${refused.headersFound.join(", ")}`
      : "";
  const known =
    "known" in refused && Array.isArray(refused.known) && refused.known.length > 0
      ? `\nRead are: ${refused.known.join("; ")}`
      : "";
  const help = isRefusal(refused) ? answerHelp(refused) : "";
  return `${refused.file}${line}: ${refused.reason}${headers}${known}${help}`;
}

/** A file that was opened and is not read, unlike one that cannot be opened. */
const isRefusal = (refused: object): refused is FileRefusal => "asks" in refused;

/** A standing order from the beginning, so that the method governs every sale. */
function settingsOf(args: ComputeArguments): LedgerSettings {
  const start = instant("1970-01-01T00:00:00Z");
  return {
    ...DEFAULT_LEDGER_SETTINGS,
    timeZone: args.timeZone,
    pool: args.pool,
    standingOrders:
      args.method === "fifo"
        ? []
        : [
            {
              id: "command-line",
              account: null,
              method: args.method,
              effectiveFrom: start,
              madeAt: start,
              toldBrokerAt: start,
            },
          ],
  };
}

function asOfOf(args: ComputeArguments, now: number): AsOf {
  if (args.asOf === null) {
    const at = instantFromEpoch(now);
    return { at, date: dateIn(args.timeZone)(at) };
  }
  const end = epochOf(startOfDate(addDays(args.asOf, 1), args.timeZone)) - 1;
  return { at: instantFromEpoch(end), date: args.asOf };
}

function assumptions(args: ComputeArguments, asOf: CalendarDate): readonly string[] {
  const method =
    args.method === "fifo"
      ? "Lots are chosen first in, first out."
      : `Lots are chosen ${args.method.toUpperCase()}. This assumes that the standing order was written down before every sale; without that, FIFO applies (Reg. 1.1012-1(j)).`;
  const pools = {
    account: "Every account has its own lots.",
    "universal-until-2024":
      "One pool of lots up to December 31, 2024, per account from January 1, 2025 (Rev. Proc. 2024-28): the only reading of a universal pool that the rules allow.",
    universal:
      "One pool of lots for ever: not allowed from January 1, 2025, only for comparing with old reports.",
  };
  return [
    `Dates are taken in ${args.timeZone}, up to ${letterDate(asOf)}.`,
    method,
    pools[args.pool],
    "Network fees of transfers are small disposals. No profile is given: losses are limited as for a single filer.",
  ];
}

async function main(): Promise<void> {
  const outcome = await run(process.argv.slice(2), Date.now());
  if (outcome.error !== "") {
    console.error(outcome.error);
  }
  if (outcome.out !== "") {
    console.log(outcome.out);
  }
  process.exitCode = outcome.code;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main();
}
