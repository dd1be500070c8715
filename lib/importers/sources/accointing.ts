import type { Meaning } from "@/lib/importers/booking";
import { textIn } from "@/lib/importers/cells";
import { programSource } from "@/lib/importers/program";
import {
  AIRDROP,
  DEPOSIT,
  EXCHANGE,
  FEE,
  FORK,
  GIFT_RECEIVED,
  GIFT_SENT,
  INTEREST,
  LOST,
  MINING,
  OTHER_INCOME,
  REWARD,
  SPEND,
  STAKING,
  WITHDRAWAL,
  type Words,
} from "@/lib/importers/two-sided";

const FRONT =
  "timeExecuted,type,boughtQuantity,boughtCurrency,boughtCurrencyId,soldQuantity,soldCurrency,soldCurrencyId," +
  "feeQuantity,feeCurrency,feeCurrencyId,classification,walletName,walletProvider";
const BACK =
  "txId,primaryAddress,otherAddress,temporaryCurrencyName,temporaryFeeCurrencyName,temporaryBoughtCurrencyTicker," +
  "temporarySoldCurrencyTicker,temporaryFeeCurrencyTicker,id,associatedTransferId,comments";

const WORDS: Words = {
  both: new Map([
    ["", EXCHANGE],
    ["order", EXCHANGE],
  ]),
  incoming: new Map<string, Meaning>([
    ["", DEPOSIT],
    ["add_funds", DEPOSIT],
    ["internal", DEPOSIT],
    ["airdrop", AIRDROP],
    ["bounty", REWARD],
    ["gift_received", GIFT_RECEIVED],
    ["hard_fork", FORK],
    ["income", OTHER_INCOME],
    ["gambling_income", OTHER_INCOME],
    ["lending_income", INTEREST],
    ["master_node", STAKING],
    ["mined", MINING],
    ["staked", STAKING],
  ]),
  outgoing: new Map<string, Meaning>([
    ["", WITHDRAWAL],
    ["remove_funds", WITHDRAWAL],
    ["internal", WITHDRAWAL],
    ["fee", FEE],
    ["gambling_used", SPEND],
    ["gift_sent", GIFT_SENT],
    ["lost", LOST],
    ["payment", SPEND],
  ]),
};

/** Accointing's export (the program has closed; its users kept the file). */
export const accointing = programSource({
  id: "accointing",
  label: "Accointing transactions",
  timeRule: "UTC, month before day where slashes stand between them",
  account: "Accointing",
  kindColumn: "classification",
  timeColumn: "timeExecuted",
  times: ["M/D/Y h:m:s", "M/D/Y h:m"],
  headers: [
    {
      version: "with provider and values",
      header: `${FRONT},providerId,${BACK},fiatValueOverwrite,feeFiatValueOverwrite`.split(","),
    },
    { version: "with provider", header: `${FRONT},providerId,${BACK}`.split(",") },
    { version: "first", header: `${FRONT},${BACK}`.split(",") },
  ],
  sent: { amount: "soldQuantity", asset: "soldCurrency" },
  received: { amount: "boughtQuantity", asset: "boughtCurrency" },
  fee: { amount: "feeQuantity", asset: "feeCurrency" },
  accountColumns: ["walletName"],
  noteColumns: ["comments"],
  hashColumn: "txId",
  words: WORDS,
  leftOut: (cells) =>
    textIn(cells, "classification") === "ignored" ? "Marked as ignored in Accointing." : null,
});
