import {
  amountIn,
  assetIn,
  CellError,
  type Cells,
  decimalIn,
  dollars,
  legOf,
  problemIn,
  textIn,
  timeIn,
} from "@/lib/importers/cells";
import { chainRef } from "@/lib/importers/chain-ref";
import { type ChainLegs, movementOfHash, valueWithoutFee } from "@/lib/importers/one-hash";
import {
  type LeftOut,
  type TableEvent,
  type TableRow,
  tableSource,
} from "@/lib/importers/table-source";
import {
  compareQuantity,
  type Quantity,
  quantityText,
  subtractQuantity,
} from "@/lib/money/quantity";
import { isZeroUsd, type Usd } from "@/lib/money/usd";
import type { AssetId } from "@/lib/tax/transaction";

type Does = "moves" | "fee-only" | "reward" | "nft" | "failed" | "unknown";

interface LedgerRow extends TableRow, ChainLegs {
  readonly does: Does;
  readonly kind: string;
  readonly hash: string;
}

const COLUMNS =
  "Currency Ticker,Operation Type,Operation Amount,Operation Fees,Operation Hash,Account Name";
const VALUES = "Countervalue Ticker,Countervalue at Operation Date,Countervalue at CSV Export";

/** Kinds that leave the coins where they are and cost a fee (formats.md 24). */
const FEE_ONLY = new Set([
  "FEES",
  "REVEAL",
  "BOND",
  "UNBOND",
  "WITHDRAW_UNBONDED",
  "DELEGATE",
  "UNDELEGATE",
]);

/** Ledger Live's operations file: all accounts of one device, which is one wallet here. */
export const ledgerLive = tableSource<LedgerRow>({
  id: "ledger-live",
  label: "Ledger Live",
  timeRule: "UTC, stated in the file",
  account: "Ledger",
  kindColumn: "Operation Type",
  moneyColumn: "Currency Ticker",
  headers: [
    {
      version: "2024",
      header: `Operation Date,Status,${COLUMNS},Account xpub,${VALUES}`.split(","),
    },
    { version: "2021", header: `Operation Date,${COLUMNS},Account xpub,${VALUES}`.split(",") },
    { version: "2020", header: `Operation Date,${COLUMNS},Account xpub`.split(",") },
    { version: "2019", header: `Operation Date,${COLUMNS},Account id`.split(",") },
  ],
  read,
  group: (row) => (row.hash === "" ? null : row.hash),
  settle,
});

function read(cells: Cells): LedgerRow | string {
  const status = textIn(cells, "Status").toLowerCase();
  if (status !== "" && status !== "confirmed" && status !== "failed") {
    return `The operation is not final: its status is "${textIn(cells, "Status")}".`;
  }
  const kind = textIn(cells, "Operation Type").toUpperCase();
  const time = timeIn(cells, "Operation Date");
  const asset = assetIn(cells, "Currency Ticker");
  const amount = amountIn(cells, "Operation Amount");
  const fee = amountIn(cells, "Operation Fees");
  const hash = textIn(cells, "Operation Hash");
  const does = status === "failed" ? "failed" : doesOf(kind);
  const text = amount === null ? "" : quantityText(amount);
  if (kind === "OUT" && amount !== null && fee !== null && compareQuantity(fee, amount) > 0) {
    const reason = "The fee is more than the amount that contains it.";
    throw new CellError(problemIn(cells, "Operation Fees", reason));
  }
  return {
    does,
    kind,
    hash,
    cells,
    time,
    id: "",
    content: [time.at, kind, text, asset, hash].join("|"),
    ...legsOf({ does, kind, asset, amount, fee, worth: worthOf(cells) }),
  };
}

function doesOf(kind: string): Does {
  if (kind === "IN" || kind === "OUT") {
    return "moves";
  }
  return FEE_ONLY.has(kind)
    ? "fee-only"
    : kind === "REWARD" || kind === "REWARD_PAYOUT"
      ? "reward"
      : kind.startsWith("NFT_")
        ? "nft"
        : "unknown";
}

