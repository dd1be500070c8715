import { codeAt } from "@/lib/assets/aliases";
import { legText, some, unsigned, unsignedLegIn } from "@/lib/importers/amounts";
import { readAsset } from "@/lib/importers/assets";
import type { Meaning } from "@/lib/importers/booking";
import { amountIn, assetIn, type Cells, isNegative, legOf, textIn } from "@/lib/importers/cells";
import {
  type ReadAt,
  type TableEvent,
  type TableRow,
  tableSource,
} from "@/lib/importers/table-source";
import type { AssetId, IncomeKind, Leg } from "@/lib/tax/transaction";
import { kucoinTimeIn, layouts, noRecords } from "./kucoin-layouts";

interface AccountRow extends TableRow {
  readonly label: string;
  readonly isOut: boolean;
  readonly amount: Leg | null;
  readonly fee: Leg | null;
  readonly isDust: boolean;
  readonly meaning: Meaning;
}

const HISTORY = "UID,Account Type,Currency,Side,Amount,Fee,Time,Remark";
const LAYOUTS = {
  history: HISTORY,
  "history-type": `${HISTORY},Type`,
  earnings:
    "UID,Account Type,Order ID,Time,Staked Coin,Product Type,Product Name,Earnings Coin,Earnings Type,Remarks,Amount,Amount（USDT）,Fee",
  futures:
    "UID,Account Type,Symbol,Close Type,Realized PNL,Total Realized PNL,Total Funding Fees,Total Trading Fees,Position Opening Time,Position Closing Time",
};

/** Kinds of the account history that have a file of their own, which tells them with both halves and their states. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ["spot", "filled orders"],
  ["exchange", "filled orders"],
  ["trade", "filled orders"],
  ["fiat transactions", "fiat orders"],
  ["deposit", "deposit history"],
  ["fiat deposit", "fiat deposits"],
  ["withdraw", "withdrawal history"],
  ["withdrawal", "withdrawal history"],
  ["fiat withdrawal", "fiat withdrawals"],
]);

const KINDS: ReadonlyMap<string, string> = new Map([
  ["history-type", "Type"],
  ["earnings", "Product Type"],
  ["futures", "Close Type"],
]);

/**
 * KuCoin's account history, earnings and closed futures. Of the account history only what no other file tells is read: airdrops, bonuses,
 * rewards and small balances turned into KCS (formats.md 10).
 */
export const kucoinAccount = tableSource<AccountRow>({
  id: "kucoin-account",
  label: "KuCoin account history, earnings and futures",
  account: "KuCoin",
  order: -1,
  kindColumn: "Remark",
  kindColumnOf: (version) => KINDS.get(version) ?? "Remark",
  moneyColumn: "Currency",
  ...layouts(LAYOUTS),
  read: (cells, at) => {
    const empty = noRecords(cells.row.cells[0] ?? "");
    return (
      empty ??
      (at.version === "earnings"
        ? readEarning(cells, at)
        : at.version === "futures"
          ? readFuture(cells, at)
          : readHistory(cells, at))
    );
  },
  group: ({ isDust, time }) => (isDust ? time.at : null),
  settle: (rows) =>
    rows.every(({ isDust }) => isDust) ? dust(rows) : rows.map((row) => alone(row)),
});

function readHistory(cells: Cells, at: ReadAt): AccountRow | string {
  const label = textIn(cells, "Type") || textIn(cells, "Remark");
  const kind = label.toLowerCase();
  const file = ELSEWHERE.get(kind);
  if (file !== undefined) {
    return `KuCoin's file of ${file} tells this (${label}) with all it needs: import that one too.`;
  }
  if (kind === "transfer") {
    return "A move between accounts inside KuCoin.";
  }
  const time = kucoinTimeIn(cells, "Time", at);
  const asset = assetIn(cells, "Currency");
  const amount = unsignedLegIn(cells, "Amount", asset);
  const isOut = textIn(cells, "Side").toLowerCase().startsWith("with");
  return {
    cells,
    time,
    id: "",
    content: [time.at, label, isOut ? "out" : "in", legText(amount)].join("|"),
    label,
    isOut,
    amount,
    fee: unsignedLegIn(cells, "Fee", asset),
    isDust: kind === "convert dust to kcs",
    meaning: (isOut ? null : incomeOf(kind)) ?? {
      is: "unknown",
      reason: `KuCoin calls this "${label}": say what it was.`,
    },
  };
}

