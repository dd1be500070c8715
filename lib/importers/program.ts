import { type Cells, textIn } from "./cells";
import { chainRef } from "./chain-ref";
import type { DateShape } from "./date-time";
import { readLeg, type SideColumns } from "./legs";
import { momentIn } from "./moment";
import type { Source } from "./source";
import { type ReadAt, type TableSpec, tableSource } from "./table-source";
import { contentOfRow, settleTwoSided, type TwoSidedRow, type Words } from "./two-sided";

/** How a program's file is told whose rows have two sides and a word. */
export interface ProgramSpec
  extends Pick<
    TableSpec<TwoSidedRow>,
    | "id"
    | "label"
    | "timeRule"
    | "headers"
    | "account"
    | "kindColumn"
    | "recognise"
    | "columns"
    | "order"
    | "leavesOut"
  > {
  readonly timeColumn: string;
  /** Shapes besides ISO-like ones; UTC. */
  readonly times?: readonly DateShape[];
  readonly sent: SideColumns;
  readonly received: SideColumns;
  readonly fee: SideColumns;
  /** Columns that name the account: the first that says something. */
  readonly accountColumns?: readonly string[];
  readonly noteColumns?: readonly string[];
  /** Columns that belong to what makes a row itself. */
  readonly idColumns?: readonly string[];
  /** The transaction's hash on its chain: it, too, belongs to what makes a row itself. */
  readonly hashColumn?: string;
  readonly words: Words;
  /** Why a row is no event at all; null when it is one. */
  readonly leftOut?: (cells: Cells) => string | null;
  readonly value?: (cells: Cells, at: ReadAt) => TwoSidedRow["value"];
  readonly feeValue?: (cells: Cells, at: ReadAt) => TwoSidedRow["value"];
}

/** A source from such a description; rows stand alone. */
export function programSource(spec: ProgramSpec): Source {
  return tableSource<TwoSidedRow>({
    ...spec,
    moneyColumn: spec.sent.asset,
    read: (cells, at) => spec.leftOut?.(cells) ?? readRow(spec, cells, at),
    settle: (rows) => rows.map((row) => settleTwoSided(row, spec.words)),
  });
}

function readRow(spec: ProgramSpec, cells: Cells, at: ReadAt): TwoSidedRow {
  const time = momentIn(cells, spec.timeColumn, spec.times ?? []);
  const legs = {
    sent: readLeg(cells, spec.sent),
    received: readLeg(cells, spec.received),
    fee: readLeg(cells, spec.fee),
  };
  const kind = textIn(cells, spec.kindColumn);
  const texts = (columns: readonly string[] = []) =>
    columns.map((column) => textIn(cells, column)).filter((text) => text !== "");
  const [account = ""] = texts(spec.accountColumns);
  const hash = spec.hashColumn === undefined ? "" : textIn(cells, spec.hashColumn);
  const ids = [kind.toLowerCase(), account, ...texts(spec.idColumns), hash];
  return {
    cells,
    time,
    kind,
    account,
    id: "",
    content: contentOfRow(time.date ?? time.at, legs, ids),
    value: spec.value?.(cells, at) ?? null,
    feeValue: spec.feeValue?.(cells, at) ?? null,
    chain: chainRef(hash),
    note: [kind, ...texts(spec.noteColumns)].filter((text) => text !== "").join(": "),
    ...legs,
  };
}
