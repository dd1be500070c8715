import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { partOf } from "@/lib/money/allocate";
import { price as price1 } from "@/lib/money/price";
import {
  parseQuantity,
  quantity,
  quantityText,
  signQuantity,
  sumQuantity,
} from "@/lib/money/quantity";
import { toCents } from "@/lib/money/round";
import { addUsd, sumUsd, type Usd, usd, usdText } from "@/lib/money/usd";
import type { PlannerBookText } from "@/lib/planner/book";
import { createPlanner, type Planner } from "@/lib/planner/planner";
import { BLANK_SCENARIO } from "@/lib/planner/scenario";
import { invariant } from "@/lib/result";
import { plannerBook, positionKey } from "@/lib/services/gains/planner-book";
import { bookPositions } from "@/lib/tax/harvest/book-positions";
import { firstUnits, isKnown, simulateSale } from "@/lib/tax/harvest/sale";
import { savingIn, situationOf } from "@/lib/tax/harvest/saving";
import { totalsOf } from "@/lib/tax/optimal/choice";
import type { FilingStatus, LotMethod } from "@/lib/tax/settings";
import type { Transaction } from "@/lib/tax/transaction";
import { instant } from "@/lib/time/instant";
import { quote } from "../tax/harvest/make-harvest";
import { AS_OF, buy, ledgerOf, profile, sell, settings, yearOf } from "../tax/make";

const METHODS: readonly LotMethod[] = ["fifo", "lifo", "hifo", "lofo", "lowest-gain"];
const STATUSES: readonly FilingStatus[] = ["single", "mfj", "mfs", "hoh", "qss"];
const ASSETS = ["BTC", "ETH"] as const;
const ACCOUNTS = ["A", "B"] as const;

const decimals = (most: number, places: number) =>
  fc.integer({ min: 1, max: most }).map((units) => (units / 10 ** places).toFixed(places));

