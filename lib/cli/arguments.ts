import { parseArgs } from "node:util";
import { err, ok, type Result } from "@/lib/result";
import type { FigureAddress } from "@/lib/tax/explain/address";
import { parseFigure } from "@/lib/tax/explain/parse-address";
import type { LotMethod } from "@/lib/tax/settings";
import { type CalendarDate, parseCalendarDate } from "@/lib/time/calendar-date";
import { isTimeZone } from "@/lib/time/instant";
import { readAnswerFlags, type ToldAnswer } from "./answers";

/** What `lotwise` was asked to do: `compute` everything, or `explain` one figure of it. */
export interface ComputeArguments {
  /** The figure to explain; null: compute. */
  readonly figure: FigureAddress | null;
  /** Levels of an explanation, and most parts of one figure. */
  readonly depth: number;
  readonly limit: number;
  readonly files: readonly string[];
  readonly method: LotMethod;
  readonly pool: "account" | "universal-until-2024" | "universal";
  readonly timeZone: string;
  readonly year: number | null;
  readonly asOf: CalendarDate | null;
  readonly isJson: boolean;
  readonly isMatching: boolean;
  /** What is said to what files leave open. */
  readonly answers: readonly ToldAnswer[];
  /** A price file that values rows without dollars; null: none. */
  readonly prices: string | null;
}

export const USAGE = `Usage: npm run lotwise -- compute FILE… --time-zone ZONE [options]
       npm run lotwise -- explain FIGURE FILE… --time-zone ZONE [options]
       npm run lotwise -- verify REPORT.pdf BOOKS.json
       npm run lotwise -- verify REPORT.pdf FILE… --time-zone ZONE [options]
       npm run lotwise -- audit verify HISTORY.json | --client ID [--head HEAD | --report REPORT.pdf]
       npm run lotwise -- backup FILE | restore FILE | keys rewrap

  FIGURE                                what to explain, down to the lines of the files: 2025/schedule-d/16, 2025/8949/I/row/3,
                                        2025/return/7a, lot/SALE/1, carryover/2025/short, income/2025, or any address printed
  --depth N                             explain: levels of parts (default 8)
  --limit N                             explain: most parts of one figure (default 20)
  --method fifo|lifo|hifo|lofo|lowest-gain
                                        how lots are chosen (default fifo)
  --pool account|universal|universal-always
                                        account: every account has its own lots (default)
                                        universal: one pool up to 2024-12-31, per account from 2025-01-01
                                        universal-always: one pool for ever, only to compare with old reports
  --time-zone ZONE                      IANA zone that turns times into tax dates, e.g. America/New_York
  --year YEAR                           print only this year
  --as-of YYYY-MM-DD                    ignore what comes after the end of this day (default: now)
  --answer [FILE:]NAME=VALUE            what a file leaves open, for one file or for all: time-zone=ZONE, date-order=day-first|month-first,
                                        addresses=A,B, asset=BTC, source=swan, encoding=windows-1252; may be given many times
  --no-match                            do not join withdrawals and deposits into transfers
  --prices FILE                         values rows without dollars: CSV of asset,price,time; a time prices its hour (UTC), a date
                                        its UTC day
  --json                                print one JSON object`;

const METHODS: readonly LotMethod[] = ["fifo", "lifo", "hifo", "lofo", "lowest-gain"];
const POOLS = new Map<string, ComputeArguments["pool"]>([
  ["account", "account"],
  ["universal", "universal-until-2024"],
  ["universal-always", "universal"],
]);

/** Reads the command line; an error is one sentence to print above the usage. */
export function readArguments(argv: readonly string[]): Result<ComputeArguments, string> {
  const parsed = parse(argv);
  if (!parsed.ok) {
    return parsed;
  }
  const { values, positionals } = parsed.value;
  const asking = named(positionals);
  const { files, figure } = asking;
  const method = METHODS.find((known) => known === values.method);
  const pool = POOLS.get(values.pool);
  const asOf = values["as-of"] === undefined ? null : parseCalendarDate(values["as-of"]);
  const answers = readAnswerFlags(values.answer);
  const problems: readonly (readonly [boolean, string])[] = [
    [asking.problem !== null, asking.problem ?? ""],
    [!isCount(values.depth), `"${values.depth}" is not a number of levels.`],
    [!isCount(values.limit), `"${values.limit}" is not a number of parts.`],
    [files.length === 0, "Name at least one file."],
    [method === undefined, `Unknown method "${values.method}".`],
    [pool === undefined, `Unknown pool "${values.pool}".`],
    [values["time-zone"] === undefined, "--time-zone is required: it decides the tax dates."],
    [!isTimeZone(values["time-zone"] ?? "UTC"), `Unknown time zone "${values["time-zone"]}".`],
    [!/^\d{4}$/.test(values.year ?? "2025"), `"${values.year}" is not a year.`],
    [asOf === null && values["as-of"] !== undefined, `"${values["as-of"]}" is not a day.`],
    [!answers.ok, problemOf(answers)],
  ];
  const problem = problems.find(([isWrong]) => isWrong)?.[1];
  if (problem !== undefined || method === undefined || pool === undefined || !answers.ok) {
    return err(problem ?? "");
  }
  return ok({
    figure,
    depth: Number(values.depth),
    limit: Number(values.limit),
    files,
    method,
    pool,
    timeZone: values["time-zone"] ?? "UTC",
    year: values.year === undefined ? null : Number(values.year),
    asOf,
    isJson: values.json,
    isMatching: !values["no-match"],
    answers: answers.value,
    prices: values.prices ?? null,
  });
}

const problemOf = (result: Result<unknown, string>): string => (result.ok ? "" : result.error);

interface Named {
  readonly files: readonly string[];
  /** null where no figure is asked. */
  readonly figure: FigureAddress | null;
  readonly problem: string | null;
}

/** `compute FILE…` or `explain FIGURE FILE…`. */
function named([command, ...rest]: readonly string[]): Named {
  if (command === "explain") {
    const [asked = "", ...files] = rest;
    const figure = parseFigure(asked);
    return figure.ok
      ? { files, figure: figure.value, problem: null }
      : { files, figure: null, problem: `"${asked}" is not the address of a figure.` };
  }
  const problem =
    command === "compute"
      ? null
      : `Unknown command "${command ?? ""}": there are compute, explain and verify.`;
  return { files: rest, figure: null, problem };
}

const isCount = (text: string): boolean => /^[1-9]\d{0,5}$/.test(text);

function parse(argv: readonly string[]) {
  try {
    return ok(
      parseArgs({
        args: [...argv],
        allowPositionals: true,
        options: {
          method: { type: "string", default: "fifo" },
          pool: { type: "string", default: "account" },
          "time-zone": { type: "string" },
          year: { type: "string" },
          depth: { type: "string", default: "8" },
          limit: { type: "string", default: "20" },
          "as-of": { type: "string" },
          prices: { type: "string" },
          json: { type: "boolean", default: false },
          answer: { type: "string", multiple: true, default: [] },
          "no-match": { type: "boolean", default: false },
        },
      }),
    );
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
}
