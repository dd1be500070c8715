import { existsSync } from "node:fs";
import { basename, dirname } from "node:path";
import { isFiat } from "@/lib/importers/assets";
import { type ReadFile, readFile } from "@/lib/importers/read-file";
import type { ParsedTransaction } from "@/lib/importers/source";
import { quantity, quantityText } from "@/lib/money/quantity";
import { Check } from "./compare";
import { chunksOf, optionsFor } from "./import-answers";
import { assetName, type Event, expectedTexts, netOf, tells, toldTexts } from "./import-events";
import { eventsOfSet, type JoinedSet, joinedSetOf, misplacedIn, readSet } from "./import-joined";
import { runScenario, type Scenario } from "./import-scenario";
import { Skip } from "./verdict";

/** What a sample file must come to; written beside it as `<file>.expected.json`. */
export interface ImportCase extends Partial<Scenario> {
  readonly data_rows?: number;
  readonly events?: readonly Event[];
  readonly net_change?: Readonly<Record<string, string>>;
  /** Rows by the text of their kind column. */
  readonly rows_by_type?: Readonly<Record<string, number>>;
  /** Lines of a tax form: the file holds results, which must never become transactions. */
  readonly form_rows?: readonly unknown[];
  readonly totals?: unknown;
  readonly own_address?: string;
  readonly covers_files?: readonly string[];
}

/** Reads the sample beside an expectation with the product's own importer and compares rows, events and net change. */
export async function runImportCase(
  expectation: string,
  data: ImportCase,
): Promise<string[] | Skip> {
  const sample = expectation.replace(/\.expected\.json$/, "");
  if (data.matches !== undefined) {
    return runScenario(sample, { matches: data.matches, unmatched: data.unmatched ?? [] });
  }
  if (!existsSync(sample)) {
    return [`the sample is not there: ${sample}`];
  }
  const set = data.own_address === undefined ? null : joinedSetOf(sample);
  if (set !== null) {
    return compareSet(basename(sample), set, data);
  }
  const name = `${basename(dirname(sample))}/${basename(sample)}`;
  const read = await readFile(
    // With its folder: where several programs write one layout, the folder says which.
    { file: name, chunks: chunksOf(name, sample) },
    optionsFor(name, data.own_address),
  );
  if (!read.ok) {
    return refused(read.error, data);
  }
  return compare(read.value, data);
}

/** Results are refused with the reason, and that is right; anything else that is refused is told so. */
function refused(
  { code, reason, asks }: { code: string; reason: string; asks: readonly string[] },
  data: ImportCase,
): string[] | Skip {
  if (code === "unknown-layout" || code === "not-text") {
    return new Skip(`not read yet: ${reason}`);
  }
  if (code !== "not-a-ledger") {
    return [`refused: ${reason} ${asks.join()}`];
  }
  const isResults = data.form_rows !== undefined || data.totals !== undefined;
  return isResults && data.events === undefined ? [] : new Skip(`refused by design: ${reason}`);
}

/**
 * Files of one address are one expectation: it is compared as a whole by each of them, and its net change by the file that names it.
 */
async function compareSet(file: string, set: JoinedSet, data: ImportCase): Promise<string[]> {
  const read = await readSet(set);
  if (typeof read === "string") {
    return [read];
  }
  const check = new Check();
  check.differences.push(...misplacedIn(read), ...read.rejected.map(({ reason }) => reason));
  check.text("rows", data.data_rows, read.rows.get(file));
  const told = read.events.map(({ transaction }) => transaction);
  compareNet(check, compareEvents(check, told, eventsOfSet(set)), data);
  return check.differences;
}

