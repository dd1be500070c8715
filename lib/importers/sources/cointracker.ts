import type { Meaning } from "@/lib/importers/booking";
import { type Cells, decimalIn, dollars, textIn } from "@/lib/importers/cells";
import { chainRef } from "@/lib/importers/chain-ref";
import type { DateShape } from "@/lib/importers/date-time";
import { isHeader } from "@/lib/importers/header-pattern";
import { readLeg } from "@/lib/importers/legs";
import { momentIn } from "@/lib/importers/moment";
import { programSource } from "@/lib/importers/program";
import { tableSource } from "@/lib/importers/table-source";
import {
  AIRDROP,
  contentOfRow,
  DEPOSIT,
  DONATION,
  EXCHANGE,
  FEE,
  FORK,
  GIFT_RECEIVED,
  GIFT_SENT,
  INTEREST,
  LOST,
  MINING,
  OTHER_INCOME,
  SPEND,
  STAKED,
  STAKING,
  settleTwoSided,
  type TwoSidedRow,
  UNSTAKED,
  WITHDRAWAL,
  type Words,
} from "@/lib/importers/two-sided";
import type { Usd } from "@/lib/money/usd";

const TIMES: readonly DateShape[] = ["M/D/Y h:m:s", "M/D/Y h:m", "M/D/Y"];
const SENT = { amount: "Sent Quantity", asset: "Sent Currency" };
const RECEIVED = { amount: "Received Quantity", asset: "Received Currency" };
const FEES = { amount: "Fee Amount", asset: "Fee Currency" };
const LIQUID: Meaning = { is: "conversion", form: "liquid-staking" };

const TEMPLATE =
  "Date,Received Quantity,Received Currency,Sent Quantity,Sent Currency,Fee Amount,Fee Currency,Tag".split(
    ",",
  );

/** CoinTracker's template: tags of its help page. A stake with two sides is liquid staking; with one, a lock. */
const TAGS: Words = {
  both: new Map([
    ["", EXCHANGE],
    ["stake", LIQUID],
    ["unstake", LIQUID],
  ]),
  incoming: new Map<string, Meaning | string>([
    ["", DEPOSIT],
    ["staking", STAKING],
    ["staked", STAKING],
    ["airdrop", AIRDROP],
    ["mined", MINING],
    ["fork", FORK],
    ["gift", GIFT_RECEIVED],
    ["payment", { is: "income", kind: "services" }],
    ["unstake", UNSTAKED],
  ]),
  outgoing: new Map<string, Meaning | string>([
    ["", WITHDRAWAL],
    ["gift", GIFT_SENT],
    ["donation", DONATION],
    ["lost", LOST],
    ["payment", SPEND],
    ["stake", STAKED],
  ]),
};

/** CoinTracker's import template; its columns may stand in any order, and Swan and others write it for their trades. */
export const cointracker = programSource({
  id: "cointracker",
  label: "CoinTracker template (Swan and other exchanges write it too)",
  timeRule: "UTC, by the template's definition; a row without a time is that day",
  account: "CoinTracker",
  kindColumn: "Tag",
  timeColumn: "Date",
  times: TIMES,
  headers: [{ version: "template", header: TEMPLATE }],
  recognise: (header) =>
    header.length === TEMPLATE.length && TEMPLATE.every((column) => header.includes(column))
      ? "template"
      : null,
  sent: SENT,
  received: RECEIVED,
  fee: FEES,
  words: TAGS,
});

const MONEY = "\\([A-Z]{3}\\)";
const inMoney = (name: string) => new RegExp(`^${name} ${MONEY}$`);
const split = (text: string) => text.split(",");
const FIRST = [
  ...split("Date,Type,Transaction ID,Received Quantity,Received Currency"),
  inMoney("Received Cost Basis"),
  ...split("Received Wallet,Received Address,Received Comment,Sent Quantity,Sent Currency"),
  inMoney("Sent Cost Basis"),
  ...split("Sent Wallet,Sent Address,Sent Comment,Fee Amount,Fee Currency"),
  inMoney("Fee Cost Basis"),
  inMoney("Realized Return"),
  inMoney("Fee Realized Return"),
  "Transaction Hash",
];
const SECOND = [
  ...split("Date,Type,Transaction ID,Received Quantity,Received Currency"),
  inMoney("Received Cost Basis"),
  ...split("Received Wallet,Received Address,Received Tag,Received Comment"),
  ...split("Sent Quantity,Sent Currency"),
  inMoney("Sent Cost Basis"),
  ...split("Sent Wallet,Sent Address,Sent Tag,Sent Comment,Fee Amount,Fee Currency"),
  inMoney("Realized Return"),
  "Ignored",
];
const inUsd = (columns: readonly (string | RegExp)[]) =>
  columns.map((column) =>
    typeof column === "string" ? column : `${/^\^(.*) \\\(/.exec(column.source)?.[1]} (USD)`,
  );

