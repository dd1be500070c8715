import { describe, expect, it } from "vitest";
import { usd, ZERO_USD } from "@/lib/money/usd";
import { accountId, type Transaction } from "@/lib/tax/transaction";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { buy, leg, sell, told } from "../make";
import { all, ask, booksOf, broken, head, leaves, partsOf, refusal } from "./ask";

/** A move of BTC from account A to B; what does not arrive is the fee. */
const move = (
  date: string,
  id: string,
  sent: string,
  received: string,
  fee = "0",
): Transaction => ({
  ...told(date, { id }),
  kind: "transfer",
  toAccount: accountId("B"),
  sent: leg("BTC", sent),
  received: leg("BTC", received),
  feeValue: usd(fee),
});

describe("what stood in an account", () => {
  // 4 for 400 (step 1); 1 moves to B (2 drawn, 3 placed), 2 more follow (4 drawn, 5 placed); 3 sold in B (6), 1 in A (7).
  const books = booksOf([
    buy("2024-01-01", "4", "400", { id: "b" }),
    move("2024-02-01", "m1", "1", "1"),
    move("2024-03-01", "m2", "2", "2"),
    sell("2024-06-01", "3", "900", { id: "s1", account: "B" }),
    sell("2024-06-02", "1", "300", { id: "s2" }),
  ]);

  it("a basis leads through every step to what was paid", () => {
    const basis = ask(books, "lot/s1/1/basis");
    expect(head(basis)).toBe("300 = same");
    expect(partsOf(basis)).toEqual(["+ step/6/drawn 300"]);
    expect(leaves(basis)).toEqual(["told/b/value 400"]);
    expect(broken(basis)).toEqual([]);
  });

  // Each figure by hand: the lot is 100 a unit.
  it.each([
    ["step/1/opened", "400 = same", ["+ told/b/value 400"]],
    ["step/1/placed", "400 = same", ["+ step/1/opened 400"]],
    ["step/1/stood", "400 = same", ["+ step/1/opened 400"]],
    ["step/2/before", "400 = same", ["+ step/1/opened 400"]],
    ["step/2/drawn", "100 = share", ["+ step/1/opened 400"]],
    ["step/3/moved", "100 = same", ["+ step/2/drawn 100"]],
    ["step/3/placed", "100 = same", ["+ step/3/moved 100"]],
    ["step/3/stood", "100 = same", ["+ step/3/moved 100"]],
    ["step/4/before", "300 = difference", ["+ step/1/opened 400", "- step/2/drawn 100"]],
    ["step/4/drawn", "200 = share", ["+ step/4/before 300"]],
    ["step/5/before", "100 = same", ["+ step/3/moved 100"]],
    ["step/5/stood", "300 = sum", ["+ step/3/moved 100", "+ step/5/moved 200"]],
    ["step/6/before", "300 = same", ["+ step/5/stood 300"]],
    ["step/6/drawn", "300 = same", ["+ step/5/stood 300"]],
    [
      "step/7/before",
      "100 = difference",
      ["+ step/1/opened 400", "- step/2/drawn 100", "- step/4/drawn 200"],
    ],
  ])("%s", (figure, said, parts) => {
    const found = ask(books, figure);
    expect(head(found)).toBe(said);
    expect(partsOf(found)).toEqual(parts);
    expect(broken(found)).toEqual([]);
  });

  it("says in words what it is", () => {
    const how = (figure: string) => ask(books, figure).how;
    expect(how("step/1/stood")).toBe("what came in");
    expect(how("step/5/stood")).toBe("what came in, and what of the lot was there");
    expect(how("step/2/before")).toBe("nothing of it had left");
    expect(how("step/4/before")).toBe("what had come into the account, less what had left before");
    expect(how("step/3/placed")).toBe("lots travel with their basis");
    expect(how("step/6/drawn")).toBe("all that was left of the lot in the account");
    expect(how("step/4/drawn")).toBe(
      "their share, by units, of the 3 BTC of the lot that were in the account",
    );
    expect(ask(books, "step/3/moved").authority).toBe("Reg. 1.1012-1(j); IRC 1223");
    expect(ask(books, "step/4/drawn").label).toBe("Basis of 2 BTC out of the lot of Jan 1, 2024");
  });

  it.each([
    "step/8/drawn",
    "step/1/drawn",
    "step/2/placed",
    "step/2/stood",
    "step/1/before",
    "step/1/moved",
    "step/3/opened",
    "step/2/drawn/loss",
    "step/2/before/loss",
    "step/5/stood/loss",
    "step/1/opened/loss",
    "step/3/carried",
    "step/2/carried",
  ])("%s is not there", (figure) => {
    expect(refusal(books, figure)).toBe(`no-such-figure ${figure}`);
  });
});

