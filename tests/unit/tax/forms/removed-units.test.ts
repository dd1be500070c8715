import { describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import { type Usd, usd, usdText } from "@/lib/money/usd";
import type { ClosedLot, RemovedUnits } from "@/lib/tax/closed-lot";
import { digitalAssetAnswer } from "@/lib/tax/forms/digital-asset-question";
import { donationsOf, noncashContributions } from "@/lib/tax/forms/donations";
import { lossesWithoutSale } from "@/lib/tax/forms/losses-without-sale";
import { accountId, assetId, transactionId } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { lot, rulesOf, security } from "./make-rows";

interface Spec {
  readonly id?: string;
  readonly asset?: string;
  readonly basis?: string | null;
  readonly value?: string | null;
  readonly term?: RemovedUnits["term"];
  readonly lossReason?: RemovedUnits["lossReason"];
}

/** One unit that left in 2025: of a basis of 40 and a value of 100, held long, unless told otherwise. */
function gone(why: RemovedUnits["why"], spec: Spec = {}): RemovedUnits {
  const money = (text: string | null | undefined, otherwise: string) =>
    text === null ? null : usd(text ?? otherwise);
  return {
    transaction: transactionId(spec.id ?? "t1"),
    account: accountId("A"),
    why,
    lot: "l1",
    asset: assetId(spec.asset ?? "BTC"),
    date: calendarDate("2025-06-01"),
    quantity: quantity("1"),
    basis: money(spec.basis, "40"),
    acquired: calendarDate("2020-01-01"),
    term: spec.term ?? "long",
    value: money(spec.value, "100"),
    lossReason: spec.lossReason ?? null,
  } as RemovedUnits;
}

const text = (amount: Usd | null | undefined) => (amount ? usdText(amount) : null);

describe("donations among the units that left", () => {
  it("are those told as donations only, one entry a transaction", () => {
    const found = donationsOf([
      gone("gift-sent", { id: "g" }),
      gone("donation", { id: "d" }),
      gone("lost", { id: "l", lossReason: "theft" }),
      gone("donation", { id: "d" }),
    ]);
    expect(found.map(({ transaction, deduction }) => [transaction, text(deduction)])).toEqual([
      ["d", "200"],
    ]);
  });

  it.each([
    ["long, no value", { value: null }, null],
    ["short, no value", { term: "short", value: null }, null],
    ["short, no basis", { term: "short", basis: null }, null],
    ["long, no basis", { basis: null }, "100"],
    ["short, worth more", { term: "short" }, "40"],
    ["short, worth less", { term: "short", value: "30" }, "30"],
  ] as const)("%s: the deduction is %s", (_, spec, expected) => {
    expect(text(donationsOf([gone("donation", spec)])[0]?.deduction)).toBe(expected);
  });

  it("one lot of unknown value leaves the whole donation unknown, whichever comes first", () => {
    const [known, unknown] = [gone("donation"), gone("donation", { value: null })];
    for (const units of [
      [known, unknown],
      [unknown, known],
    ]) {
      const [donation, ...more] = donationsOf(units);
      expect([donation?.value, donation?.deduction, text(donation?.basis), more.length]).toEqual([
        null,
        null,
        "80",
        0,
      ]);
    }
  });

  it("an unknown claim asks for no section and no appraisal; the known ones still count", () => {
    const donations = donationsOf([
      gone("donation", { id: "a", value: "6000" }),
      gone("donation", { id: "b", asset: "ETH", value: null }),
    ]);
    const needs = noncashContributions(donations, new Map());
    expect([needs?.claimed, needs?.form8283]).toEqual([null, true]);
    expect(
      needs?.items.map(({ section, appraisalRequired }) => [section, appraisalRequired]),
    ).toEqual([
      ["B", true],
      [null, false],
    ]);
    expect(noncashContributions([], new Map())).toBeNull();
    expect(needs?.authority).toMatch(/Section B, box k, digital assets$/);
  });

  // The revision of December 2014 has no box for them; that of December 2023 has box k.
  it.each([
    ["2022-12-31", /Section B, other property$/],
    ["2023-01-01", /Section B, box k, digital assets$/],
  ])("a donation of %s goes to its year's box of Form 8283", (date, box) => {
    const given = { ...gone("donation"), date: calendarDate(date) };
    expect(noncashContributions(donationsOf([given]), new Map())?.authority).toMatch(box);
  });
});

describe("losses without a sale", () => {
  it.each([
    ["theft", "theft"],
    ["lost", "nondeductible"],
    ["bankruptcy", "open-claim"],
    ["worthless", "miscellaneous-deduction"],
    ["abandoned", "miscellaneous-deduction"],
  ] as const)("2017: %s is %s", (lossReason, treatment) => {
    const [loss] = lossesWithoutSale([gone("lost", { lossReason })], 2017);
    expect(loss?.treatment).toBe(treatment);
  });

  it("adds up the lots of one loss; a basis nobody knows leaves the sum unknown", () => {
    const known = gone("lost", { lossReason: "theft" });
    const unknown = gone("lost", { lossReason: "theft", basis: null });
    const basis = (units: readonly RemovedUnits[]) =>
      lossesWithoutSale(units, 2025).map((loss) => text(loss.basis));
    expect(basis([known, known])).toEqual(["80"]);
    expect(basis([unknown, known])).toEqual([null]);
    expect(basis([known, unknown])).toEqual([null]);
  });
});

describe("the digital-asset question, with its reasons", () => {
  const none = { closedLots: [], income: [], removed: [], held: true } as const;
  const ask = (
    year: number,
    facts: { closedLots?: readonly ClosedLot[]; removed?: readonly RemovedUnits[] } = {},
  ) => {
    const assets = new Map([[assetId("IBIT"), security("IBIT")]]);
    const found = digitalAssetAnswer(rulesOf(year).forms, { ...none, ...facts }, assets);
    return [found?.answer, ...(found?.reasons ?? [])];
  };
  const nothing =
    "Holding, buying for dollars and moving between own accounts are no reason for a yes.";

  it("a yes gives the reasons of the yes alone", () => {
    expect(ask(2025, { closedLots: [lot()], removed: [gone("donation")] })).toEqual([
      "yes",
      "Digital assets were sold, exchanged, spent or used to pay fees.",
    ]);
    expect(ask(2022, { removed: [gone("gift-sent")] })).toEqual([
      "yes",
      "Digital assets were given away; this year's wording names it.",
    ]);
  });

  it("a check says what the wording may reach", () => {
    expect(ask(2025, { removed: [gone("donation")] })).toEqual([
      "check",
      "Digital assets were given away: the wording does not name gifts, but a gift may count as otherwise disposing.",
    ]);
  });

  it.each([2019, 2020, 2021])("%i reaches units received without payment: check", (year) => {
    expect(ask(year)).toEqual([
      "check",
      "This year's wording reaches units received without payment, such as a gift.",
    ]);
  });

  it.each([2022, 2023, 2025])("%i: holding, and giving securities away, is no", (year) => {
    expect(ask(year)).toEqual(["no", nothing]);
    expect(ask(year, { removed: [gone("gift-sent", { asset: "IBIT" })] })).toEqual(["no", nothing]);
  });
});
