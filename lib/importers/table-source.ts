import { invariant } from "@/lib/result";
import { book, type Movement } from "./booking";
import { CellError, type Cells, cellReader, orReject } from "./cells";
import { createFingerprints, type Fingerprints } from "./fingerprint";
import type { CommaRule } from "./number";
import { createOrder, type FileOrder } from "./order";
import type { Collector, ParseOptions, RowProblem, RowReader, Source } from "./source";
import type { ReadTime } from "./time";
import { told } from "./told";

/** One row, read. A source adds what its kinds need. */
export interface TableRow {
  readonly cells: Cells;
  readonly time: ReadTime;
  /** The source's own id of this row; "" where it has none. */
  readonly id: string;
  /** What makes the row itself (time, kind, asset, amount), the same in every export that holds it; no balance, no later value. */
  readonly content: string;
}

/** One event made of rows of the file; times, identity and lines come from its rows. */
export interface TableEvent<R extends TableRow> extends Movement {
  readonly rows: readonly R[];
  /** Rows of the same group it has a part of only, that other events share (one coin received for several swept). */
  readonly shares?: readonly R[];
  /** When it happened, where that is not the earliest of its rows (an order placed first and filled later). */
  readonly time?: ReadTime;
  readonly note?: string;
  /** What makes the event itself, where another file of the source tells the same event in other rows: its identity instead of its rows'. */
  readonly identity?: string;
  /** Where it happened, when the file itself names the account; it goes before the name a person gave the file. */
  readonly account?: string;
}

/** Rows without effect, and why: a move inside one account, an order that was cancelled. */
export interface LeftOut<R extends TableRow> {
  readonly rows: readonly R[];
  readonly leftOut: string;
}

/** What a reader of rows may ask. */
export interface ReadAt {
  readonly version: string;
  /** The header as it stands in the file. */
  readonly header: readonly string[];
  readonly options: ParseOptions;
}

/** How a source is told: its layouts, how a row is read and what rows mean together. */
export interface TableSpec<R extends TableRow>
  extends Pick<
    Source,
    "id" | "label" | "timeRule" | "headers" | "shared" | "recognise" | "asks" | "leavesOut"
  > {
  /** The account people see when the file names none. */
  readonly account: string;
  /** "thousands" when the source's own format writes commas so. */
  readonly commas?: CommaRule;
  /** 1 when files usually run oldest first, -1 newest first. */
  readonly order?: 1 | -1;
  /** The column a kind stands in. */
  readonly kindColumn: string;
  /** The same where layouts of one source name it differently. */
  readonly kindColumnOf?: (version: string) => string;
  /** The column that names the money of an exchange, for what must be asked of foreign money; absent: the kind's. */
  readonly moneyColumn?: string;
  /** Names to read columns by, position for position, where a file's own are double or vary; else the header itself. */
  readonly columns?: (header: readonly string[], version: string) => readonly string[];
  /** Reads one row; throws `CellError` for a cell that cannot be read. A text: why the row is left out. */
  readonly read: (cells: Cells, at: ReadAt) => R | string;
  /**
   * Rows of one name belong together (they are looked for within 2,000 rows); null or absent: the row stands alone. Of several names
   * the first is the row's own, the others are those of neighbours whose rows it may belong with (the second before and after).
   */
  readonly group?: (row: R) => string | readonly string[] | null;
  /**
   * What rows that belong together mean, in file order. Every row must stand in exactly one of what it gives, or in the `shares` of
   * several.
   */
  readonly settle: (rows: readonly R[]) => readonly (TableEvent<R> | LeftOut<R>)[];
}

const WINDOW = 2_000;

/** A source from its description. Rows are read one after another; memory is bounded by the rows held back for their group. */
export function tableSource<R extends TableRow>(spec: TableSpec<R>): Source {
  return {
    id: spec.id,
    label: spec.label,
    timeRule: spec.timeRule,
    headers: spec.headers,
    ...(spec.shared === undefined ? {} : { shared: spec.shared }),
    ...(spec.recognise === undefined ? {} : { recognise: spec.recognise }),
    ...(spec.asks === undefined ? {} : { asks: spec.asks }),
    ...(spec.leavesOut === undefined ? {} : { leavesOut: spec.leavesOut }),
    open: (header, version, options, out) => open(spec, { header, version, options }, out),
  };
}

interface Held<R> {
  readonly row: R;
  readonly print: string;
}

interface Run<R extends TableRow> {
  readonly spec: TableSpec<R>;
  readonly at: ReadAt;
  readonly out: Collector;
  readonly prints: Fingerprints;
  readonly order: FileOrder;
}

function open<R extends TableRow>(spec: TableSpec<R>, at: ReadAt, out: Collector): RowReader {
  const columns = spec.columns?.(at.header, at.version) ?? at.header;
  const read = cellReader(columns, spec.commas ?? "ambiguous");
  const run: Run<R> = {
    spec,
    at,
    out,
    prints: createFingerprints(),
    order: createOrder(spec.order ?? 1),
  };
  const groups = new Groups<R>((held) => settle(held, run));
  const place = (held: Held<R>) => {
    const named = spec.group?.(held.row) ?? null;
    if (named === null) {
      settle([held], run);
    } else {
      groups.add(held, typeof named === "string" ? [named] : named);
    }
  };
  return {
    row: (line) =>
      orReject(out.rejected, () => {
        const held = take(read(line), run);
        if (held !== null) {
          place(held);
        }
      }),
    end: () => groups.close(Number.POSITIVE_INFINITY),
  };
}

