import { describe, expect, it } from "vitest";
import { quantity } from "@/lib/money/quantity";
import { usd } from "@/lib/money/usd";
import type { FormLine } from "@/lib/reconcile/form-line";
import { reconcile } from "@/lib/reconcile/reconcile";
import { brokerLetter } from "@/lib/reports/broker-letter";
import { assetId } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";

const line = (id: string, change: Partial<FormLine> = {}): FormLine => ({
  id,
  payer: "Harbor Exchange",
  account: "R-1",
  taxYear: 2025,
  name: "Bitcoin BTC",
  asset: assetId("BTC"),
  units: quantity("1"),
  acquired: null,
  sold: calendarDate("2025-03-01"),
  proceeds: usd("27500"),
  basis: null,
  washDisallowed: null,
  term: null,
  covered: null,
  box: null,
  firstSale: false,
  ...change,
});

function letter(...lines: readonly FormLine[]) {
  const { forms } = reconcile({
    lines,
    closedLots: [],
    accounts: new Map(),
    sayings: { decisions: [], matches: [] },
    told: new Set(),
  });
  const [form] = forms;
  if (form === undefined) {
    throw new Error("a form");
  }
  return brokerLetter({
    product: "Lotwise",
    client: "Ada Byron",
    form,
    asked: form.differences,
    asOf: calendarDate("2026-11-22"),
    engine: "1",
    generatedAt: instant("2026-11-22T10:00:00Z"),
  });
}

describe("a letter to a broker", () => {
  it("tells year, accounts and lines box by box, what is wrong, what is asked, and who signs", () => {
    const paper = letter(
      line("a"),
      line("b", {
        name: "Specified NFTs",
        asset: null,
        units: quantity("3"),
        sold: null,
        proceeds: usd("900"),
        firstSale: true,
      }),
    );
    const [about, lines, asks] = paper.sections;
    expect(about?.facts.map(({ value }) => value)).toEqual(["Form 1099-DA for 2025", "R-1"]);
    expect(lines?.paragraphs).toEqual([
      "The 2 lines below do not agree with my records. Please check them.",
    ]);
    expect(lines?.tables[0]?.rows.map((row) => row.filter((cell) => cell !== ""))).toEqual([
      ["Bitcoin BTC", "1", "03/01/2025", "27,500.00", "I made no such sale"],
      ["Specified NFTs", "3", "900.00 (11c)", "box 11c, no first sale of mine"],
    ]);
    expect(asks?.paragraphs[0]).toContain(
      "corrected form to me and to the Internal Revenue Service",
    );
    expect(asks?.facts.map(({ label, value }) => [label, value])).toEqual([
      ["Name", "Ada Byron"],
      ["Signature", ""],
    ]);
  });

  it("leaves room for an account no line names", () => {
    const [about, lines] = letter(line("a", { account: "" })).sections;
    expect(about?.facts[1]?.value).toMatch(/^_+$/);
    expect(lines?.paragraphs[0]).toBe(
      "The 1 line below does not agree with my records. Please check it.",
    );
  });
});
