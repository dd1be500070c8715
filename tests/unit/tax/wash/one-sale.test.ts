import { describe, expect, it } from "vitest";
import { usd } from "@/lib/money/usd";
import type { Transaction } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { buy, leg, sell, told } from "../make";
import { account, closed, codes, FUND, fact, named, open, order, run, text } from "../wash-make";

const OLD = buy("2025-01-02", "10", "1000", { ...FUND, id: "old" });
const LOSS = sell("2025-06-01", "10", "800", { ...FUND, id: "loss" });

describe("several lots in one sale count as sold in order of acquisition (Reg. 1.1091-1(b))", () => {
  it("whatever the method draws first; rows stay in the order they were drawn", () => {
    // HIFO draws b (100 a unit) before a (95). a's loss of 150 goes into b: 1,000 + 150 against 800.
    const result = run(
      [
        buy("2025-01-02", "10", "950", { ...FUND, id: "a" }),
        buy("2025-05-20", "10", "1000", { ...FUND, id: "b" }),
        sell("2025-06-01", "20", "1600", FUND),
      ],
      { standingOrders: [order("hifo")] },
    );
    expect(result.closedLots.map((lot) => [lot.lot, closed(lot).codes, text(lot.gain)])).toEqual([
      ["b", "", "-350"],
      ["a", "W 150", "0"],
    ]);
    expect(result.washSales).toMatchObject([{ lot: "a", acquisition: "b", replacement: "b" }]);
  });

  const chain = (denied: boolean) => {
    const sale: Transaction = {
      ...told("2025-06-01", { id: "sale" }),
      kind: "sell",
      sent: leg("FUND", "26"),
      value: usd("2080"),
      ...(denied ? { deniedLoss: "related-party" as const } : {}),
    };
    return run([
      buy("2025-01-02", "4", "400", { ...FUND, id: "a" }),
      buy("2025-05-20", "10", "950", { ...FUND, id: "b" }),
      buy("2025-05-25", "12", "1080", { ...FUND, id: "c" }),
      sale,
    ]);
  };

  it("and units split off take their turn: a loss can travel through two of them", () => {
    // Sold at 80. a loses 80, into 4 of b (380 + 80): these lose 140, into 4 of c (360 + 140); the other 6 of b lose 90, into 6 of
    // c (540 + 90). So c loses 180, 150, and 20 on the last 2. 80 + 150 + 120 are lost in all.
    const result = chain(false);
    expect(
      result.closedLots.map(
        (lot) => `${lot.lot} ${text(lot.basis)} ${closed(lot).codes} ${text(lot.gain)}`,
      ),
    ).toEqual([
      "a 400 W 80 0",
      "b:w1 460 W 140 0",
      "b 570 W 90 0",
      "c:w1 500  -180",
      "c:w2 630  -150",
      "c 180  -20",
    ]);
    expect(result.closedLots.map(({ washedBasis }) => text(washedBasis))).toEqual([
      null,
      "80",
      null,
      "140",
      "90",
      null,
    ]);
  });

  it("what IRC 1091 leaves of such a sale to a relative is denied by IRC 267", () => {
    expect(codes(chain(true))).toEqual(["W 80", "W 140", "W 90", "L 180", "L 150", "L 20"]);
  });

  it("a lot drawn twice, by name and by the method, is matched in both places", () => {
    // Named: 4 of b; then FIFO: 10 of a, 6 of b. a loses 200: 4 of b named and 6 of b not take it.
    const result = run(
      [
        buy("2025-01-02", "10", "1000", { ...FUND, id: "a" }),
        buy("2025-05-20", "10", "900", { ...FUND, id: "b" }),
        sell("2025-06-01", "20", "1600", { ...FUND, id: "sale" }),
      ],
      { identifications: [named("sale", "b", "4")] },
    );
    // b: 900 + 200 - 800 = 300 of loss, by units 4 and 6.
    expect(
      result.closedLots.map((lot) => [lot.lot, lot.method, closed(lot).codes, text(lot.gain)]),
    ).toEqual([
      ["b:w1", "identified", "", "-120"],
      ["a", "fifo", "W 200", "0"],
      ["b:w2", "fifo", "", "-180"],
    ]);
  });

  it("later purchases still replace what is left, and the adjustment is on the right row", () => {
    const result = run([
      buy("2025-01-02", "4", "400", { ...FUND, id: "a" }),
      buy("2025-05-20", "10", "950", { ...FUND, id: "b" }),
      sell("2025-06-01", "14", "1120", FUND),
      buy("2025-06-10", "5", "400", { ...FUND, id: "c" }),
    ]);
    // Waiting: b:w1 with 140 on 4 units, b with 90 on 6. 5 came back: all of b:w1, 1 of b.
    expect(codes(result)).toEqual(["W 80", "W 140", "W 15"]);
    expect(result.openLots.map(({ basis }) => text(basis))).toEqual(["460", "95"]);
  });
});