function compare(read: ReadFile, data: ImportCase): string[] {
  const check = new Check();
  if (data.data_rows !== undefined) {
    check.text("rows", data.data_rows, read.rowCount - footersOf(read));
  }
  check.text("rows that cannot be read", "", read.rejected.map(({ reason }) => reason).join("\n"));
  if (data.rows_by_type !== undefined) {
    compareKinds(check, read, data.rows_by_type);
  }
  const kept =
    data.events === undefined
      ? read.transactions
      : compareEvents(check, read.transactions, data.events);
  compareNet(check, kept, data);
  return check.differences;
}

/** Rows of the file that are no data: totals and notes at its end. The samples do not count them. */
export function footersOf(read: ReadFile): number {
  const width = read.kind.header.length;
  const reasons = new Map(read.skipped.map(({ line, reason }) => [line, reason]));
  return read.rows.filter((row) => {
    const reason = reasons.get(row.line) ?? "";
    const isNoRow = row.cells.length !== width && read.kind.source.leavesOut !== undefined;
    return reason !== "" && (isNoRow || /\btotals?\b/i.test(reason));
  }).length;
}

/** Some column holds exactly these texts so often: what the reader was given is what the expectation counted. */
function compareKinds(check: Check, read: ReadFile, kinds: Readonly<Record<string, number>>): void {
  const wanted = JSON.stringify(Object.entries(kinds).sort());
  const isThere = read.kind.header.some((_, index) => {
    const counts = new Map<string, number>();
    for (const row of read.rows) {
      const kind = (row.cells[index] ?? "").trim();
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    return JSON.stringify([...counts].sort()) === wanted;
  });
  check.text("kinds of rows as the expectation counts them", true, isThere);
}

/**
 * Every event is told once, and nothing else is. What an expectation ignores may be kept, flagged, without effect ("unknown") and
 * is then left out of what is given back.
 */
export function compareEvents(
  check: Check,
  transactions: readonly ParsedTransaction[],
  events: readonly Event[],
): readonly ParsedTransaction[] {
  const left = new Set(transactions);
  const take = (event: Event, isFit: (told: ParsedTransaction) => boolean) => {
    const texts = expectedTexts(event);
    const found = [...left].find(
      (told) => isFit(told) && toldTexts(told).some((text) => texts.includes(text)),
    );
    return found !== undefined && left.delete(found) ? found : null;
  };
  const kept: ParsedTransaction[] = [];
  const missing = events.filter(({ kind }) => kind !== "ignored" && kind !== "internal");
  for (const event of missing) {
    const found = take(event, (told) => tells(event, told)) ?? take(event, () => true);
    if (found === null) {
      check.differences.push(`missing: ${event.kind} ${expectedTexts(event)[0]}`);
    } else {
      kept.push(found);
      if (!tells(event, found)) {
        const kind = found.kind === "income" ? `income ${found.incomeKind}` : found.kind;
        check.text(`kind of ${toldTexts(found)[0]}`, `${event.kind} ${event.sub ?? ""}`, kind);
      }
    }
  }
  const ignored = new Set(events.filter(({ kind }) => kind === "ignored").map(({ t }) => t));
  for (const told of left) {
    const isFlagged = told.kind === "unknown" && ignored.has(`${told.at.slice(0, 19)}Z`);
    if (!isFlagged) {
      check.differences.push(`not expected: ${told.kind} ${toldTexts(told)[0]}`);
    }
  }
  return kept;
}

/** Every coin the expectation names changes so much, and where there are no events to say so, no other coin changes. */
export function compareNet(
  check: Check,
  kept: readonly ParsedTransaction[],
  data: ImportCase,
): void {
  const net = netOf(kept);
  const expected = Object.entries(data.net_change ?? {}).filter(([asset]) => !isFiat(asset));
  for (const [asset, amount] of expected) {
    const name = assetName(asset);
    const told = net.get(name) ?? quantity("0");
    check.text(`net change of ${asset}`, quantityText(quantity(amount)), quantityText(told));
    net.delete(name);
  }
  if (data.events === undefined && data.net_change !== undefined) {
    check.text("other coins that change", "", [...net.keys()].join());
  }
}
