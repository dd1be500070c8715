import { parsePrice, unitPrice } from "@/lib/money/price";
import { signQuantity, sumQuantity } from "@/lib/money/quantity";
import { compareUsd, negateUsd, parseUsd, subtractUsd, type Usd, ZERO_USD } from "@/lib/money/usd";
import type { OpenLot } from "@/lib/tax/closed-lot";
import type { Saving } from "@/lib/tax/harvest/harvest";
import { isKnown, type SimulatedSale, simulateSale } from "@/lib/tax/harvest/sale";
import { savingIn } from "@/lib/tax/harvest/saving";
import type { AccountId, AssetId } from "@/lib/tax/transaction";
import { yearOf } from "@/lib/time/calendar-date";
import type { Books } from "../gains/books";
import { estimateUsd, plainQuantity, sumKnown } from "../gains/plain";
import { gainOf, type SoldSum, soldSum } from "../gains/sold-sum";
import { type PairedSheet, pairedSheets } from "../gains/worksheet-pair";
import { situationNow } from "./plan-now";

/** What selling what is left of an asset in an account would bring at the price told, beside its fee. Decimal text; null: not known. */
export interface LossSaving {
  readonly quantity: string;
  readonly basis: string | null;
  readonly gain: string | null;
  readonly saving: string | null;
  readonly fee: string;
  /** The saving less the fee; the fee is in the loss already, so this is what stays in hand. */
  readonly kept: string | null;
  readonly isWorth: boolean | null;
  /** The sale written out and the year without and with it; null: not known. */
  readonly asked: {
    readonly sum: SoldSum;
    readonly tax: string;
    readonly sheets: readonly PairedSheet[];
  } | null;
}

/** What a sale in the books already realised this year. */
export interface LossInBooks {
  readonly gain: string | null;
  readonly quantity: string;
}

/** What is still held of the asset there, sold at the price told; null when nothing is held. */
export function lossSaving(
  books: Books,
  place: { readonly account: AccountId; readonly asset: AssetId },
  year: number,
  told: { readonly price: string; readonly fee: string },
): LossSaving | null {
  const lots = books.ledger.openLots.filter(
    ({ account, asset }) => account === place.account && asset === place.asset,
  );
  const held = sumQuantity(lots.map(({ quantity }) => quantity));
  if (signQuantity(held) <= 0) {
    return null;
  }
  const fee = parseUsd(told.fee === "" ? "0" : told.fee) ?? ZERO_USD;
  const proceeds = told.price === "" ? null : parseUsd(told.price);
  const sale = proceeds === null ? null : saleOf(books, place.asset, lots, proceeds, fee);
  const runs = sale === null ? null : runsOf(books, year, sale);
  const kept = runs === null ? null : subtractUsd(runs.saving, fee);
  return {
    quantity: plainQuantity(held),
    basis: estimateUsd(sumKnown(lots.map(({ basis }) => basis))),
    gain: sale === null ? null : estimateUsd(gainOf(sale.totals)),
    saving: estimateUsd(runs?.saving ?? null),
    fee: estimateUsd(fee),
    kept: estimateUsd(kept),
    isWorth: kept === null ? null : compareUsd(kept, ZERO_USD) > 0,
    asked: sale === null || runs === null ? null : askedOf(sale, runs),
  };
}

type Sale = Pick<SimulatedSale, "gross" | "totals">;

function runsOf(books: Books, year: number, { totals }: Sale): Saving | null {
  const situation = situationNow(books, year);
  return situation === null ? null : savingIn(situation, totals);
}

function askedOf({ gross, totals }: Sale, runs: Saving): LossSaving["asked"] {
  return {
    sum: soldSum(gross, totals, runs),
    tax: estimateUsd(negateUsd(runs.saving)),
    sheets: pairedSheets(runs.now, runs.after),
  };
}

function saleOf(
  books: Books,
  asset: AssetId,
  lots: readonly OpenLot[],
  proceeds: Usd,
  fee: Usd,
): Sale | null {
  const collectible = books.settings.assets.find((facts) => facts.asset === asset)?.collectible;
  const parts = lots
    .filter(isKnown)
    .map((lot) => ({ lot, quantity: lot.quantity, collectible: collectible ?? false }));
  const price = unitPrice(proceeds, sumQuantity(lots.map(({ quantity }) => quantity)));
  const known = price ?? parsePrice("0");
  if (parts.length < lots.length || known === null) {
    return null;
  }
  return simulateSale(parts, known, books.asOf.date, { rate: "0", fixed: fee });
}

/** What was sold of it there in the year; null when nothing was. */
export function lossInBooks(
  books: Books,
  place: { readonly account: AccountId; readonly asset: AssetId },
  year: number,
): LossInBooks | null {
  const closed = books.ledger.closedLots.filter(
    ({ account, asset, sold }) =>
      account === place.account && asset === place.asset && yearOf(sold) === year,
  );
  if (closed.length === 0) {
    return null;
  }
  return {
    quantity: plainQuantity(sumQuantity(closed.map(({ quantity }) => quantity))),
    gain: estimateUsd(sumKnown(closed.map(({ gain }) => gain))),
  };
}
