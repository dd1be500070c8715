import { quantityText } from "@/lib/money/quantity";
import { timesRate, type Usd, usd, usdText } from "@/lib/money/usd";
import type { ClosedLot } from "@/lib/tax/closed-lot";
import { computeLedger } from "@/lib/tax/compute";
import type { Identification } from "@/lib/tax/settings";
import type { Transaction } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { LONG_AGO, leg, settings, told, units } from "./build";
import type { Check } from "./compare";
import type { Example } from "./tax-example";
import { Skip } from "./verdict";

/** Worked examples told as transactions: run through the whole ledger. */
export function ledgerExample(example: Example, check: Check): Skip | undefined {
  const runner = EXAMPLES[example.id] ?? (example.category === "gifts" ? gift : undefined);
  return runner === undefined
    ? new Skip(`an example of a form that is not known: ${example.id}`)
    : void runner(example, check);
}

type Json = Record<string, string>;
const json = (value: unknown): Json => value as Json;

function run(transactions: Transaction[], identifications: Identification[] = []): LedgerResult {
  return computeLedger({
    transactions,
    settings: settings({ identifications }),
    asOf: { at: instant("2030-01-01T00:00:00Z"), date: calendarDate("2030-01-01") },
  });
}

function bought(
  id: string,
  asset: string,
  date: string,
  count: string,
  unitBasis: string,
): Transaction {
  return {
    ...told(id, "A", at(date), 0),
    kind: "buy",
    received: leg(asset, count),
    value: timesRate(usd(unitBasis), count),
  };
}

function at(date: string): string {
  return `${date.replace("Y1", "2023").replace("Y2", "2024").replace("Y3", "2025")}T12:00:00Z`;
}

function only(result: LedgerResult, kind: ClosedLot["kind"]): ClosedLot {
  const [lot, ...more] = result.closedLots.filter((each) => each.kind === kind);
  if (lot === undefined || more.length > 0) {
    throw new Error(`expected one closed lot of kind ${kind}`);
  }
  return lot;
}

function money(
  check: Check,
  what: string,
  expected: unknown,
  actual: Usd | null | undefined,
): void {
  check.money(
    what,
    String(expected),
    actual === null || actual === undefined ? null : usdText(actual),
  );
}

const EXAMPLES: Record<string, (example: Example, check: Check) => void> = {
  "FS-01": (example, check) => {
    const given = json(example.inputs["disposed"]);
    const spend: Transaction = {
      ...told("s", "A", "2025-06-10T12:00:00Z", 1),
      kind: "spend",
      sent: leg("A", given["units"] ?? ""),
      value: usd(example.inputs["servicesReceivedFMV"] ?? ""),
      feeUsd: usd(example.inputs["cashFee"] ?? ""),
    };
    const lot = only(
      run([
        bought("b", "A", "2025-01-01", given["units"] ?? "", given["basisPerUnit"] ?? ""),
        spend,
      ]),
      "spend",
    );
    money(check, "amount realized", example.expected["amountRealized"], lot.proceeds);
    money(check, "basis", example.expected["basis"], lot.basis);
    money(check, "gain", example.expected["gain"], lot.gain);
  },
  "FS-02": swapExample,
  "FS-05": swapExample,
  "FS-09": (example, check) => {
    const [buy, swapped] = [json(example.inputs["bought"]), json(example.inputs["swapped"])];
    const swap: Transaction = {
      ...told("s", "A", at(swapped["date"] ?? ""), 1),
      kind: "swap",
      sent: leg("A", "1"),
      received: leg("B", "1"),
      value: usd(swapped["receivedFMV"] ?? ""),
      withheld: null,
    };
    const result = run([bought("b", "A", buy["date"] ?? "", "1", buy["cost"] ?? ""), swap]);
    const lot = only(result, "swap");
    money(check, "gain", example.expected["gain"], lot.gain);
    check.text("term", example.expected["term"], lot.term);
    money(
      check,
      "new basis",
      example.expected["newBasis"],
      result.openLots.find(({ asset }) => asset === "B")?.basis,
    );
  },
  "LI-01": identified,
  "LI-04": identified,
  "LI-05": (example, check) => {
    const swap: Transaction = {
      ...told("trade", "A", at("Y2-06-30"), 1),
      kind: "swap",
      sent: leg("CD", "10"),
      received: leg("AB", "10"),
      value: usd("100"),
      withheld: { quantity: units("1"), value: usd("10") },
    };
    const result = run([
      bought("ab", "AB", "Y1-01-01", "10", "1"),
      bought("cd", "CD", "Y1-01-01", "30", "1"),
      swap,
    ]);
    check.text(
      "withheld lot",
      String(example.expected["withheldUnitLot"]).replace("Y2", "2024"),
      only(result, "withheld").acquired,
    );
  },
};

