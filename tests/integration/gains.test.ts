import { describe, expect, it } from "vitest";
import { explainFigure } from "@/lib/services/explain-figure";
import { viewHarvest } from "@/lib/services/view-harvest";
import { viewLots } from "@/lib/services/view-lots";
import { viewOverview } from "@/lib/services/view-overview";
import { viewReview } from "@/lib/services/view-review";
import type { YearView } from "@/lib/services/view-year";
import { viewYear } from "@/lib/services/view-year";
import { viewYears } from "@/lib/services/view-years";
import { loadDemoClient, NOW } from "./gains-support";
import { makeInvestor, openDatabase, valued } from "./support";

await openDatabase();

const at = { now: NOW };

const jane = await makeInvestor();
await loadDemoClient(jane, "jane");
const brian = await makeInvestor();
await loadDemoClient(brian, "brian");
const nora = await makeInvestor();
await loadDemoClient(nora, "nora");

const lineOf = (view: YearView, name: string) =>
  view.scheduleD.find((line) => line.line === name)?.amount;

describe("Jane: $10,000 of gains this year and $287,000 of losses not yet made", () => {
  it("had $10,000 of long-term gain in 2023 and was taxed on it then", async () => {
    const year = await valued(viewYear(jane, jane.client, 2023, {}, at));
    // 34,200 - 24,200, bought 2023-03-14 and sold 2023-11-02: held under a year.
    expect([year.short, year.long, year.line16]).toEqual(["10000", "0", "10000"]);
    expect(year.boxes.map(({ box, rows, gain }) => [box, rows, gain])).toEqual([["C", 1, "10000"]]);
  });

  it("holds lots worth $287,000 less than they cost", async () => {
    const lots = await valued(viewLots(jane, jane.client, {}, at));
    expect(lots.totals).toMatchObject({ lots: 5, gain: "-287000", withoutPrice: 0 });
  });

  it("would offset 10,000, deduct 3,000 and carry 274,000 when all is sold this year", async () => {
    const plan = await valued(viewHarvest(jane, jane.client, null, at));
    const all = plan.rows.map((row) => row.key);
    const sold = await valued(viewHarvest(jane, jane.client, all, at));
    expect(sold.picks).toEqual(all);
    const figure = (label: string) =>
      sold.panel?.figures.find((each) => each.label.startsWith(label));
    // Long: 10,000 - 266,400. Short: -18,500 - 2,100.
    expect(figure("Net long-term")).toMatchObject({ without: "10000", with: "-256400" });
    expect(figure("Net short-term")).toMatchObject({ without: "0", with: "-20600" });
    expect(figure("Taken off other income")).toMatchObject({ without: "0", with: "3000" });
    // Short first: 20,600 - 3,000 = 17,600 short and 256,400 long, together 274,000.
    expect(figure("Carried to 2027, short")?.with).toBe("17600");
    expect(figure("Carried to 2027, long")?.with).toBe("256400");
    expect(sold.panel?.carryoverAdded).toBe("274000");
    expect([sold.panel?.offset, sold.panel?.deducted]).toEqual(["10000", "3000"]);
  });

  it("saves the tax on 10,000 at 15 % and on 3,000 of wages, no more", async () => {
    const plan = await valued(viewHarvest(jane, jane.client, null, at));
    // Single 2026: wages 122,500 - 16,100 = 106,400; 15 % of 10,000 = 1,500; the top 700 at 24 % and 2,300 at 22 % = 674.
    expect(plan.panel?.best).toBe("2174");
    expect(plan.panel?.saving).toBe("2174");
    const parts = plan.panel?.parts ?? [];
    expect(parts.find((part) => part.label === "15% long-term")).toMatchObject({
      without: "1500",
      with: "0",
    });
    // The top of the 22 % bracket is 105,700: 700 of income above it without, none with.
    expect(parts.find((part) => part.label === "24%")).toMatchObject({ without: "168", with: "0" });
  });
});

