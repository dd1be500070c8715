import { shareOf } from "@/lib/money/allocate";
import { isZeroQuantity, signQuantity, subtractQuantity, sumQuantity } from "@/lib/money/quantity";
import { signUsd, subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import { isFiat } from "@/lib/tax/fiat";
import type { Issue } from "@/lib/tax/issue";
import { transactionId } from "@/lib/tax/transaction";
import { dateIn } from "@/lib/time/instant";
import { arrivedBeyond, beyondEffect } from "./arrived-beyond";
import { depositEffect, openedEffect } from "./deposit-effect";
import {
  allTried,
  type Case,
  type Context,
  caseOf,
  closedHere,
  isLotOrderFixed,
  isWashed,
  LEFT_OUT,
  shiftIf,
  tried,
  unknown,
  ways,
  worthOf,
  zeroBasis,
} from "./effects";
import { sourcesOf } from "./evidence";
import { type Supposition, shiftOfLots, soldUnits } from "./lots-supposed";
import { missingValueEffect } from "./missing-value-effect";
import type { Effect, Way } from "./open-item";
import { asTold, asTransfer, boughtBefore, instead, unsigned } from "./supposed-rows";

/** What one issue could do to tax: see `Effect`. Never zero for want of knowledge. */
export function effectOf(context: Context, issue: Issue, of: Case): Effect {
  const owner = context.settings.accounts.find(({ account }) => account === issue.account)?.owner;
  if (owner !== undefined && owner !== "client") {
    return { is: "none", why: "other-return" };
  }
  if (isFiat(of.asset)) {
    return unknown("needs-a-person");
  }
  switch (issue.code) {
    case "missing-basis":
      return missingBasis(context, issue, of);
    case "unmatched-deposit":
      return of.tx.kind === "deposit"
        ? depositEffect(context, of, of.tx)
        : unknown("needs-a-person");
    case "unmatched-withdrawal":
      return withdrawalEffect(context, of);
    case "missing-value":
      return missingValueEffect(context, of);
    case "unknown-kind":
      return untold(context, of);
    case "bad-quantity":
      return badQuantity(context, issue, of);
    case "choice-needed":
      return choice(context, of);
    case "wash-unsettled":
      return washUnsettled(context, of);
    case "future-date":
      return { is: "none", why: "not-yet" };
    case "unsupported-year":
      return unknown("unsupported-year");
    default:
      return unknown("needs-a-person");
  }
}

/** Units sold without an acquisition, or from lots of unknown basis; or units that moved so and open a lot of unknown basis. */
function missingBasis(context: Context, issue: Issue, of: Case): Effect {
  if (issue.severity === "check") {
    return of.tx.kind === "transfer" || of.tx.kind === "migration" || of.tx.kind === "conversion"
      ? openedEffect(context, of)
      : { is: "none", why: "no-disposal" };
  }
  const lots = closedHere(context, of).filter(({ basis }) => basis === null);
  if (lots.some(({ proceeds }) => proceeds === null)) {
    return unknown("no-amounts");
  }
  const missing = lots.filter(({ lot }) => lot === null);
  if (isWashed(context.settings, of.asset)) {
    return missing.length === lots.length ? boughtWays(context, of) : unknown("needs-a-person");
  }
  const zero: Way = { as: "basis-zero", shifts: zeroBasis(context, lots) };
  const shown = missing.length === 0 ? [] : shownBy(context, of);
  return ways(...(shown.length === 0 ? [LEFT_OUT] : shown), zero);
}

/** As bought for nothing, and at the price of the sale, just before it: IRC 1091 may reach both, so the whole walk tells. */
function boughtWays({ retry }: Context, of: Case): Effect {
  const bought = (value: Usd) => instead(boughtBefore(of.tx, of.spot, value), []);
  return allTried([LEFT_OUT], tried("basis-zero", retry(of.asset, bought(ZERO_USD))));
}

/** The rows that may be where missing units came from, tried by really computing: the best of them. */
export function shownBy({ retry, transactions }: Context, of: Case): readonly Way[] {
  const [best] = sourcesOf(of.spot, of.flows).filter(({ isSameAmount }) => isSameAmount);
  const row = best === undefined ? undefined : transactions.get(best.transaction);
  if (row?.kind === "withdrawal") {
    return tried("evidence", retry(of.asset, instead(asTransfer(row, of.spot), [row.id])));
  }
  if (row?.kind === "buy" && row.at <= of.tx.at) {
    const here = { ...row, account: of.spot.account };
    return tried("evidence", retry(of.asset, instead(here, [row.id])));
  }
  return [];
}

/** Units that left: a sale of that day at its price, or none. */
function withdrawalEffect(context: Context, of: Case): Effect {
  const { tx, date, asset, spot } = of;
  const worth = worthOf(of);
  if (worth === null || tx.kind !== "withdrawal") {
    return unknown("no-price");
  }
  const isSimple = tx.fees.length === 0 && isLotOrderFixed(context, asset, [tx.account]);
  if (!isSimple) {
    const { chain: _, ...rest } = tx;
    const sold = instead({ ...rest, kind: "sell", value: worth.value }, [tx.id]);
    return allTried([LEFT_OUT], tried("sale", context.retry(asset, sold)));
  }
  const units = (context.index.withdrawn.get(tx.id) ?? []).filter((each) => each.asset === asset);
  const sale = {
    ...spot,
    date,
    quantity: tx.sent.quantity,
    proceeds: subtractUsd(worth.value, tx.feeUsd),
  };
  const sold = (suppose: Supposition): Way => ({
    as: "sale",
    shifts: shiftOfLots([], soldUnits(units, suppose, sale), context.facts),
  });
  const isKnown = isZeroQuantity(
    subtractQuantity(
      sale.quantity,
      sumQuantity(units.flatMap((each) => (each.basis === null ? [] : [each.quantity]))),
    ),
  );
  // Units of unknown basis: zero, what their own rows say of them, or still not known.
  return isKnown
    ? ways(LEFT_OUT, sold(NOTHING_KNOWN))
    : ways(LEFT_OUT, sold(ZERO_BASIS), sold(asArrived(context)), sold(NOTHING_KNOWN));
}

const NOTHING_KNOWN: Supposition = () => null;
const ZERO_BASIS: Supposition = () => ({ basis: ZERO_USD, acquired: null });

/** Units as bought on the day they arrived, at what they were worth then. */
function asArrived(context: Context): Supposition {
  return (units) => {
    const row = units === null ? undefined : context.transactions.get(transactionId(units.lot));
    if (units === null || row === undefined) {
      return null;
    }
    const date = row.date ?? dateIn(context.settings.timeZone)(row.at);
    const arrived = caseOf(context, row, date, { asset: null, quantity: null });
    const worth = arrived === null ? null : worthOf(arrived);
    return arrived === null || worth === null || isZeroQuantity(arrived.quantity)
      ? null
      : { basis: shareOf(worth.value, units.quantity, arrived.quantity), acquired: date };
  };
}

/** A row nobody has explained, as its legs look at the price of the day. */
function untold({ retry }: Context, of: Case): Effect {
  const worth = worthOf(of);
  const told = worth === null || of.tx.kind !== "unknown" ? null : asTold(of.tx, worth.value);
  if (told === null) {
    return unknown("no-price");
  }
  const as = told.kind === "income" ? "income" : "sale";
  return allTried([LEFT_OUT], tried(as, retry(of.asset, instead(told, [of.tx.id]))));
}

/** A move of which more arrived than left; or a row that has no effect for a quantity below zero: as it stands, and with its quantities as sizes. */
function badQuantity(context: Context, { quantity }: Issue, of: Case): Effect {
  const { retry } = context;
  const rest = arrivedBeyond(of.tx);
  if (of.tx.kind === "transfer" && rest !== null) {
    return beyondEffect(context, of, of.tx, rest);
  }
  const row = unsigned(of.tx);
  if (row === null || quantity === null || signQuantity(quantity) >= 0) {
    return unknown(row === null ? "no-quantity" : "needs-a-person");
  }
  return allTried([LEFT_OUT], tried("unsigned", retry(of.asset, instead(row, [of.tx.id]))));
}

/** A conversion nobody has chosen a treatment for: nothing gained, or a taxable exchange. */
function choice({ retry }: Context, of: Case): Effect {
  if (of.tx.kind !== "conversion") {
    return unknown("needs-a-person");
  }
  const worth = worthOf(of);
  if (worth === null) {
    return unknown("no-price");
  }
  const taxable = instead({ ...of.tx, treatment: "taxable", value: worth.value }, [of.tx.id]);
  return allTried([LEFT_OUT], tried("taxable", retry(of.asset, taxable)));
}

/** A loss that perhaps does not count: as it stands, or none of it. */
function washUnsettled(context: Context, of: Case): Effect {
  const losses = closedHere(context, of).filter(({ gain }) => gain !== null && signUsd(gain) < 0);
  const shifts = shiftIf(context, losses, (lot) => ({
    ...lot,
    basis: lot.proceeds,
    gain: ZERO_USD,
  }));
  return ways(LEFT_OUT, { as: "wash", shifts });
}