interface Told {
  readonly does: Does;
  readonly kind: string;
  readonly asset: AssetId;
  readonly amount: Quantity | null;
  readonly fee: Quantity | null;
  readonly worth: Usd | null;
}

/** The amount of an OUT contains the fee; the fee beside an IN was the sender's. */
function legsOf({ does, kind, asset, amount, fee, worth }: Told): ChainLegs {
  const part = (units: Quantity | null) =>
    units === null || amount === null ? null : valueWithoutFee(worth, units, amount);
  const cost = { fee: legOf(asset, fee), feeValue: part(fee) };
  const none = { sent: null, received: null, value: null };
  if (kind === "OUT" && does === "moves") {
    const net = amount === null || fee === null ? amount : subtractQuantity(amount, fee);
    return { sent: legOf(asset, net), received: null, value: part(net), ...cost };
  }
  return does === "moves" || does === "reward"
    ? { sent: null, received: legOf(asset, amount), value: worth, fee: null, feeValue: null }
    : { ...none, ...(kind === "IN" ? { fee: null, feeValue: null } : cost) };
}

const amountText = ({ cells }: LedgerRow) =>
  `${textIn(cells, "Operation Amount")} ${textIn(cells, "Currency Ticker")}`;

/** What Ledger Live says the whole amount was worth in dollars that day; a zero is a price it does not have. */
function worthOf(cells: Cells): Usd | null {
  const amount = decimalIn(cells, "Countervalue at Operation Date");
  if (amount === null || textIn(cells, "Countervalue Ticker").toUpperCase() !== "USD") {
    return null;
  }
  const worth = dollars(amount);
  return isZeroUsd(worth) ? null : worth;
}

type Result = TableEvent<LedgerRow> | LeftOut<LedgerRow>;

function settle(rows: readonly LedgerRow[]): readonly Result[] {
  const moving = rows.filter(({ does, kind }) => does === "moves" || kind === "FEES");
  const isMove = (row: LedgerRow) => moving.includes(row) && row.does !== "failed";
  const together = rows.filter(isMove);
  return [
    ...(together.length === 0 ? [] : moved(together)),
    ...rows.filter((row) => !isMove(row)).map(alone),
  ];
}

function moved(rows: readonly LedgerRow[]): readonly Result[] {
  const label = rows.map(({ kind }) => kind).join(" + ");
  const movement = movementOfHash(rows, label);
  if (movement === null) {
    return [{ rows, leftOut: "Moved inside the wallet, and no fee is told." }];
  }
  return typeof movement === "string"
    ? rows.map((row) => kept(row, movement))
    : [{ rows, chain: chainRef(rows[0]?.hash ?? ""), ...movement }];
}

function alone(row: LedgerRow): Result {
  const { does, kind, fee, received, value } = row;
  switch (does) {
    case "reward":
      return {
        rows: [row],
        meaning: { is: "income", kind: "staking" },
        received,
        value,
        label: kind,
      };
    case "nft":
      return kept(
        row,
        "An NFT moved; the file does not say which: enter it by hand if it was bought, sold or given.",
      );
    case "unknown":
      return kept(row, `What "${kind}" of ${amountText(row)} means for tax is not known.`);
    default:
      return fee === null
        ? {
            rows: [row],
            leftOut:
              does === "failed"
                ? "The operation failed and cost nothing."
                : `"${kind}" moves no coins and names no fee.`,
          }
        : {
            rows: [row],
            meaning: { is: "fee" },
            sent: fee,
            value: row.feeValue,
            label: `${kind}${does === "failed" ? " (failed)" : ""}`,
          };
  }
}

function kept(row: LedgerRow, reason: string): Result {
  const { sent, received, value, feeValue, kind } = row;
  const fees = row.fee === null ? [] : [row.fee];
  return {
    rows: [row],
    meaning: { is: "unknown", reason },
    sent,
    received,
    fees,
    value,
    feeValue,
    label: kind,
  };
}
