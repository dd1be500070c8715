import type { Meaning } from "@/lib/importers/booking";
import { programSource } from "@/lib/importers/program";
import {
  AIRDROP,
  DEPOSIT,
  DONATION,
  EXCHANGE,
  FEE,
  FORK,
  GIFT_RECEIVED,
  GIFT_SENT,
  INTEREST,
  LOST,
  MINING,
  REWARD,
  SPEND,
  STAKING,
  STOLEN,
  WITHDRAWAL,
  type Words,
} from "@/lib/importers/two-sided";

const SERVICES: Meaning = { is: "income", kind: "services" };

/** Types of ZenLedger's glossary. "Payment" comes in (earned), "Purchase" goes out (goods bought). */
const WORDS: Words = {
  both: new Map([
    ["buy", EXCHANGE],
    ["sell", EXCHANGE],
    ["trade", EXCHANGE],
    ["initial coin offering", EXCHANGE],
  ]),
  incoming: new Map<string, Meaning>([
    ["receive", DEPOSIT],
    ["fork", FORK],
    ["airdrop", AIRDROP],
    ["payment", SERVICES],
    ["mined", MINING],
    ["staking_reward", STAKING],
    ["interest_received", INTEREST],
    ["dividend_received", { is: "income", kind: "other" }],
    ["misc_reward", REWARD],
    ["gift_received", GIFT_RECEIVED],
  ]),
  outgoing: new Map<string, Meaning>([
    ["send", WITHDRAWAL],
    ["purchase", SPEND],
    ["gift_sent", GIFT_SENT],
    ["donation_501c3", DONATION],
    ["charitable_contribution", DONATION],
    ["fee", FEE],
    ["lost", LOST],
    ["stolen", STOLEN],
    ["theft_loss", STOLEN],
  ]),
};

/** ZenLedger's custom template; amounts are without fees. */
export const zenledger = programSource({
  id: "zenledger",
  label: "ZenLedger custom template",
  timeRule: "UTC, or the offset written in the cell; ZenLedger does not name a zone",
  account: "ZenLedger",
  kindColumn: "Type",
  timeColumn: "Timestamp",
  times: ["M/D/Y h:m:s", "M/D/Y h:m", "M/D/y h:m"],
  headers: [
    {
      version: "custom",
      header:
        "Timestamp,Type,IN Amount,IN Currency,Out Amount,Out Currency,Fee Amount,Fee Currency,Exchange(optional),US Based".split(
          ",",
        ),
    },
  ],
  sent: { amount: "Out Amount", asset: "Out Currency" },
  received: { amount: "IN Amount", asset: "IN Currency" },
  fee: { amount: "Fee Amount", asset: "Fee Currency" },
  accountColumns: ["Exchange(optional)"],
  words: WORDS,
});
