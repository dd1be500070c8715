import type { Meaning } from "@/lib/importers/booking";
import {
  assetIn,
  type Cells,
  isNegative,
  legOf,
  requiredAmountIn,
  textIn,
} from "@/lib/importers/cells";
import { chainRef } from "@/lib/importers/chain-ref";
import type { DateShape } from "@/lib/importers/date-time";
import { momentIn } from "@/lib/importers/moment";
import { programSource } from "@/lib/importers/program";
import {
  type LeftOut,
  type TableEvent,
  type TableRow,
  tableSource,
} from "@/lib/importers/table-source";
import {
  AIRDROP,
  DEPOSIT,
  EXCHANGE,
  FEE,
  FORK,
  GIFT_RECEIVED,
  GIFT_SENT,
  INTEREST,
  MINING,
  OTHER_INCOME,
  reasonFor,
  SPEND,
  STAKING,
  STOLEN,
  WITHDRAWAL,
  type Words,
} from "@/lib/importers/two-sided";
import { absoluteQuantity, quantityText } from "@/lib/money/quantity";
import type { Leg } from "@/lib/tax/transaction";

const TIMES: readonly DateShape[] = ["M/D/Y h:m:s", "M/D/Y h:m"];

const INVESTMENT_LOSS: Meaning = {
  is: "unknown",
  reason:
    "An investment loss: say whether the coins became worthless, were abandoned, stolen or lost in a bankruptcy; each has its own rule.",
};

const INCOMING: readonly (readonly [string, Meaning])[] = [
  ["deposit", DEPOSIT],
  ["airdrop", AIRDROP],
  ["mining", MINING],
  ["staking", STAKING],
  ["interest", INTEREST],
  ["hard fork", FORK],
  ["income", OTHER_INCOME],
  ["gift received", GIFT_RECEIVED],
];
const OUTGOING: readonly (readonly [string, Meaning])[] = [
  ["withdrawal", WITHDRAWAL],
  ["gift sent", GIFT_SENT],
  ["merchant payment", SPEND],
  ["interest payment", FEE],
  ["network fee", FEE],
  ["theft loss", STOLEN],
  ["investment loss", INVESTMENT_LOSS],
];
const WORDS = {
  both: new Map<string, Meaning>([
    ["", EXCHANGE],
    ["trade", EXCHANGE],
    ["buy", EXCHANGE],
    ["sell", EXCHANGE],
  ]),
  incoming: new Map<string, Meaning>([["", DEPOSIT], ...INCOMING]),
  outgoing: new Map<string, Meaning>([["", WITHDRAWAL], ...OUTGOING]),
} satisfies Words;

/** CoinLedger's universal template. */
export const coinledger = programSource({
  id: "coinledger",
  label: "CoinLedger universal template",
  timeRule: "UTC, as the column says",
  account: "CoinLedger",
  kindColumn: "Type",
  timeColumn: "Date (UTC)",
  times: TIMES,
  headers: [
    {
      version: "universal",
      header: (
        "Date (UTC),Platform (Optional),Asset Sent,Amount Sent,Asset Received,Amount Received," +
        "Fee Currency (Optional),Fee Amount (Optional),Type,Description (Optional),TxHash (Optional)"
      ).split(","),
    },
  ],
  sent: { amount: "Amount Sent", asset: "Asset Sent" },
  received: { amount: "Amount Received", asset: "Asset Received" },
  fee: { amount: "Fee Amount (Optional)", asset: "Fee Currency (Optional)" },
  accountColumns: ["Platform (Optional)"],
  noteColumns: ["Description (Optional)"],
  hashColumn: "TxHash (Optional)",
  words: WORDS,
});

interface RecordRow extends TableRow {
  readonly kind: string;
  readonly record: string;
  readonly group: string;
  readonly leg: Leg | null;
  readonly isOut: boolean;
  readonly account: string;
}