/** Rows held back until those that belong with them cannot come any more. */
class Groups<R> {
  readonly #settle: (held: readonly Held<R>[]) => void;
  readonly #open = new Map<string, { readonly held: Held<R>[]; readonly since: number }>();
  #count = 0;

  constructor(settle: (held: readonly Held<R>[]) => void) {
    this.#settle = settle;
  }

  /** Puts a row with the first group known under one of its names; the group is then known under the row's own name too. */
  add(held: Held<R>, names: readonly string[]): void {
    const [own = ""] = names;
    const known = names
      .map((name) => this.#open.get(name))
      .find((found) => found !== undefined && found.held.length > 0);
    if (known === undefined) {
      this.#open.delete(own);
    }
    const group = known ?? { held: [], since: this.#count };
    group.held.push(held);
    this.#open.set(own, group);
    this.#count += 1;
    this.close(this.#count - WINDOW);
  }

  /** Settles the groups begun before so many rows. */
  close(before: number): void {
    for (const [name, group] of this.#open) {
      if (group.since >= before) {
        return;
      }
      this.#open.delete(name);
      // A group known under several names is settled under the first and found empty under the others.
      const held = group.held.splice(0);
      if (held.length > 0) {
        this.#settle(held);
      }
    }
  }
}

/** Reads one row and gives it its identity; null when it is left out. */
function take<R extends TableRow>(cells: Cells, run: Run<R>): Held<R> | null {
  const row = run.spec.read(cells, run.at);
  const leftOut = (reason: string) => {
    run.out.skipped.push({ line: cells.row.line, reason });
    return null;
  };
  if (typeof row === "string") {
    return leftOut(row);
  }
  run.order.see(row.time.at);
  const print =
    row.id === ""
      ? run.prints.byContent(run.spec.id, row.content)
      : run.prints.byId(run.spec.id, row.id, row.content);
  return print === "repeated"
    ? leftOut("The same row, with the same id, stands in this file twice.")
    : { row, print };
}

function settle<R extends TableRow>(held: readonly Held<R>[], run: Run<R>): void {
  const rows = held.map(({ row }) => row);
  const prints = new Map(held.map(({ row, print }) => [row, print]));
  let results: readonly (TableEvent<R> | LeftOut<R>)[];
  try {
    results = run.spec.settle(rows);
  } catch (error) {
    reject(rows, error, run.out.rejected);
    return;
  }
  const used = results.flatMap((result) => result.rows);
  const shared = new Set(
    results.flatMap((result) => ("shares" in result ? (result.shares ?? []) : [])),
  );
  invariant(
    used.length + shared.size === rows.length && new Set([...used, ...shared]).size === rows.length,
    `${run.spec.id}: ${rows.length} rows settled as ${used.length}`,
  );
  for (const result of results) {
    if ("leftOut" in result) {
      run.out.skipped.push(
        ...result.rows.map(({ cells }) => ({ line: cells.row.line, reason: result.leftOut })),
      );
    } else {
      run.out.transactions.push(transactionOf(result, prints, run));
    }
  }
}

/** A cell that cannot be read takes the rows it belongs with along: half an event is worse than none. */
function reject(rows: readonly TableRow[], error: unknown, rejected: RowProblem[]): void {
  if (!(error instanceof CellError)) {
    throw error;
  }
  rejected.push(...rows.map(({ cells }) => ({ ...error.problem, line: cells.row.line })));
}

function transactionOf<R extends TableRow>(
  event: TableEvent<R>,
  prints: ReadonlyMap<R, string>,
  run: Run<R>,
) {
  const rows = rowsOf(event);
  const first = rows.reduce((early, row) => (row.time.at < early.time.at ? row : early));
  const lines = rows.map(({ cells }) => cells.row.line).sort((a, b) => a - b);
  const base = told({
    ...(event.time ?? first.time),
    sequence: Math.min(...lines.map(run.order.sequence)),
    accountName: event.account ?? run.at.options.accountName ?? run.spec.account,
    key: keyOf(event, prints, run),
    lines,
    note: event.note ?? event.label,
  });
  const kind = run.spec.kindColumnOf?.(run.at.version) ?? run.spec.kindColumn;
  return book(base, event, first.cells, { kind, money: run.spec.moneyColumn ?? kind });
}

function rowsOf<R extends TableRow>({ rows, shares = [] }: TableEvent<R>): readonly R[] {
  return [...rows, ...shares];
}

function keyOf<R extends TableRow>(
  event: TableEvent<R>,
  prints: ReadonlyMap<R, string>,
  { spec, prints: given }: Run<R>,
): string {
  const { identity } = event;
  return identity === undefined
    ? rowsOf(event)
        .map((row) => prints.get(row) ?? "")
        .sort()
        .join("+")
    : given.byContent(spec.id, identity);
}
