import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantity, quantityText, sumQuantity } from "@/lib/money/quantity";
import { addUsd, sumUsd, type Usd, usd, usdText } from "@/lib/money/usd";
import { choicesOf, type Decision } from "@/lib/reconcile/decisions";
import type { FormLine } from "@/lib/reconcile/form-line";
import { isNameOf } from "@/lib/reconcile/match-lines";
import { type ReconciledForm, reconcile } from "@/lib/reconcile/reconcile";
import type { ClosedLot } from "@/lib/tax/closed-lot";
import { form8949 } from "@/lib/tax/forms/form-8949";
import { type FormInput, formFacts } from "@/lib/tax/forms/form-facts";
import { accountId, assetId, type TransactionId, transactionId } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { rulesOf } from "../tax/forms/make-rows";
import { buy, ledgerOf, sell } from "../tax/make";

const ACCOUNTS = new Map([
  [accountId("A"), "Harbor Exchange"],
  [accountId("B"), "Cold wallet"],
]);

let made = 0;

interface LineChange {
  readonly units?: string;
  readonly sold?: string;
  readonly proceeds?: string;
  readonly basis?: string | null;
  readonly term?: FormLine["term"];
  readonly covered?: boolean | null;
  readonly asset?: string;
  readonly id?: string;
  readonly box?: string | null;
  readonly wash?: string;
  readonly payer?: string;
  readonly firstSale?: boolean;
}

function line(change: LineChange = {}): FormLine {
  made += 1;
  return {
    id: change.id ?? `line${made}`,
    payer: change.payer ?? "Harbor Exchange, Inc.",
    account: "",
    taxYear: 2025,
    name: "Bitcoin BTC",
    asset: assetId(change.asset ?? "BTC"),
    units: quantity(change.units ?? "1"),
    acquired: null,
    sold: calendarDate(change.sold ?? "2025-03-01"),
    proceeds: usd(change.proceeds ?? "90000"),
    basis: change.basis === undefined || change.basis === null ? null : usd(change.basis),
    washDisallowed: change.wash === undefined ? null : usd(change.wash),
    term: change.term ?? null,
    covered: change.covered ?? null,
    box: change.box ?? null,
    firstSale: change.firstSale ?? false,
  };
}

/** Bought for 40,000 in 2024; sold in March 2025 for 90,000: a long-term gain of 50,000 (held since January 10, 2024). */
const bought = (units = "1", cost = "40000") => buy("2024-01-10", units, cost, { id: "bought" });
const sold = (id = "sold", units = "1", proceeds = "90000", date = "2025-03-01", fee = "0") =>
  sell(date, units, proceeds, { id, fee });

function run(
  lines: readonly FormLine[],
  lots: readonly ClosedLot[],
  decisions: readonly Decision[] = [],
  matches: { line: string; disposals: TransactionId[] }[] = [],
) {
  const found = reconcile({
    lines,
    closedLots: lots,
    accounts: ACCOUNTS,
    sayings: { decisions, matches },
    told: new Set(),
  });
  const [form] = found.forms;
  if (form === undefined) {
    throw new Error("a form");
  }
  return { form, reports: found.reports, answers: found.answers };
}

const lotsOf = (...transactions: Parameters<typeof ledgerOf>[0]) =>
  ledgerOf(transactions).closedLots;

function rowsOf(lots: readonly ClosedLot[], reports: FormInput["brokerReports"] = []) {
  const { parts } = form8949(lots, rulesOf(2025).forms, formFacts({ brokerReports: reports }));
  return parts.flatMap(({ rows }) =>
    rows.map(({ box, proceeds, basis, codes, adjustment, gain }) =>
      [box, usdText(proceeds), usdText(basis), codes, usdText(adjustment), usdText(gain)].join(" "),
    ),
  );
}

const matched = (form: ReconciledForm) =>
  form.matches.map(({ lines, disposals }) => [
    lines.map(({ id }) => id).join("+"),
    disposals.map(({ id }) => id).join("+"),
  ]);

const identityText = ({
  reported,
  matched: same,
  explained,
  unexplained,
}: ReconciledForm["proceeds"]) => [reported, same, explained, unexplained].map(usdText).join(" ");

