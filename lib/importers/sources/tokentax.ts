import type { Meaning } from "@/lib/importers/booking";
import { programSource } from "@/lib/importers/program";
import {
  AIRDROP,
  DEPOSIT,
  EXCHANGE,
  GIFT_SENT,
  LOST,
  MINING,
  OTHER_INCOME,
  SPEND,
  STAKING,
  STOLEN,
  WITHDRAWAL,
  type Words,
} from "@/lib/importers/two-sided";

/** Types of TokenTax's help page; a gift is one made (one received is entered as a trade). */
const WORDS: Words = {
  both: new Map([["trade", EXCHANGE]]),
  incoming: new Map<string, Meaning>([
    ["deposit", DEPOSIT],
    ["income", OTHER_INCOME],
    ["mining", MINING],
    ["airdrop", AIRDROP],
    ["staking", STAKING],
  ]),
  outgoing: new Map<string, Meaning>([
    ["withdrawal", WITHDRAWAL],
    ["spend", SPEND],
    ["lost", LOST],
    ["stolen", STOLEN],
    ["gift", GIFT_SENT],
  ]),
};

/** TokenTax's manual template. */
export const tokentax = programSource({
  id: "tokentax",
  label: "TokenTax manual template",
  timeRule:
    "UTC, month before day; TokenTax does not name a zone, and the programs that write this file write UTC",
  account: "TokenTax",
  kindColumn: "Type",
  timeColumn: "Date",
  times: ["M/D/Y h:m", "M/D/Y h:m:s", "M/D/y h:m", "M/D/y h:m:s"],
  headers: [
    {
      version: "manual",
      header:
        "Type,BuyAmount,BuyCurrency,SellAmount,SellCurrency,FeeAmount,FeeCurrency,Exchange,Group,Comment,Date".split(
          ",",
        ),
    },
  ],
  sent: { amount: "SellAmount", asset: "SellCurrency" },
  received: { amount: "BuyAmount", asset: "BuyCurrency" },
  fee: { amount: "FeeAmount", asset: "FeeCurrency" },
  accountColumns: ["Exchange"],
  noteColumns: ["Comment"],
  idColumns: ["Comment"],
  words: WORDS,
});