describe("units of a gift on their way", () => {
  it("carry both bases", () => {
    const books = booksOf([
      {
        ...told("2024-01-01", { id: "g" }),
        kind: "gift-received",
        received: leg("BTC", "4"),
        value: usd("200"),
        donorBasis: usd("400"),
        donorAcquired: calendarDate("2021-03-01"),
        giftTaxShare: ZERO_USD,
      },
      move("2024-02-01", "m1", "1", "1"),
      move("2024-03-01", "m2", "2", "2"),
      sell("2024-06-01", "3", "60", { id: "s", account: "B" }),
    ]);
    const loss = ask(books, "lot/s/1/loss-basis");
    // 3 x 50.
    expect(head(loss)).toBe("150 = same");
    expect(partsOf(ask(books, "step/5/stood/loss"))).toEqual([
      "+ step/3/moved/loss 50",
      "+ step/5/moved/loss 100",
    ]);
    expect(partsOf(ask(books, "step/4/before/loss"))).toEqual([
      "+ step/1/opened/loss 200",
      "- step/2/drawn/loss 50",
    ]);
    expect(leaves(loss)).toEqual(["told/g/value 200"]);
    expect(ask(books, "step/1/opened/loss").authority).toBe("IRC 1015(a)");
    expect(ask(books, "step/1/opened").authority).toBe("IRC 1015(a), (d)(6)");
    expect(broken(loss)).toEqual([]);
  });
});

