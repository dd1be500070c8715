import { describe, expect, it } from "vitest";
import { createPlanner } from "@/lib/planner/planner";
import { BLANK_SCENARIO } from "@/lib/planner/scenario";
import { invariant } from "@/lib/result";
import { viewHarvest } from "@/lib/services/view-harvest";
import { viewWhatIf, viewWhatIfBook } from "@/lib/services/view-what-if";
import { loadDemoClient, NOW } from "./gains-support";
import { makeInvestor, openDatabase, valued } from "./support";

await openDatabase();

const at = { now: NOW };

const jane = await makeInvestor();
await loadDemoClient(jane, "jane");

describe("what if, from the books", () => {
  it("begins with the sales of the list and comes to the same saving", async () => {
    const view = await valued(viewWhatIf(jane, jane.client, null, at));
    const list = await valued(viewHarvest(jane, jane.client, null, at));
    // By hand in gains.test.ts: 10,000 of gains at 15 % and 3,000 of wages, 700 at 24 % and 2,300 at 22 %.
    expect(view.answer?.saving).toBe("2174");
    expect(view.answer?.saving).toBe(list.panel?.saving);
    expect(view.answer?.figures).toEqual(list.panel?.figures);
    expect(view.scenario.picks).toHaveLength(list.picks.length);
  });

  it("is worked out alike in a browser, from what travels", async () => {
    const book = await valued(viewWhatIfBook(jane, jane.client, at));
    const planner = createPlanner(JSON.parse(JSON.stringify(book)));
    invariant(planner.ok, "2026 is in the product");
    const picks = book.positions.map(({ key }) => key);
    for (const status of ["", "mfj", "mfs"]) {
      const scenario = { ...BLANK_SCENARIO, picks, status, fee: "0.6", prices: { BTC: "70000" } };
      const server = await valued(viewWhatIf(jane, jane.client, scenario, at));
      expect(server.answer?.errors).toEqual({});
      expect(planner.value.answer(scenario)).toEqual(server.answer);
    }
  });

  it("shows every line without and with what is tried when it is asked, and the lots that are open", async () => {
    const first = await valued(viewWhatIf(jane, jane.client, null, at));
    expect([first.sheets, first.sum, first.lots]).toEqual([null, null, {}]);
    const [row] = first.rows;
    invariant(row !== undefined, "there is a position");
    const open = { lots: [row.key], sheets: true };
    const view = await valued(viewWhatIf(jane, jane.client, first.scenario, at, open));
    expect(view.lots[row.key]).toHaveLength(row.lots);
    // What the list sells: a loss that cancels the 10,000 of gains and takes 3,000 off wages.
    expect(view.sum).toMatchObject({
      gain: "-13000",
      uses: { offset: "10000", deducted: "3000", carried: "0" },
    });
    const total = view.sheets
      ?.flatMap(({ lines }) => lines)
      .find(({ key }) => key === "Schedule D 16");
    const line16 = (side: "without" | "with") =>
      ["Net short-term, line 7", "Net long-term, line 15"]
        .map((label) => Number(view.answer?.figures.find((each) => each.label === label)?.[side]))
        .reduce((sum, amount) => sum + amount, 0);
    expect(Number(total?.without)).toBeCloseTo(line16("without"), 2);
    expect(Number(total?.with)).toBeCloseTo(line16("with"), 2);
  });

  it("gives the lots to nobody else", async () => {
    const stranger = await makeInvestor();
    const refused = { ok: false, error: { code: "not-found" } };
    expect(await viewWhatIf(stranger, jane.client, null, at)).toEqual(refused);
    expect(await viewWhatIfBook(stranger, jane.client, at)).toEqual(refused);
  });

  it("tells of missing facts instead of figures", async () => {
    const empty = await makeInvestor();
    const view = await valued(viewWhatIf(empty, empty.client, null, at));
    expect(view).toMatchObject({ state: "nothing-held", answer: null, rows: [] });
  });
});
