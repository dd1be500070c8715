import { parsePrice, valueAt } from "@/lib/money/price";
import { isZeroQuantity, type Quantity, quantity, quantityText } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import { type AssetId, assetId } from "@/lib/tax/transaction";
import { readAsset } from "./assets";
import {
  amountIn,
  CellError,
  type Cells,
  cellReader,
  decimalIn,
  dollars,
  problemIn,
  requiredAmountIn,
  textIn,
} from "./cells";
import { evmToken, nftOf } from "./chain-tokens";
import { readUnixSeconds } from "./date-time";
import { inHeader, isHeader } from "./header-pattern";
import type { ParseOptions, Row } from "./source";
import type { ReadTime } from "./time";

/** The files an explorer of the Etherscan family gives for one address. */
export type ChainFileKind = "transactions" | "internal" | "tokens" | "nfts";

/** One row of such a file. Addresses and hashes in lower case. */
export interface ChainRow {
  readonly cells: Cells;
  readonly line: number;
  readonly hash: string;
  readonly time: ReadTime;
  readonly from: string;
  readonly to: string;
  readonly asset: AssetId;
  /** Units the row moves; positive or zero. */
  readonly units: Quantity;
  readonly value: Usd | null;
  /** Gas in the chain's own coin: only in the file of transactions. */
  readonly gas: Quantity | null;
  /** Dollars of one unit of the chain's own coin that day. */
  readonly gasValue: Usd | null;
  readonly isFailed: boolean;
  /** What the transaction called; "" where the file does not say. */
  readonly method: string;
  /** False for a token whose contract is not known. */
  readonly isKnown: boolean;
  /** The contract of a token or NFT. */
  readonly contract: string;
  readonly symbol: string;
}

const HASH = /^(?:Txhash|Transaction Hash)$/;
const WHEN = /^DateTime(?: \(UTC\))?$/;
const IN = /^Value_IN\((\w+)\)$/;
const OUT = /^Value_OUT\((\w+)\)$/;
const GAS = /^TxnFee\((?!USD\))(\w+)\)$/;
const HISTORICAL = /^Historical \$Price\/(\w+)$/;
const PARENT = /^ParentTx(\w+)_Value$/;
/** Today's price stands in this cell. */
const TODAY = /^CurrentValue/;

const BLOCK = [HASH, "Blockno", "UnixTimestamp", WHEN];
const TX = [
  ...BLOCK,
  "From",
  "To",
  "ContractAddress",
  IN,
  OUT,
  TODAY,
  GAS,
  "TxnFee(USD)",
  HISTORICAL,
  "Status",
  "ErrCode",
];
const INTERNAL = [
  ...BLOCK,
  "ParentTxFrom",
  "ParentTxTo",
  PARENT,
  "From",
  "TxTo",
  "ContractAddress",
  IN,
  OUT,
  TODAY,
  HISTORICAL,
  "Status",
  "ErrCode",
  "Type",
];
const NAMED = ["ContractAddress", "TokenName", "TokenSymbol"];
const OLD_NFT = ["From", "To", "ContractAddress", "TokenId", "TokenName", "TokenSymbol"];

const LAYOUTS: readonly (readonly [
  version: string,
  kind: ChainFileKind,
  columns: readonly (string | RegExp)[],
])[] = [
  ["transactions with method and note", "transactions", [...TX, "Method", "PrivateNote"]],
  ["transactions with method", "transactions", [...TX, "Method"]],
  ["transactions with note", "transactions", [...TX, "PrivateNote"]],
  ["transactions", "transactions", TX],
  ["internal with note", "internal", [...INTERNAL, "PrivateNote"]],
  ["internal", "internal", INTERNAL],
  ["tokens", "tokens", [...BLOCK, "From", "To", "TokenValue", "USDValueDayOfTx", ...NAMED]],
  [
    "tokens without block",
    "tokens",
    [HASH, "UnixTimestamp", WHEN, "From", "To", "Value", ...NAMED],
  ],
  ["one token", "tokens", [...BLOCK, "From", "To", "Quantity", "Method"]],
  ["nfts", "nfts", [...BLOCK, "From", "To", ...NAMED, "Token ID", "Type", "Quantity"]],
  ["nfts old", "nfts", [...BLOCK, ...OLD_NFT]],
  ["nfts old without block", "nfts", [HASH, "UnixTimestamp", WHEN, ...OLD_NFT]],
];

/** The layout of a header, or null when it is none of this family. */
export function chainVersion(header: readonly string[]): string | null {
  return LAYOUTS.find(([, , columns]) => isHeader(header, columns))?.[0] ?? null;
}

/** Which of the four files a layout is. */
export function chainKind(version: string): ChainFileKind {
  return LAYOUTS.find(([name]) => name === version)?.[1] ?? "transactions";
}

/** Headers to tell people, as Ethereum's explorer writes them today. */
export function chainHeaders(): readonly {
  readonly version: string;
  readonly header: readonly string[];
}[] {
  const words = new Map<RegExp, string>([
    [HASH, "Transaction Hash"],
    [WHEN, "DateTime (UTC)"],
    [IN, "Value_IN(ETH)"],
    [OUT, "Value_OUT(ETH)"],
    [GAS, "TxnFee(ETH)"],
    [HISTORICAL, "Historical $Price/Eth"],
    [PARENT, "ParentTxETH_Value"],
    [TODAY, "CurrentValue/Eth"],
  ]);
  return LAYOUTS.map(([version, , columns]) => ({
    version,
    header: columns.map((column) =>
      typeof column === "string" ? column : (words.get(column) ?? ""),
    ),
  }));
}

