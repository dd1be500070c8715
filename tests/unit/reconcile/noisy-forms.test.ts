import { describe, expect, it } from "vitest";
import { quantity, quantityText, sumQuantity } from "@/lib/money/quantity";
import { sumUsd, usd, usdText } from "@/lib/money/usd";
import type { FormLine } from "@/lib/reconcile/form-line";
import { type ReconciledForm, reconcile } from "@/lib/reconcile/reconcile";
import type { ClosedLot } from "@/lib/tax/closed-lot";
import { form8949 } from "@/lib/tax/forms/form-8949";
import { formFacts } from "@/lib/tax/forms/form-facts";
import { accountId, assetId } from "@/lib/tax/transaction";
import { addDays, calendarDate } from "@/lib/time/calendar-date";
import { rulesOf } from "../tax/forms/make-rows";
import { buy, ledgerOf, sell } from "../tax/make";

/* Forms as brokers send them, beside books as exchanges export them: invented, every figure worked out in the comment above it. */

const ACCOUNTS = new Map([
  [accountId("A"), "Harbor Exchange"],
  [accountId("B"), "Quiet Custody"],
]);

let made = 0;

function line(change: Partial<Record<keyof FormLine, string | boolean | null>>): FormLine {
  made += 1;
  const text = (name: keyof FormLine, otherwise: string) => String(change[name] ?? otherwise);
  const dollars = (name: keyof FormLine) =>
    typeof change[name] === "string" ? usd(change[name]) : null;
  const term = change.term === "short" || change.term === "long" ? change.term : null;
  return {
    id: text("id", `noisy${made}`),
    payer: text("payer", "Harbor Exchange, Inc."),
    account: "",
    taxYear: 2025,
    name: "Bitcoin BTC",
    asset: assetId(text("asset", "BTC")),
    units: quantity(text("units", "1")),
    acquired: change.acquired === "various" ? "various" : null,
    sold: calendarDate(text("sold", "2025-03-01")),
    proceeds: usd(text("proceeds", "90000")),
    basis: dollars("basis"),
    washDisallowed: null,
    term,
    covered: typeof change.covered === "boolean" ? change.covered : null,
    box: typeof change.box === "string" ? change.box : null,
    firstSale: false,
  };
}

function run(lines: readonly FormLine[], closedLots: readonly ClosedLot[]) {
  return reconcile({
    lines,
    closedLots,
    accounts: ACCOUNTS,
    sayings: { decisions: [], matches: [] },
    told: new Set(),
  });
}

function only(found: ReturnType<typeof run>): ReconciledForm {
  const [form] = found.forms;
  if (form === undefined || found.forms.length !== 1) {
    throw new Error("one form");
  }
  return form;
}

const lotsOf = (...transactions: Parameters<typeof ledgerOf>[0]) =>
  ledgerOf(transactions).closedLots;

/** Which lines stand on which sales, as "a+b > sale". */
const matched = ({ matches }: ReconciledForm) =>
  matches
    .map(({ lines, disposals }) =>
      [lines, disposals]
        .map((side) =>
          side
            .map(({ id }) => id)
            .sort()
            .join("+"),
        )
        .join(" > "),
    )
    .sort();

function rowsOf(lots: readonly ClosedLot[], lines: readonly FormLine[]) {
  const { reports } = run(lines, lots);
  return form8949(lots, rulesOf(2025).forms, formFacts({ brokerReports: reports })).parts.flatMap(
    ({ rows }) =>
      rows.map(({ box, proceeds, basis, codes, gain }) =>
        [box, usdText(proceeds), usdText(basis), codes, usdText(gain)].join(" "),
      ),
  );
}

describe("what a form splits and what it puts together", () => {
  // A day of six sales at six prices; each is told as covered and noncovered units, 30 % and 70 %, at its own price.
  it("parts are found by their price among the parts of other sales of the day", () => {
    const sales = [1, 2, 3, 4, 5, 6].map((each) => ({
      id: `s${each}`,
      units: `${each}`,
      proceeds: 90_000 * each + 37 * each * each,
    }));
    const lots = lotsOf(
      buy("2024-01-10", "100", "4000000"),
      ...sales.map(({ id, units, proceeds }) =>
        sell("2025-03-01", units, String(proceeds), { id, fee: "0" }),
      ),
    );
    const parts = sales.flatMap(({ id, units, proceeds }) => [
      line({
        id: `${id}a`,
        units: (Number(units) * 0.3).toFixed(1),
        proceeds: (proceeds * 0.3).toFixed(2),
      }),
      line({
        id: `${id}b`,
        units: (Number(units) * 0.7).toFixed(1),
        proceeds: (proceeds * 0.7).toFixed(2),
      }),
    ]);
    const form = only(run(parts, lots));
    expect(matched(form)).toEqual(sales.map(({ id }) => `${id}a+${id}b > ${id}`));
    expect(form.state).toBe("ready");
  });

  // 0.5 + 0.3 + 0.2 sold in three fills a day late by the broker's clock; the form tells of one sale of 1.
  it("fills of the evening stand on the line of the next day", () => {
    const lots = lotsOf(
      buy("2024-01-10", "1", "40000"),
      sell("2025-03-01", "0.5", "45000", { id: "f1", fee: "0" }),
      sell("2025-03-01", "0.3", "27000", { id: "f2", fee: "0" }),
      sell("2025-03-01", "0.2", "18000", { id: "f3", fee: "0" }),
    );
    const form = only(run([line({ id: "one", sold: "2025-03-02" })], lots));
    expect(matched(form)).toEqual(["one > f1+f2+f3"]);
    expect(form.state).toBe("ready");
  });
});

