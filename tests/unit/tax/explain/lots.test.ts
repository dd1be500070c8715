import { describe, expect, it } from "vitest";
import { usd, ZERO_USD } from "@/lib/money/usd";
import { accountId, assetId, type Transaction } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { buy, leg, sell, told } from "../make";
import { all, ask, booksOf, broken, head, leaves, partsOf, refusal } from "./ask";

const FUND = {
  asset: assetId("FUND"),
  class: "security",
  collectible: false,
  identicalTo: null,
} as const;

const gift = (change: { id: string; units: string; value: string | null; basis: string }) =>
  ({
    ...told("2024-01-01", { id: change.id }),
    kind: "gift-received",
    received: leg("BTC", change.units),
    value: change.value === null ? null : usd(change.value),
    donorBasis: usd(change.basis),
    donorAcquired: calendarDate("2021-03-01"),
    giftTaxShare: ZERO_USD,
  }) as const;

describe("a loss that does not count", () => {
  // 10 for 1,000 sold to a sister for 600 (-400); 4 bought back within 30 days: 4/10 x 400 = 160 is a wash sale (W), and
  // IRC 267 denies the other 240 (L).
  const sale: Transaction = {
    ...told("2025-03-03", { id: "s" }),
    kind: "sell",
    sent: leg("FUND", "10"),
    value: usd("600"),
    deniedLoss: "related-party",
  };
  const bought = buy("2025-01-02", "10", "1000", { id: "b1", asset: "FUND" });
  const back = buy("2025-03-10", "4", "300", { id: "b2", asset: "FUND" });
  const books = booksOf([bought, sale, back], { assets: [FUND] });

  it("is taken out of the gain by both codes", () => {
    const gain = ask(books, "lot/s/1");
    expect(partsOf(gain)).toEqual([
      "+ lot/s/1/proceeds 600",
      "- lot/s/1/basis 1000",
      "+ lot/s/1/w 160",
      "+ lot/s/1/l 240",
    ]);
    expect(head(gain)).toBe("0 = difference");
    expect(gain.how).toBe("proceeds less basis, and what of the loss does not count");
    expect(gain.authority).toBe("IRC 1001(a); IRC 1222 (short term)");
    expect(gain.label).toBe("Gain or loss on 10 FUND sold Mar 3, 2025");
    expect(broken(gain)).toEqual([]);
  });

  it("code L is the loss less what the wash sale took", () => {
    const denied = ask(books, "lot/s/1/l");
    expect(partsOf(denied)).toEqual(["+ lot/s/1/loss 400", "- lot/s/1/w 160"]);
    expect(denied.how).toBe("all of the loss that no wash sale disallowed");
    expect(partsOf(ask(books, "lot/s/1/loss"))).toEqual([
      "+ lot/s/1/basis 1000",
      "- lot/s/1/proceeds 600",
    ]);
  });

  it("code W is its matches, each a share of the loss by units", () => {
    expect(partsOf(ask(books, "lot/s/1/w"))).toEqual(["+ wash/1 160"]);
    const wash = ask(books, "wash/1");
    expect(head(wash)).toBe("160 = share");
    expect(partsOf(wash)).toEqual(["+ lot/s/1/loss 400"]);
    expect(wash.label).toBe("Loss disallowed: 4 FUND replaced by FUND bought 2025-03-10");
  });

  it("without a wash sale code L is all of it", () => {
    const denied = ask(booksOf([bought, sale], { assets: [FUND] }), "lot/s/1/l");
    expect(head(denied)).toBe("400 = difference");
    expect(partsOf(denied)).toEqual(["+ lot/s/1/loss 400"]);
    expect(denied.how).toBe("all of the loss");
  });

  it("column (g) of the row is both codes, rounded", () => {
    const column = ask(books, "2025/8949/C/row/1/g");
    expect(head(column)).toBe("400 = rounded");
    expect(partsOf(column)).toEqual(["+ lot/s/1/w 160", "+ lot/s/1/l 240"]);
  });

  it.each(["wash/2", "lot/s/2/w"])("%s is not there", (figure) => {
    expect(refusal(books, figure)).toBe(`no-such-figure ${figure}`);
  });

  it.each(["w", "l", "loss", "loss-basis"])("a gain has no %s", (of) => {
    const plain = booksOf([
      buy("2025-01-02", "1", "1", { id: "b" }),
      sell("2025-02-02", "1", "5", { id: "s" }),
    ]);
    expect(refusal(plain, `lot/s/1/${of}`)).toBe(`no-such-figure lot/s/1/${of}`);
    expect(refusal(plain, "wash/1")).toBe("no-such-figure wash/1");
  });
});

