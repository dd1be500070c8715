import {
  CellError,
  type Cells,
  decimalIn,
  dollars,
  legOf,
  problemIn,
  textIn,
} from "@/lib/importers/cells";
import { chainRef } from "@/lib/importers/chain-ref";
import { solanaToken, type Token } from "@/lib/importers/chain-tokens";
import { readUnixSeconds } from "@/lib/importers/date-time";
import { readNumber } from "@/lib/importers/number";
import { type ChainLegs, movementOfHash } from "@/lib/importers/one-hash";
import type { UnaskedToken } from "@/lib/importers/source";
import {
  type LeftOut,
  type TableEvent,
  type TableRow,
  tableSource,
} from "@/lib/importers/table-source";
import { absoluteQuantity, parseQuantity, type Quantity, quantityText } from "@/lib/money/quantity";

interface SolscanRow extends TableRow, ChainLegs {
  readonly signature: string;
  readonly flow: string;
  readonly token: Token;
  readonly mint: string;
}

const COLUMNS =
  "Signature,Block Time,Human Time,Action,From,To,Amount,Flow,Value,Decimals,Token Address".split(
    ",",
  );

/** Solscan's transfers of one account: which way each went stands in Flow; fees are not in the file. */
export const solscan = tableSource<SolscanRow>({
  id: "solscan",
  label: "Solscan transfers",
  timeRule: "UTC, from the seconds in the column Block Time",
  account: "Solana",
  kindColumn: "Flow",
  moneyColumn: "Token Address",
  order: -1,
  headers: [
    { version: "with multiplier", header: [...COLUMNS, "Multiplier"] },
    { version: "1", header: COLUMNS },
  ],
  read,
  group: (row) => row.signature,
  settle,
});

function read(cells: Cells): SolscanRow {
  const time = readUnixSeconds(textIn(cells, "Block Time"));
  if (time === null) {
    throw new CellError(problemIn(cells, "Block Time", "These are not seconds since 1970."));
  }
  const units = unitsIn(cells);
  const mint = textIn(cells, "Token Address");
  const token = solanaToken(mint);
  const flow = textIn(cells, "Flow").toLowerCase();
  const leg = legOf(token.asset, units);
  const worth = token.isKnown ? decimalIn(cells, "Value") : null;
  const signature = textIn(cells, "Signature");
  const parties = [textIn(cells, "From"), textIn(cells, "To")];
  return {
    cells,
    time,
    flow,
    mint,
    token,
    signature,
    id: "",
    content: [signature, flow, quantityText(units), mint, ...parties].join("|"),
    sent: flow === "out" ? leg : null,
    received: flow === "in" ? leg : null,
    fee: null,
    // A worth of zero is a price the explorer does not have.
    value: worth === null || worth === "0" ? null : dollars(worth),
    feeValue: null,
  };
}

/** Whole numbers of the smallest unit; the column Decimals says how many places. */
function unitsIn(cells: Cells): Quantity {
  const decimals = textIn(cells, "Decimals");
  const raw = textIn(cells, "Amount").replace(/^-/, "");
  const scaled =
    /^\d{1,2}$/.test(decimals) && /^\d+$/.test(raw) ? readNumber(`${raw}e-${decimals}`) : null;
  const multiplied = timesOne(cells);
  const units = scaled?.kind === "number" && multiplied ? parseQuantity(scaled.text) : null;
  if (units === null) {
    const reason =
      "The amount must be a whole number with its decimals in the column Decimals, and a multiplier of 1.";
    throw new CellError(problemIn(cells, "Amount", reason));
  }
  return absoluteQuantity(units);
}

/** What another multiplier would mean is not known. */
function timesOne(cells: Cells): boolean {
  return ["", "1"].includes(decimalIn(cells, "Multiplier") ?? "");
}

type Result = TableEvent<SolscanRow> | LeftOut<SolscanRow>;

function settle(rows: readonly SolscanRow[]): readonly Result[] {
  const isOurs = rows.some(({ flow }) => flow === "out");
  const bait = rows.filter(
    ({ sent, received, flow }) => sent === null && received === null && /^(?:in|out)$/.test(flow),
  );
  const apart = rows.filter(
    (row) => !bait.includes(row) && (isStrange(row) || (!isOurs && !row.token.isKnown)),
  );
  const together = rows.filter((row) => !bait.includes(row) && !apart.includes(row));
  return [
    ...(together.length === 0 ? [] : moved(together)),
    ...apart.map((row) => kept(row, reasonOf(row), isStrange(row) ? null : { contract: row.mint })),
    ...bait.map((row) => ({
      rows: [row],
      leftOut: "A transfer of nothing: anybody can write one, usually as bait.",
    })),
  ];
}

const isStrange = ({ flow }: SolscanRow) => flow !== "in" && flow !== "out";

function reasonOf(row: SolscanRow): string {
  return isStrange(row)
    ? `Which way ${textIn(row.cells, "Amount")} of ${row.token.asset} went is not known: Flow says "${row.flow}".`
    : `A token nobody is known to have asked for (mint ${row.mint}): kept apart without effect until you say it is yours.`;
}

function moved(rows: readonly SolscanRow[]): readonly Result[] {
  const label = [...new Set(rows.map(({ cells }) => textIn(cells, "Action")))].join(" + ");
  const movement = movementOfHash(rows, label);
  if (movement === null) {
    return [{ rows, leftOut: "What went out came back." }];
  }
  const [first] = rows;
  const address = first === undefined || rows.length > 1 ? "" : textIn(first.cells, "To");
  return typeof movement === "string"
    ? rows.map((row) => kept(row, movement))
    : [{ rows, chain: chainRef(first?.signature ?? "", address), ...movement }];
}

function kept(row: SolscanRow, reason: string, spam: UnaskedToken | null = null): Result {
  const { sent, received, value, flow: label } = row;
  return { rows: [row], meaning: { is: "unknown", reason, spam }, sent, received, value, label };
}
