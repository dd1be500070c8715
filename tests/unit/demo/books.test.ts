import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DEMO_CLIENTS, DEMO_QUOTES, DEMO_TIME, DEMO_USERS } from "@/db/demo/books";
import { demoFiles } from "@/db/demo/generate";
import { loadFiles } from "@/lib/cli/load-files";
import { price, valueAt } from "@/lib/money/price";
import { quantityText } from "@/lib/money/quantity";
import { subtractUsd, sumUsd, usd, usdText, ZERO_USD } from "@/lib/money/usd";
import { computeLedger, computeYears } from "@/lib/tax/compute";
import type { YearProfile } from "@/lib/tax/settings";
import { DEFAULT_LEDGER_SETTINGS } from "@/lib/tax/settings";
import { accountId, type Transaction, transactionId } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";

const asOf = { at: instant(DEMO_TIME), date: calendarDate("2026-11-20") };
const quoteOf = new Map(DEMO_QUOTES.map((quote) => [quote.asset, price(quote.price)]));

async function books(key: string) {
  const client = DEMO_CLIENTS.find((each) => each.key === key);
  if (client === undefined) {
    throw new Error(key);
  }
  const paths = client.files.map(({ file }) => `db/demo/files/${file}`);
  const loaded = await loadFiles(paths, client.timeZone, client.confirmTransfers);
  if (!loaded.ok) {
    throw new Error(JSON.stringify(loaded.error));
  }
  const profiles: YearProfile[] = client.profiles.map((profile) => ({
    ...profile,
    ordinaryIncome: usd(profile.ordinaryIncome),
    deduction: usd(profile.deduction),
    qualifiedDividends: usd(profile.qualifiedDividends),
    otherInvestmentIncome: usd(profile.otherInvestmentIncome),
    magiAddBack: ZERO_USD,
    otherShort: ZERO_USD,
    otherLong: ZERO_USD,
    shortCarryoverIn: null,
    longCarryoverIn: null,
  }));
  const compute = (transactions: readonly Transaction[]) => {
    const ledger = computeLedger({
      transactions,
      asOf,
      settings: {
        ...DEFAULT_LEDGER_SETTINGS,
        timeZone: client.timeZone,
        pool: client.pool,
        standingOrders: client.standingOrders.map((order, index) => ({
          id: `order-${index}`,
          account: order.account === null ? null : accountId(order.account),
          method: order.method,
          effectiveFrom: instant(order.effectiveFrom),
          madeAt: instant(order.madeAt),
          toldBrokerAt: null,
        })),
      },
    });
    const years = computeYears({ ledger, profiles, asOf, method: "schedule" });
    return { ledger, year: (number: number) => years.find((each) => each.year === number) };
  };
  const { transactions } = loaded.value;
  return { loaded: loaded.value, compute, transactions, before: compute(transactions) };
}

type Books = Awaited<ReturnType<typeof books>>;

function unrealized({ before }: Books) {
  return before.ledger.openLots.map((lot) => {
    const quote = quoteOf.get(lot.asset);
    if (quote === undefined || lot.basis === null) {
      throw new Error(`${lot.asset} has no quote or basis`);
    }
    return { lot, gain: subtractUsd(valueAt(quote, lot.quantity), lot.basis) };
  });
}

/** The same books with every open lot sold at the demo's quotes. */
function harvested(own: Books) {
  const sales = own.before.ledger.openLots.map((lot, index): Transaction => {
    const quote = quoteOf.get(lot.asset) ?? price("0");
    return {
      id: transactionId(`harvest-${index}`),
      account: lot.account,
      kind: "sell",
      at: instant("2026-11-20T20:00:00Z"),
      date: null,
      sequence: index,
      feeUsd: ZERO_USD,
      fees: [],
      origin: { from: "hand", by: "test" },
      note: "",
      sent: { asset: lot.asset, quantity: lot.quantity },
      value: valueAt(quote, lot.quantity),
    };
  });
  return own.compute([...own.transactions, ...sales]);
}

