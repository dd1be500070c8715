import type { Meaning } from "@/lib/importers/booking";
import { programSource } from "@/lib/importers/program";
import {
  AIRDROP,
  DEPOSIT,
  EXCHANGE,
  FEE,
  OTHER_INCOME,
  SPEND,
  STAKING,
  WITHDRAWAL,
  type Words,
} from "@/lib/importers/two-sided";

const POOL: Meaning = { is: "conversion", form: "liquidity" };

/** Types of stake.tax; those that begin with "_" are its own unknown ones. */
const WORDS: Words = {
  both: new Map([
    ["trade", EXCHANGE],
    ["lp_deposit", POOL],
    ["lp_withdraw", POOL],
  ]),
  incoming: new Map<string, Meaning>([
    ["transfer", DEPOSIT],
    ["staking", STAKING],
    ["airdrop", AIRDROP],
    ["income", OTHER_INCOME],
  ]),
  outgoing: new Map<string, Meaning>([
    ["transfer", WITHDRAWAL],
    ["spend", SPEND],
    ["fee", FEE],
  ]),
};

/** stake.tax's default file. */
export const staketax = programSource({
  id: "staketax",
  label: "stake.tax",
  timeRule: "UTC",
  account: "stake.tax",
  kindColumn: "tx_type",
  timeColumn: "timestamp",
  order: -1,
  headers: [
    {
      version: "default",
      header:
        "timestamp,tx_type,received_amount,received_currency,sent_amount,sent_currency,fee,fee_currency,comment,txid,url,exchange,wallet_address".split(
          ",",
        ),
    },
  ],
  sent: { amount: "sent_amount", asset: "sent_currency" },
  received: { amount: "received_amount", asset: "received_currency" },
  fee: { amount: "fee", asset: "fee_currency" },
  noteColumns: ["comment"],
  idColumns: ["wallet_address"],
  hashColumn: "txid",
  words: WORDS,
});
