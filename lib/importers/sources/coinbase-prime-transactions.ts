import type { Meaning } from "@/lib/importers/booking";
import { assetIn, type Cells, requiredAmountIn, textIn, timeIn } from "@/lib/importers/cells";
import {
  type LeftOut,
  type TableEvent,
  type TableRow,
  tableSource,
} from "@/lib/importers/table-source";
import { absoluteQuantity, quantityText } from "@/lib/money/quantity";
import { assetId, type Leg } from "@/lib/tax/transaction";

interface PrimeRow extends TableRow {
  readonly type: string;
  readonly title: string;
  /** Empty when the activity is final; else why it may not be. */
  readonly doubt: string;
  readonly leg: Leg;
}

const FINAL = new Set(["completed", "done", "confirmed", "settled", "processed"]);
const NOT_FINAL = /cancel|reject|fail|expire|pending|processing|request|approv|creat/i;

/**
 * Coinbase Prime's transactions: deposits, withdrawals, staking moves, and USD into USDC or back, which is one row whose title names
 * both ("Convert USD/USDC"). Words of the title say what a deposit or withdrawal was for (formats.md 2).
 */
export const coinbasePrimeTransactions = tableSource<PrimeRow>({
  id: "coinbase-prime-transactions",
  label: "Coinbase Prime transactions",
  timeRule: "UTC, stated in the file; the moment the activity was begun",
  account: "Coinbase Prime",
  commas: "thousands",
  kindColumn: "activity type",
  moneyColumn: "transaction currency",
  order: -1,
  headers: [
    {
      version: "transactions",
      header: (
        "activity id,final status,activity title,activity type,asset,wallet name,transaction value,transaction currency,initiated by," +
        "approved by,rejected by,initiated time,last updated time,activity level,portfolio name,portfolio id,entity name,entity id"
      ).split(","),
    },
  ],
  read: readRow,
  settle: (rows) => rows.map(settleRow),
});

function readRow(cells: Cells): PrimeRow | string {
  const status = textIn(cells, "final status");
  if (NOT_FINAL.test(status)) {
    return `The activity is "${status}", which is not a final state.`;
  }
  if (textIn(cells, "transaction value") === "") {
    return "The activity moved nothing: it has no transaction value.";
  }
  const time = timeIn(cells, "initiated time");
  const asset = assetIn(cells, "transaction currency");
  const quantity = absoluteQuantity(requiredAmountIn(cells, "transaction value"));
  const type = textIn(cells, "activity type");
  const title = textIn(cells, "activity title");
  return {
    cells,
    time,
    id: textIn(cells, "activity id"),
    content: [time.at, type, title, quantityText(quantity), asset].join("|"),
    type: type.toLowerCase(),
    title,
    doubt: FINAL.has(status.toLowerCase()) ? "" : status,
    leg: { asset, quantity },
  };
}

function settleRow(row: PrimeRow): TableEvent<PrimeRow> | LeftOut<PrimeRow> {
  const { type, title, leg, doubt } = row;
  const label = title === "" ? type : `${type}: ${title}`;
  const base = { rows: [row], label } as const;
  if (doubt !== "" || textIn(row.cells, "final status") === "") {
    const reason = `The status "${doubt}" is not known here: say whether this happened.`;
    return { ...base, meaning: { is: "unknown", reason }, ...sideOf(type, leg) };
  }
  if (type === "stake" || type === "unstake") {
    const leftOut = "A move inside the account, to or from staking: nothing is gained or given up.";
    return { rows: [row], leftOut };
  }
  if (type === "conversion") {
    const other = /^Convert (\w+)\/(\w+)$/i.exec(title)?.[2]?.toUpperCase() ?? null;
    return other === null || other === leg.asset
      ? {
          ...base,
          meaning: { is: "unknown", reason: "The title does not say what was received." },
          sent: leg,
        }
      : {
          ...base,
          meaning: { is: "exchange" },
          sent: leg,
          received: { asset: assetId(other), quantity: leg.quantity },
        };
  }
  return { ...base, meaning: meaningOf(type, title), ...sideOf(type, leg) };
}

function sideOf(
  type: string,
  leg: Leg,
): { readonly sent: Leg | null; readonly received: Leg | null } {
  return type === "withdrawal" || type === "conversion" || type === "stake"
    ? { sent: leg, received: null }
    : { sent: null, received: leg };
}

/** What a deposit or withdrawal was for, by the words of its title. */
function meaningOf(type: string, title: string): Meaning {
  if (type === "deposit") {
    if (/reward/i.test(title)) {
      return { is: "income", kind: "staking" };
    }
    return /refund/i.test(title)
      ? { is: "unknown", reason: "A refund: say what it gives back (a fee, a payment)." }
      : { is: "deposit" };
  }
  if (type === "withdrawal") {
    if (/payment/i.test(title)) {
      return { is: "spend" };
    }
    return /adjustment/i.test(title)
      ? { is: "unknown", reason: "An adjustment: say what it corrects or what it paid for." }
      : { is: "withdrawal" };
  }
  return { is: "unknown", reason: `The type "${type}" is not known here: say what it is.` };
}