describe("a form that agrees", () => {
  it("is ready, and its sale moves from box L to K: no basis on the form, my basis in (e), no code", () => {
    const lots = lotsOf(bought(), sold());
    const { form, reports } = run([line()], lots);
    expect(form.state).toBe("ready");
    expect(identityText(form.proceeds)).toBe("90000 90000 0 0");
    expect(rowsOf(lots)).toEqual(["L 90000 40000  0 50000"]);
    expect(rowsOf(lots, reports)).toEqual(["K 90000 40000  0 50000"]);
  });

  it("with its basis reported goes to box J, also when the form names the box itself", () => {
    const lots = lotsOf(bought(), sold());
    const shown = { basis: "40000", term: "long" } as const;
    expect(rowsOf(lots, run([line({ ...shown, covered: true })], lots).reports)[0]).toMatch(/^J/);
    expect(rowsOf(lots, run([line({ ...shown, box: "J" })], lots).reports)[0]).toMatch(/^J/);
    expect(rowsOf(lots, run([line({ ...shown, box: "K" })], lots).reports)[0]).toMatch(/^K/);
  });

  it("may date the sale a day beside mine, never two", () => {
    const lots = lotsOf(bought(), sold());
    expect(run([line({ sold: "2025-03-02" })], lots).form.state).toBe("ready");
    const { form } = run([line({ sold: "2025-03-03" })], lots);
    expect(form.differences.map(({ kind }) => kind)).toEqual(["no-sale"]);
  });

  it("prints units with eight decimals: closer is the same, further is not", () => {
    const lots = lotsOf(bought("0.123456781"), sold("s", "0.123456781", "9000"));
    expect(run([line({ units: "0.12345678", proceeds: "9000" })], lots).form.state).toBe("ready");
    expect(run([line({ units: "0.12345670", proceeds: "9000" })], lots).form.state).toBe("open");
  });
});

describe("several lines and several sales", () => {
  // Rule 13.4: a sale is split by covered and term; 0.4 + 0.6 = 1.
  it("lines that split a sale are put on it together, and its rows add up to it", () => {
    const lots = lotsOf(bought(), sold());
    const { form, reports } = run(
      [
        line({ id: "a", units: "0.4", proceeds: "36000" }),
        line({ id: "b", units: "0.6", proceeds: "54000" }),
      ],
      lots,
    );
    expect(matched(form)).toEqual([
      ["a+b", "sold"].map((text) => expect.stringContaining(text[0] ?? "")),
    ]);
    expect(form.state).toBe("ready");
    expect(
      reports.map(({ units }) => (units === null ? null : quantityText(units))).sort(),
    ).toEqual(["0.4", "0.6"]);
    expect(rowsOf(lots, reports).sort()).toEqual([
      "K 36000 16000  0 20000",
      "K 54000 24000  0 30000",
    ]);
  });

  it("one line of several fills is put on all of them, each with its share", () => {
    const lots = lotsOf(bought(), sold("s1", "0.25", "22500"), sold("s2", "0.75", "67500"));
    const { form, reports } = run([line()], lots);
    expect(form.state).toBe("ready");
    expect(
      reports.map(({ disposal, proceeds }) => `${disposal} ${usdText(proceeds)}`).sort(),
    ).toEqual(["s1 22500", "s2 67500"]);
  });

  it("what is left of a day is one when its units add up on both sides", () => {
    const lots = lotsOf(
      bought("3", "120000"),
      sold("s1", "1.1", "99000"),
      sold("s2", "0.9", "81000"),
    );
    const { form } = run(
      [line({ units: "0.7", proceeds: "63000" }), line({ units: "1.3", proceeds: "117000" })],
      lots,
    );
    expect(form.matches).toHaveLength(1);
    expect(form.state).toBe("ready");
  });

  // Taken one after another, the first line would take the sale of the same day and leave the second without any.
  it("are assigned all at once, not one after another", () => {
    const lots = lotsOf(
      bought("3", "120000"),
      sold("s1", "1", "90000", "2025-03-01"),
      sold("s2", "1", "80000", "2025-03-02"),
    );
    const { form } = run(
      [
        line({ id: "first", sold: "2025-03-01", proceeds: "80000" }),
        line({ id: "second", sold: "2025-02-28", proceeds: "90000" }),
      ],
      lots,
    );
    expect(new Set(matched(form).map((pair) => pair.join(" ")))).toEqual(
      new Set(["first s2", "second s1"]),
    );
  });

  // Twenty sales of one size in a day, each 1.50 more on the form: in the order of their proceeds each is 1.50 apart, 30 in all.
  it("a crowd of equal sales is paired by its proceeds", () => {
    const prices = Array.from({ length: 20 }, (_, index) => 900 + 7 * index);
    const lots = lotsOf(
      bought("20", "4000"),
      ...prices.map((price, index) => sold(`s${index}`, "1", String(price))),
    );
    const { form } = run(
      [...prices].reverse().map((price) => line({ proceeds: `${price + 1}.50` })),
      lots,
    );
    expect(form.matches).toHaveLength(20);
    expect(form.differences.map(({ apart }) => apart && usdText(apart))).toEqual(
      Array.from({ length: 20 }, () => "1.5"),
    );
  });

  it("a payer whose name is an account's speaks of that account alone", () => {
    const elsewhere = lotsOf(
      buy("2024-01-10", "1", "40000", { account: "B" }),
      sell("2025-03-01", "1", "90000", { account: "B", id: "cold" }),
    );
    expect(run([line()], elsewhere).form.differences[0]?.kind).toBe("no-sale");
    expect(run([line({ payer: "Somebody else" })], elsewhere).form.state).toBe("ready");
    expect(isNameOf("Coinbase", "Coinbase, Inc.")).toBe(true);
    expect(isNameOf("Cold wallet", "Coinbase, Inc.")).toBe(false);
  });
});

