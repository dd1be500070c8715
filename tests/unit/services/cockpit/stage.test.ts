import { describe, expect, it } from "vitest";
import { type StageFacts, stageNamed, stageOf } from "@/lib/services/cockpit/stage";

const FACTS: StageFacts = {
  transactions: 10,
  isImporting: false,
  openItems: 0,
  report: null,
  isFiled: false,
};
const stage = (facts: Partial<StageFacts>) => stageOf({ ...FACTS, ...facts });

describe("the stage of a year", () => {
  it("is ready with rows, nothing open and no report", () => {
    expect(stage({})).toBe("ready");
  });

  it("is no data without a row up to the year's end", () => {
    expect(stage({ transactions: 0 })).toBe("no-data");
    expect(stage({ transactions: 1 })).toBe("ready");
  });

  it("is importing while a file is under way, whatever else is there", () => {
    expect(stage({ isImporting: true, transactions: 0 })).toBe("importing");
    expect(stage({ isImporting: true, openItems: 3 })).toBe("importing");
    expect(stage({ isImporting: true, report: { isDownloaded: true } })).toBe("importing");
  });

  it("is open items from the first on, a report notwithstanding", () => {
    expect(stage({ openItems: 1 })).toBe("items");
    expect(stage({ openItems: 1, report: { isDownloaded: true } })).toBe("items");
  });

  it("is in review with a current report, delivered once it was downloaded", () => {
    expect(stage({ report: { isDownloaded: false } })).toBe("in-review");
    expect(stage({ report: { isDownloaded: true } })).toBe("delivered");
  });

  it("stays filed, whatever comes later", () => {
    expect(stage({ isFiled: true, openItems: 5, isImporting: true })).toBe("filed");
    expect(stage({ isFiled: true, transactions: 0 })).toBe("filed");
  });

  it("is read by its name and by nothing else", () => {
    expect(stageNamed("in-review")).toBe("in-review");
    expect([stageNamed("Ready"), stageNamed(""), stageNamed(null), stageNamed("toString")]).toEqual(
      [null, null, null, null],
    );
  });
});
