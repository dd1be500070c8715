import { createReadStream, existsSync } from "node:fs";
import { readFile } from "@/lib/importers/read-file";
import type { ParsedTransaction } from "@/lib/importers/source";
import {
  addQuantity,
  type Quantity,
  quantity,
  quantityText,
  subtractQuantity,
} from "@/lib/money/quantity";
import { Check } from "./compare";
import { Skip } from "./verdict";

interface Leg {
  readonly asset: string;
  readonly amount: string;
}

/** One event of an `.expected.json` beside a sample file. */
export interface Event {
  readonly t: string;
  readonly kind: string;
  readonly in?: readonly Leg[];
  readonly out?: readonly Leg[];
  readonly fee?: readonly Leg[];
  readonly fiat_value?: string;
}

/** What a sample file must come to; written beside it as `<file>.expected.json`. */
export interface ImportCase {
  readonly data_rows?: number;
  readonly events?: readonly Event[];
  readonly net_change?: Readonly<Record<string, string>>;
}

/** Money legs are values here and not legs: they are compared by amount elsewhere. */
export const FIAT = new Set(["USD", "EUR", "CAD"]);

const coins = (side: string, legs: readonly Leg[] = []) =>
  legs
    .filter((leg) => !FIAT.has(leg.asset))
    .map((leg) => `${side} ${quantityText(quantity(leg.amount))} ${leg.asset}`);

/** An expected event in one line: time, and coins in, out and paid as fees. */
export function expectedText(event: Event): string {
  const legs = [...coins("in", event.in), ...coins("out", event.out), ...coins("fee", event.fee)];
  const cash = event.kind === "deposit" || event.kind === "withdrawal";
  const money = cash
    ? (event.in ?? [])
        .filter((leg) => FIAT.has(leg.asset))
        .map((leg) => `cash ${leg.amount} ${leg.asset}`)
    : [];
  return [event.t.replace("Z", ".000Z"), ...legs, ...money].join(" · ");
}

/** What the product read, in the same words. */
export function toldText(told: ParsedTransaction): string {
  const legs = [
    ...("received" in told && told.received !== null
      ? [`in ${quantityText(told.received.quantity)} ${told.received.asset}`]
      : []),
    ...("sent" in told && told.sent !== null
      ? [`out ${quantityText(told.sent.quantity)} ${told.sent.asset}`]
      : []),
    ...told.fees.map((fee) => `fee ${quantityText(fee.quantity)} ${fee.asset}`),
    ...(told.kind === "cash" ? [`cash ${quantityText(told.amount)} ${told.currency}`] : []),
  ];
  return [told.at, ...legs].join(" · ");
}

/** The product's kinds that tell an expected kind. */
export const TELLS: Readonly<Record<string, readonly string[]>> = {
  buy: ["buy"],
  sell: ["sell"],
  trade: ["swap", "migration"],
  deposit: ["deposit", "cash"],
  withdrawal: ["withdrawal", "cash"],
  income: ["income"],
  migration: ["migration"],
  gift_out: ["gift-sent"],
  lost: ["lost"],
};

/** Units in less units out, fees and kept units included, by asset. */
export function netOf(transactions: readonly ParsedTransaction[]): Map<string, Quantity> {
  const net = new Map<string, Quantity>();
  const move = (asset: string, amount: Quantity, sign: 1 | -1) => {
    const before = net.get(asset) ?? quantity("0");
    net.set(asset, sign === 1 ? addQuantity(before, amount) : subtractQuantity(before, amount));
  };
  for (const told of transactions) {
    if ("received" in told && told.received !== null) {
      move(told.received.asset, told.received.quantity, 1);
    }
    if ("sent" in told && told.sent !== null) {
      move(told.sent.asset, told.sent.quantity, -1);
    }
    for (const fee of told.fees) {
      move(fee.asset, fee.quantity, -1);
    }
    if (told.kind === "swap" && told.withheld !== null) {
      move(told.received.asset, told.withheld.quantity, -1);
    }
  }
  return net;
}

/** Reads the sample beside an expectation with the product's own importer and compares rows, events and net change. */
export async function runImportCase(
  expectation: string,
  data: ImportCase,
): Promise<string[] | Skip> {
  const sample = expectation.replace(/\.expected\.json$/, "");
  if (!existsSync(sample)) {
    return [`the sample is not there: ${sample}`];
  }
  const read = await readFile(
    { file: sample, chunks: createReadStream(sample) },
    { timeZone: "UTC" },
  );
  if (!read.ok) {
    const { code, reason } = read.error;
    return code === "unknown-layout"
      ? new Skip("this layout is not read yet")
      : new Skip(`refused by design: ${reason}`);
  }
  if (data.events === undefined) {
    return new Skip("the expectation lists no events");
  }
  return compare(read.value, data.events, data);
}

function compare(
  read: { rowCount: number; transactions: readonly ParsedTransaction[] },
  events: readonly Event[],
  data: ImportCase,
): string[] {
  const check = new Check();
  if (data.data_rows !== undefined) {
    check.text("rows", data.data_rows, read.rowCount);
  }
  const kept = events.filter(({ kind }) => kind !== "ignored" && kind !== "internal");
  const told = read.transactions.map(toldText).sort();
  const expected = kept.map(expectedText).sort();
  check.text("events", expected.join("\n"), told.join("\n"));
  for (const event of kept) {
    const same = read.transactions.filter((each) => toldText(each) === expectedText(event));
    if (same.length > 0 && !same.some(({ kind }) => TELLS[event.kind]?.includes(kind))) {
      check.text(expectedText(event), event.kind, same[0]?.kind);
    }
  }
  const net = netOf(read.transactions);
  for (const [asset, amount] of Object.entries(data.net_change ?? {})) {
    if (!FIAT.has(asset)) {
      check.text(
        `net change of ${asset}`,
        quantityText(quantity(amount)),
        quantityText(net.get(asset) ?? quantity("0")),
      );
    }
  }
  return check.differences;
}