describe("two wash sales of one closed lot, and one of another", () => {
  // 10 for 1,000 (b1) and 5 for 600 (b2), sold for 750 at once, 50 each: b1 loses 500, b2 loses 350. 6 + 4 come back for b1
  // (300 + 200 of the loss), 5 for b2 (all 350).
  const books = booksOf(
    [
      buy("2024-01-02", "10", "1000", { id: "b1", asset: "FUND" }),
      buy("2024-01-03", "5", "600", { id: "b2", asset: "FUND" }),
      sell("2025-03-03", "15", "750", { id: "s", asset: "FUND" }),
      buy("2025-03-10", "6", "300", { id: "r1", asset: "FUND" }),
      buy("2025-03-11", "9", "450", { id: "r2", asset: "FUND" }),
    ],
    { assets: [FUND] },
  );

  it("each lot has its own", () => {
    expect(partsOf(ask(books, "lot/s/1/w"))).toEqual(["+ wash/1 300", "+ wash/2 200"]);
    expect(partsOf(ask(books, "lot/s/2/w"))).toEqual(["+ wash/3 350"]);
    expect(partsOf(ask(books, "wash/2"))).toEqual(["+ lot/s/1/loss 500"]);
    expect(partsOf(ask(books, "wash/3"))).toEqual(["+ lot/s/2/loss 350"]);
    expect(broken(ask(books, "2025/schedule-d/15"))).toEqual([]);
  });
});

describe("an IRA buys back", () => {
  it("the loss is gone: it raises no basis, and the match says so", () => {
    const books = booksOf(
      [
        buy("2025-01-02", "10", "1000", { id: "b1", asset: "FUND" }),
        sell("2025-03-03", "10", "600", { id: "s", asset: "FUND" }),
        buy("2025-03-10", "10", "650", { id: "b2", asset: "FUND", account: "IRA" }),
        sell("2025-06-10", "10", "700", { id: "s2", asset: "FUND", account: "IRA" }),
      ],
      {
        assets: [FUND],
        accounts: [{ account: accountId("IRA"), custody: "broker", owner: "ira" }],
      },
    );
    const wash = ask(books, "wash/1");
    expect(head(wash)).toBe("400 = share");
    expect(wash.authority).toBe("IRC 1091(a); Rev. Rul. 2008-5");
    // Sold in the IRA: 700 less 650; explained too, though on no return.
    const inside = ask(books, "lot/s2/1");
    expect(head(inside)).toBe("50 = difference");
    expect(leaves(inside)).toEqual(["told/s2/value 700", "told/b2/value 650"]);
    expect(broken(inside)).toEqual([]);
  });
});

