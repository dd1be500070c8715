import { describe, expect, it } from "vitest";
import {
  type HandedOver,
  isDelivered,
  type StageFacts,
  stageNamed,
  stageOf,
} from "@/lib/services/cockpit/stage";

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
    expect(stage({ isImporting: true, report: { isDelivered: true } })).toBe("importing");
  });

  it("is open items from the first on, a report notwithstanding", () => {
    expect(stage({ openItems: 1 })).toBe("items");
    expect(stage({ openItems: 1, report: { isDelivered: true } })).toBe("items");
  });

  it("is in review with a current report, delivered once it was handed over", () => {
    expect(stage({ report: { isDelivered: false } })).toBe("in-review");
    expect(stage({ report: { isDelivered: true } })).toBe("delivered");
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

describe("a report is handed over", () => {
  const KEPT: HandedOver = {
    isTaken: false,
    isTakenByFirm: false,
    isSigned: false,
    isAlone: false,
  };
  const over = (told: Partial<HandedOver>) => isDelivered({ ...KEPT, ...told });

  it("once the client took it, signed or not", () => {
    expect(over({ isTaken: true })).toBe(true);
    expect(over({})).toBe(false);
  });

  it("once the firm took what a second person signed; checking it before is no delivery", () => {
    expect(over({ isTakenByFirm: true })).toBe(false);
    expect(over({ isSigned: true })).toBe(false);
    expect(over({ isTakenByFirm: true, isSigned: true })).toBe(true);
  });

  it("once whoever works alone took it", () => {
    expect(over({ isAlone: true })).toBe(false);
    expect(over({ isAlone: true, isTakenByFirm: true })).toBe(true);
  });
});
