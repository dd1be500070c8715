import { hex, type Random } from "./market";

/** One row of a Coinbase history, amounts as the file shows them. */
export interface CoinbaseEntry {
  readonly time: number;
  readonly type: string;
  readonly asset: string;
  /** Signed, already with its decimals. */
  readonly quantity: string;
  readonly price: number;
  /** Signed dollars. */
  readonly subtotal: number;
  readonly total: number;
  readonly fees: number;
  readonly notes: string;
  readonly to?: string;
}

const HEADER =
  "ID,Timestamp,Transaction Type,Asset,Quantity Transacted,Price Currency,Price at Transaction,Subtotal," +
  "Total (inclusive of fees and/or spread),Fees and/or Spread,Notes";

/** A Coinbase transaction history of 2024 (v4) or 2025 and later (v5), newest first, for an invented person. */
export function coinbaseFile(
  entries: readonly CoinbaseEntry[],
  person: { readonly name: string; readonly id: string },
  version: "v4" | "v5",
  random: Random,
): string {
  const tail = version === "v5" ? ",Sender Address,Recipient Address" : "";
  const lines = [...entries]
    .sort((a, b) => b.time - a.time)
    .map((entry) => {
      const cells = [
        hex(random, 24),
        new Date(entry.time).toISOString().slice(0, 19).replace("T", " ").concat(" UTC"),
        entry.type,
        entry.asset,
        entry.quantity,
        "USD",
        money(entry.price),
        money(entry.subtotal),
        money(entry.total),
        money(entry.fees),
        entry.notes,
        ...(version === "v5" ? ["", entry.to ?? ""] : []),
      ];
      return cells.map(quoted).join(",");
    });
  return ["", "Transactions", `User,${person.name},${person.id}`, HEADER + tail, ...lines, ""].join(
    "\r\n",
  );
}

function money(value: number): string {
  const text = Math.abs(value).toLocaleString("en-US", {
    minimumFractionDigits: 2,
    maximumFractionDigits: 8,
  });
  return `${value < 0 ? "-" : ""}$${text}`;
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