/** CoinLedger's export: one row a movement, rows of one internal id together. */
export const coinledgerExport = tableSource<RecordRow>({
  id: "coinledger-export",
  label: "CoinLedger transactions",
  timeRule: "UTC, as the column says",
  account: "CoinLedger",
  kindColumn: "Type",
  moneyColumn: "Asset",
  headers: [
    {
      version: "1",
      header: (
        "Timestamp (UTC),Type,Internal Id,Platform,Account Name,Platform Id,Blockchain Id," +
        "Record Type,Asset,Amount,Description"
      ).split(","),
    },
  ],
  read: (cells) => {
    const time = momentIn(cells, "Timestamp (UTC)", TIMES);
    const amount = requiredAmountIn(cells, "Amount");
    const asset = assetIn(cells, "Asset");
    const record = textIn(cells, "Record Type").toLowerCase();
    const group = textIn(cells, "Internal Id");
    const kind = textIn(cells, "Type");
    const account = accountOf(cells);
    return {
      cells,
      time,
      kind,
      record,
      group,
      account,
      id: "",
      content: [time.at, group, kind, record, quantityText(amount), asset].join("|"),
      leg: legOf(asset, absoluteQuantity(amount)),
      isOut: record === "debit" || isNegative(amount),
    };
  },
  group: (row) => (row.group === "" ? null : row.group),
  settle,
});

function accountOf(cells: Cells): string {
  const [platform, name] = [textIn(cells, "Platform"), textIn(cells, "Account Name")];
  return name === "" || name === platform
    ? platform
    : platform === ""
      ? name
      : `${platform} ${name}`;
}

const FEES = new Set(["platform fee", "network fee"]);

type Result = TableEvent<RecordRow> | LeftOut<RecordRow>;

function settle(rows: readonly RecordRow[]): readonly Result[] {
  const costs = rows.filter(({ record }) => FEES.has(record)).flatMap(({ leg }) => leg ?? []);
  const outs = rows.filter(({ record }) => record === "debit");
  const ins = rows.filter(({ record }) => record === "credit");
  const known = rows.filter(({ record }) => FEES.has(record)).length + outs.length + ins.length;
  const [first] = rows;
  if (first === undefined || known < rows.length || outs.length > 1 || ins.length > 1) {
    return rows.map((row) => kept(row, reasonFor(`${row.kind}, ${row.record}`)));
  }
  return [settleSides(rows, { first, out: outs[0] ?? null, into: ins[0] ?? null, costs })];
}

interface Sides {
  readonly first: RecordRow;
  readonly out: RecordRow | null;
  readonly into: RecordRow | null;
  readonly costs: readonly Leg[];
}

function settleSides(rows: readonly RecordRow[], { first, out, into, costs }: Sides): Result {
  const { account } = out ?? into ?? first;
  const chain = chainRef(textIn(first.cells, "Blockchain Id"));
  const base = { rows, note: noteOf(rows), label: first.kind, chain, ...named(account) };
  const isTransfer = first.kind.toLowerCase() === "transfer" && out !== null && into !== null;
  const sent = out?.leg ?? null;
  const received = into?.leg ?? null;
  if ((isTransfer && out.account === into.account) || (sent === null && received === null)) {
    const [fee, ...more] = costs;
    return fee === undefined
      ? { rows, leftOut: "Moved inside one account." }
      : { ...base, meaning: FEE, sent: fee, fees: more };
  }
  const meaning: Meaning = isTransfer
    ? { is: "transfer", to: into.account }
    : meaningOf(first.kind, sent, received);
  return { ...base, meaning, sent, received, fees: costs };
}

const named = (account: string) => (account === "" ? {} : { account });

function meaningOf(kind: string, sent: Leg | null, received: Leg | null): Meaning {
  const words = sent === null ? WORDS.incoming : received === null ? WORDS.outgoing : WORDS.both;
  return words.get(kind.toLowerCase()) ?? { is: "unknown", reason: reasonFor(kind) };
}

function noteOf(rows: readonly RecordRow[]): string {
  const texts = rows.flatMap(({ kind, cells }) => [kind, textIn(cells, "Description")]);
  return [...new Set(texts.filter((text) => text !== ""))].join(": ");
}

function kept(row: RecordRow, reason: string): TableEvent<RecordRow> {
  const { leg, isOut, kind, account } = row;
  return {
    rows: [row],
    meaning: { is: "unknown", reason },
    sent: isOut ? leg : null,
    received: isOut ? null : leg,
    label: kind,
    ...named(account),
  };
}
