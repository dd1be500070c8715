import { legText, unsigned } from "@/lib/importers/amounts";
import type { Meaning } from "@/lib/importers/booking";
import { isNegative, legOf, requiredAmountIn, textIn } from "@/lib/importers/cells";
import { type Sides, withSignedFee } from "@/lib/importers/fill";
import { type TableEvent, type TableRow, tableSource } from "@/lib/importers/table-source";
import type { Leg } from "@/lib/tax/transaction";
import { ASK_DATE_ORDER, bitfinexAssetIn, bitfinexTimeIn } from "./bitfinex-cells";

interface LedgerRow extends TableRow {
  readonly description: string;
  readonly part: "exchange" | "fee" | null;
  /** As written, with its sign. */
  readonly amount: Leg | null;
}

const LEDGER = "DESCRIPTION,CURRENCY,AMOUNT,BALANCE,DATE,WALLET";

/**
 * Bitfinex's ledger: free text tells what a row is. The two rows of a trade have one text and one moment, its fees the same moment.
 * The files of 2014 hold one currency each, so the halves of their trades stand in different files (formats.md 13).
 */
export const bitfinexLedger = tableSource<LedgerRow>({
  id: "bitfinex-ledger",
  label: "Bitfinex ledger",
  timeRule: "UTC; the order of day and month follows the account's setting and is asked",
  account: "Bitfinex",
  order: -1,
  kindColumn: "DESCRIPTION",
  moneyColumn: "CURRENCY",
  headers: [
    { version: "ledger", header: `#,${LEDGER}`.split(",") },
    { version: "ledger-no-id", header: LEDGER.split(",") },
    { version: "2014", header: "Currency,Description,Amount,Balance,Date".split(",") },
  ],
  asks: (version) => (version === "2014" ? [] : ASK_DATE_ORDER),
  columns: (header) => header.map((name) => name.toUpperCase()),
  read: (cells, { options }) => {
    const description = textIn(cells, "DESCRIPTION");
    if (/^transfer of /i.test(description)) {
      return "A move between wallets inside Bitfinex.";
    }
    const time = bitfinexTimeIn(cells, "DATE", options);
    const amount = legOf(bitfinexAssetIn(cells, "CURRENCY"), requiredAmountIn(cells, "AMOUNT"));
    const id = textIn(cells, "#");
    const content = [time.at, description, legText(amount)].join("|");
    const part = partOf(description);
    return { cells, time, id: id === "" ? "" : `ledger:${id}`, content, description, part, amount };
  },
  group: ({ part, time }) => (part === null ? null : time.at),
  settle: (rows) => (rows.every(({ part }) => part !== null) ? trades(rows) : rows.map(alone)),
});

function isMargin(description: string): boolean {
  return /\bmargin wallet\b|\bwallet margin\b/i.test(description);
}

function partOf(description: string): LedgerRow["part"] {
  if (isMargin(description)) {
    return null;
  }
  return /^exchange [\d.]+ /i.test(description)
    ? "exchange"
    : /^trading fees? /i.test(description)
      ? "fee"
      : null;
}

interface Pair {
  readonly out: LedgerRow;
  readonly into: LedgerRow;
  readonly fees: LedgerRow[];
}

/** The trades of one moment: rows of one text, out and in, as many of each; fees by the amount their text names. */
function trades(rows: readonly LedgerRow[]): readonly TableEvent<LedgerRow>[] {
  const texts = new Map<string, LedgerRow[]>();
  for (const row of rows.filter(({ part }) => part === "exchange")) {
    texts.set(row.description, [...(texts.get(row.description) ?? []), row]);
  }
  const pairs: Pair[] = [];
  const left: LedgerRow[] = [];
  for (const same of texts.values()) {
    const found = pairsOf(same);
    pairs.push(...found);
    left.push(...(found.length === 0 ? same : []));
  }
  const loose = rows.filter((row) => row.part === "fee" && !attach(row, pairs));
  return [...pairs.map(tradeOf), ...[...left, ...loose].map(alone)];
}

function pairsOf(rows: readonly LedgerRow[]): Pair[] {
  const isOut = ({ amount }: LedgerRow) => amount !== null && isNegative(amount.quantity);
  const [outs, ins] = [rows.filter(isOut), rows.filter((row) => !isOut(row))];
  const pairs = outs.flatMap((out, index) => {
    const into = ins[index];
    return into === undefined || into.amount?.asset === out.amount?.asset
      ? []
      : [{ out, into, fees: [] }];
  });
  return pairs.length * 2 === rows.length ? pairs : [];
}

/** Puts a fee with the only trade of its moment, or with the first whose amount its text names and which has none yet. */
function attach(fee: LedgerRow, pairs: readonly Pair[]): boolean {
  const named = / ([\d.]+) /.exec(fee.description)?.[1] ?? "?";
  const same = pairs.filter(({ out }) => out.description.includes(` ${named} `));
  const pair = pairs.length === 1 ? pairs[0] : same.find(({ fees }) => fees.length === 0);
  pair?.fees.push(fee);
  return pair !== undefined;
}

function tradeOf({ out, into, fees }: Pair): TableEvent<LedgerRow> {
  const start: Sides = { sent: unsigned(out.amount), received: into.amount, fees: [] };
  const sides = fees.reduce((before, fee) => withSignedFee(before, fee.amount), start);
  const meaning: Meaning = { is: "exchange" };
  return { rows: [out, into, ...fees], label: out.description, meaning, ...sides };
}

function alone(row: LedgerRow): TableEvent<LedgerRow> {
  const { description } = row;
  const isOut = row.amount !== null && isNegative(row.amount.quantity);
  const amount = unsigned(row.amount);
  const sides = isOut ? { sent: amount } : { received: amount };
  const known = isOut ? outgoing(description) : incoming(description);
  const meaning = known ?? { is: "unknown", reason: reasonOf(row) };
  return { rows: [row], label: description, meaning, ...sides };
}

function incoming(description: string): Meaning | null {
  if (isMargin(description)) {
    return null;
  }
  if (/^margin funding payment/i.test(description)) {
    return { is: "income", kind: "interest" };
  }
  if (/^affiliate rebate|^earned fees from user/i.test(description)) {
    return { is: "income", kind: "reward" };
  }
  if (/^staking reward/i.test(description)) {
    return { is: "income", kind: "staking" };
  }
  return /^deposit \(/i.test(description) ? { is: "deposit" } : null;
}

function outgoing(description: string): Meaning | null {
  if (isMargin(description)) {
    return null;
  }
  if (/^trading fees? /i.test(description) || /withdrawal fee\b/i.test(description)) {
    return { is: "fee" };
  }
  return /\bwithdrawal #/i.test(description) ? { is: "withdrawal" } : null;
}

function reasonOf({ description, part }: LedgerRow): string {
  if (part === "exchange") {
    return "The other half of this trade is not in the file: it may stand in the file of the other currency.";
  }
  return isMargin(description)
    ? `"${description}" belongs to a position on margin: say what its gain or loss was.`
    : `Bitfinex writes "${description}": say what it was.`;
}
