import { quantityText, sumQuantity } from "@/lib/money/quantity";
import { sumUsd, timesRate, usd, usdText, ZERO_USD } from "@/lib/money/usd";
import { computeLedger } from "@/lib/tax/compute";
import type { Allocation2025, Identification, LedgerSettings } from "@/lib/tax/settings";
import { accountId, type Transaction } from "@/lib/tax/transaction";
import type { LedgerResult } from "@/lib/tax/year-result";
import { calendarDate } from "@/lib/time/calendar-date";
import { instant } from "@/lib/time/instant";
import { leg, settings, told, units } from "./build";
import type { Check } from "./compare";
import type { Example } from "./tax-example";

interface WalletLot {
  units: number;
  acquired: string;
  basisPerUnit: string;
}
interface Sale {
  date: string;
  units: number;
  fromWallet?: string;
  basisIdentified?: string;
}
interface Lot extends WalletLot {
  id: string;
  wallet: string;
}

/**
 * The examples of Rev. Proc. 2024-28 sec. 6, told as wallets and one sale of 2024, through the whole ledger: a universal pool
 * that ends with 2024, and an allocation of what is left that the product accepts or refuses.
 */
export function safeHarborExample(example: Example, check: Check): undefined {
  const wallets = example.inputs["wallets"] as unknown as Record<string, WalletLot[]>;
  const sale = example.inputs["sale"] as unknown as Sale;
  const lots = Object.entries(wallets).flatMap(([wallet, held]) =>
    held.map((lot, index): Lot => ({ ...lot, wallet, id: `${wallet} lot ${index + 1}` })),
  );
  const story: Story = { transactions: [...lots.map(bought), ...sold(lots, sale)], lots, sale };
  const result = run(story, null);
  const { expected } = example;
  if (expected["remainingUnits"] !== undefined) {
    const left = sumQuantity(result.openLots.map(({ quantity }) => quantity));
    check.exact("remaining units", String(expected["remainingUnits"]), quantityText(left));
  }
  if (expected["allocationAllowed"] === false) {
    const refused = run(story, allocationOf(lots.map((lot) => ({ ...lot, account: lot.wallet }))));
    check.text("lots after an allocation", 0, refused.openLots.length);
    const blocking = refused.issues.filter(({ severity }) => severity === "blocking");
    check.text("lots refused", lots.length, blocking.length);
  }
  if (expected["usedBasis"] !== undefined) {
    const used = sumUsd(result.closedLots.map(({ basis }) => basis ?? ZERO_USD));
    check.money("used basis", String(expected["usedBasis"]), usdText(used));
    unused(example, check, result);
    held(example, check, story, result);
  }
  return undefined;
}

interface Story {
  readonly transactions: readonly Transaction[];
  readonly lots: readonly Lot[];
  readonly sale: Sale;
}

function run(
  { transactions, lots, sale }: Story,
  allocation2025: Allocation2025 | null,
): LedgerResult {
  const named = lots.find(({ wallet }) => sale.basisIdentified?.startsWith(wallet) === true);
  const identifications: Identification[] =
    named === undefined
      ? []
      : [
          {
            transaction: told("sale 1", "", noon(sale.date), 0).id,
            madeAt: instant(noon(sale.date)),
            toldBrokerAt: null,
            lots: [{ lot: named.id, quantity: units(String(sale.units)) }],
          },
        ];
  const change: Partial<LedgerSettings> = {
    pool: "universal-until-2024",
    identifications,
    allocation2025,
  };
  return computeLedger({
    transactions,
    settings: settings(change),
    asOf: { at: instant("2025-01-01T12:00:00Z"), date: calendarDate("2025-01-01") },
  });
}

function noon(date: string): string {
  return `${date}T12:00:00Z`;
}

function bought({ id, wallet, acquired, units: count, basisPerUnit }: Lot): Transaction {
  return {
    ...told(id, wallet, noon(acquired), 0),
    kind: "buy",
    received: leg("DA", String(count)),
    value: timesRate(usd(basisPerUnit), String(count)),
  };
}

/** Out of the wallet named; without one every wallet sells what it has. The price is ours: nothing expected depends on it. */
function sold(lots: readonly Lot[], sale: Sale): Transaction[] {
  const from =
    sale.fromWallet === undefined
      ? lots.map(({ wallet, units: count }) => ({ wallet, count }))
      : [{ wallet: sale.fromWallet, count: sale.units }];
  return from.map(({ wallet, count }, index) => ({
    ...told(`sale ${index + 1}`, wallet, noon(sale.date), index),
    kind: "sell",
    sent: leg("DA", String(count)),
    value: timesRate(usd("10"), String(count)),
  }));
}

function allocationOf(
  rows: readonly { readonly account: string; readonly id: string; readonly units: number }[],
): Allocation2025 {
  return {
    kind: "specific",
    completedAt: instant("2024-12-31T12:00:00Z"),
    rows: rows.map((row) => ({
      account: accountId(row.account),
      lot: row.id,
      quantity: units(String(row.units)),
    })),
  };
}

function unused({ expected }: Example, check: Check, { openLots }: LedgerResult): void {
  const rows = expected["unusedBasis"] as { units: number; basisPerUnit: string }[];
  check.text("unused lots", rows.length, openLots.length);
  rows.forEach((row, index) => {
    const lot = openLots[index];
    check.exact(
      `unused ${index} units`,
      String(row.units),
      lot === undefined ? null : quantityText(lot.quantity),
    );
    check.money(
      `unused ${index} basis`,
      usdText(timesRate(usd(row.basisPerUnit), String(row.units))),
      lot?.basis === null || lot === undefined ? null : usdText(lot.basis),
    );
  });
}

/** What each wallet holds, and that unused basis may be placed just so: filled in wallet by wallet, it is taken without an issue. */
function held({ expected }: Example, check: Check, story: Story, before: LedgerResult): void {
  const remaining = expected["remaining"] as Record<string, number>;
  for (const { account, held: has } of before.cutoverMismatch) {
    check.exact(`held in ${account}`, String(remaining[account]), quantityText(has));
  }
  const left = before.openLots.map(({ lot, quantity }) => ({
    id: lot,
    units: Number(quantityText(quantity)),
  }));
  const rows = Object.entries(remaining).flatMap(([account, wanted]) => {
    let want = wanted;
    return left.flatMap((lot) => {
      const now = Math.min(want, lot.units);
      want -= now;
      lot.units -= now;
      return now > 0 ? [{ account, id: lot.id, units: now }] : [];
    });
  });
  const after = run(story, allocationOf(rows));
  check.text("issues of the allocation", "", after.issues.map(({ message }) => message).join(" "));
  for (const [account, wanted] of Object.entries(remaining)) {
    const lots = after.openLots.filter((lot) => lot.account === account);
    const has = sumQuantity(lots.map(({ quantity }) => quantity));
    check.exact(`allocated to ${account}`, String(wanted), quantityText(has));
  }
}