function swapExample(example: Example, check: Check): void {
  const [given, received] = [json(example.inputs["disposed"]), json(example.inputs["received"])];
  const count = received["units"] ?? "";
  const fmv = received["fmvPerUnit"] ?? "";
  const kept = example.inputs["withheldFromAcquired"];
  const swap: Transaction = {
    ...told("s", "A", "2025-06-10T12:00:00Z", 1),
    kind: "swap",
    sent: leg("A", given["units"] ?? ""),
    received: leg("B", count),
    value: timesRate(usd(fmv), count),
    feeUsd: usd(example.inputs["cashFee"] ?? "0"),
    withheld:
      kept === undefined ? null : { quantity: units(kept), value: timesRate(usd(fmv), kept) },
  };
  const result = run([
    bought("b", "A", "2025-01-01", given["units"] ?? "", given["basisPerUnit"] ?? ""),
    swap,
  ]);
  const lot = only(result, "swap");
  money(check, "amount realized", example.expected["amountRealizedA"], lot.proceeds);
  money(check, "gain", example.expected["gainA"], lot.gain);
  const open = result.openLots.find(({ asset }) => asset === "B");
  money(
    check,
    "basis of B",
    example.expected["basisB"] ?? example.expected["keptBasisB"],
    open?.basis,
  );
  if (kept !== undefined) {
    const withheld = only(result, "withheld");
    const expected = json(example.expected["withheldB"]);
    money(check, "withheld proceeds", expected["amountRealized"], withheld.proceeds);
    money(check, "withheld basis", expected["basis"], withheld.basis);
    money(check, "withheld gain", expected["gain"], withheld.gain);
    check.exact(
      "kept units",
      String(example.expected["keptUnitsB"]),
      open === undefined ? null : quantityText(open.quantity),
    );
  }
}

function identified(example: Example, check: Check): void {
  const lots = (example.inputs["lots"] as unknown as Json[]).map((lot) =>
    bought(
      lot["id"] ?? "",
      "A",
      lot["acquired"] ?? "",
      lot["units"] ?? "",
      lot["basisPerUnit"] ?? "",
    ),
  );
  const sale = json(example.inputs["sale"]);
  const count = sale["units"] ?? "";
  const sell: Transaction = {
    ...told("s", "A", at(sale["date"] ?? ""), 1),
    kind: "sell",
    sent: leg("A", count),
    value: timesRate(usd(sale["fmvPerUnit"] ?? ""), count),
  };
  const named = example.inputs["identified"];
  const lot = only(
    run(
      [...lots, sell],
      named === null || named === undefined
        ? []
        : [
            {
              transaction: sell.id,
              madeAt: LONG_AGO,
              toldBrokerAt: null,
              lots: [{ lot: named, quantity: units(count) }],
            },
          ],
    ),
    "sell",
  );
  const { expected } = example;
  check.text("lot", expected["lot"], lot.lot);
  money(check, "basis", expected["basis"], lot.basis);
  money(check, "gain", expected["gain"], lot.gain);
  check.text("term", expected["term"], lot.term);
}

function gift(example: Example, check: Check): void {
  const { inputs, expected } = example;
  const given: Transaction = {
    ...told("g", "A", at(inputs["giftDate"] ?? "2025-06-01"), 0),
    kind: "gift-received",
    received: leg("A", "1"),
    value: usd(inputs["fmvAtGift"] ?? ""),
    donorBasis: usd(inputs["donorBasis"] ?? ""),
    donorAcquired: calendarDate(inputs["donorAcquired"] ?? "2024-01-01"),
    giftTaxShare: usd("0"),
  };
  const sell: Transaction = {
    ...told("s", "A", at(inputs["sold"] ?? "2025-07-01"), 1),
    kind: "sell",
    sent: leg("A", "1"),
    value: usd(inputs["salePrice"] ?? ""),
  };
  const lot = only(run([given, sell]), "sell");
  money(check, "gain", expected["gain"], lot.gain);
  if (expected["term"] !== undefined) {
    check.text("term", expected["term"], lot.term);
  }
  if (expected["gainBasis"] !== undefined) {
    const [open] = run([given]).openLots;
    money(check, "gain basis", expected["gainBasis"], open?.basis);
    money(check, "loss basis", expected["lossBasis"], open?.lossBasis);
  }
}
