import type { Book, Dated } from "@/lib/tax/book";
import { report } from "@/lib/tax/issues";
import type { Conversion } from "@/lib/tax/transaction";
import { payNetworkFees } from "./costs";
import { swap } from "./disposals";
import { migrate } from "./moves";

/**
 * Wrapping, bridging, pooling, liquid staking: an exchange, or basis and dates carry over, as the row or else the client's
 * setting says. No rule decides (Notice 2024-57 draws no inference); where nobody chose, nothing is gained and the row says so.
 * Costs when basis carries over: nothing is sold that they could reduce and nothing bought whose basis they could raise (Reg.
 * 1.1001-7(b), 1.1012-1(h) speak of sales and purchases only), so dollars leave no trace, the cautious reading; units paid are
 * treated like the network fee of a move, by the client's setting.
 */
export function convert(book: Book, event: Dated<Conversion>): void {
  const { tx } = event;
  const treatment = tx.treatment ?? book.settings.conversions[tx.form];
  if (treatment === "taxable") {
    swap(book, { ...event, tx: { ...tx, kind: "swap", withheld: null } });
    return;
  }
  if (treatment === "ask") {
    reportChoice(book, event);
  }
  migrate(book, { ...event, tx: { ...tx, kind: "migration" } });
  payNetworkFees(book, event);
}

function reportChoice(book: Book, event: Dated<Conversion>): void {
  const { form, sent, received } = event.tx;
  report(book, event, {
    code: "choice-needed",
    severity: "blocking",
    asset: sent.asset,
    message: `No rule says whether ${WORDS[form]} ${sent.asset} into ${received.asset} is a sale (Notice 2024-57). Until you choose, basis and dates carry over and nothing is gained.`,
    remedy: "Say for this row, or in the settings for all of its kind, whether it is taxable.",
  });
}

const WORDS: Readonly<Record<Conversion["form"], string>> = {
  wrap: "wrapping",
  bridge: "bridging",
  liquidity: "pooling",
  "liquid-staking": "staking",
};
