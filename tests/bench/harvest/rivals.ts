import { partByUsd } from "@/lib/money/allocate";
import { minQuantity } from "@/lib/money/quantity";
import { compareRatio } from "@/lib/money/ratio";
import {
  addUsd,
  compareUsd,
  negateUsd,
  signUsd,
  subtractUsd,
  timesRate,
  type Usd,
  ZERO_USD,
} from "@/lib/money/usd";
import { type SalePart, simulateSale } from "@/lib/tax/harvest/sale";
import { savingIn } from "@/lib/tax/harvest/saving";
import { totalsOf } from "@/lib/tax/optimal/choice";
import type { HarvestPool } from "@/lib/tax/optimal/harvest-input";
import { lineOf } from "@/lib/tax/optimal/line";
import type { PricedLot } from "@/lib/tax/optimal/priced-lot";
import { net } from "@/lib/tax/worksheets/year-return";
import { type Portfolio, SOLD } from "./portfolio";

/** Costs of every sale of the bench. */
export const COSTS = { rate: "0.004", fixed: ZERO_USD, fixedPer: "order" as const };

interface Loss {
  readonly pool: HarvestPool;
  readonly priced: PricedLot;
}

/** Loss lots with the highest basis for each dollar of value first, until gains and the loss limit are used up: a HIFO tool. */
export function byHifo(portfolio: Portfolio): Usd {
  return untilTheCap(portfolio, (a, b) =>
    compareRatio(b.priced.lot.basis, b.priced.value, a.priced.lot.basis, a.priced.value),
  );
}

/** The largest losses first, until gains and the loss limit are used up: what a list sorted by loss sells. */
export function byLoss(portfolio: Portfolio): Usd {
  return untilTheCap(portfolio, (a, b) => compareUsd(a.priced.gain, b.priced.gain));
}

/** Every lot whose loss times 37 % is more than its costs: what a flat rate says is worth selling. */
export function byFlatRate(portfolio: Portfolio): Usd {
  const worth = lossesOf(portfolio).filter(
    ({ priced }) => compareUsd(timesRate(negateUsd(priced.gain), "0.37"), priced.cost) > 0,
  );
  return netSaving(
    portfolio,
    worth.map(({ pool, priced }) => ({
      pool,
      part: { lot: priced.lot, quantity: priced.lot.quantity },
    })),
  );
}

function lossesOf({ pools }: Portfolio): Loss[] {
  return pools.flatMap((pool) =>
    lineOf(pool, SOLD, COSTS).lots.map((priced) => ({ pool, priced })),
  );
}

function untilTheCap(portfolio: Portfolio, order: (a: Loss, b: Loss) => number): Usd {
  const { gains, carryoverIn, profile, rules } = portfolio.situation;
  const limit = rules.lossLimit[profile.filingStatus];
  const { line16 } = net(gains, carryoverIn, limit);
  let wanted = addUsd(line16, limit);
  const parts: { pool: HarvestPool; part: SalePart }[] = [];
  for (const { pool, priced } of lossesOf(portfolio).sort(order)) {
    if (signUsd(wanted) <= 0) {
      break;
    }
    const { lot, gain } = priced;
    const part = minQuantity(lot.quantity, partByUsd(lot.quantity, wanted, negateUsd(gain)));
    parts.push({ pool, part: { lot, quantity: part } });
    wanted = addUsd(wanted, gain);
  }
  return netSaving(portfolio, parts);
}

function netSaving(
  { situation }: Portfolio,
  parts: readonly { readonly pool: HarvestPool; readonly part: SalePart }[],
): Usd {
  const sales = parts.map(({ pool, part }) => simulateSale([part], pool.price, SOLD, COSTS));
  const { saving, fees } = savingIn(situation, totalsOf(sales));
  return subtractUsd(saving, fees);
}
