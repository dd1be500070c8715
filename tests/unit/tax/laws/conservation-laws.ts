import { compareQuantity, isZeroQuantity, quantity } from "@/lib/money/quantity";
import { addUsd, sumUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { isFiat } from "@/lib/tax/fiat";
import { receivedOf } from "@/lib/tax/legs";
import type { LedgerResult } from "@/lib/tax/year-result";
import { type Books, ledgerFor } from "./arbitrary-ledger";
import { type Case, type Laws, must, mustBeUsd, mustEqual, unitsText } from "./law";
import {
  arrivedUnknown,
  carriedOut,
  continues,
  counting as countingOf,
  toldLots,
  Units,
  usesOf,
  washedInto,
} from "./reckoning";

/** Units of each asset that came in: told, carried over from another asset, or arrived from nowhere known. */
function cameIn({ told, ledger, counting }: Case): Units {
  const units = new Units();
  for (const { asset, quantity } of toldLots(told, counting)) {
    units.add(asset, quantity);
  }
  for (const tx of counting) {
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

function wentOut({ told, ledger, counting }: Case): Units {
  const units = new Units();
  for (const { asset, quantity } of usesOf(ledger)) {
    units.add(asset, quantity);
  }
  for (const tx of counting) {
    if (continues(tx, told) && "sent" in tx && tx.sent !== null && !isFiat(tx.sent.asset)) {
      units.add(tx.sent.asset, carriedOut(tx, ledger));
    }
  }
  return units;
}

const known = (amounts: readonly (Usd | null)[]): Usd =>
  sumUsd(amounts.map((amount) => amount ?? ZERO_USD));

/** Fewer of the smallest units came in than lots were replaced: some lots have nothing to stand for them. */
function losesUnits({ told, counting }: Case): boolean {
  return counting.some((tx) => {
    const received = receivedOf(tx);
    return continues(tx, told) && received !== null && compareQuantity(received.quantity, TINY) < 0;
  });
}

const TINY = quantity("0.000000000000000000000100");

/** What a fee of a move left to the units that arrived; nothing arrived where all of them were the fee. */
function carriedOn(told: Books, { removed, outside }: LedgerResult): Usd {
  const empty = new Set(
    countingOf(told).flatMap((tx) =>
      tx.kind === "transfer" && isZeroQuantity(tx.received.quantity) ? [tx.id] : [],
    ),
  );
  return known(
    [...removed, ...outside.removed].flatMap(({ why, transaction, basis }) =>
      why === "fee-carried" && !empty.has(transaction) ? [basis] : [],
    ),
  );
}

/** Units and basis are conserved: nothing is lost and nothing made up. */
export const CONSERVATION: Laws = {
  "units that came in are held, disposed of, gone, or carried over to another asset: none more, none less":
    (run) => {
      mustEqual(unitsText(wentOut(run)), unitsText(cameIn(run)), "units");
    },

  "each lot alone keeps the units its transaction opened, wherever they went": (run) => {
    const { told, ledger, counting } = run;
    if (counting.some((tx) => continues(tx, told))) {
      return;
    }
    const opened = new Units();
    const used = new Units();
    for (const lot of toldLots(told, counting)) {
      opened.add(lot.id, lot.quantity);
    }
    for (const use of usesOf(ledger)) {
      if (opened.has(use.lot)) {
        used.add(use.lot, use.quantity);
      }
    }
    mustEqual(unitsText(used), unitsText(opened), "units of lots");
  },

  "what was paid for a lot, and what wash sales moved into it, is the basis held, deducted and gone, to the last digit":
    (run) => {
      const { told, ledger, counting } = run;
      if (told.settings.transferFee === "carry" || losesUnits(run)) {
        return;
      }
      const washed = washedInto(ledger);
      const used = basesByLot(ledger);
      for (const { id, cost, isDual } of toldLots(told, counting)) {
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
    },

  "where fees of moves carry their basis on, all lots together keep theirs": (run) => {
    const told: Books = { ...run.told, settings: { ...run.told.settings, transferFee: "carry" } };
    const ledger = ledgerFor(told);
    const lots = toldLots(told, run.counting);
    const uses = usesOf(ledger);
    // A share that goes to units of unknown basis is unknown too; a gift below the donor's basis has two.
    const isWhole = uses.every(({ basis }) => basis !== null) && !losesUnits(run);
    if (isWhole && !lots.some(({ isDual }) => isDual)) {
      const cost = known([...lots.map((lot) => lot.cost), ...washedInto(ledger).values()]);
      mustBeUsd(
        known(uses.map(({ basis }) => basis)),
        addUsd(cost, carriedOn(told, ledger)),
        "basis of all lots",
      );
    }
  },
};

function basesByLot(ledger: LedgerResult): ReadonlyMap<string, readonly (Usd | null)[]> {
  const used = new Map<string, (Usd | null)[]>();
  for (const { lot, basis } of usesOf(ledger)) {
    const uses = used.get(lot);
    if (uses === undefined) {
      used.set(lot, [basis]);
    } else {
      uses.push(basis);
    }
  }
  return used;
}