describe("amounts that are nearly those of the books", () => {
  // Whole dollars on the form: 89,999.50 becomes 90,000, half a dollar apart and to be decided, never taken for equal.
  it("rounded to dollars are a difference of cents", () => {
    const lots = lotsOf(
      buy("2024-01-10", "1", "40000"),
      sell("2025-03-01", "1", "89999.50", { id: "sold", fee: "0" }),
    );
    const form = only(run([line({})], lots));
    expect(form.differences.map(({ kind, apart }) => [kind, apart && usdText(apart)])).toEqual([
      ["proceeds", "0.5"],
    ]);
  });

  // Ten sales of 1 for 900, 901, ... 909 net, the form without the costs of 4.50 each: four other sales lie nearer to most lines than their own.
  it("costs the form leaves out do not move a line to the next sale", () => {
    const prices = Array.from({ length: 10 }, (_, index) => 900 + index);
    const lots = lotsOf(
      buy("2024-01-10", "10", "4000"),
      ...prices.map((price) =>
        sell("2025-03-01", "1", String(price + 4.5), { id: `${price}`, fee: "4.5" }),
      ),
    );
    const lines = prices.map((price) => line({ id: `${price}`, proceeds: String(price + 4.5) }));
    const form = only(run(lines, lots));
    expect(matched(form)).toEqual(prices.map((price) => `${price} > ${price}`));
    expect(new Set(form.differences.map(({ apart }) => apart && usdText(apart)))).toEqual(
      new Set(["4.5"]),
    );
  });
});

describe("units that paid for the sale", () => {
  // 1 BTC sold and 0.01 more taken as the fee: the broker shows 1.01 units for what 1.01 brought (i1099da), here in two lines.
  it("are sold units on the form, in one line or in two", () => {
    const lots = lotsOf(buy("2024-01-10", "1.01", "40400"), {
      ...sell("2025-03-01", "1", "90000", { id: "sold" }),
      fees: [{ asset: assetId("BTC"), quantity: quantity("0.01"), value: usd("900") }],
    });
    for (const parts of [["1.01"], ["0.51", "0.5"]]) {
      const form = only(
        run(
          parts.map((units, index) =>
            line({
              id: `p${index}`,
              units,
              proceeds: (90_000 * (Number(units) / 1.01)).toFixed(2),
            }),
          ),
          lots,
        ),
      );
      expect(form.matches).toHaveLength(1);
      expect(sumQuantity(form.matches[0]?.lines.map(({ units }) => units) ?? [])).toEqual(
        quantity("1.01"),
      );
    }
  });
});

describe("a year told together", () => {
  const year = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      sell(addDays(calendarDate("2025-01-20"), 9 * index), "100", "99.99", {
        id: `usdc${index}`,
        asset: "USDC",
        fee: "0",
      }),
    );

  // 30 sales of 100 USDC for 99.99 each: 3,000 units, 2,999.70; no basis and no day of purchase (box 11a).
  it("one line of a stablecoin stands on all its sales of the year, each with its share", () => {
    const lots = lotsOf(buy("2024-06-01", "5000", "5000", { asset: "USDC" }), ...year(30));
    const told = line({
      asset: "USDC",
      units: "3000",
      proceeds: "2999.70",
      sold: "2025-12-31",
      acquired: "various",
    });
    const found = run([told], lots);
    const form = only(found);
    expect(form.matches[0]?.disposals).toHaveLength(30);
    expect(form.state).toBe("ready");
    expect(form.notReported).toEqual([]);
    expect(new Set(found.reports.map(({ proceeds }) => usdText(proceeds)))).toEqual(
      new Set(["99.99"]),
    );
    expect(usdText(sumUsd(found.reports.map(({ proceeds }) => proceeds)))).toBe("2999.7");
    // Bought on June 1, 2024: the fifteen sales up to May 26 are short-term, those from June 4 on long-term.
    const boxes = rowsOf(lots, [told]).map((row) => row[0]);
    expect(["H", "K"].map((box) => boxes.filter((own) => own === box).length)).toEqual([15, 15]);
  });

  it("is not made up where the units differ, or where the line shows a basis", () => {
    const lots = lotsOf(buy("2024-06-01", "5000", "5000", { asset: "USDC" }), ...year(30));
    const other = { asset: "USDC", proceeds: "2999.70", sold: "2025-12-31" };
    expect(only(run([line({ ...other, units: "2999" })], lots)).matches).toEqual([]);
    expect(only(run([line({ ...other, units: "3000", basis: "3000" })], lots)).matches).toEqual([]);
  });
});