describe("Brian: $600,000 of losses beside $600,000 of gains taxed at 20 %", () => {
  it("saves $120,000 of income tax, and the 3.8 % on top apart", async () => {
    const plan = await valued(viewHarvest(brian, brian.client, null, at));
    const tax = plan.panel?.figures.find((each) => each.label === "Income tax");
    const niit = plan.panel?.figures.find((each) => each.label === "Net investment income tax");
    expect(Number(tax?.without) - Number(tax?.with)).toBe(120_000);
    // 3.8 % of 600,000.
    expect(niit).toMatchObject({ without: "22800", with: "0" });
    expect(plan.panel?.saving).toBe("142800");
    expect(plan.panel?.carryoverAdded).toBe("0");
  });

  it("shows the same tax added by the gains on the overview", async () => {
    const view = await valued(viewOverview(brian, brian.client, at));
    expect(view.owe.tax?.added).toBe("142800");
    expect(view.owe).toMatchObject({ short: "0", long: "600000", line16: "600000" });
    expect(view.save).toMatchObject({ best: "142800", daysLeft: 41, inSeason: true });
  });

  it("has each bar of the tax add up to the tax", async () => {
    const { panel } = await valued(viewHarvest(brian, brian.client, null, at));
    for (const side of ["without", "with"] as const) {
      const sum = panel?.parts.reduce((total, part) => total + Number(part[side]), 0);
      expect(sum).toBeCloseTo(Number(side === "without" ? panel?.taxWithout : panel?.taxWith), 6);
    }
  });
});