/** Reads rows of one file. Throws `CellError` for a row that cannot be read. */
export function chainRowReader(
  header: readonly string[],
  version: string,
  options: ParseOptions,
): (row: Row) => ChainRow {
  const read = cellReader(
    header.map((cell) =>
      HASH.test(cell) ? "Hash" : cell === "TxTo" ? "To" : cell === "TokenId" ? "Token ID" : cell,
    ),
    "thousands",
  );
  const kind = chainKind(version);
  const coin = assetId((inHeader(header, IN) ?? "").toUpperCase());
  return (row) => {
    const cells = read(row);
    const base = baseOf(cells, row.line);
    switch (kind) {
      case "transactions":
      case "internal":
        return { ...base, ...nativeIn(cells, header, kind, coin) };
      case "tokens":
        return { ...base, ...tokenIn(cells, version, options) };
      case "nfts":
        return { ...base, ...nftIn(cells) };
    }
  };
}

type Base = Pick<ChainRow, "cells" | "line" | "hash" | "time" | "from" | "to">;

function baseOf(cells: Cells, line: number): Base {
  const time = readUnixSeconds(textIn(cells, "UnixTimestamp"));
  if (time === null) {
    const reason = "These are not seconds since 1970.";
    throw new CellError(problemIn(cells, "UnixTimestamp", reason));
  }
  const text = (column: string) => textIn(cells, column).toLowerCase();
  return { cells, line, time, hash: text("Hash"), from: text("From"), to: text("To") };
}

type Moved = Omit<ChainRow, keyof Base>;

const NO_GAS = { gas: null, gasValue: null } as const;

function nativeIn(
  cells: Cells,
  header: readonly string[],
  kind: ChainFileKind,
  coin: AssetId,
): Moved {
  const column = (pattern: RegExp) => header.find((cell) => pattern.test(cell)) ?? "";
  const into = amountIn(cells, column(IN)) ?? quantity("0");
  const out = amountIn(cells, column(OUT)) ?? quantity("0");
  const units = isZeroQuantity(into) ? out : into;
  const told = decimalIn(cells, column(HISTORICAL)) ?? "0";
  // A price of zero is one the explorer does not have.
  const price = told === "0" ? null : parsePrice(told);
  const gas = kind === "transactions" ? amountIn(cells, column(GAS)) : null;
  const status = textIn(cells, "Status");
  return {
    asset: coin,
    units,
    gas,
    value: price === null ? null : valueAt(price, units),
    gasValue: price === null || gas === null ? null : valueAt(price, gas),
    // Blank is well in the file of transactions, "0" in the file of internal ones.
    isFailed: status !== "" && status !== "0",
    method: textIn(cells, "Method"),
    isKnown: true,
    contract: "",
    symbol: coin,
  };
}

function tokenIn(cells: Cells, version: string, options: ParseOptions): Moved {
  const symbol = textIn(cells, "TokenSymbol");
  const contract = textIn(cells, "ContractAddress").toLowerCase();
  const common = { ...NO_GAS, isFailed: false, method: textIn(cells, "Method"), contract };
  if (version === "one token") {
    // The page of one token names it nowhere: the person does.
    const asset = readAsset(options.answers?.asset ?? "");
    if (asset === null) {
      throw new CellError(problemIn(cells, "Quantity", "The file does not name its token."));
    }
    const units = requiredAmountIn(cells, "Quantity");
    return { asset, units, value: null, isKnown: true, symbol: asset, ...common };
  }
  const token = evmToken(contractIn(cells), symbol);
  const units = requiredAmountIn(cells, version === "tokens" ? "TokenValue" : "Value");
  const worth = decimalIn(cells, "USDValueDayOfTx");
  // What an unknown token claims to be worth is nobody's price.
  const value = worth === null || !token.isKnown ? null : dollars(worth);
  return { asset: token.asset, isKnown: token.isKnown, units, value, symbol, ...common };
}

function nftIn(cells: Cells): Moved {
  const number = textIn(cells, "Token ID");
  if (!/^\d{1,80}$/.test(number)) {
    throw new CellError(problemIn(cells, "Token ID", "This is not the number of an NFT."));
  }
  const symbol = textIn(cells, "TokenSymbol");
  const contract = contractIn(cells);
  return {
    ...NO_GAS,
    asset: nftOf(contract, symbol, number),
    units: amountIn(cells, "Quantity") ?? quantity("1"),
    value: null,
    isFailed: false,
    method: "",
    isKnown: false,
    contract,
    symbol,
  };
}

const ADDRESS = /^0x[0-9a-f]{40}$/;

function contractIn(cells: Cells): string {
  const contract = textIn(cells, "ContractAddress").toLowerCase();
  if (!ADDRESS.test(contract)) {
    const reason = "The contract is missing: a symbol alone does not say which token this is.";
    throw new CellError(problemIn(cells, "ContractAddress", reason));
  }
  return contract;
}

/** What makes a row itself: the same in every file that holds it. */
export function chainContent({ hash, from, to, asset, units }: ChainRow): string {
  return [hash, from, to, asset, quantityText(units)].join("|");
}
