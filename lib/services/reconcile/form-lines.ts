import { type FormRow, listFormRows } from "@/db/queries/broker-form-rows";
import { listFormDecisions } from "@/db/queries/form-decisions";
import { successorsOf } from "@/db/queries/successors";
import { listTypedFormRows, type TypedFormRow } from "@/db/queries/typed-form-rows";
import type { ClientTx } from "@/db/tenant";
import { REPORTED_CELL } from "@/lib/importers/form-mapping/read-line";
import { parseUsd, type Usd } from "@/lib/money/usd";
import type { FormLine } from "@/lib/reconcile/form-line";
import type { FormSayings } from "@/lib/reconcile/reconcile";
import { assetId } from "@/lib/tax/transaction";
import { plainDecimal } from "../typed-text";

/** What brokers' forms and people say of them: lines imported and typed, decisions, matches made by hand. */
export interface ToldForms {
  readonly lines: readonly FormLine[];
  readonly sayings: FormSayings;
}

/** The choice under which a match by hand is kept; its difference is `match <line>`. */
export const MATCH_CHOICE = "match";
const MATCH = "match ";

/** A line typed from paper is named by the row it was kept as. */
const TYPED = "typed:";

/** The row a line was typed as; null for one that came with a file. */
export function typedRowOf(line: string): string | null {
  return line.startsWith(TYPED) ? line.slice(TYPED.length) : null;
}

/** The name a match by hand of a line is kept under. */
export const matchKey = (line: string): string => `${MATCH}${line}`;

/** Everything told of Forms 1099-DA, naming sales as they count today. */
export async function toldForms(tx: ClientTx): Promise<ToldForms> {
  const [imported, typed] = [await listFormRows(tx), await listTypedFormRows(tx)];
  if (imported.length + typed.length === 0) {
    return { lines: [], sayings: { decisions: [], matches: [] } };
  }
  const decisions = await listFormDecisions(tx);
  const hand = decisions.filter(({ choice }) => choice === MATCH_CHOICE);
  const now = await successorsOf(
    tx,
    hand.flatMap(({ disposals }) => disposals),
  );
  return {
    lines: [...imported.map(importedLine), ...typed.map(typedLine)],
    sayings: {
      decisions: decisions.filter(({ choice }) => choice !== MATCH_CHOICE),
      matches: hand.map(({ difference, disposals }) => ({
        line: difference.slice(MATCH.length),
        disposals: disposals.map(now.transaction),
      })),
    },
  };
}

function importedLine(row: FormRow): FormLine {
  return {
    id: row.fingerprint,
    payer: row.payer,
    account: row.account,
    taxYear: row.taxYear,
    name: row.name,
    asset: row.asset === null ? null : assetId(row.asset),
    units: row.units,
    acquired: row.acquired,
    sold: row.sold,
    proceeds: row.proceeds,
    basis: row.basis,
    washDisallowed: row.washDisallowed,
    term: row.term,
    covered: row.covered,
    box: row.box,
    firstSale: row.firstSale,
    basisReported: reportedIn(row.more),
    withheld: withheldIn(row.more),
  };
}

/** Box 2 among the cells that have no place of their own; null where no column of the file was said to be it. */
function reportedIn(cells: FormRow["more"]): boolean | null {
  const cell = cells.find(({ column }) => column === REPORTED_CELL);
  return cell === undefined ? null : cell.value === "YES";
}

/** Box 4 among the cells that have no place of their own; null where there is none that can be read. State tax is told beside it (box 16). */
function withheldIn(cells: FormRow["more"]): Usd | null {
  const cell = cells.find(({ column }) => /WITHH/.test(column) && !/STATE/.test(column));
  const plain = cell === undefined ? null : plainDecimal(cell.value);
  return plain === null ? null : parseUsd(plain);
}

function typedLine(row: TypedFormRow): FormLine {
  return {
    id: `${TYPED}${row.rowId}`,
    payer: row.payer,
    account: row.account,
    taxYear: row.taxYear,
    name: row.name,
    asset: row.asset === null ? null : assetId(row.asset),
    units: row.units,
    acquired: row.acquiredVarious ? "various" : row.acquired,
    sold: row.sold,
    proceeds: row.proceeds,
    basis: row.basis,
    washDisallowed: row.washDisallowed,
    term: row.term,
    covered: row.covered,
    box: null,
    firstSale: row.firstSale,
    basisReported: row.basisReported,
    withheld: row.withheld,
  };
}
