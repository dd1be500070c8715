import { readFileSync } from "node:fs";
import { DEMO_CLIENTS, DEMO_QUOTES, type DemoClient } from "@/db/demo/books";
import { listAccounts } from "@/db/queries/accounts";
import { insertQuotes } from "@/db/queries/quotes";
import { insertSettings, insertStandingOrder } from "@/db/queries/settings";
import { insertYearProfile } from "@/db/queries/year-profiles";
import { usd, ZERO_USD } from "@/lib/money/usd";
import { invariant } from "@/lib/result";
import { DEFAULT_SETTINGS } from "@/lib/services/gains/default-settings";
import { linkAllTransfers } from "@/lib/services/link-transfer";
import { assetId } from "@/lib/tax/transaction";
import { instant } from "@/lib/time/instant";
import { imported, type Owner } from "./books-support";
import { write } from "./support";

/** The demo's moment: its quotes are of then. */
export const NOW = instant("2026-11-20T21:00:00Z");

/** Puts one of the demo's books into `who`'s client the way people do: upload, commit, settings, orders, profiles, quotes. */
export async function loadDemoClient(who: Owner, key: DemoClient["key"]): Promise<DemoClient> {
  const demo = DEMO_CLIENTS.find((client) => client.key === key);
  invariant(demo !== undefined, `there is a demo client ${key}`);
  await write(who, (tx) =>
    insertSettings(tx, { ...DEFAULT_SETTINGS, timeZone: demo.timeZone, pool: demo.pool }),
  );
  for (const { file } of demo.files) {
    await imported(
      who,
      file,
      readFileSync(new URL(`../../db/demo/files/${file}`, import.meta.url)),
    );
  }
  if (demo.confirmTransfers) {
    invariant((await linkAllTransfers(who, who.client)).ok, "the clear transfers are linked");
  }
  await write(who, async (tx) => {
    const accounts = new Map((await listAccounts(tx)).map(({ name, id }) => [name, id]));
    for (const order of demo.standingOrders) {
      await insertStandingOrder(tx, {
        account: order.account === null ? null : (accounts.get(order.account) ?? null),
        method: order.method,
        effectiveFrom: instant(order.effectiveFrom),
        madeAt: instant(order.madeAt),
        toldBrokerAt: null,
      });
    }
    for (const profile of demo.profiles) {
      await insertYearProfile(tx, {
        ...profile,
        ordinaryIncome: usd(profile.ordinaryIncome),
        deduction: usd(profile.deduction),
        qualifiedDividends: usd(profile.qualifiedDividends),
        otherInvestmentIncome: usd(profile.otherInvestmentIncome),
        magiAddBack: ZERO_USD,
        otherShort: ZERO_USD,
        otherLong: ZERO_USD,
        shortCarryoverIn: null,
        longCarryoverIn: null,
      });
    }
    await insertQuotes(
      tx,
      DEMO_QUOTES.map((quote) => ({
        ...quote,
        asset: assetId(quote.asset),
        at: instant(quote.at),
      })),
    );
  });
  return demo;
}