describe("what is only told", () => {
  const reward = (date: string, on = "A"): Transaction => ({
    ...told(date, { account: on }),
    kind: "income",
    incomeKind: "other",
    received: leg("FUND", "10"),
    value: usd("900"),
  });
  const ids = { identifications: [named("loss", "old", "10")] };

  it("income in the window before the loss, by what it was", () => {
    const result = run([OLD, reward("2025-05-20"), LOSS], ids);
    expect(codes(result)).toEqual([""]);
    expect(result.issues).toMatchObject([
      {
        code: "wash-unsettled",
        message: expect.stringContaining("received as income on 2025-05-20"),
      },
    ]);
    const coin = run([OLD, buy("2025-05-20", "1", "9"), LOSS], {
      assets: [fact("FUND", { identicalTo: "BTC" })],
    });
    expect(coin.issues).toMatchObject([
      { message: expect.stringContaining("BTC acquired on 2025-05-20") },
    ]);
  });

  it("the first of two, with the units it is about", () => {
    const result = run([OLD, reward("2025-05-20"), reward("2025-05-21"), LOSS], ids);
    expect(result.issues).toMatchObject([
      { quantity: leg("FUND", "10").quantity, message: expect.stringContaining("2025-05-20") },
    ]);
  });

  it("not where real purchases take the whole loss, whichever came first", () => {
    const bought = buy("2025-05-21", "10", "900", FUND);
    expect(run([OLD, reward("2025-05-20"), bought, LOSS], ids).issues).toEqual([]);
    const part = buy("2025-05-21", "4", "360", FUND);
    expect(run([OLD, reward("2025-05-20"), part, LOSS], ids).issues).toMatchObject([
      { quantity: leg("FUND", "6").quantity },
    ]);
  });

  it("not of losses on another return", () => {
    const own = { ...FUND, account: "S" };
    const result = run(
      [
        buy("2025-01-02", "10", "1000", own),
        sell("2025-06-01", "10", "800", own),
        reward("2025-06-05", "S"),
      ],
      { accounts: [account("S", "spouse")] },
    );
    expect(result.issues).toEqual([]);
    expect(result.outside.closedLots.map(closed)).toMatchObject([{ codes: "", gain: "-200" }]);
  });
});

describe("short sales (Reg. 1.1091-1(g))", () => {
  const close = (proceeds: string, asset = "FUND"): Transaction => ({
    ...told("2024-11-19", { id: "close" }),
    kind: "sell",
    sent: leg(asset, "100"),
    value: usd(proceeds),
    shortSaleEntered: calendarDate("2024-10-15"),
  });
  const books = (opened: string, other: string) => [
    buy(opened, "100", "1000", { ...FUND, id: "own" }),
    buy(other, "100", "750", { ...FUND, id: "other" }),
    close("750"),
  ];
  const ids = { identifications: [named("close", "own", "100")] };

  it("units bought on the day it was entered were owned then", () => {
    // Sixty days before the close, 25 before the entry.
    expect(codes(run(books("2024-10-15", "2024-09-20"), ids))).toEqual(["W 250"]);
    expect(codes(run(books("2024-10-16", "2024-09-20"), ids))).toEqual([""]);
  });

  it("what was bought over 30 days after the entry does not count, though it was before the close", () => {
    expect(codes(run(books("2024-06-04", "2024-11-14"), ids))).toEqual(["W 250"]);
    expect(codes(run(books("2024-06-04", "2024-11-15"), ids))).toEqual([""]);
  });

  it("speaks of the day of a gain only where there is one, and of securities only", () => {
    const at = (proceeds: string) =>
      run([buy("2024-06-04", "100", "1000", { ...FUND, id: "own" }), close(proceeds)]).issues;
    expect(at("1000")).toEqual([]);
    expect(at("900")).toEqual([]);
    expect(at("1000.01")).toHaveLength(1);
    const coins = [buy("2024-06-04", "100", "1000"), close("1200", "BTC")];
    expect(run(coins).issues).toEqual([]);
    expect(run(coins, { washSalesOfDigitalAssetsFrom: calendarDate("2024-01-01") }).issues).toEqual(
      [],
    );
    const plain = [OLD, sell("2025-06-01", "10", "1200", FUND)];
    expect(run(plain).issues).toEqual([]);
  });
});

describe("beside what the rule does not cover", () => {
  const back = buy("2025-06-05", "10", "900", { ...FUND, id: "back" });

  it("coins sold at a loss stay as they are, in books with wash sales", () => {
    const coins = [
      buy("2025-01-02", "1", "1000"),
      sell("2025-06-20", "1", "400"),
      buy("2025-06-21", "1", "400"),
    ];
    expect(codes(run([OLD, LOSS, back, ...coins]))).toEqual(["W 200", ""]);
  });

  it("shares that became a coin keep the loss in their basis, share by share", () => {
    const migrated: Transaction = {
      ...told("2025-07-10"),
      kind: "migration",
      sent: leg("FUND", "10"),
      received: leg("COIN", "30"),
    };
    const result = run([
      OLD,
      LOSS,
      back,
      migrated,
      sell("2025-08-01", "9", "300", { asset: "COIN" }),
      sell("2025-08-02", "12", "400", { asset: "COIN" }),
    ]);
    // 1,100 over 30 units, 200 of it disallowed: 9, 12 and 9 left.
    expect(
      result.closedLots.map(({ basis, washedBasis }) => [text(basis), text(washedBasis)]),
    ).toEqual([
      ["1000", null],
      ["330", "60"],
      ["440", "80"],
    ]);
    expect(result.openLots.map(open)).toEqual(["back 9 330 2025-01-06 60"]);
    // The losses on the coin are its own.
    expect(codes(result)).toEqual(["W 200", "", ""]);
  });
});