describe("the basis of a fee that is carried on", () => {
  // Lots of 2 for 200 and 3 for 600; all 5 move, the last unit (200) is the fee: what arrives of 2 and 2 takes half of it each.
  const two = [
    buy("2024-01-01", "2", "200", { id: "b1" }),
    buy("2024-01-02", "3", "600", { id: "b2" }),
  ];
  const books = booksOf([...two, move("2024-02-01", "m", "5", "4")], { transferFee: "carry" });

  it("goes by units to all that arrived", () => {
    // Steps: 1, 2 opened; 3, 4 drawn; 5, 6 placed.
    const carried = ask(books, "step/5/carried");
    expect(head(carried)).toBe("100 = share");
    expect(partsOf(carried)).toEqual(["+ removed/1 200"]);
    expect(carried.operation).toMatchObject({ cut: ZERO_USD });
    expect(carried.authority).toBe("No authority on point; the client's setting");
    const placed = ask(books, "step/6/placed");
    expect(head(placed)).toBe("500 = sum");
    expect(partsOf(placed)).toEqual(["+ step/6/moved 400", "+ step/6/carried 100"]);
    expect(placed.how).toBe(
      "lots travel with their basis, and that of the fee units is carried on (setting)",
    );
    expect(broken(placed)).toEqual([]);
  });

  it("is the share of a draw that the fee took", () => {
    const fee = ask(books, "removed/1");
    expect(head(fee)).toBe("200 = share");
    expect(partsOf(fee)).toEqual(["+ step/4/drawn 600"]);
    expect(fee.label).toBe("Basis of 1 BTC that left (fee-carried)");
    expect(refusal(books, "removed/2")).toBe("no-such-figure removed/2");
  });

  it("a drawn step carries none, nor does a move that all went to the fee", () => {
    expect(refusal(books, "step/3/carried")).toContain("no-such-figure");
    const gone = booksOf([...two, move("2024-02-01", "m", "5", "0")], { transferFee: "carry" });
    expect(refusal(gone, "step/3/carried")).toContain("no-such-figure");
    expect(head(ask(gone, "removed/2"))).toBe("600 = same");
  });

  it("a fee of unknown basis carries none", () => {
    const unknown = booksOf(
      [
        buy("2024-01-01", "2", "200", { id: "b1" }),
        buy("2024-01-02", "1", null, { id: "b2" }),
        move("2024-02-01", "m", "3", "2"),
        sell("2024-03-01", "2", "500", { id: "s", account: "B" }),
      ],
      { transferFee: "carry" },
    );
    expect(refusal(unknown, "step/5/carried")).toContain("no-such-figure");
    expect(head(ask(unknown, "removed/1"))).toBe("? = same");
    const basis = ask(unknown, "lot/s/1/basis");
    expect(head(basis)).toBe("200 = same");
    expect(broken(basis)).toEqual([]);
  });

  it("stays with its move when an allocation places the units anew (Rev. Proc. 2024-28)", () => {
    const row = (account: string, lot: string) => ({
      account: accountId(account),
      lot,
      quantity: leg("BTC", "2").quantity,
    });
    // B holds what arrived, A 2 more; the allocation exchanges b1 (in B) and b3 (in A).
    const universal = booksOf(
      [
        ...two,
        move("2024-02-01", "m", "5", "4"),
        buy("2024-03-01", "2", "1000", { id: "b3" }),
        sell("2025-03-01", "2", "1600", { id: "s" }),
      ],
      {
        transferFee: "carry",
        pool: "universal-until-2024",
        allocation2025: {
          kind: "specific",
          completedAt: instant("2024-12-31T12:00:00Z"),
          rows: [row("A", "b1"), row("B", "b2"), row("B", "b3")],
        },
      },
    );
    // 200 of their own and 100 of the fee; from B back to A without a transaction.
    const basis = ask(universal, "lot/s/1/basis");
    expect(head(basis)).toBe("300 = same");
    expect(leaves(basis)).toEqual(["told/b1/value 200", "told/b2/value 600"]);
    expect(broken(ask(universal, "2025/schedule-d/15"))).toEqual([]);
    const moved = all(basis).filter(
      ({ address }) => address.at === "step" && address.of === "moved",
    );
    expect(moved.map(head)).toEqual(["300 = same", "200 = same"]);
  });
});

describe("units that left", () => {
  it("keep their basis in view; those of a spouse's account come last", () => {
    const books = booksOf(
      [
        buy("2024-01-01", "2", "200", { id: "b1", account: "S" }),
        {
          ...told("2024-02-01", { id: "d1", account: "S" }),
          kind: "donation",
          sent: leg("BTC", "1"),
          value: null,
        },
        buy("2024-01-01", "2", "300", { id: "b2" }),
        {
          ...told("2024-03-01", { id: "d2" }),
          kind: "gift-sent",
          sent: leg("BTC", "2"),
          value: null,
        },
      ],
      { accounts: [{ account: accountId("S"), custody: "own", owner: "spouse" }] },
    );
    const [own, spouses] = [ask(books, "removed/1"), ask(books, "removed/2")];
    expect([head(own), own.label]).toEqual(["300 = same", "Basis of 2 BTC that left (gift-sent)"]);
    expect([head(spouses), spouses.label]).toEqual([
      "100 = same",
      "Basis of 1 BTC that left (donation)",
    ]);
    expect(leaves(spouses)).toEqual(["told/b1/value 200"]);
    expect(all(own).every(({ authority }) => authority !== "")).toBe(true);
  });
});
