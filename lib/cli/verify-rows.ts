import { readFile } from "node:fs/promises";
import path from "node:path";
import { assetTexts } from "@/lib/assets/label";
import { readProof } from "@/lib/pdf/read-proof";
import { ownReference } from "@/lib/reports/input";
import { firstDifference, type PrintedFigure, printedFigures } from "@/lib/reports/proof";
import { yearEndReport } from "@/lib/reports/year-end";
import type { AsOf, LedgerSettings } from "@/lib/tax/settings";
import type { Transaction } from "@/lib/tax/transaction";
import { ENGINE_VERSION } from "@/lib/tax/version";
import type { LedgerResult, YearResult } from "@/lib/tax/year-result";
import { differing, ifChanged, refused, unproven, type Verdict } from "./verify";

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
    readonly books: { readonly transactions: readonly Transaction[] };
  },
): Promise<Verdict> {
  const pdf = await readFile(report).catch(() => null);
  const proof = pdf === null ? null : await readProof(pdf);
  if (proof === null) {
    return refused(`Not verified: ${path.basename(report)} cannot be opened.`);
  }
  if (!proof.ok) {
    return unproven(proof.error);
  }
  const { figures, year, kind } = proof.value;
  if (kind === "changes" || kind === "form-1040x") {
    return refused(
      "Not verified: a paper of a filed year stands on the return as it was filed, which files do not tell. Verify it with the export of the books of its year.",
    );
  }
  const result = computed.years.find((one) => one.year === year);
  if (result === undefined) {
    return refused(`Not confirmed: the files tell nothing of ${year}.`);
  }
  const changed = ifChanged(proof.value);
  if (changed !== null) {
    return changed;
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
    : refused(...differing(difference, "from the files"));
}

function anew(
  result: YearResult,
  { ledger, settings, asOf, books }: Parameters<typeof verifyRows>[1],
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
      assetNames: assetTexts(new Set(ledger.closedLots.map(({ asset }) => asset))),
      steps: [],
      issues: ledger.issues,
      sources: new Map(
        books.transactions.map((one) => [one.id, { reference: ownReference(one), place: "" }]),
      ),
      prices: [],
      engineVersion: ENGINE_VERSION,
      inputHash: "",
    }),
  );
}
