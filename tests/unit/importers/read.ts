import { readFileSync } from "node:fs";
import { type ReadFile, readFile } from "@/lib/importers/read-file";
import type { FileRefusal } from "@/lib/importers/refusal";
import type { ParsedTransaction, ParseOptions } from "@/lib/importers/source";
import { quantityText } from "@/lib/money/quantity";
import { type Usd, usdText } from "@/lib/money/usd";
import type { Leg } from "@/lib/tax/transaction";

export const FIXTURES = "tests/fixtures/importers";

/** Reads text or bytes as a file of that name, in UTC. */
export async function read(
  file: string,
  content: string | Uint8Array,
  encoding?: string,
  options: Partial<ParseOptions> = {},
) {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return readFile(
    { file, chunks: [bytes], encoding: encoding ?? null },
    { timeZone: "UTC", ...options },
  );
}

export async function readOk(
  file: string,
  content: string | Uint8Array,
  options: Partial<ParseOptions> = {},
): Promise<ReadFile> {
  const result = await read(file, content, undefined, options);
  if (!result.ok) {
    throw new Error(`${file} was refused: ${JSON.stringify(result.error)}`);
  }
  return result.value;
}

export async function refused(file: string, content: string | Uint8Array): Promise<FileRefusal> {
  const result = await read(file, content);
  if (result.ok) {
    throw new Error(`${file} was read`);
  }
  return result.error;
}

export async function fixture(
  path: string,
  options: Partial<ParseOptions> = {},
): Promise<ReadFile> {
  return readOk(path, readFileSync(`${FIXTURES}/${path}`), options);
}

const leg = (each: Leg | null | undefined) =>
  each === null || each === undefined ? "" : `${quantityText(each.quantity)} ${each.asset}`;
const dollars = (amount: Usd | null | undefined) =>
  amount === null || amount === undefined ? "?" : `$${usdText(amount)}`;

/** One transaction in one line: lines, kind, legs, value, fees, and "ask" when a person must look. */
export function line(parsed: ParsedTransaction): string {
  const sent = "sent" in parsed ? leg(parsed.sent) : "";
  const received = "received" in parsed ? leg(parsed.received) : "";
  const cash = parsed.kind === "cash" ? `${quantityText(parsed.amount)} ${parsed.currency}` : "";
  const value = "value" in parsed ? ` = ${dollars(parsed.value)}` : "";
  const extra = [
    usdText(parsed.feeUsd) === "0" ? "" : `fee ${dollars(parsed.feeUsd)}`,
    ...parsed.fees.map((fee) => `fee ${leg(fee)} ${dollars(fee.value)}`),
    parsed.kind === "swap" && parsed.withheld !== null
      ? `kept ${quantityText(parsed.withheld.quantity)} ${dollars(parsed.withheld.value)}`
      : "",
    parsed.kind === "income" ? parsed.incomeKind : "",
    parsed.kind === "lost" ? parsed.reason : "",
    parsed.question === null ? "" : `ask ${parsed.question.column}`,
    parsed.spam === undefined ? "" : "unasked",
  ].filter((part) => part !== "");
  const body = `${sent}${sent !== "" || received !== "" ? " > " : ""}${received}${cash}`;
  return `${parsed.lines.join(",")} ${parsed.kind}: ${body}${value}${extra.map((part) => ` · ${part}`).join("")}`;
}

/** Every row of a file is in exactly one place: a transaction's lines, skipped or rejected. */
export function places(read: ReadFile): { rows: number; placed: number; twice: number } {
  const inTransactions = new Set(read.transactions.flatMap((each) => each.lines));
  const others = [...read.skipped, ...read.rejected].map((each) => each.line);
  const twice =
    others.length - new Set(others).size + others.filter((each) => inTransactions.has(each)).length;
  return { rows: read.rowCount, placed: inTransactions.size + others.length, twice };
}