describe("Nora: a sale of units the books never saw", () => {
  it("lists the missing 0.6 ETH first, blocking, with its row", async () => {
    const review = await valued(viewReview(nora, nora.client, {}, at));
    expect(review.items[0]).toMatchObject({
      code: "missing-basis",
      severity: "blocking",
      asset: "ETH",
      quantity: "0.6",
      date: "2025-05-14",
    });
    expect(review.items[0]?.place).toMatch(/^nora-kraken\.csv, lines? \d+/);
    expect(review.yearsHeld).toContain(2025);
  });

  it("keeps the sale out of the totals of 2025 and says so, never as a zero basis", async () => {
    const year = await valued(viewYear(nora, nora.client, 2025, {}, at));
    expect(year.final).toBe(false);
    expect(year.blocking[0]).toMatchObject({ quantity: "0.6", asset: "ETH" });
    expect(year.unknownRows).toMatchObject([
      { asset: "ETH", quantity: "0.6", basis: null, acquisitionMissing: true },
    ]);
    expect(year.boxes.map(({ box }) => box).sort()).toEqual(["I", "L"]);
  });

  it("adds rows to boxes, boxes to Schedule D, months to the year", async () => {
    for (const { year: number } of (await valued(viewYears(nora, nora.client, at))).years) {
      const year = await valued(viewYear(nora, nora.client, number, {}, at));
      for (const box of year.boxes) {
        const opened = await valued(
          viewYear(nora, nora.client, number, { box: box.box, page: 1 }, at),
        );
        const cents = opened.open?.rows.reduce((sum, row) => sum + toCents(row.gain), 0) ?? 0;
        if (opened.open?.pages === 1) {
          expect(cents).toBe(toCents(box.gain));
        }
      }
      const byTerm = (term: "short" | "long") =>
        year.boxes
          .filter((box) => box.term === term)
          .reduce((sum, box) => sum + toCents(box.gain), 0);
      const months = (term: "short" | "long") =>
        year.months.reduce((sum, month) => sum + toCents(month[term]), 0);
      expect([months("short"), months("long")]).toEqual([byTerm("short"), byTerm("long")]);
      expect(lineOf(year, "Schedule D 16")).toBe(year.line16);
    }
  });

  it("explains a row down to the lines of the file, as they came", async () => {
    const why = await valued(explainFigure(nora, nora.client, 2024, "row:F:0", at));
    const sum = why.operands.map(({ role, amount }) =>
      role === "total"
        ? -toCents(amount ?? "0")
        : (role === "minus" ? -1 : 1) * toCents(amount ?? "0"),
    );
    expect(sum.reduce((total, each) => total + each, 0)).toBe(0);
    expect(why.sources.map(({ role }) => role)).toEqual(["Disposed of", "Acquired"]);
    for (const source of why.sources) {
      expect(source.raw).toMatch(/^\d+: .*,/);
      expect(source.place).toMatch(/^nora-(coinbase|kraken)\.csv, lines? \d+/);
    }
  });

  it("walks from a row to the lines of the file by the names it gives", async () => {
    const waiting = ["row:F:0"];
    const places = new Set<string>();
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      const why = await valued(explainFigure(nora, nora.client, 2024, name, at));
      waiting.push(...why.operands.flatMap((operand) => operand.why ?? []));
      for (const { place, raw } of name.startsWith("told/") ? why.sources : []) {
        expect(raw).toMatch(/^\d+: .*,/);
        places.add(place);
      }
    }
    expect(places.size).toBeGreaterThanOrEqual(2);
  });

  it("answers every figure of every year that the page offers to explain", async () => {
    const year = await valued(viewYear(nora, nora.client, 2026, {}, at));
    const names = [...year.scheduleD, ...year.carryover.worksheet, ...(year.tax?.lines ?? [])].map(
      (line) => line.why,
    );
    for (const name of ["short", "long", "added", "income", ...names]) {
      expect((await explainFigure(nora, nora.client, 2026, name, at)).ok, name).toBe(true);
    }
    for (const name of ["", "tax:999", "row:I:-1", "row:Z:0", "__proto__", "box:", "tax:1e3"]) {
      expect(await explainFigure(nora, nora.client, 2026, name, at)).toEqual({
        ok: false,
        error: { code: "no-such-figure" },
      });
    }
  });

  it("filters and sorts lots; totals are those of the filter, holdings those of all lots", async () => {
    const all = await valued(viewLots(nora, nora.client, {}, at));
    const bitcoin = await valued(viewLots(nora, nora.client, { asset: "BTC", sort: "gain" }, at));
    const holding = all.holdings.find(({ asset }) => asset === "BTC");
    expect(bitcoin.totals).toMatchObject({ lots: holding?.lots, value: holding?.value });
    const gains = bitcoin.lots.map((lot) => Number(lot.gain));
    expect(gains).toEqual([...gains].sort((a, b) => a - b));
    const nothing = await valued(viewLots(nora, nora.client, { asset: "'; drop" }, at));
    expect(nothing.query.asset).toBeNull();
    expect(nothing.totals).toEqual(all.totals);
  });
});

describe("a day and its season", () => {
  it("is a preview before September 1, and looks back without what came later", async () => {
    const june = { now: NOW, asOf: "2026-06-30" };
    const view = await valued(viewHarvest(jane, jane.client, null, june));
    expect(view).toMatchObject({ inSeason: false, isToday: false, asOf: "2026-06-30" });
    const lots = await valued(viewLots(jane, jane.client, {}, june));
    // SOL of July 8 and LINK of July 20 were not bought yet; quotes of November are not known either.
    expect(lots.totals).toMatchObject({ lots: 3, withoutPrice: 3, value: "0" });
  });

  it("counts the days in the client's zone: 23:30 in Chicago on December 31 is still that day", async () => {
    const now = "2027-01-01T05:30:00.000Z" as typeof NOW;
    const view = await valued(viewHarvest(brian, brian.client, null, { now }));
    expect(view).toMatchObject({ asOf: "2026-12-31", daysLeft: 0, year: 2026 });
  });
});

const toCents = (amount: string): number => Math.round(Number(amount) * 100);