describe("boxes", () => {
  // Bought for 100 in January 2025 and sold for 130 in March: short-term. Bought in 2023: long-term.
  const short = lotsOf(
    buy("2025-01-10", "1", "100"),
    sell("2025-03-01", "1", "130", { id: "s", fee: "0" }),
  );
  const long = lotsOf(
    buy("2023-01-10", "1", "100"),
    sell("2025-03-01", "1", "130", { id: "s", fee: "0" }),
  );

  it("G and J when the broker told the IRS the basis, H and K when not, I and L without a form", () => {
    for (const [lots, letters] of [
      [short, "GHI"],
      [long, "JKL"],
    ] as const) {
      const term = lots === short ? "short" : "long";
      const shown = line({ proceeds: "130", basis: "100", covered: true, term });
      const blank = line({ proceeds: "130", covered: false, term });
      expect([[shown], [blank], []].map((lines) => rowsOf(lots, lines)[0])).toEqual(
        [...letters].map((box) => `${box} 130 100  30`),
      );
    }
  });

  it("Y says that the term is not known, and nothing of the basis: the books have both", () => {
    expect(rowsOf(short, [line({ proceeds: "130", box: "Y" })])).toEqual(["H 130 100  30"]);
    expect(rowsOf(long, [line({ proceeds: "130", box: "Y" })])).toEqual(["K 130 100  30"]);
  });
});

describe("payers", () => {
  // Both lines print the same sale; Harbor's account has it, and the other payer has no account of its name.
  it("one without an account of its name takes no sale that another form answers", () => {
    const lots = lotsOf(
      buy("2024-01-10", "1", "40000", { account: "A" }),
      sell("2025-03-01", "1", "90000", { account: "A", id: "harbor", fee: "0" }),
    );
    const found = run(
      [line({ id: "stranger", payer: "Unknown Broker LLC" }), line({ id: "own" })],
      lots,
    );
    expect(found.forms.map((form) => [form.payer, form.state])).toEqual([
      ["Unknown Broker LLC", "open"],
      ["Harbor Exchange, Inc.", "ready"],
    ]);
  });
});

describe("five thousand lines", () => {
  const MANY = 5000;
  const sales = (
    count: number,
    price: (index: number) => string,
    units: (index: number) => string,
  ) =>
    Array.from({ length: count }, (_, index) => ({
      ...lotTemplate,
      disposal: `many${index}` as ClosedLot["disposal"],
      quantity: quantity(units(index)),
      proceeds: usd(price(index)),
    }));
  const [lotTemplate] = lotsOf(
    buy("2024-01-10", "1", "100"),
    sell("2025-03-01", "1", "900", { id: "template", fee: "0" }),
  ) as [ClosedLot];

  // Every line a dollar above its sale, ten sales short, all a day off: 4,990 pairs and ten lines without a sale, whatever is alike.
  it.each([
    ["all alike", () => "900", () => "901"],
    [
      "a cent apart",
      (index: number) => (900 + index / 100).toFixed(2),
      (index: number) => (901 + index / 100).toFixed(2),
    ],
  ] as const)("%s on one day find their sales", (_, own, shown) => {
    const lots = sales(MANY - 10, own, () => "1");
    const lines = Array.from({ length: MANY }, (_, index) =>
      line({ sold: "2025-03-02", proceeds: shown(index) }),
    );
    const form = only(run(lines, lots));
    expect(form.matches).toHaveLength(MANY - 10);
    expect(form.differences.filter(({ kind }) => kind === "no-sale")).toHaveLength(10);
  });

  it("of which none has a sale are told so, and no group is made up", () => {
    const lots = sales(
      MANY,
      () => "900",
      () => "1",
    );
    const lines = Array.from({ length: MANY }, () => line({ units: "3.5", proceeds: "3150" }));
    const form = only(run(lines, lots));
    expect(form.matches).toEqual([]);
    expect(quantityText(form.lines[0]?.units ?? quantity("0"))).toBe("3.5");
  });
});
