import { amountIn, type Cells, legOf, requiredAmountIn, textIn } from "@/lib/importers/cells";
import { chainRef } from "@/lib/importers/chain-ref";
import type { DateShape } from "@/lib/importers/date-time";
import { type ChainLegs, movementOfHash } from "@/lib/importers/one-hash";
import type { Ask, ParseOptions } from "@/lib/importers/source";
import {
  type LeftOut,
  type ReadAt,
  type TableEvent,
  type TableRow,
  tableSource,
} from "@/lib/importers/table-source";
import { assetOfWallet, localTimeIn } from "@/lib/importers/wallet-cells";
import {
  absoluteQuantity,
  type Quantity,
  quantityText,
  signQuantity,
  subtractQuantity,
  sumQuantity,
} from "@/lib/money/quantity";
import type { AssetId } from "@/lib/tax/transaction";

interface OldRow extends TableRow, ChainLegs {
  readonly does: "in" | "out" | "self" | "failed" | "unknown";
  readonly kind: string;
  readonly hash: string;
  readonly asset: AssetId;
  readonly units: Quantity;
}

/** "export-btc-…", as Trezor Suite names its files. */
const IN_SUITE_NAME = /-([A-Za-z]{3,4})-/;
/** "…_BTC.csv", as the old wallet names them. */
const IN_OLD_NAME = /_([A-Za-z]{3,4})\.csv$/i;
const TIMES: readonly DateShape[] = ["M/D/Y, h:m:s A", "Y-M-D h:m:s", "Y-M-D h:m"];
const TIME_RULE = "Local time of the computer that exported it, which the file does not name";

const asksFor =
  (name: RegExp) =>
  (_version: string, _header: readonly string[], file: string): readonly Ask[] =>
    name.test(file) ? ["time-zone"] : ["time-zone", "asset"];

/** Trezor Suite's first file (2021-22): one coin, which only the name of the file tells. */
export const trezorSuiteOld = tableSource<OldRow>({
  id: "trezor-suite-2021",
  label: "Trezor Suite (2021-22)",
  timeRule: TIME_RULE,
  account: "Trezor",
  kindColumn: "Type",
  headers: [
    { version: "1", header: "Date & Time,Type,Transaction ID,Addresses,Fee,Total".split(",") },
  ],
  asks: asksFor(IN_SUITE_NAME),
  read: (cells, { options }) => {
    const asset = assetOfWallet(cells, options, IN_SUITE_NAME);
    const row = rowOf(cells, options, asset, SUITE);
    // The total is without the fee; the fee beside what came in was the sender's.
    const isSenders = row.does === "in";
    return { ...row, fee: isSenders ? null : legOf(asset, amountIn(cells, "Fee")) };
  },
  group: (row) => row.hash,
  settle,
});

/** The old Trezor wallet's file: one row a target, each with the total of its transaction. */
export const trezorWallet = tableSource<OldRow>({
  id: "trezor-wallet",
  label: "Trezor wallet (before Suite)",
  timeRule: TIME_RULE,
  account: "Trezor",
  kindColumn: "TX type",
  headers: [
    {
      version: "2",
      header: "Date,Time,TX id,Address,Address Label,TX type,Value,TX total,Balance".split(","),
    },
    { version: "1", header: "Date,Time,TX id,Address,TX type,Value,TX total,Balance".split(",") },
  ],
  asks: asksFor(IN_OLD_NAME),
  read: (cells, { options }: ReadAt) =>
    rowOf(cells, options, assetOfWallet(cells, options, IN_OLD_NAME), WALLET),
  group: (row) => row.hash,
  settle: settleWallet,
});

interface Columns {
  readonly time: readonly [string, ...string[]];
  readonly kind: string;
  readonly hash: string;
  readonly units: string;
}

const SUITE: Columns = {
  time: ["Date & Time"],
  kind: "Type",
  hash: "Transaction ID",
  units: "Total",
};
const WALLET: Columns = {
  time: ["Date", "Time"],
  kind: "TX type",
  hash: "TX id",
  units: "Value",
};

const DOES: ReadonlyMap<string, OldRow["does"]> = new Map([
  ["RECV", "in"],
  ["IN", "in"],
  ["SENT", "out"],
  ["OUT", "out"],
  ["SELF", "self"],
  ["FAILED", "failed"],
]);

function rowOf(cells: Cells, options: ParseOptions, asset: AssetId, columns: Columns): OldRow {
  const time = localTimeIn(cells, columns.time, TIMES, options);
  const units = requiredAmountIn(cells, columns.units);
  const kind = textIn(cells, columns.kind).toUpperCase();
  const hash = textIn(cells, columns.hash);
  const does = DOES.get(kind) ?? "unknown";
  return {
    does,
    kind,
    hash,
    asset,
    units,
    cells,
    time,
    id: "",
    content: [time.at, kind, quantityText(units), asset, hash].join("|"),
    sent: does === "out" ? legOf(asset, units) : null,
    received: does === "in" ? legOf(asset, units) : null,
    fee: null,
    value: null,
    feeValue: null,
  };
}

type Result = TableEvent<OldRow> | LeftOut<OldRow>;

function settle(rows: readonly OldRow[]): readonly Result[] {
  const label = [...new Set(rows.map(({ kind }) => kind))].join(" + ");
  const notes = rows.map(({ cells }) => textIn(cells, "Address Label"));
  const note = [label, ...notes.filter((text) => text !== "")].join(": ");
  const strange = rows.filter(({ does }) => does === "unknown");
  const movement =
    strange.length > 0
      ? `What "${label}" moved which way is not known: ${strange.map(unitsText).join(", ")}.`
      : movementOfHash(rows, label);
  if (movement === null) {
    return [{ rows, leftOut: "Nothing was moved and no fee was paid." }];
  }
  return typeof movement === "string"
    ? rows.map((row) => kept(row, movement))
    : [{ rows, note, chain: chainRef(rows[0]?.hash ?? ""), ...movement }];
}

/** The fee is told nowhere: it is what the transaction changed less what reached its targets. */
function settleWallet(rows: readonly OldRow[]): readonly Result[] {
  const paid = rows.filter(({ does }) => does === "out" || does === "self");
  const [first] = paid;
  if (first === undefined || rows.some(({ does }) => does === "unknown")) {
    return settle(rows);
  }
  const total = absoluteQuantity(requiredAmountIn(first.cells, "TX total"));
  const targets = sumQuantity(rows.filter(({ does }) => does === "out").map(({ units }) => units));
  const fee = subtractQuantity(total, targets);
  if (signQuantity(fee) < 0) {
    const reason = "The targets of this transaction are more than its total: rows are missing.";
    return rows.map((row) => kept(row, reason));
  }
  return settle(rows).map((result) =>
    "leftOut" in result || result.meaning.is === "unknown"
      ? feeOnly(rows, first, fee)
      : { ...result, fees: [legOf(first.asset, fee)].flatMap((leg) => leg ?? []) },
  );
}

function feeOnly(rows: readonly OldRow[], { asset, kind }: OldRow, fee: Quantity): Result {
  const sent = legOf(asset, fee);
  return sent === null
    ? { rows, leftOut: "Moved inside the wallet without a fee." }
    : { rows, meaning: { is: "fee" }, sent, label: kind };
}

function kept(row: OldRow, reason: string): Result {
  const { sent, received, kind } = row;
  const fees = row.fee === null ? [] : [row.fee];
  return { rows: [row], meaning: { is: "unknown", reason }, sent, received, fees, label: kind };
}

const unitsText = ({ units, asset }: OldRow) => `${quantityText(units)} ${asset}`;
