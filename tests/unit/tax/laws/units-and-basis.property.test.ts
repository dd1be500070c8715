import { describe, it } from "vitest";
import { compareQuantity, isZeroQuantity, quantity } from "@/lib/money/quantity";
import { addUsd, sumUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { isFiat } from "@/lib/tax/fiat";
import { receivedOf, sentOf } from "@/lib/tax/legs";
import type { LedgerResult } from "@/lib/tax/year-result";
import { type Books, ledgerFor } from "./arbitrary-ledger";
import { forAllBooks, must, mustBeUsd, mustEqual, unitsText } from "./law";
import {
  arrivedUnknown,
  carriedOut,
  continues,
  counting,
  toldLots,
  Units,
  usesOf,
  washedInto,
} from "./reckoning";

/** Units of each asset that came in: told, carried over from another asset, or arrived from nowhere known. */
function cameIn(told: Books, ledger: LedgerResult): Units {
  const units = new Units();
  for (const { asset, quantity } of toldLots(told)) {
    units.add(asset, quantity);
  }
  for (const tx of counting(told)) {
    if (
      continues(tx, told) &&
      "received" in tx &&
      tx.received !== null &&
      !isFiat(tx.received.asset)
    ) {
      units.add(tx.received.asset, tx.received.quantity);
    }
    if (tx.kind === "transfer") {
      units.add(tx.sent.asset, arrivedUnknown(tx, ledger));
    }
  }
  return units;
}

function wentOut(told: Books, ledger: LedgerResult): Units {
  const units = new Units();
  for (const { asset, quantity } of usesOf(ledger)) {
    units.add(asset, quantity);
  }
  for (const tx of counting(told)) {
    if (continues(tx, told) && "sent" in tx && tx.sent !== null && !isFiat(tx.sent.asset)) {
      units.add(tx.sent.asset, carriedOut(tx, ledger));
    }
  }
  return units;
}

const known = (amounts: readonly (Usd | null)[]): Usd =>
  sumUsd(amounts.map((amount) => amount ?? ZERO_USD));

describe("law: units are conserved", () => {
  it("units that came in are held, disposed of, gone, or carried over to another asset: none more, none less", () => {
    forAllBooks((told) => {
      const ledger = ledgerFor(told);
      mustEqual(unitsText(wentOut(told, ledger)), unitsText(cameIn(told, ledger)), "units");
    });
  });

  it("each lot alone: the units its transaction opened, wherever they went", () => {
    forAllBooks((told) => {
      if (counting(told).some((tx) => continues(tx, told))) {
        return;
      }
      const opened = new Units();
      const used = new Units();
      for (const lot of toldLots(told)) {
        opened.add(lot.id, lot.quantity);
      }
      for (const use of usesOf(ledgerFor(told))) {
        if (opened.has(use.lot)) {
          used.add(use.lot, use.quantity);
        }
      }
      mustEqual(unitsText(used), unitsText(opened), "units of lots");
    });
  });
});

/**
 * Twenty digits of units replaced by a few, or some by next to none: the share of a lot can be less than the smallest unit
 * there is, and its basis goes with it.
 */
function losesUnits(told: Books): boolean {
  return counting(told).some((tx) => {
    const [sent, received] = [sentOf(tx), receivedOf(tx)];
    return (
      continues(tx, told) &&
      sent !== null &&
      received !== null &&
      (compareQuantity(sent.quantity, ENORMOUS) > 0 || compareQuantity(received.quantity, TINY) < 0)
    );
  });
}

const ENORMOUS = quantity("1000000000000");
const TINY = quantity("0.000000000001");

/** What a fee of a move left to the units that arrived; nothing arrived where all of them were the fee. */
function carriedOn(told: Books, { removed, outside }: LedgerResult): Usd {
  const empty = new Set(
    counting(told).flatMap((tx) =>
      tx.kind === "transfer" && isZeroQuantity(tx.received.quantity) ? [tx.id] : [],
    ),
  );
  return known(
    [...removed, ...outside.removed].flatMap(({ why, transaction, basis }) =>
      why === "fee-carried" && !empty.has(transaction) ? [basis] : [],
    ),
  );
}

describe("law: basis is conserved to the last digit", () => {
  it("what was paid for a lot, and what wash sales moved into it, is the basis held, deducted and gone", () => {
    forAllBooks((told) => {
      if (told.settings.transferFee === "carry" || losesUnits(told)) {
        return;
      }
      const used = new Map<string, (Usd | null)[]>();
      const ledger = ledgerFor(told);
      const washed = washedInto(ledger);
      for (const { lot, basis } of usesOf(ledger)) {
        const uses = used.get(lot);
        if (uses === undefined) {
          used.set(lot, [basis]);
        } else {
          uses.push(basis);
        }
      }
      for (const { id, cost, isDual } of toldLots(told)) {
        const uses = used.get(id) ?? [];
        if (cost === null) {
          must(
            uses.every((basis) => basis === null),
            `lot ${id} has a basis nobody told`,
          );
        } else if (!isDual) {
          mustBeUsd(known(uses), addUsd(cost, washed.get(id) ?? ZERO_USD), `basis of lot ${id}`);
        }
      }
    });
  });

  it("where fees of moves carry their basis on, all lots together keep theirs", () => {
    forAllBooks((plain) => {
      const told: Books = { ...plain, settings: { ...plain.settings, transferFee: "carry" } };
      const ledger = ledgerFor(told);
      const lots = toldLots(told);
      const uses = usesOf(ledger);
      // A share that goes to units of unknown basis is unknown too; a gift below the donor's basis has two.
      const isWhole = uses.every(({ basis }) => basis !== null) && !losesUnits(told);
      if (isWhole && !lots.some(({ isDual }) => isDual)) {
        const cost = known([...lots.map((lot) => lot.cost), ...washedInto(ledger).values()]);
        mustBeUsd(
          known(uses.map(({ basis }) => basis)),
          addUsd(cost, carriedOn(told, ledger)),
          "basis of all lots",
        );
      }
    });
  });
});