describe("units of a gift that share one draw with the fee of a move", () => {
  // A gift of 4 (giver's basis 400, worth 200) moves; 3 arrive, 1 pays the fee, worth `fee`: one draw, two takers.
  const bookOf = (fee: string | null) =>
    booksOf([
      gift({ id: "g", units: "4", value: "200", basis: "400" }),
      {
        ...told("2024-02-01", { id: "m" }),
        kind: "transfer",
        toAccount: accountId("B"),
        sent: leg("BTC", "4"),
        received: leg("BTC", "3"),
        feeValue: fee === null ? null : usd(fee),
      },
    ]);

  // A quarter of 400 for a gain, of 200 for a loss; 30 is below both, 120 above both, 70 between them (IRC 1015(a)).
  it.each([
    ["30", "50"],
    ["120", "100"],
    ["70", "70"],
  ])("worth %s: the basis that counts is %s", (fee, basis) => {
    const found = ask(bookOf(fee), "lot/m/1/basis");
    expect(head(found)).toBe(`${basis} = middle`);
    expect(partsOf(found)).toEqual([
      "+ lot/m/1/gain-basis 100",
      "+ lot/m/1/loss-basis 50",
      `+ lot/m/1/proceeds ${fee}`,
    ]);
    expect(found.parts.slice(0, 2).map(({ explanation }) => explanation.operation.kind)).toEqual([
      "share",
      "share",
    ]);
    expect(found.authority).toBe("IRC 1015(a); IRC 267(d)");
    const [, lower] = found.parts;
    // Sold at a loss the units count from the gift, else from the giver's day.
    expect(lower?.explanation.label).toBe(
      `Basis for a loss of 1 BTC, acquired ${fee === "30" ? "Jan 1, 2024" : "Mar 1, 2021"}`,
    );
    expect(lower?.explanation.how).toBe("their share of the units drawn");
    expect(broken(found)).toEqual([]);
  });

  it("of a value that is not known: the basis for a gain stands", () => {
    const found = ask(bookOf(null), "lot/m/1");
    expect(partsOf(found)).toEqual(["+ lot/m/1/proceeds ?", "- lot/m/1/basis 100"]);
    expect(broken(found)).toEqual([]);
    expect(head(ask(bookOf(null), "lot/m/1/loss-basis"))).toBe("50 = share");
  });
});

describe("units of unknown basis", () => {
  it("share what is not known: not known either", () => {
    const books = booksOf([
      buy("2024-01-01", "4", null, { id: "b" }),
      {
        ...told("2024-02-01", { id: "m" }),
        kind: "transfer",
        toAccount: accountId("B"),
        sent: leg("BTC", "4"),
        received: leg("BTC", "3"),
        feeValue: usd("9"),
      },
      sell("2024-03-01", "3", "90", { id: "s", account: "B" }),
    ]);
    const fee = ask(books, "lot/m/1/basis");
    expect(head(fee)).toBe("? = share");
    expect(leaves(fee)).toEqual(["step/1/opened ?"]);
    const opened = all(fee).at(-1);
    expect([opened?.how, opened?.source?.transaction]).toEqual(["not told", "b"]);
    const sale = ask(books, "lot/s/1/basis");
    expect(head(sale)).toBe("? = same");
    expect(all(sale).map(({ amount }) => amount)).not.toContain(ZERO_USD);
    expect([...broken(fee), ...broken(sale)]).toEqual([]);
  });

  it("no acquisition at all: there is nothing to draw from, so no basis for a gain or a loss", () => {
    const books = booksOf([sell("2025-03-01", "1", "100", { id: "s" })]);
    const basis = ask(books, "lot/s/1/basis");
    expect(head(basis)).toBe("? = stated");
    expect([basis.how, basis.authority]).toEqual([
      "not known: the acquisition is missing from the books",
      "IRC 6001",
    ]);
    expect(basis.label).toBe("Basis of 1 BTC");
    expect(refusal(books, "lot/s/1/gain-basis")).toContain("no-such-figure");
  });
});

describe("inherited units", () => {
  it("say so where their day would stand", () => {
    const books = booksOf([
      {
        ...told("2024-01-01", { id: "i" }),
        kind: "inherited",
        received: leg("BTC", "1"),
        value: usd("500"),
      },
      sell("2024-03-01", "1", "900", { id: "s" }),
    ]);
    const basis = ask(books, "lot/s/1/basis");
    expect(basis.label).toBe("Basis of 1 BTC, inherited");
    expect(leaves(basis)).toEqual(["told/i/value 500"]);
    const [opened] = all(basis)
      .filter(({ address }) => address.at === "step")
      .slice(-1);
    expect([opened?.how, opened?.authority]).toEqual(["fair market value at death", "IRC 1014"]);
  });
});
