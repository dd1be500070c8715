import { type Usd, usd, usdText, ZERO_USD } from "@/lib/money/usd";
import type { ClosedLot } from "@/lib/tax/closed-lot";
import { computeLedger, computeYears } from "@/lib/tax/compute";
import type { AssetFacts } from "@/lib/tax/facts";
import { seasonChecklist } from "@/lib/tax/harvest/checklist-season";
import type { AsOf, Identification, LedgerSettings } from "@/lib/tax/settings";
import {
  assetId,
  type Buy,
  type Sell,
  type Transaction,
  transactionId,
} from "@/lib/tax/transaction";
import type { Form8949Row, LedgerResult } from "@/lib/tax/year-result";
import { addDays, type CalendarDate, calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { NO_SEASON_FACTS } from "../support/season-facts";
import { LONG_AGO, leg, settings, told } from "./build";
import type { Check } from "./compare";
import { Skip } from "./verdict";

/** A worked example: numbers as text or JSON numbers, days as text, trades as [day, units, dollars]. */
interface WashExample {
  readonly id: string;
  readonly inputs: Record<string, unknown>;
  readonly expected: Record<string, unknown>;
}

/** Runs a worked example of the categories "wash_sale" and "disallowed_loss" through the engine and the form. */
export function washExample({ id, inputs, expected }: WashExample, check: Check): Skip | undefined {
  const shape = SHAPES.find(({ when }) => when in inputs);
  if (shape === undefined) {
    return new Skip(`an example of a form that is not known: ${id}`);
  }
  shape.run(inputs, expected, check);
  return undefined;
}

type Inputs = Readonly<Record<string, unknown>>;
type Run = (inputs: Inputs, expected: Inputs, check: Check) => void;
type Trade = readonly [day: string, units: number, dollars: string];

/** The first key an example has says how it is told. */
const SHAPES: readonly { readonly when: string; readonly run: Run }[] = [
  { when: "lot1", run: tacking },
  { when: "rebuys", run: moreRebought },
  { when: "shortSale", run: shortSale },
  { when: "otherPurchase", run: outsideWindow },
  { when: "bought", run: halfOfOneLot },
  { when: "rebought", run: rebought },
  { when: "resale", run: resaleByRelative },
  { when: "buyer", run: saleToRelative },
];

const AS_OF: AsOf = { at: instant("2030-01-01T00:00:00Z"), date: calendarDate("2030-01-01") };

function buy(id: string, day: string, units: number, cost: string): Buy {
  return {
    ...told(id, "A", `${day}T10:00:00Z`, 0),
    kind: "buy",
    received: leg("X", String(units)),
    value: usd(cost),
  };
}

function sell(
  id: string,
  day: string,
  units: number,
  proceeds: string,
  more: Partial<Sell> = {},
): Sell {
  return {
    ...told(id, "A", `${day}T15:00:00Z`, 0),
    kind: "sell",
    sent: leg("X", String(units)),
    value: usd(proceeds),
    ...more,
  };
}

function ledger(
  transactions: readonly Transaction[],
  assetClass: AssetFacts["class"] = "security",
  more: Partial<LedgerSettings> = {},
): LedgerResult {
  const x: AssetFacts = {
    asset: assetId("X"),
    class: assetClass,
    collectible: false,
    identicalTo: null,
  };
  return computeLedger({ transactions, settings: settings({ assets: [x], ...more }), asOf: AS_OF });
}

/** The units of one disposal come from one purchase. */
function identified(transaction: string, lot: string, units: number): Identification {
  const { quantity } = leg("X", String(units));
  return {
    transaction: transactionId(transaction),
    madeAt: LONG_AGO,
    toldBrokerAt: LONG_AGO,
    lots: [{ lot, quantity }],
  };
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

function disallowed(result: LedgerResult): Usd {
  return sumOf(result.closedLots.flatMap(({ adjustments }) => adjustments));
}

function sumOf(adjustments: ClosedLot["adjustments"]): Usd {
  const [first, ...more] = adjustments;
  if (more.length > 0) {
    throw new Error("one adjustment was expected");
  }
  return first?.amount ?? ZERO_USD;
}

/** WS-01: sold at a loss and bought back. WS-13: the same with a coin, which is no security. */
function rebought(inputs: Inputs, expected: Inputs, check: Check): void {
  const sold = inputs["sold"] as {
    units?: number;
    basis?: string;
    proceeds?: string;
    date?: string;
    loss?: string;
  };
  const again = inputs["rebought"] as { cost?: string; withinDays?: number; date?: string };
  const day = sold.date ?? "2025-03-10";
  const units = sold.units ?? 1;
  const proceeds = sold.proceeds ?? "5000";
  const basis = sold.basis ?? String(Number(proceeds) + Number(sold.loss));
  const back = again.date ?? addDays(calendarDate(day), again.withinDays ?? 0);
  const isCoin = inputs["assetClass"] === "cryptocurrency";
  const result = ledger(
    [
      buy("first", "2025-01-06", units, basis),
      sell("loss", day, units, proceeds),
      buy("again", back, units, again.cost ?? proceeds),
    ],
    isCoin ? "digital" : "security",
  );
  const [closed] = result.closedLots;
  if (isCoin) {
    check.text("wash", expected["wash"], result.washSales.length > 0);
    money(check, "loss", `-${expected["deductibleLoss"]}`, closed?.gain);
    warned(result, day, check);
    return;
  }
  money(check, "disallowed", expected["disallowed"], disallowed(result));
  check.text("code", expected["code"], closed?.adjustments[0]?.code);
  money(check, "gain", "0", closed?.gain);
  money(check, "new basis", expected["newBasis"], result.openLots[0]?.basis);
}

/** What the client is told of a coin bought back: substance counts, whatever the interval (IRC 7701(o)). */
function warned(result: LedgerResult, day: string, check: Check): void {
  const asOf: AsOf = {
    at: instant(`${day.slice(0, 4)}-12-31T00:00:00Z`),
    date: calendarDate(`${day.slice(0, 4)}-12-31`),
  };
  const year = computeYears({ ledger: result, profiles: [], asOf }).find(
    (each) => each.year === Number(day.slice(0, 4)),
  );
  if (year === undefined) {
    check.differences.push("the year of the sale is missing");
    return;
  }
  const step = seasonChecklist({
    books: { ledger: result, year, plan: null, settings: settings({}), quotes: [], asOf },
    facts: NO_SEASON_FACTS,
  }).find(({ id }) => id === "rebuy");
  check.text(
    "warned",
    true,
    step !== undefined && !step.done && step.authority.includes("IRC 7701(o)"),
  );
}

/** WS-03: the first rebuys replace, the later ones do not. */
function moreRebought(inputs: Inputs, expected: Inputs, check: Check): void {
  const [day, units] = inputs["buy"] as [string, number];
  const sale = inputs["sale"] as { date: string; units: number; loss: string };
  const rebuys = inputs["rebuys"] as [string, number][];
  const result = ledger([
    buy("first", day, units, "5000"),
    sell("loss", sale.date, sale.units, String(5000 - Number(sale.loss))),
    ...rebuys.map(([when, more]) => buy(`again ${when}`, when, more, "2000")),
  ]);
  money(check, "disallowed", expected["disallowed"], disallowed(result));
  for (const [when, increase] of Object.entries(
    expected["basisIncrease"] as Record<string, string>,
  )) {
    const lots = result.openLots.filter(({ acquisition }) => acquisition === `again ${when}`);
    check.text(`lots of ${when}`, 1, lots.length);
    money(check, `increase of ${when}`, increase, lots[0]?.washedBasis ?? ZERO_USD);
    money(check, `basis of ${when}`, String(2000 + Number(increase)), lots[0]?.basis);
  }
}

/** WS-05: delivered long after the window of the delivery, but entered within the rebuy's. */
function shortSale(inputs: Inputs, expected: Inputs, check: Check): void {
  const inYear = (trade: unknown): Trade => {
    const [day, units, dollars] = trade as [string, number, string];
    return [`2024-${day}`, units, dollars];
  };
  const [bought, units, cost] = inYear(inputs["buy"]);
  const [entered, , proceeds] = inYear(inputs["shortSale"]);
  const closing = `2024-${String(inputs["close"]).slice(0, 5)}`;
  const run = (more: Partial<Sell>) =>
    ledger(
      [
        buy("june", bought, units, cost),
        buy("october", ...inYear(inputs["rebuy"])),
        sell("close", closing, units, proceeds, more),
      ],
      "security",
      { identifications: [identified("close", "june", units)] },
    );
  const result = run({ shortSaleEntered: calendarDate(entered) });
  money(check, "disallowed", expected["disallowed"], disallowed(result));
  check.text("sold", closing, result.closedLots[0]?.sold);
  money(check, "disallowed without the short sale", "0", disallowed(run({})));
}

/** WS-07: basis and holding period of the replacement. */
function tacking(inputs: Inputs, expected: Inputs, check: Check): void {
  const one = inputs["lot1"] as Record<string, string> & { units: number };
  const two = inputs["lot2"] as Record<string, string> & { units: number };
  const text = (lot: Record<string, unknown>, name: string) => String(lot[name]);
  const result = ledger([
    buy("one", text(one, "bought"), one.units, text(one, "basis")),
    sell("loss", text(one, "sold"), one.units, text(one, "proceeds")),
    buy("two", text(two, "bought"), two.units, text(two, "basis")),
  ]);
  const [lot] = result.openLots;
  money(check, "disallowed", expected["disallowed"], disallowed(result));
  money(check, "basis", expected["lot2Basis"], lot?.basis);
  check.text("acquired", expected["lot2AdjustedAcquisition"], lot?.acquired);
}

/** WS-09: no match; one day later there would be one. */
function outsideWindow(inputs: Inputs, expected: Inputs, check: Check): void {
  const sale = String(inputs["lossSale"]);
  const run = (other: CalendarDate) =>
    ledger(
      [
        buy("first", "2011-01-03", 10, "200"),
        buy("other", other, 10, "150"),
        sell("loss", sale, 10, "100"),
      ],
      "security",
      { identifications: [identified("loss", "first", 10)] },
    );
  const other = calendarDate(String(inputs["otherPurchase"]));
  check.text("wash", expected["wash"], run(other).washSales.length > 0);
  check.text("wash a day later", true, run(addDays(other, 1)).washSales.length > 0);
}

/** WS-11: what is left of one purchase replaces nothing. */
function halfOfOneLot(inputs: Inputs, expected: Inputs, check: Check): void {
  const result = ledger([
    buy("all", ...(inputs["bought"] as Trade)),
    sell("half", ...(inputs["sold"] as Trade)),
  ]);
  check.text("wash", expected["wash"], result.washSales.length > 0);
  money(check, "loss", `-${expected["deductibleLoss"]}`, result.closedLots[0]?.gain);
}

/** RP-01: the row of Form 8949. */
function saleToRelative(inputs: Inputs, expected: Inputs, check: Check): void {
  const bought = inputs["term"] === "long" ? "2023-02-01" : "2025-02-01";
  const result = ledger(
    [
      buy("own", bought, 1, String(inputs["e"])),
      sell("to relative", "2025-06-02", 1, String(inputs["d"]), { deniedLoss: "related-party" }),
    ],
    "digital",
  );
  const row = rowOf(result, 2025);
  check.text("code", expected["f"], row?.codes);
  money(check, "d", inputs["d"], row?.proceeds);
  money(check, "e", inputs["e"], row?.basis);
  money(check, "g", expected["g"], row?.adjustment);
  money(check, "h", expected["h"], row?.gain);
}

function rowOf(result: LedgerResult, year: number): Form8949Row | undefined {
  return computeYears({ ledger: result, profiles: [], asOf: AS_OF })
    .find((each) => each.year === year)
    ?.parts.flatMap(({ rows }) => rows)[0];
}

/** RP-03: the seller's books, then the buyer's. */
function resaleByRelative(inputs: Inputs, expected: Inputs, check: Check): void {
  const price = String(inputs["price"]);
  const seller = ledger(
    [
      buy("own", "2023-02-01", 1, String(inputs["sellerBasis"])),
      sell("to relative", "2024-06-03", 1, price, { deniedLoss: "related-party" }),
    ],
    "digital",
  );
  const denied = disallowed(seller);
  money(check, "denied to the seller", expected["disallowedToSeller"], denied);
  const buyer = ledger(
    [
      { ...buy("from relative", "2024-06-03", 1, price), sellerDeniedLoss: denied },
      sell("resale", "2025-06-02", 1, String(inputs["resale"])),
    ],
    "digital",
  );
  money(check, "gain of the buyer", expected["recognizedGain"], buyer.closedLots[0]?.gain);
}