function incomeOf(kind: string): Meaning | null {
  if (/\bdistribution\b|\bairdrop\b/.test(kind)) {
    return { is: "income", kind: "airdrop" };
  }
  return ["kcs bonus", "rewards", "reward"].includes(kind)
    ? { is: "income", kind: "reward" }
    : null;
}

function readEarning(cells: Cells, at: ReadAt): AccountRow {
  const time = kucoinTimeIn(cells, "Time", at);
  const asset = assetIn(cells, "Earnings Coin");
  const amount = unsignedLegIn(cells, "Amount", asset);
  const product = textIn(cells, "Product Type");
  // Savings lend the coins out; what is not called so is KuCoin's staking.
  const kind: IncomeKind = /saving|lend/i.test(product) ? "interest" : "staking";
  return {
    cells,
    time,
    id: "",
    content: [time.at, "earning", textIn(cells, "Order ID"), legText(amount)].join("|"),
    label: `${product} ${textIn(cells, "Earnings Type")}`.trim(),
    isOut: false,
    amount,
    fee: unsignedLegIn(cells, "Fee", asset),
    isDust: false,
    meaning: { is: "income", kind },
  };
}

function readFuture(cells: Cells, at: ReadAt): AccountRow {
  const time = kucoinTimeIn(cells, "Position Closing Time", at);
  const symbol = textIn(cells, "Symbol");
  const asset = marginOf(symbol);
  const profit = amountIn(cells, "Realized PNL");
  const amount = asset === null ? null : unsigned(legOf(asset, profit));
  const [funding, trading] = ["Total Funding Fees", "Total Trading Fees"].map((name) =>
    textIn(cells, name),
  );
  return {
    cells,
    time,
    id: "",
    content: [time.at, "future", symbol, textIn(cells, "Realized PNL")].join("|"),
    label: `future ${symbol}`,
    isOut: profit !== null && isNegative(profit),
    amount,
    fee: null,
    isDust: false,
    meaning: {
      is: "unknown",
      reason: `A closed future (${symbol}): result ${textIn(cells, "Realized PNL")}, funding ${funding}, trading fees ${trading}. Say how it is taxed.`,
    },
  };
}

/** The coin a contract is settled in: "XBTUSDTM" in USDT, "XBTUSDM" in bitcoin. */
function marginOf(symbol: string): AssetId | null {
  const base = /^(\w+?)(USDT|USDC|USD)M$/.exec(symbol);
  const coin = base?.[2] === "USD" ? base[1] : base?.[2];
  return readAsset(codeAt("kucoin", coin ?? "", null));
}

/** One coin for KCS in one second; several cannot be told apart. */
function dust(rows: readonly AccountRow[]): readonly TableEvent<AccountRow>[] {
  const out = rows.find(({ isOut }) => isOut);
  const into = rows.find(({ isOut }) => !isOut);
  if (rows.length !== 2 || out === undefined || into === undefined) {
    const reason =
      "Small balances turned into KCS: the file does not say how much came in for each of them.";
    return rows.map((row) => alone(row, { is: "unknown", reason }));
  }
  return [
    {
      rows: [out, into],
      label: out.label,
      meaning: { is: "exchange" },
      sent: out.amount,
      received: into.amount,
      fees: some(out.fee, into.fee),
    },
  ];
}

function alone(row: AccountRow, meaning = row.meaning): TableEvent<AccountRow> {
  const { label, amount } = row;
  const sides = row.isOut ? { sent: amount } : { received: amount };
  return { rows: [row], label, meaning, fees: some(row.fee), ...sides };
}
