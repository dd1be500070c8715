import {
  CellError,
  type Cells,
  decimalIn,
  dollars,
  problemIn,
  textIn,
} from "@/lib/importers/cells";
import { dollarsOnly, isMoney, type Legs } from "@/lib/importers/legs";
import type { Told } from "@/lib/importers/told";
import { shareOf } from "@/lib/money/allocate";
import { quantityText, signQuantity, subtractQuantity } from "@/lib/money/quantity";
import type { Usd } from "@/lib/money/usd";
import type { Leg } from "@/lib/tax/transaction";

/** A column of dollars; null when empty, refused when negative. */
export function money(cells: Cells, column: string): Usd | null {
  const text = decimalIn(cells, column);
  if (text?.startsWith("-") === true) {
    throw new CellError(problemIn(cells, column, "An amount of dollars here is never negative."));
  }
  return text === null ? null : dollars(text);
}

/** The leg a kind needs: there, and of coins. */
export function coin(leg: Leg | null, side: "Sent" | "Received", cells: Cells): Leg {
  if (leg === null) {
    throw new CellError(
      problemIn(
        cells,
        `${side} Amount`,
        `A "${textIn(cells, "Type")}" needs what was ${side.toLowerCase()}.`,
      ),
    );
  }
  if (isMoney(leg)) {
    throw new CellError(
      problemIn(
        cells,
        `${side} Asset`,
        `A "${textIn(cells, "Type")}" is of coins, not of money; use the type "cash" for money.`,
      ),
    );
  }
  return leg;
}

/** A fee in other money without its value in dollars is questioned. */
export function foreignFee(cells: Cells, { fee }: Legs): Told["question"] {
  return isMoney(fee) && fee.asset !== "USD" && money(cells, "Fee Value USD") === null
    ? dollarsOnly(
        problemIn(
          cells,
          "Fee Amount",
          `The fee is ${quantityText(fee.quantity)} ${fee.asset}: give its value in US dollars.`,
        ),
      )
    : null;
}

/** Dollars of the units that did not arrive: as stated, else in proportion to the value of what was sent. */
export function networkFee(sent: Leg, received: Leg, cells: Cells): Usd | null {
  const lost = subtractQuantity(sent.quantity, received.quantity);
  const value = money(cells, "Value USD");
  return (
    money(cells, "Fee Value USD") ??
    (value === null || signQuantity(lost) <= 0 ? null : shareOf(value, lost, sent.quantity))
  );
}
