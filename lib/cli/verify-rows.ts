import { readFile } from "node:fs/promises";
import path from "node:path";
import { readProof } from "@/lib/pdf/read-proof";
import {
  firstDifference,
  merkleRoot,
  type PrintedFigure,
  printedFigures,
} from "@/lib/reports/proof";
import { yearEndReport } from "@/lib/reports/year-end";
import type { AsOf, LedgerSettings } from "@/lib/tax/settings";
import { ENGINE_VERSION } from "@/lib/tax/version";
import type { LedgerResult, YearResult } from "@/lib/tax/year-result";
import type { Verdict } from "./verify";

/** What files alone can tell: no profile, no brokers' forms, no names. */
const COMPARED = /^\d{4}\/(?:8949|schedule-d)\//;

const comparable = (figures: readonly PrintedFigure[]): readonly PrintedFigure[] =>
  figures.filter(([address]) => COMPARED.test(address));

/**
 * Verifies the rows of Form 8949 and the lines of Schedule D of a report against what the files themselves come to. What files do not
 * tell (carryovers of a profile, brokers' forms, rows entered by hand) shows as a difference.
 */
export async function verifyRows(
  report: string,
  computed: {
    readonly ledger: LedgerResult;
    readonly years: readonly YearResult[];
    readonly settings: LedgerSettings;
    readonly asOf: AsOf;
  },
): Promise<Verdict> {
  const pdf = await readFile(report).catch(() => null);
  const proof = pdf === null ? null : await readProof(pdf);
  if (proof === null || !proof.ok) {
    const name = path.basename(report);
    return { isConfirmed: false, lines: [`Not verified: ${name} is no report that can be read.`] };
  }
  const { figures, root, year } = proof.value;
  const result = computed.years.find((one) => one.year === year);
  if (merkleRoot(figures) !== root || result === undefined) {
    return {
      isConfirmed: false,
      lines: [
        result === undefined
          ? `Not confirmed: the files tell nothing of ${year}.`
          : "Not confirmed: the figures the file carries do not make up its hash. The file was changed.",
      ],
    };
  }
  const own = comparable(figures);
  const difference = firstDifference(own, comparable(anew(result, computed)));
  return difference === null
    ? {
        isConfirmed: true,
        lines: [
          `Confirmed from the files: ${own.length.toLocaleString("en-US")} rows, totals and lines of Form 8949 and Schedule D of ${year}, all equal.`,
          "Not compared: what files do not tell (tax, income, what is printed around them).",
        ],
      }
    : {
        isConfirmed: false,
        lines: [
          `Not confirmed: ${difference.address} differs.`,
          `  in the report: ${difference.before ?? "nothing"}`,
          `  from the files: ${difference.after ?? "nothing"}`,
        ],
      };
}

function anew(
  result: YearResult,
  { ledger, settings, asOf }: Parameters<typeof verifyRows>[1],
): readonly PrintedFigure[] {
  return printedFigures(
    yearEndReport({
      client: "",
      year: result.year,
      asOf: asOf.date,
      generatedAt: asOf.at,
      result,
      ledger,
      settings,
      accounts: new Map(),
      steps: [],
      issues: ledger.issues,
      sources: new Map(),
      prices: [],
      engineVersion: ENGINE_VERSION,
      inputHash: "",
    }),
  );
}
