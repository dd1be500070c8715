import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";

/** The header of the file, as Coinbase writes it since 2023. */
export const LARGE_HEADER =
  "ID,Timestamp,Transaction Type,Asset,Quantity Transacted,Price Currency,Price at Transaction,Subtotal,Total (inclusive of fees and/or spread),Fees and/or Spread,Notes";

/** A generated file: its size and SHA-256 as an upload tells them. */
export interface LargeFile {
  readonly path: string;
  readonly rows: number;
  readonly size: number;
  readonly sha256: string;
}

const ASSETS = ["BTC", "ETH", "SOL", "ADA", "DOT", "LTC", "AVAX", "LINK"] as const;
const START = Date.UTC(2019, 0, 1);

/**
 * One row of an invented Coinbase history, about 120 bytes, the same for the same number: buys, sales, rewards, some sends and
 * receives, and one in a thousand of a kind nobody knows. Every other row agrees with itself: quantity times price is the subtotal, the fee
 * is added to what a purchase costs and taken from what a sale brings.
 */
export function largeRow(index: number): string {
  const time = new Date(START + index * 180_000).toISOString().replace("T", " ").slice(0, 19);
  const asset = ASSETS[index % ASSETS.length] ?? "BTC";
  const cents = 1000 + ((index * 7919) % 900_000);
  const kind = kindOf(index);
  const subtotal = (cents / 100).toFixed(2);
  const fee = ((cents % 500) / 100).toFixed(2);
  const total = ((kind === "Sell" ? cents - (cents % 500) : cents + (cents % 500)) / 100).toFixed(
    2,
  );
  const units = 10_000_000 + ((index * 104_729) % 89_999_999);
  const quantity = `0.${String(units).padStart(8, "0")}`;
  const price = ((cents * 100_000_000) / units / 100).toFixed(2);
  const id = (0x5f00_0000_0000 + index).toString(16);
  return `${id},${time} UTC,${kind},${asset},${quantity},USD,$${price},$${subtotal},$${total},$${fee},${kind} ${quantity} ${asset}`;
}

function kindOf(index: number): string {
  if (index % 1000 === 999) {
    return "Mystery";
  }
  const at = index % 20;
  if (at < 13) {
    return "Buy";
  }
  if (at < 17) {
    return "Sell";
  }
  return at < 19 ? "Reward Income" : index % 40 === 19 ? "Send" : "Receive";
}

/** A whole invented history as one text: for files small enough to hold. */
export function largeText(rows: number): string {
  const lines = Array.from({ length: rows }, (_, index) => largeRow(index));
  return `${LARGE_HEADER}\n${lines.join("\n")}\n`;
}

/** Writes an invented history of so many rows. */
export async function writeLargeFile(path: string, rows: number): Promise<LargeFile> {
  const out = createWriteStream(path, { mode: 0o644 });
  const hash = createHash("sha256");
  let size = 0;
  const put = async (text: string) => {
    hash.update(text);
    size += Buffer.byteLength(text);
    if (!out.write(text)) {
      await once(out, "drain");
    }
  };
  await put(`${LARGE_HEADER}\n`);
  for (let start = 0; start < rows; start += 5000) {
    const count = Math.min(5000, rows - start);
    await put(`${Array.from({ length: count }, (_, at) => largeRow(start + at)).join("\n")}\n`);
  }
  out.end();
  await once(out, "finish");
  return { path, rows, size, sha256: hash.digest("hex") };
}
