import { formatQuantity, formatUsd } from "@/lib/money/format";
import type { Usd } from "@/lib/money/usd";
import type { ClosedLot } from "@/lib/tax/closed-lot";
import type { LedgerResult, YearResult } from "@/lib/tax/year-result";
import type { ComputeArguments } from "./arguments";
import type { Books } from "./load-files";

/** The same result for reading in a terminal: issues first, then closed lots and year totals. */
export function resultText(
  books: Books,
  ledger: LedgerResult,
  years: readonly YearResult[],
  args: ComputeArguments,
  assumptions: readonly string[],
): string {
  const inYear = (date: string) => args.year === null || date.startsWith(`${args.year}-`);
  const lots = ledger.closedLots.filter((lot) => inYear(lot.sold));
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ["Read", books.files.map(fileLine)],
    ["Assumed", assumptions],
    [
      "Rejected rows",
      books.rejected.map(
        (problem) =>
          `${place(problem.file, [problem.line])}, ${problem.column} "${problem.value}": ${problem.reason}`,
      ),
    ],
    [
      "Questions",
      books.questions.map(
        (problem) => `${place(problem.file, [problem.line])}, ${problem.column}: ${problem.reason}`,
      ),
    ],
    ["Issues", issueLines(books, ledger, inYear)],
    ["Transfers joined", books.joins.joined.map(({ reason }) => reason)],
    ["Look like transfers, not joined", books.joins.proposed.map(({ reason }) => reason)],
    ["Closed lots", lots.length === 0 ? [] : table(lots)],
    ["Years", years.filter((year) => inYear(`${year.year}-`)).map(yearLine)],
  ];
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [title, ...lines.map((line) => `  ${line}`)].join("\n"))
    .join("\n\n");
}

function place(file: string, lines: readonly number[]): string {
  return `${file}, line ${lines.join(" and ")}`;
}

function fileLine(file: Books["files"][number]): string {
  const { kind, rowCount, transactions, skipped, rejected, notes } = file;
  const counts = `${counted(rowCount, "row")}: ${counted(transactions.length, "transaction")}, ${skipped.length} left out, ${rejected.length} rejected`;
  return [`${kind.file}: ${kind.source.label} ${kind.version}, ${counts}`, ...notes].join(" · ");
}

function issueLines(
  books: Books,
  ledger: LedgerResult,
  inYear: (date: string) => boolean,
): readonly string[] {
  return ledger.issues
    .filter((issue) => inYear(issue.date))
    .map((issue) => {
      const found = books.places.get(issue.transaction);
      const where = found === undefined ? issue.transaction : place(found.file, found.lines);
      const missing =
        issue.quantity === null ? "" : ` ${formatQuantity(issue.quantity)} ${issue.asset ?? ""}`;
      return `${issue.severity === "blocking" ? "!" : "·"} ${issue.code}${missing} (${where}): ${issue.message} ${issue.remedy}`;
    });
}

const shown = (amount: Usd | null): string => (amount === null ? "not known" : formatUsd(amount));

function table(lots: readonly ClosedLot[]): readonly string[] {
  const rows = lots.map((lot) => [
    lot.sold,
    lot.acquired ?? "not known",
    lot.account,
    lot.asset,
    formatQuantity(lot.quantity),
    shown(lot.proceeds),
    shown(lot.basis),
    shown(lot.gain),
    lot.term,
    lot.kind,
  ]);
  const head = [
    "sold",
    "acquired",
    "account",
    "asset",
    "quantity",
    "proceeds",
    "basis",
    "gain",
    "term",
    "why",
  ];
  const widths = head.map((title, index) =>
    Math.max(title.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) =>
        index >= 4 && index <= 7
          ? cell.padStart(widths[index] ?? 0)
          : cell.padEnd(widths[index] ?? 0),
      )
      .join("  ")
      .trimEnd();
  return [line(head), ...rows.map(line)];
}

/** "1 disposal and 2 income rows lack a value"; what there is none of is left out. */
function lacking({ unknownRows, unknownIncome }: YearResult): string {
  const parts = [
    [unknownRows.length, "disposal"] as const,
    [unknownIncome.length, "income row"] as const,
  ].filter(([count]) => count > 0);
  const total = unknownRows.length + unknownIncome.length;
  return `${parts.map(([count, noun]) => counted(count, noun)).join(" and ")} ${total === 1 ? "lacks" : "lack"} a value`;
}

const counted = (count: number, noun: string): string =>
  `${count} ${count === 1 ? noun : `${noun}s`}`;

function yearLine(year: YearResult): string {
  const unknown =
    year.unknownRows.length + year.unknownIncome.length === 0
      ? ""
      : ` · not final: ${lacking(year)}`;
  const carry = `carried out short ${formatUsd(year.shortCarryoverOut)}, long ${formatUsd(year.longCarryoverOut)}`;
  return (
    `${year.year}: net short ${formatUsd(year.netShort)}, net long ${formatUsd(year.netLong)}, Schedule D line 16 ${formatUsd(year.line16)}, ` +
    `allowed loss (line 21) ${formatUsd(year.line21)}, ${carry}, ordinary income ${formatUsd(year.incomeTotal)}${unknown}`
  );
}