const purchase = fc.record({
  day: fc.integer({ min: 0, max: 1000 }),
  asset: fc.constantFrom(...ASSETS),
  account: fc.constantFrom(...ACCOUNTS),
  units: decimals(99_999_999, 7),
  cost: fc.oneof(
    { weight: 9, arbitrary: decimals(5_000_000, 2) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
});

const portfolio = fc.record({
  purchases: fc.array(purchase, { minLength: 1, maxLength: 14 }),
  method: fc.constantFrom(...METHODS),
  sold: fc.option(decimals(300_000, 2), { nil: null }),
  status: fc.constantFrom(...STATUSES),
  income: fc.integer({ min: 0, max: 40_000_000 }).map((cents) => (cents / 100).toFixed(2)),
  collectible: fc.boolean(),
  prices: fc.tuple(decimals(9_000_000, 2), decimals(900_000, 3)),
  share: fc.integer({ min: 0, max: 100 }),
  fee: fc.constantFrom("", "0.6", "1.25"),
  feeFixed: fc.constantFrom("", "2.99"),
  tried: fc.record({
    status: fc.constantFrom("", ...STATUSES),
    income: fc.constantFrom("", "0", "61,234.56", "250000"),
  }),
});

type Portfolio = typeof portfolio extends fc.Arbitrary<infer T> ? T : never;

function booksOf(told: Portfolio) {
  const start = Date.parse("2023-11-01T12:00:00Z");
  const on = (day: number) => new Date(start + day * 86_400_000).toISOString().slice(0, 10);
  const bought = told.purchases.map(({ day, asset, account, units, cost }) =>
    buy(on(day), units, cost, { asset, account }),
  );
  const sales: Transaction[] =
    told.sold === null ? [] : [sell("2026-10-01", "0.0000001", told.sold, { account: "A" })];
  const change = settings({
    standingOrders: [
      {
        id: "order",
        account: null,
        method: told.method,
        effectiveFrom: instant("2023-01-01T00:00:00Z"),
        madeAt: instant("2023-01-01T00:00:00Z"),
        toldBrokerAt: null,
      },
    ],
    assets: told.collectible
      ? [{ asset: quote("BTC", "1").asset, class: "digital", collectible: true, identicalTo: null }]
      : [],
  });
  const ledger = ledgerOf([...bought, ...sales], change);
  const [btc, eth] = told.prices;
  const quotes = [quote("BTC", btc), quote("ETH", eth)];
  const own = profile(2026, {
    filingStatus: told.status,
    ordinaryIncome: usd(told.income),
    deduction: usd("16100"),
  });
  return {
    books: { ledger, settings: change, quotes, asOf: AS_OF },
    year: yearOf(ledger, [own], 2026),
    own,
  };
}

const cents = (amount: Usd) => usdText(toCents(amount));

/** The browser's side: only what came over the wire. */
function travelled(text: PlannerBookText): Planner {
  const planner = createPlanner(JSON.parse(JSON.stringify(text)));
  invariant(planner.ok, "the year is in the product");
  return planner.value;
}

describe("the planner in the browser", () => {
  it("equals the server's engine to the cent over random portfolios, methods, prices, fees, income and status", () => {
    fc.assert(
      fc.property(portfolio, (told) => {
        const { books, year, own } = booksOf(told);
        const text = plannerBook(books, year, own);
        invariant(text.ok, "there is a book");
        const rate = told.fee === "" ? "0" : told.fee === "0.6" ? "0.006" : "0.0125";
        const costs = { rate, fixed: usd(told.feeFixed === "" ? "0" : told.feeFixed) };
        const positions = bookPositions(books);
        const units = Object.fromEntries(
          positions.map((position) => {
            const all = sumQuantity(position.reachable.map((lot) => lot.quantity));
            const part = Number(quantityText(all)) * (told.share / 100);
            return [positionKey(position), told.share === 100 ? "" : part.toFixed(9)];
          }),
        );
        const scenario = {
          ...BLANK_SCENARIO,
          ...told.tried,
          fee: told.fee,
          feeFixed: told.feeFixed,
          picks: Object.keys(units),
          units,
        };
        const answer = travelled(text.value).answer(scenario);

        const sales = positions.flatMap((position) => {
          const typed = units[positionKey(position)] ?? "";
          const all = sumQuantity(position.reachable.map((lot) => lot.quantity));
          const asked = typed === "" ? all : (parseQuantity(typed) ?? quantity("0"));
          const price = position.price;
          const isAsked = price !== null && !/^[0.]*$/.test(quantityText(asked));
          // An order of nothing costs no fee.
          return isAsked && answer.rows[positionKey(position)] !== undefined
            ? [
                simulateSale(
                  firstUnits(position.reachable, asked, position.collectible),
                  price,
                  AS_OF.date,
                  costs,
                ),
              ]
            : [];
        });
        expect(Object.keys(answer.rows)).toHaveLength(sales.length);
        const situation = situationOf(year, own);
        invariant(situation.ok, "2026 is in the product");
        const status = told.tried.status === "" ? told.status : told.tried.status;
        const standard = situation.value.rules.standardDeduction;
        const isStandard = usdText(own.deduction) === usdText(standard[own.filingStatus]);
        const sum = (of: "short" | "long" | "collectible" | "fees") =>
          sumUsd(sales.map(({ totals }) => totals[of]));
        const expected = savingIn(
          {
            ...situation.value,
            profile: {
              ...own,
              filingStatus: status,
              ordinaryIncome:
                told.tried.income === ""
                  ? own.ordinaryIncome
                  : usd(told.tried.income.replaceAll(",", "")),
              deduction: isStandard ? standard[status] : own.deduction,
            },
          },
          {
            short: sum("short"),
            long: sum("long"),
            collectible: sum("collectible"),
            fees: sum("fees"),
          },
        );
        expect(answer.errors).toEqual({});
        expect([
          answer.taxWithout,
          answer.taxWith,
          answer.saving,
          answer.netSaving,
          answer.fees,
        ]).toEqual([
          cents(expected.now.tax.total),
          cents(expected.after.tax.total),
          cents(expected.saving),
          cents(expected.netSaving),
          cents(expected.fees),
        ]);
        expect(answer.carryoverAdded).toBe(
          cents(addUsd(expected.shortCarryoverChange, expected.longCarryoverChange)),
        );
        expect(answer.figures.map((figure) => figure.with).slice(0, 3)).toEqual(
          [expected.after.line7, expected.after.line15, expected.after.line21].map(cents),
        );
      }),
      {
        numRuns:
          process.env["PROPERTY_RUNS"] === undefined ? 120 : Number(process.env["PROPERTY_RUNS"]),
      },
    );
  });

  it("equals the server's engine to the cent where lots are named, with parts of them, prices and fees", () => {
    const choice = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 14, maxLength: 14 });
    fc.assert(
      fc.property(portfolio, choice, (told, eighths) => {
        const { books, year, own } = booksOf(told);
        const text = plannerBook(books, year, own);
        invariant(text.ok, "there is a book");
        const planner = travelled(text.value);
        const rate = told.fee === "" ? "0" : told.fee === "0.6" ? "0.006" : "0.0125";
        const costs = { rate, fixed: usd(told.feeFixed === "" ? "0" : told.feeFixed) };
        const price = price1(told.prices[0]);
        let at = 0;
        const sales = text.value.positions.map(({ key, collectible }) => {
          const lots = books.ledger.openLots.filter((lot) => positionKey(lot) === key);
          const names = planner.lots(key, {}).map(({ name }) => name);
          const parts = lots.flatMap((lot, index) => {
            const share = eighths[at % eighths.length] ?? 0;
            at += 1;
            const units = partOf(lot.quantity, quantity(String(share)), quantity("8"));
            return isKnown(lot) && signQuantity(units) > 0
              ? [{ lot, quantity: units, collectible, name: names[index] ?? "" }]
              : [];
          });
          return { key, parts };
        });
        const lots = Object.fromEntries(
          sales.map(({ key, parts }) => [
            key,
            Object.fromEntries(parts.map((part) => [part.name, quantityText(part.quantity)])),
          ]),
        );
        // One price for all, so that the price field is tried too.
        const prices = { BTC: told.prices[0], ETH: told.prices[0] };
        const { fee, feeFixed } = told;
        const answer = planner.answer({ ...BLANK_SCENARIO, lots, prices, fee, feeFixed });
        const situation = situationOf(year, own);
        invariant(situation.ok, "2026 is in the product");
        const expected = savingIn(
          situation.value,
          totalsOf(sales.map(({ parts }) => simulateSale(parts, price, AS_OF.date, costs))),
        );
        expect(answer.errors).toEqual({});
        expect([answer.taxWith, answer.netSaving, answer.fees]).toEqual([
          cents(expected.after.tax.total),
          cents(expected.netSaving),
          cents(expected.fees),
        ]);
      }),
      {
        numRuns:
          process.env["PROPERTY_RUNS"] === undefined ? 60 : Number(process.env["PROPERTY_RUNS"]),
      },
    );
  });
});
