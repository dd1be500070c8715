import { expect, it } from "vitest";
import { quantityText } from "@/lib/money/quantity";
import { usdText } from "@/lib/money/usd";
import { walk } from "@/lib/tax/ledger";
import { Trace } from "@/lib/tax/trace";
import { accountId, type Transaction } from "@/lib/tax/transaction";
import { AS_OF, buy, leg, sell, settings, told } from "./make";

const ROWS: readonly Transaction[] = [
  buy("2024-01-01", "2", "20", { id: "b" }),
  {
    ...told("2024-02-01", { id: "m" }),
    kind: "transfer",
    toAccount: accountId("B"),
    sent: leg("BTC", "1"),
    received: leg("BTC", "1"),
    feeValue: null,
  },
  sell("2024-03-01", "1", "50", { id: "s", account: "B" }),
];

function steps(rows: readonly Transaction[]): readonly string[] {
  const trace = new Trace();
  walk(rows, settings(), AS_OF, trace);
  return trace.steps.map(({ step, transaction, lot, account, moved, before, previous }) =>
    [
      step,
      transaction,
      lot,
      account,
      quantityText(moved.quantity),
      moved.basis === null ? "?" : usdText(moved.basis),
      "of",
      quantityText(before.quantity),
      "after",
      previous,
    ].join(" "),
  );
}

it("every step of a lot: what moved, out of how much, and which step came before it there", () => {
  const expected = [
    "placed b b A 2 20 of 0 after ",
    "drawn m b A 1 10 of 2 after 0",
    "placed m b B 1 10 of 0 after ",
    "drawn s b B 1 10 of 1 after 2",
  ];
  expect(steps(ROWS)).toEqual(expected);
  // Rows told out of order are walked twice; the steps of the first, broken walk are forgotten.
  expect(steps([...ROWS].reverse())).toEqual(expected);
  expect(
    steps([ROWS[0], ROWS[2], ROWS[1]].flatMap((row) => (row === undefined ? [] : [row]))),
  ).toEqual(expected);
});