describe("a difference", () => {
  const decide = (form: ReconciledForm, choice: string): Decision[] =>
    form.differences.map(({ key }) => ({ difference: key, choice, note: "" }));

  // 90,500 on the form, 90,000 net of 500 costs in the books: (d) 90,500, (g) -500, code E; (h) stays 50,000.
  it("of proceeds is costs the form leaves out: code E; explained once decided, never before", () => {
    const lots = lotsOf(bought(), sold("sold", "1", "90500", "2025-03-01", "500"));
    const lines = [line({ proceeds: "90500" })];
    const { form, reports } = run(lines, lots);
    expect(form.state).toBe("open");
    expect(identityText(form.proceeds)).toBe("90500 90000 0 500");
    expect(rowsOf(lots, reports)).toEqual(["K 90500 40000 E -500 50000"]);
    const again = run(lines, lots, decide(form, "costs")).form;
    expect(again.state).toBe("ready");
    expect(identityText(again.proceeds)).toBe("90500 90000 500 0");
    const asked = run(lines, lots, decide(form, "ask-broker")).form;
    expect(asked.state).toBe("waiting");
    expect(identityText(asked.proceeds)).toBe("90500 90000 0 500");
  });

  it("of proceeds below mine puts the true amount in (d), without a code", () => {
    const lots = lotsOf(bought(), sold());
    const { form, reports } = run([line({ proceeds: "89900" })], lots);
    expect(form.differences[0] && choicesOf(form.differences[0])[0]?.choice).toBe("true-amount");
    expect(rowsOf(lots, reports)).toEqual(["K 90000 40000  0 50000"]);
  });

  // (e) 45,000 as reported, (g) 45,000 - 40,000 = 5,000.
  it("of a basis the IRS was told: code B, the correction in (g)", () => {
    const lots = lotsOf(bought(), sold());
    const { form, reports } = run([line({ basis: "45000", covered: true, term: "long" })], lots);
    expect(form.differences.map(({ kind }) => kind)).toEqual(["basis"]);
    expect(identityText(form.basis)).toBe("45000 40000 0 5000");
    expect(rowsOf(lots, reports)).toEqual(["J 90000 45000 B 5000 50000"]);
    expect(
      identityText(run([line({ basis: "45000", covered: true, term: "long" })], lots).form.basis),
    ).toBe("45000 40000 0 5000");
  });

  it("of the term: code T; of a wash sale the books deny: code W with nothing", () => {
    const lots = lotsOf(bought(), sold());
    const term = run([line({ term: "short" })], lots);
    expect(term.form.differences.map(({ kind }) => kind)).toEqual(["term"]);
    expect(rowsOf(lots, term.reports)).toEqual(["K 90000 40000 T 0 50000"]);
    const wash = run([line({ wash: "10" })], lots);
    expect(wash.form.differences.map(({ kind }) => kind)).toEqual(["wash"]);
  });

  it("a line without a sale is a transfer, on a 1099-B, somebody else's, or still missing", () => {
    const lots = lotsOf(bought("2", "80000"), sold());
    const lines = [line(), line({ id: "odd", units: "0.5", proceeds: "45000" })];
    const { form, reports } = run(lines, lots);
    expect(identityText(form.proceeds)).toBe("135000 90000 0 45000");
    expect(reports).toHaveLength(1);
    const settled = run(lines, lots, decide(form, "self-transfer")).form;
    expect([settled.state, identityText(settled.proceeds)]).toEqual([
      "ready",
      "135000 90000 45000 0",
    ]);
    expect(run(lines, lots, decide(form, "missing")).form.state).toBe("waiting");
    expect(run(lines, lots, decide(form, "no-such-choice")).form.state).toBe("open");
  });

  // The IRS has 45,000: (d) 45,000 with (h) zero, by (e), by (g) where it was told a basis of 20,000, or by (g) for a nominee.
  it("without a sale of the books leads to a row of Form 8949 whose (h) is zero", () => {
    const entries = (change: LineChange, choice: string) => {
      const lots = lotsOf(bought("2", "80000"), sold());
      const lines = [line(), line({ id: "odd", units: "0.5", proceeds: "45000", ...change })];
      const open = run(lines, lots).form;
      const { answers } = run(lines, lots, decide(open, choice));
      const facts = formFacts({ brokerLines: answers });
      const { parts } = form8949([], rulesOf(2025).forms, facts, facts.lines.get(2025));
      return parts.flatMap(({ rows }) =>
        rows.map(({ box, codes, proceeds, basis, adjustment, gain }) => [
          box,
          codes,
          ...[proceeds, basis, adjustment].map(usdText),
          usdText(gain),
        ]),
      );
    };
    const told = { basis: "20000", covered: true, term: "long" } as const;
    expect(entries({}, "self-transfer")).toEqual([["H", "O", "45000", "45000", "0", "0"]]);
    expect(entries(told, "self-transfer")).toEqual([["J", "B", "45000", "20000", "-25000", "0"]]);
    expect(entries({ term: "long" }, "not-mine")).toEqual([
      ["K", "N", "45000", "0", "-45000", "0"],
    ]);
    expect(entries({}, "on-1099-b")).toEqual([]);
    expect(entries({}, "missing")).toEqual([]);
  });

  it("is decided at its amounts: another amount is another difference", () => {
    const lots = lotsOf(bought(), sold());
    const lines = [line({ id: "same", proceeds: "90500" })];
    const decisions = decide(run(lines, lots).form, "costs");
    expect(run([line({ id: "same", proceeds: "90600" })], lots, decisions).form.state).toBe("open");
  });

  it("that is zero in sum does not hide two: ready looks at each", () => {
    const lots = lotsOf(
      bought("2", "80000"),
      sold("s1", "1", "90000", "2025-03-01"),
      sold("s2", "1", "70000", "2025-06-01"),
    );
    const { form } = run(
      [line({ proceeds: "90100" }), line({ proceeds: "69900", sold: "2025-06-01" })],
      lots,
    );
    expect(identityText(form.proceeds)).toBe("160000 160000 0 0");
    expect(form.state).toBe("open");
  });

  it("in the day over New Year says so, and the books' day counts", () => {
    const lots = lotsOf(bought(), sold("sold", "1", "90000", "2026-01-01"));
    const { form } = run([line({ sold: "2025-12-31" })], lots);
    expect(form.differences.map(({ kind }) => kind)).toEqual(["year"]);
  });

  it("a match by hand stands whatever the figures say", () => {
    const lots = lotsOf(bought("2", "80000"), sold("far", "0.5", "44000", "2025-08-01"));
    const { form } = run(
      [line({ id: "odd" })],
      lots,
      [],
      [{ line: "odd", disposals: ["far" as TransactionId] }],
    );
    expect(matched(form)).toEqual([["odd", "far"]]);
    expect(identityText(form.proceeds)).toBe("90000 44000 0 46000");
  });

  it("sales no line tells of are listed: no form is no absence of tax", () => {
    const lots = lotsOf(bought("2", "80000"), sold("s1"), sold("s2", "0.5", "45000", "2025-05-01"));
    expect(run([line()], lots).form.notReported.map(({ id }) => id)).toEqual(["s2"]);
  });
});

