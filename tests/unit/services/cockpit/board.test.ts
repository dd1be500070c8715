import { describe, expect, it } from "vitest";
import { arrange, countStages } from "@/lib/services/cockpit/arrange-board";
import type { BoardItem } from "@/lib/services/cockpit/board-item";
import {
  BOARD_SORTS,
  boardHref,
  boardParams,
  readBoardQuery,
  sortHref,
} from "@/lib/services/cockpit/board-query";
import { seasonYear } from "@/lib/services/cockpit/view-board";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";

const TODAY = calendarDate("2026-11-20");
const item = (id: string, more: Partial<BoardItem> = {}): BoardItem => ({
  id,
  name: id,
  stage: "ready",
  said: null,
  state: "current",
  madeAt: null,
  openItems: 0,
  blockingItems: 0,
  unknownItems: 0,
  taxAtStake: null,
  gainAtStake: null,
  harvestState: "ready",
  harvest: null,
  turningLong: 0,
  nextLongOn: null,
  unexplained: null,
  preparers: [],
  due: "2027-04-15",
  isDueByLaw: true,
  lastActivityAt: null,
  ...more,
});
const shown = (items: readonly BoardItem[], params: Record<string, string>) =>
  arrange(items, readBoardQuery(params), TODAY).map(({ id }) => id);

describe("an address of the board", () => {
  it("says the whole state, and the same state has one address", () => {
    const params = {
      view: "board",
      year: "2025",
      q: "ada",
      stage: "items",
      preparer: "none",
      due: "week",
      over: "$1,200.50",
      sort: "stake",
      dir: "asc",
      page: "3",
    };
    const query = readBoardQuery(params);
    expect(query).toEqual({
      view: "board",
      year: 2025,
      text: "ada",
      stage: "items",
      preparer: "none",
      due: "week",
      over: "1200.5",
      sort: "stake",
      isDescending: false,
      page: 3,
    });
    const again = readBoardQuery(Object.fromEntries(new URLSearchParams(boardParams(query))));
    expect(again).toEqual(query);
    expect(boardHref(readBoardQuery({}))).toBe("/clients");
  });

  it("with what nobody understands is that of the plain board", () => {
    const odd = {
      view: "x",
      year: "1999",
      stage: "DROP",
      due: "soon",
      over: "-5",
      sort: "id",
      page: "0",
    };
    expect(readBoardQuery(odd)).toEqual(readBoardQuery({}));
  });

  it("sorts by a column the most first where that is what one looks for, and turns round", () => {
    expect(sortHref(readBoardQuery({}), "stake")).toBe("/clients?sort=stake");
    expect(sortHref(readBoardQuery({ sort: "stake" }), "stake")).toBe(
      "/clients?sort=stake&dir=asc",
    );
    expect(sortHref(readBoardQuery({ page: "4" }), "client")).toBe("/clients?sort=client");
  });
});

describe("the board's order", () => {
  it("is by the day due, then by what is at stake, then by name; filed years come last", () => {
    const items = [
      item("filed", { stage: "filed", due: "2026-01-01" }),
      item("b", { taxAtStake: "5" }),
      item("a", { taxAtStake: "5" }),
      item("most", { taxAtStake: "100.01" }),
      item("first", { due: "2026-12-01", isDueByLaw: false }),
    ];
    expect(shown(items, {})).toEqual(["first", "most", "a", "b", "filed"]);
  });

  it("of clients who are equal otherwise has those who can still save the most first", () => {
    const items = [item("a"), item("little", { harvest: "9" }), item("much", { harvest: "10" })];
    expect(shown(items, {})).toEqual(["much", "little", "a"]);
  });

  it("compares dollars as amounts and puts what is not known last both ways", () => {
    const items = [item("nine", { harvest: "9" }), item("ten", { harvest: "10" }), item("none")];
    expect(shown(items, { sort: "harvest" })).toEqual(["ten", "nine", "none"]);
    expect(shown(items, { sort: "harvest", dir: "asc" })).toEqual(["nine", "ten", "none"]);
  });

  it("is whole for every column: two equal clients never change places", () => {
    const items = [item("b", { name: "Same" }), item("a", { name: "Same" }), item("c")];
    for (const sort of BOARD_SORTS) {
      expect(shown(items, { sort })).toEqual(shown(items.toReversed(), { sort }));
    }
  });
});

describe("the board's filters", () => {
  const items = [
    item("Ada", { stage: "items", taxAtStake: "100.00", due: "2026-11-19", isDueByLaw: false }),
    item("Bo", { stage: "items", taxAtStake: "100.01", due: "2026-11-27", isDueByLaw: false }),
    item("Cy", { lastActivityAt: instant("2026-11-01T00:00:00Z") }),
    item("Di", { stage: "filed", due: "2026-04-15", isDueByLaw: false }),
  ];

  it("by name, stage and more than so many dollars", () => {
    expect(shown(items, { q: "AD" })).toEqual(["Ada"]);
    expect(shown(items, { stage: "items", sort: "client" })).toEqual(["Ada", "Bo"]);
    expect(shown(items, { over: "100" })).toEqual(["Bo"]);
  });

  it("by the day due: past without what is filed, within a week to its last day, none set", () => {
    expect(shown(items, { due: "overdue" })).toEqual(["Ada"]);
    expect(shown(items, { due: "week" })).toEqual(["Ada", "Bo"]);
    expect(shown(items, { due: "none" })).toEqual(["Cy"]);
  });

  it("counts every stage whichever is chosen", () => {
    const counts = countStages(items, readBoardQuery({ stage: "filed" }), TODAY);
    expect(Object.fromEntries(counts)).toMatchObject({
      items: 2,
      ready: 1,
      filed: 1,
      "no-data": 0,
    });
  });
});

describe("the year the board opens with", () => {
  it("is the last one to October 15, the end of an extension, and the present one after", () => {
    expect(seasonYear(calendarDate("2026-01-02"))).toBe(2025);
    expect(seasonYear(calendarDate("2026-10-15"))).toBe(2025);
    expect(seasonYear(calendarDate("2026-10-16"))).toBe(2026);
    expect(seasonYear(calendarDate("2026-12-31"))).toBe(2026);
  });
});
