import { legText, unsigned } from "@/lib/importers/amounts";
import type { Meaning } from "@/lib/importers/booking";
import {
  assetIn,
  isNegative,
  legOf,
  requiredAmountIn,
  textIn,
  timeIn,
} from "@/lib/importers/cells";
import { type Sides, withSignedFee } from "@/lib/importers/fill";
import {
  type LeftOut,
  type TableEvent,
  type TableRow,
  tableSource,
} from "@/lib/importers/table-source";
import { isZeroQuantity, sumQuantity } from "@/lib/money/quantity";
import type { Leg } from "@/lib/tax/transaction";

interface GateRow extends TableRow {
  readonly action: string;
  /** The order or sweep it belongs to; null for rows that stand alone. */
  readonly belongsTo: string | null;
  readonly part: Part | null;
  /** As written, with its sign. */
  readonly amount: Leg | null;
}

/** What a row is inside an order or a sweep of small balances. */
type Part = "given" | "got" | "fee" | "back";

const PARTS: ReadonlyMap<string, readonly [group: "order" | "dust", part: Part]> = new Map([
  ["order placed", ["order", "given"]],
  ["order filled", ["order", "got"]],
  ["order fullfilled", ["order", "got"]],
  ["order cancelled", ["order", "back"]],
  ["order canceled", ["order", "back"]],
  ["trading fees", ["order", "fee"]],
  ["trade fee", ["order", "fee"]],
  ["dust swap-small balances deducted", ["dust", "given"]],
  ["dust swap-gt added", ["dust", "got"]],
  ["dust swap-fees deducted", ["dust", "fee"]],
]);

type Told = TableEvent<GateRow> | LeftOut<GateRow>;

/** Gate.io's billing file: one row for each change of a balance, the rows of an order joined by its number (formats.md 16). */
export const gate = tableSource<GateRow>({
  id: "gate",
  label: "Gate.io billing",
  timeRule: "UTC (the file does not say it; not verified)",
  account: "Gate.io",
  kindColumn: "action_desc",
  moneyColumn: "type",
  headers: [
    {
      version: "billing",
      header: "no,time,action_desc,action_data,type,change_amount,amount,total".split(","),
    },
  ],
  read: (cells) => {
    const time = timeIn(cells, "time");
    const action = textIn(cells, "action_desc");
    const data = textIn(cells, "action_data");
    const amount = legOf(assetIn(cells, "type"), requiredAmountIn(cells, "change_amount"));
    const [group = null, part = null] = PARTS.get(action.toLowerCase()) ?? [];
    const belongsTo = group === null ? null : `${group}:${data === "" ? time.at : data}`;
    const content = [time.at, action, data, legText(amount)].join("|");
    return { cells, time, id: "", content, action, belongsTo, part, amount };
  },
  group: ({ belongsTo }) => belongsTo,
  settle: (rows) =>
    rows.every(({ belongsTo }) => belongsTo !== null) ? exchangeOf(rows) : rows.map(alone),
});

/** Everything given is one asset, everything got another: one exchange at the moment it was filled. */
function exchangeOf(rows: readonly GateRow[]): readonly Told[] {
  const of = (...parts: readonly Part[]) =>
    rows.filter(({ part }) => part !== null && parts.includes(part));
  const given = netOf(of("given", "back"));
  const fills = of("got");
  const got = netOf(fills);
  if (given !== null && isZeroQuantity(given.quantity) && fills.length === 0) {
    return [{ rows, leftOut: "An order that was cancelled before anything of it was filled." }];
  }
  const last = fills.reduce<GateRow | null>(later, null);
  if (given === null || got === null || last === null || !isNegative(given.quantity)) {
    return rows.map((row) => unknown(row, missing(row)));
  }
  const start: Sides = { sent: unsigned(given), received: got, fees: [] };
  const sides = of("fee").reduce((before, fee) => withSignedFee(before, fee.amount), start);
  const days = new Set(fills.map(({ time }) => time.at.slice(0, 10)));
  const spread =
    days.size > 1 ? "It was filled over several days; it is dated on the last of them." : null;
  const question = [sides.question ?? "", spread ?? ""].join(" ").trim();
  return [
    {
      rows,
      time: last.time,
      label: last.action,
      meaning: { is: "exchange" },
      ...sides,
      question: question === "" ? null : question,
    },
  ];
}

function later(latest: GateRow | null, row: GateRow): GateRow {
  return latest === null || row.time.at > latest.time.at ? row : latest;
}

/** The sum of rows of one asset, with its sign; null when there are none or of several assets. */
function netOf(rows: readonly GateRow[]): Leg | null {
  const legs = rows.flatMap(({ amount }) => (amount === null ? [] : [amount]));
  const [first] = legs;
  return first === undefined || legs.some(({ asset }) => asset !== first.asset)
    ? null
    : { asset: first.asset, quantity: sumQuantity(legs.map(({ quantity }) => quantity)) };
}

function missing({ belongsTo }: GateRow): string {
  return belongsTo?.startsWith("dust:") === true
    ? "Small balances swept into GT: the file does not say how much came in for each of them."
    : "The other half of this order is not in the file, or it is of several assets.";
}

function alone(row: GateRow): Told {
  const { action } = row;
  const isOut = row.amount !== null && isNegative(row.amount.quantity);
  const meaning = meaningOf(action.toLowerCase(), isOut);
  return meaning === null
    ? unknown(row, `Gate.io calls this "${action}": say what it was.`)
    : { rows: [row], label: action, meaning, ...sidesOf(row, isOut) };
}

function meaningOf(action: string, isOut: boolean): Meaning | null {
  if (isOut) {
    return action === "withdrawals" || action === "withdraw" ? { is: "withdrawal" } : null;
  }
  switch (action) {
    case "deposits":
    case "deposit":
      return { is: "deposit" };
    case "hodl interest":
    case "interest income":
      return { is: "income", kind: "interest" };
    case "airdrop":
    case "airdrop bonus":
      return { is: "income", kind: "airdrop" };
    case "referral superior rebate":
      return { is: "income", kind: "reward" };
    default:
      return null;
  }
}

function unknown(row: GateRow, reason: string): Told {
  const isOut = row.amount !== null && isNegative(row.amount.quantity);
  const meaning: Meaning = { is: "unknown", reason };
  return { rows: [row], label: row.action, meaning, ...sidesOf(row, isOut) };
}

function sidesOf(row: GateRow, isOut: boolean): Pick<Sides, "sent" | "received"> {
  const leg = unsigned(row.amount);
  return isOut ? { sent: leg, received: null } : { sent: null, received: leg };
}