describe("laws", () => {
  const amounts = fc.integer({ min: 1, max: 5000 });
  const sale = fc.record({
    units: fc.integer({ min: 1, max: 8 }),
    day: fc.integer({ min: 1, max: 3 }),
    price: amounts,
  });
  const shown = fc.record({
    units: fc.integer({ min: 1, max: 8 }),
    day: fc.integer({ min: 1, max: 3 }),
    price: amounts,
    decided: fc.boolean(),
  });

  it("matched + explained + unexplained = reported; no line and no sale twice; (h) adds up to the gain of the books", () => {
    fc.assert(
      fc.property(
        fc.array(sale, { minLength: 1, maxLength: 6 }),
        fc.array(shown, { minLength: 1, maxLength: 6 }),
        (sales, lines) => {
          const lots = lotsOf(
            bought("100", "4000"),
            ...sales.map(({ units, day, price }, index) =>
              sold(`s${index}`, String(units), String(price), `2025-03-0${day}`),
            ),
          );
          const told = lines.map(({ units, day, price }) =>
            line({ units: String(units), sold: `2025-03-0${day}`, proceeds: String(price) }),
          );
          const open = run(told, lots).form;
          const decisions = open.differences.flatMap((difference, index) =>
            lines[index]?.decided === true
              ? [
                  {
                    difference: difference.key,
                    choice: choicesOf(difference)[0]?.choice ?? "",
                    note: "",
                  },
                ]
              : [],
          );
          const { form, reports } = run(told, lots, decisions);
          const { reported, matched: same, explained, unexplained } = form.proceeds;
          expect(addUsd(addUsd(same, explained), unexplained)).toEqual(reported);
          expect(reported).toEqual(sumUsd(told.map(({ proceeds }) => proceeds)));
          const used = form.matches.flatMap((match) => match.lines);
          expect(new Set(used).size).toBe(used.length);
          const met = form.matches.flatMap((match) => match.disposals);
          expect(new Set(met).size).toBe(met.length);
          for (const match of form.matches) {
            expect(sumQuantity(match.lines.map(({ units }) => units))).toEqual(
              sumQuantity(match.disposals.map(({ units }) => units)),
            );
          }
          const gain = (rows: readonly string[]) =>
            rows.reduce((sum, row) => sum + Number(row.split(" ").at(-1)), 0);
          // Each row is rounded to the cent by itself, and a lot on two forms stands on two rows.
          const rows = rowsOf(lots, reports);
          const apart = Math.abs(gain(rows) - gain(rowsOf(lots)));
          expect(apart).toBeLessThan(0.01 * rows.length + 0.001);
          const onForms: Usd = sumUsd(reports.map(({ proceeds }) => proceeds));
          expect(onForms).toEqual(sumUsd(used.map(({ proceeds }) => proceeds)));
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe("a line a person put on sales of other units", () => {
  // 45,000 on 0.5 and 1 sold: a third and two thirds, 15,000 and 30,000.
  it("shares its amounts by the units sold, and its units are a difference until somebody says why", () => {
    const lots = lotsOf(bought("2", "80000"), sold("half", "0.5"), sold("one", "1"));
    const told = line({ id: "told", units: "0.4", proceeds: "45000" });
    const matches = [{ line: "told", disposals: [transactionId("half"), transactionId("one")] }];
    const { form, reports } = run([told], lots, [], matches);
    expect(
      reports.map(({ disposal, proceeds, units }) => [
        disposal,
        usdText(proceeds ?? usd("0")),
        units === null ? "" : quantityText(units),
      ]),
    ).toEqual([
      ["half", "15000", "0.5"],
      ["one", "30000", "1"],
    ]);
    const units = form.differences.find(({ kind }) => kind === "units");
    expect(units?.key).toBe("units told 1 0.4 1.5");
    const decided = [{ difference: units?.key ?? "", choice: "books", note: "" }];
    const again = run([told], lots, decided, matches).form.differences;
    expect(again.find(({ kind }) => kind === "units")?.decided?.settles).toBe(true);
  });
});

// i1099da, Optional reporting methods: box 11c. What a person made is no capital asset in their hands (IRC 1221(a)(3)).
describe("first sales of NFTs the person made, box 11c", () => {
  const lots = lotsOf(bought(), sold());
  const first = line({ firstSale: true });
  const key = (form: ReconciledForm) => form.differences[0]?.key ?? "";

  it("are put on no sale of the books, though units, day and proceeds agree, and wait for a word", () => {
    const { form, reports } = run([first], lots);
    expect([form.state, matched(form), reports]).toEqual(["open", [], []]);
    expect(form.differences.map(({ kind }) => kind)).toEqual(["first-sale"]);
    expect(identityText(form.proceeds)).toBe("90000 0 0 90000");
  });

  it.each(["own-work", "not-mine"])("decided as %s are explained, and make no row", (choice) => {
    const decided = [{ difference: key(run([first], lots).form), choice, note: "" }];
    const { form, reports, answers } = run([first], lots, decided);
    expect([form.state, reports, answers]).toEqual(["ready", [], []]);
    expect(identityText(form.proceeds)).toBe("90000 0 90000 0");
  });

  it("leave the sale to a line that tells it, and follow a person who says which sale it is", () => {
    const other = line();
    expect(matched(run([first, other], lots).form)).toEqual([[other.id, "sold"]]);
    const hand = run([first], lots, [], [{ line: first.id, disposals: [transactionId("sold")] }]);
    expect([hand.form.state, hand.reports.length]).toEqual(["ready", 1]);
  });
});