interface ExportRow extends TwoSidedRow {
  readonly to: string;
}

/** Kinds of CoinTracker's own export. */
const KINDS: Words = {
  both: new Map([
    ["buy", EXCHANGE],
    ["sell", EXCHANGE],
    ["trade", EXCHANGE],
  ]),
  incoming: new Map<string, Meaning | string>([
    ["receive", DEPOSIT],
    ["staking_reward", STAKING],
    ["interest_payment", INTEREST],
    ["income", OTHER_INCOME],
    ["airdrop", AIRDROP],
    ["fork", FORK],
    ["mining", MINING],
    [
      "spam",
      {
        is: "unknown",
        reason: "CoinTracker calls it spam: left without effect until you say otherwise.",
        spam: { contract: null },
      },
    ],
  ]),
  outgoing: new Map<string, Meaning | string>([
    ["send", WITHDRAWAL],
    ["fee", FEE],
  ]),
};

/** CoinTracker's export of all transactions, with wallets, cost and gains: only what happened is read, not its results. */
export const cointrackerExport = tableSource<ExportRow>({
  id: "cointracker-export",
  label: "CoinTracker transactions",
  timeRule: "UTC, as CoinTracker's files",
  account: "CoinTracker",
  kindColumn: "Type",
  moneyColumn: SENT.asset,
  headers: [
    { version: "with hash", header: inUsd(FIRST) },
    { version: "with tags", header: inUsd(SECOND) },
  ],
  recognise: (header) =>
    isHeader(header, FIRST) ? "with hash" : isHeader(header, SECOND) ? "with tags" : null,
  leavesOut: (cells) => (cells[0] === "..." ? "CoinTracker's note that more rows exist." : null),
  read: (cells) => {
    if (textIn(cells, "Date") === "...") {
      return "CoinTracker's note that more rows exist.";
    }
    if (/^(true|yes|1)$/i.test(textIn(cells, "Ignored"))) {
      return "Marked as ignored in CoinTracker.";
    }
    return readExport(cells);
  },
  settle: (rows) =>
    rows.map((row) => {
      const isTransfer = row.kind === "transfer" && row.to !== "";
      const { sent, received, fee, account, note, feeValue, value } = row;
      return isTransfer && sent !== null && received !== null
        ? {
            rows: [row],
            meaning: { is: "transfer", to: row.to },
            sent,
            received,
            fees: fee === null ? [] : [fee],
            value,
            feeValue,
            label: row.kind,
            note,
            ...(account === "" ? {} : { account }),
          }
        : settleTwoSided(row, KINDS);
    }),
});

function readExport(cells: Cells): ExportRow {
  const time = momentIn(cells, "Date", TIMES);
  const legs = {
    sent: readLeg(cells, SENT),
    received: readLeg(cells, RECEIVED),
    fee: readLeg(cells, FEES),
  };
  const kind = textIn(cells, "Type").toLowerCase().replace(/\s+/g, "_");
  const to = textIn(cells, "Received Wallet");
  const from = textIn(cells, "Sent Wallet");
  const notes = ["Sent Comment", "Received Comment"].map((column) => textIn(cells, column));
  const account = from === "" ? to : from;
  return {
    cells,
    time,
    kind,
    to,
    account,
    id: "",
    content: contentOfRow(time.date ?? time.at, legs, [
      kind,
      account,
      textIn(cells, "Transaction ID"),
    ]),
    value: legs.sent === null ? worthIn(cells, "Received Cost Basis (USD)") : null,
    feeValue: null,
    chain: chainRef(textIn(cells, "Transaction Hash"), textIn(cells, "Sent Address")),
    note: [kind, ...notes.filter((text) => text !== "")].join(": "),
    ...legs,
  };
}

/** What came in alone cost what it was worth, where it is income; for a deposit it tells no more than that. Zero is a price it has not. */
function worthIn(cells: Cells, column: string): Usd | null {
  const text = decimalIn(cells, column);
  return text === null || text === "0" ? null : dollars(text);
}
