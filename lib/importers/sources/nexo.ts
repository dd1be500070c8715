import { codeAt } from "@/lib/assets/aliases";
import { dollarsIn, legText, unsigned } from "@/lib/importers/amounts";
import { readAsset } from "@/lib/importers/assets";
import {
  amountIn,
  CellError,
  type Cells,
  isNegative,
  knownTime,
  legOf,
  problemIn,
  textIn,
} from "@/lib/importers/cells";
import { readDateTime } from "@/lib/importers/date-time";
import { readNumber } from "@/lib/importers/number";
import { type ReadAt, tableSource } from "@/lib/importers/table-source";
import type { ReadTime } from "@/lib/importers/time";
import { parseQuantity } from "@/lib/money/quantity";
import { type AssetId, assetId, type Leg } from "@/lib/tax/transaction";
import { movesOf, type NexoRow } from "./nexo-kinds";

const TWO =
  "Transaction,Type,Input Currency,Input Amount,Output Currency,Output Amount,USD Equivalent";

/**
 * Nexo's account file in all its generations: one currency column (an exchange writes both there), then an input and an output, then
 * fees, which the input holds. Details begin with the state ("approved / ..."); formats.md 22.
 */
export const nexo = tableSource<NexoRow>({
  id: "nexo",
  label: "Nexo",
  timeRule: "UTC where the column says so; older files in the time of Zurich",
  account: "Nexo",
  commas: "thousands",
  order: -1,
  kindColumn: "Type",
  moneyColumn: "Input Currency",
  headers: [
    {
      version: "one currency",
      header:
        "Transaction,Type,Currency,Amount,USD Equivalent,Details,Outstanding Loan,Date / Time".split(
          ",",
        ),
    },
    {
      version: "one currency without values",
      header: "Transaction,Type,Currency,Amount,Details,Outstanding Loan,Date / Time".split(","),
    },
    { version: "two with loan", header: `${TWO},Details,Outstanding Loan,Date / Time`.split(",") },
    { version: "two", header: `${TWO},Details,Date / Time`.split(",") },
    { version: "two in UTC", header: `${TWO},Details,Date / Time (UTC)`.split(",") },
    { version: "fees", header: `${TWO},Fee,Fee Currency,Details,Date / Time (UTC)`.split(",") },
    {
      version: "fees with display",
      header: `${TWO},Fee,Fee Currency,Details,Date / Time (UTC),normalizedDisplayDetails`.split(
        ",",
      ),
    },
  ],
  read,
  settle: (rows) =>
    rows.map((row) => {
      const moves = movesOf(row);
      const label = textIn(row.cells, "Type");
      return typeof moves === "string"
        ? { rows: [row], leftOut: moves }
        : { ...moves, rows: [row], label, note: `${label}: ${textIn(row.cells, "Details")}` };
    }),
});

function read(cells: Cells, at: ReadAt): NexoRow | string {
  const details = textIn(cells, "Details");
  const state = (details.includes("/") ? (details.split("/")[0] ?? "") : "").trim().toLowerCase();
  if (/reject/i.test(details) || !["", "approved", "processed"].includes(state)) {
    return `Not imported: its state is ${state === "" ? "rejected" : state}.`;
  }
  const time = timeOf(cells, at);
  const kind = textIn(cells, "Type")
    .toLowerCase()
    .replace(/[\s_-]/g, "");
  const legs = at.version.startsWith("one") ? oneCurrency(cells) : twoCurrencies(cells);
  const told = [legs.input, legs.output].map(legText);
  return {
    cells,
    time,
    id: textIn(cells, "Transaction"),
    content: [time.at, kind, legs.isNegative ? "-" : "", ...told].join("|"),
    kind,
    details: details.toLowerCase(),
    value: dollarsIn(cells, "USD Equivalent"),
    ...legs,
  };
}

function timeOf(cells: Cells, { header, options }: ReadAt): ReadTime {
  const isUtc = header.includes("Date / Time (UTC)");
  const column = isUtc ? "Date / Time (UTC)" : "Date / Time";
  const zone = isUtc ? "UTC" : (options.answers?.timeZone ?? "Europe/Zurich");
  const time = readDateTime(textIn(cells, column), ["Y-M-D h:m:s", "Y-M-D h:m"], zone);
  return knownTime(time, cells, column, "This is not a time like 2024-01-31 18:05:59.");
}

function assetNamed(cells: Cells, column: string, name: string): AssetId {
  const asset = readAsset(name);
  if (asset === null) {
    throw new CellError(problemIn(cells, column, "The asset is missing or is not a ticker."));
  }
  return assetId(codeAt("nexo", asset, null));
}

type Legs = Pick<NexoRow, "input" | "output" | "fee" | "isNegative">;

function legAt(cells: Cells, amount: string, currency: string): Leg | null {
  const quantity = amountIn(cells, amount);
  const name = textIn(cells, currency);
  return quantity === null || name === "" || name === "-"
    ? null
    : unsigned({ asset: assetNamed(cells, currency, name), quantity });
}

function twoCurrencies(cells: Cells): Legs {
  const input = amountIn(cells, "Input Amount");
  return {
    input: legAt(cells, "Input Amount", "Input Currency"),
    output: legAt(cells, "Output Amount", "Output Currency"),
    fee: legAt(cells, "Fee", "Fee Currency"),
    isNegative: input !== null && isNegative(input),
  };
}

const BOTH = /^-?([\d.,]+) \/ \+?([\d.,]+)$/;

/** "BTC/USDT" with "-1 / +2" is both sides of an exchange; everything else one coin, which is its input and its output. */
function oneCurrency(cells: Cells): Legs {
  const currency = textIn(cells, "Currency");
  const both = BOTH.exec(textIn(cells, "Amount"));
  if (both !== null) {
    const [from = "", to = ""] = currency.split("/");
    return {
      input: half(cells, from, both[1] ?? ""),
      output: half(cells, to, both[2] ?? ""),
      fee: null,
      isNegative: true,
    };
  }
  const quantity = amountIn(cells, "Amount");
  const leg =
    quantity === null
      ? null
      : unsigned({ asset: assetNamed(cells, "Currency", currency), quantity });
  const isOut = quantity !== null && isNegative(quantity);
  return { input: leg, output: leg, fee: null, isNegative: isOut };
}

function half(cells: Cells, name: string, amount: string): Leg | null {
  const reading = readNumber(amount, "thousands");
  const quantity = reading.kind === "number" ? parseQuantity(reading.text) : null;
  if (quantity === null) {
    throw new CellError(problemIn(cells, "Amount", "This is not two amounts like -1 / +2."));
  }
  return legOf(assetNamed(cells, "Currency", name), quantity);
}
