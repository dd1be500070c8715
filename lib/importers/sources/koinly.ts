import type { Meaning } from "@/lib/importers/booking";
import { type Cells, decimalIn, dollars, textIn, timeIn } from "@/lib/importers/cells";
import { isMoney, type Legs, legsText, readLeg } from "@/lib/importers/legs";
import { type TableRow, tableSource } from "@/lib/importers/table-source";
import type { Usd } from "@/lib/money/usd";
import type { IncomeKind } from "@/lib/tax/transaction";

interface KoinlyRow extends TableRow, Legs {
  readonly label: string;
  readonly value: Usd | null;
}

/** Koinly's universal template; other programs write the same header (formats.md 0.3), so the person confirms the source. */
export const koinly = tableSource<KoinlyRow>({
  id: "koinly",
  label: "Koinly universal CSV (other programs write it too)",
  timeRule: "UTC, by the template's definition",
  account: "Koinly",
  kindColumn: "Label",
  moneyColumn: "Sent Currency",
  headers: [
    {
      version: "universal",
      header: (
        "Date,Sent Amount,Sent Currency,Received Amount,Received Currency,Fee Amount,Fee Currency," +
        "Net Worth Amount,Net Worth Currency,Label,Description,TxHash"
      ).split(","),
    },
  ],
  read: (cells) => {
    const time = timeIn(cells, "Date");
    const legs: Legs = {
      sent: readLeg(cells, { amount: "Sent Amount", asset: "Sent Currency" }),
      received: readLeg(cells, { amount: "Received Amount", asset: "Received Currency" }),
      fee: readLeg(cells, { amount: "Fee Amount", asset: "Fee Currency" }),
    };
    const label = textIn(cells, "Label");
    const content = [time.date ?? time.at, legsText(legs), label, textIn(cells, "TxHash")];
    return {
      cells,
      time,
      id: "",
      content: content.join("|"),
      label,
      value: netWorth(cells),
      ...legs,
    };
  },
  settle: (rows) =>
    rows.map((row) => ({
      rows: [row],
      meaning: meaningOf(row),
      question: questionOf(row),
      sent: row.sent,
      received: row.received,
      fees: row.fee === null ? [] : [row.fee],
      value: row.value,
      label: row.label,
      note: [row.label, textIn(row.cells, "Description")].filter((text) => text !== "").join(": "),
    })),
});

/** The stated worth when it is in dollars. */
function netWorth(cells: Cells): Usd | null {
  const amount = decimalIn(cells, "Net Worth Amount");
  return amount === null || textIn(cells, "Net Worth Currency").toUpperCase() !== "USD"
    ? null
    : dollars(amount);
}

/** What a label means beside the sides of its row. */
function meaningOf({ sent, received, label: told }: KoinlyRow): Meaning {
  const label = told.toLowerCase();
  if (sent !== null && received !== null) {
    return { is: label === "swap" ? "migration" : "exchange" };
  }
  if (sent === null && received === null) {
    return { is: "unknown", reason: "The row moves nothing." };
  }
  const known = sent === null ? incoming(label, isMoney(received)) : outgoing(label, isMoney(sent));
  return (
    known ?? { is: "unknown", reason: `The label "${label}" does not say what this is for tax.` }
  );
}

/** Two sides under a label that does not say "exchange" are booked as one and asked about. */
function questionOf({ sent, received, label: told }: KoinlyRow): string | null {
  const label = told.toLowerCase();
  const isClear = ["", "trade", "exchange", "swap"].includes(label);
  return sent === null || received === null || isClear
    ? null
    : `The label "${label}" is not settled in law: say whether this is an exchange.`;
}

const INCOME = new Map<string, IncomeKind>([
  ["airdrop", "airdrop"],
  ["fork", "fork"],
  ["mining", "mining"],
  ["reward", "reward"],
  ["staking", "staking"],
  ["income", "other"],
  ["other income", "other"],
  ["salary", "wages"],
  ["lending interest", "interest"],
  ["loan interest", "interest"],
  ["cashback", "reward"],
]);

function incoming(label: string, isCash: boolean): Meaning | null {
  if (isCash) {
    return label === ""
      ? { is: "deposit" }
      : {
          is: "unknown",
          reason: "Money, not a coin: enter it where the return asks for it.",
        };
  }
  const kind = INCOME.get(label);
  return kind !== undefined ? { is: "income", kind } : label === "" ? { is: "deposit" } : null;
}

const OUTGOING = new Map<string, Meaning>([
  ["", { is: "withdrawal" }],
  ["gift", { is: "gift-sent" }],
  ["donation", { is: "donation" }],
  ["lost", { is: "lost", reason: "lost" }],
  ["cost", { is: "fee" }],
  ["interest payment", { is: "fee" }],
  ["loan fee", { is: "fee" }],
  ["margin fee", { is: "fee" }],
  ["tax", { is: "spend" }],
]);

function outgoing(label: string, isCash: boolean): Meaning | null {
  return isCash ? { is: "withdrawal" } : (OUTGOING.get(label) ?? null);
}