describe("the demo books", () => {
  it("the committed files are what the generator makes", () => {
    for (const [name, text] of demoFiles()) {
      expect(readFileSync(`db/demo/files/${name}`, "utf8") === text, name).toBe(true);
    }
    const used = DEMO_CLIENTS.flatMap((client) => client.files.map(({ file }) => file)).sort();
    expect([...demoFiles().keys()].sort()).toEqual(used);
    expect(DEMO_USERS.map((user) => user.role).sort()).toEqual(["investor", "professional"]);
  });

  it.each(DEMO_CLIENTS.map((client) => client.key))(
    "%s: three years or more, nothing rejected, nothing asked, a quote for every holding",
    async (key) => {
      const own = await books(key);
      expect([...own.loaded.rejected, ...own.loaded.questions]).toEqual([]);
      const first = own.transactions.map((each) => each.at).sort()[0] ?? "";
      expect(first < "2023-12-31").toBe(true);
      for (const lot of own.before.ledger.openLots) {
        expect(quoteOf.has(lot.asset), lot.asset).toBe(true);
      }
    },
  );

  it("Jane: 10,000 gained in 2023 and in 2026, 287,000 unrealized; harvested: 10,000 offset, 3,000 deducted, 274,000 carried", async () => {
    const jane = await books("jane");
    expect(jane.before.ledger.issues).toEqual([]);
    expect(usdText(jane.before.year(2023)?.line16 ?? ZERO_USD)).toBe("10000");
    expect(usdText(jane.before.year(2026)?.line16 ?? ZERO_USD)).toBe("10000");
    expect(usdText(sumUsd(unrealized(jane).map((each) => each.gain)))).toBe("-287000");
    const after = harvested(jane).year(2026);
    expect(usdText(after?.line16 ?? ZERO_USD)).toBe("-277000");
    expect(usdText(after?.line21 ?? ZERO_USD)).toBe("3000");
    const carried = sumUsd([
      after?.shortCarryoverOut ?? ZERO_USD,
      after?.longCarryoverOut ?? ZERO_USD,
    ]);
    expect(usdText(carried)).toBe("274000");
  });

  it("Brian: 600,000 at 20 % beside 600,000 of losses: 120,000 of income tax, and 22,800 of net investment income tax", async () => {
    const brian = await books("brian");
    expect(brian.before.ledger.issues).toEqual([]);
    expect(usdText(brian.before.year(2026)?.netLong ?? ZERO_USD)).toBe("600000");
    expect(usdText(sumUsd(unrealized(brian).map((each) => each.gain)))).toBe("-600000");
    const [before, after] = [brian.before.year(2026)?.tax, harvested(brian).year(2026)?.tax];
    expect(usdText(subtractUsd(before?.incomeTax ?? ZERO_USD, after?.incomeTax ?? ZERO_USD))).toBe(
      "120000",
    );
    expect(usdText(subtractUsd(before?.niit ?? ZERO_USD, after?.niit ?? ZERO_USD))).toBe("22800");
  });

  it("Nora: 13 transfers joined, one sale without 0.6 ETH, gains this year and lots at a loss", async () => {
    const nora = await books("nora");
    expect(nora.loaded.joins.joined).toHaveLength(13);
    expect(nora.loaded.joins.proposed).toEqual([]);
    expect(
      nora.before.ledger.issues.map((issue) => [
        issue.code,
        quantityText(issue.quantity ?? (0n as never)),
        issue.asset,
      ]),
    ).toEqual([["missing-basis", "0.6", "ETH"]]);
    expect(usdText(nora.before.year(2026)?.line16 ?? ZERO_USD)).toMatch(/^[1-9]/);
    expect(
      unrealized(nora).filter((each) => usdText(each.gain).startsWith("-")).length,
    ).toBeGreaterThan(20);
    expect(nora.loaded.files.reduce((sum, file) => sum + file.rowCount, 0)).toBeGreaterThan(600);
  });

  it("Mei-Ling: both standing orders govern, gifts and inheritance keep their dates", async () => {
    const meiLing = await books("mei-ling");
    expect(meiLing.before.ledger.issues).toEqual([]);
    const methods = new Set(meiLing.before.ledger.closedLots.map((lot) => lot.method));
    expect([...methods].sort()).toEqual(["fifo", "hifo", "lifo"]);
    const open = meiLing.before.ledger.openLots.map((lot) => lot.acquired);
    expect(open).toContain("inherited");
    expect(open).toContain("2022-02-18");
  });
});
