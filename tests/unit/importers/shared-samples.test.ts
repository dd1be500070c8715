import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ParsedTransaction } from "@/lib/importers/source";
import {
  addQuantity,
  type Quantity,
  quantity,
  quantityText,
  subtractQuantity,
} from "@/lib/money/quantity";
import { usdText } from "@/lib/money/usd";
import { readOk, refused } from "./read";

/** Samples with expectations written by others; outside the project, so absent on most machines. */
const SAMPLES = "../shared/imports/samples";
const LEDGERS = [
  "coinbase/cryptotax_coinbase_2024_cad.csv",
  "coinbase/ghostfolio_coinbase_2024.csv",
  "coinbase/made_retail_2021_v2.csv",
  "coinbase/made_retail_2024_usd.csv",
  "kraken/cryptotaxes_ledgers_2017.csv",
  "kraken/made_ledgers_2023.csv",
  "koinly/made_universal_2024.csv",
];
const NOT_LEDGERS = [
  "coinbase/made_gain_loss_report.csv",
  "coinbase/made_raw_transactions_report.csv",
  "kraken/cryptotaxes_trades_2017.csv",
];

interface Leg {
  readonly asset: string;
  readonly amount: string;
}
interface Event {
  readonly t: string;
  readonly kind: string;
  readonly in?: readonly Leg[];
  readonly out?: readonly Leg[];
  readonly fee?: readonly Leg[];
  readonly fiat_value?: string;
}

/** Coins only, as text "in 0.1 BTC": money legs are compared apart, for they are values here and not legs. */
const FIAT = new Set(["USD", "EUR", "CAD"]);
const coins = (side: string, legs: readonly Leg[] = []) =>
  legs
    .filter((leg) => !FIAT.has(leg.asset))
    .map((leg) => `${side} ${quantityText(quantity(leg.amount))} ${leg.asset}`);

function expectedText(event: Event): string {
  const legs = [...coins("in", event.in), ...coins("out", event.out), ...coins("fee", event.fee)];
  const cash = event.kind === "deposit" || event.kind === "withdrawal";
  const money = cash
    ? (event.in ?? [])
        .filter((leg) => FIAT.has(leg.asset))
        .map((leg) => `cash ${leg.amount} ${leg.asset}`)
    : [];
  return [event.t.replace("Z", ".000Z"), ...legs, ...money].join(" · ");
}

function toldText(told: ParsedTransaction): string {
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

const TELLS: Record<string, readonly string[]> = {
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

function netOf(transactions: readonly ParsedTransaction[]): Map<string, Quantity> {
  const net = new Map<string, Quantity>();
  const move = (asset: string, amount: Quantity, sign: 1 | -1) => {
    const before = net.get(asset) ?? quantity("0");
    net.set(asset, sign === 1 ? addQuantity(before, amount) : subtractQuantity(before, amount));
  };
  for (const told of transactions) {
    if ("received" in told && told.received !== null)
      move(told.received.asset, told.received.quantity, 1);
    if ("sent" in told && told.sent !== null) move(told.sent.asset, told.sent.quantity, -1);
    for (const fee of told.fees) move(fee.asset, fee.quantity, -1);
    if (told.kind === "swap" && told.withheld !== null)
      move(told.received.asset, told.withheld.quantity, -1);
  }
  return net;
}

describe.skipIf(!existsSync(SAMPLES) /* not part of the project */)(
  "samples with expectations of others",
  () => {
    const truth = (path: string) =>
      JSON.parse(readFileSync(`${SAMPLES}/${path}.expected.json`, "utf8"));
    const bytes = (path: string) => readFileSync(`${SAMPLES}/${path}`);

    it.each(LEDGERS)("%s: times, assets and amounts of every event", async (path) => {
      const { data_rows, events } = truth(path) as { data_rows: number; events: readonly Event[] };
      const read = await readOk(path, bytes(path));
      expect(read.rowCount).toBe(data_rows);
      expect(read.rejected).toEqual([]);
      const kept = events.filter((event) => event.kind !== "ignored" && event.kind !== "internal");
      expect(read.transactions.map(toldText).sort()).toEqual(kept.map(expectedText).sort());
      for (const event of kept) {
        const same = read.transactions.filter((told) => toldText(told) === expectedText(event));
        expect(same.some((told) => TELLS[event.kind]?.includes(told.kind))).toBe(true);
      }
      const isIgnoring = events.length !== kept.length;
      expect(read.skipped.length > 0).toBe(isIgnoring);
    });

    it.each(LEDGERS)("%s: net change of every coin", async (path) => {
      const { net_change } = truth(path) as { net_change: Record<string, string> };
      const net = netOf((await readOk(path, bytes(path))).transactions);
      for (const [asset, amount] of Object.entries(net_change)) {
        if (!FIAT.has(asset)) {
          expect(`${asset} ${quantityText(net.get(asset) ?? quantity("0"))}`).toBe(
            `${asset} ${quantityText(quantity(amount))}`,
          );
        }
      }
    });

    it.each(LEDGERS)(
      "%s: dollars paid, received and earned; other money asked about",
      async (path) => {
        const { events } = truth(path) as { events: readonly Event[] };
        const { transactions } = await readOk(path, bytes(path));
        for (const event of events.filter((each) =>
          ["buy", "sell", "income"].includes(each.kind),
        )) {
          const money =
            event.kind === "buy"
              ? event.out?.[0]
              : event.kind === "sell"
                ? event.in?.[0]
                : undefined;
          const [amount = "", currency = ""] = event.fiat_value?.split(" ") ?? [
            money?.amount,
            money?.asset,
          ];
          const candidates = transactions.filter((told) => toldText(told) === expectedText(event));
          const hits = candidates.filter((told) =>
            currency === "USD"
              ? "value" in told &&
                told.value !== null &&
                usdText(told.value) === quantityText(quantity(amount))
              : amount === "" ||
                told.question?.reason.includes(`${quantityText(quantity(amount))} ${currency}`),
          );
          expect(hits.length, JSON.stringify(event)).toBeGreaterThan(0);
        }
      },
    );

    it.each(NOT_LEDGERS)("%s is refused with the file to take instead", async (path) => {
      const refusal = await refused(path, bytes(path));
      expect(refusal.code).toBe("not-a-ledger");
      expect(refusal.reason).toMatch(/instead\.$/);
    });
  },
);
