import type { Meaning } from "@/lib/importers/booking";
import type { DateShape } from "@/lib/importers/date-time";
import { programSource } from "@/lib/importers/program";
import {
  AIRDROP,
  DEPOSIT,
  DONATION,
  EXCHANGE,
  FEE,
  FORK,
  GIFT_SENT,
  LOST,
  MINING,
  REWARD,
  SPEND,
  STAKING,
  WITHDRAWAL,
  type Words,
} from "@/lib/importers/two-sided";

const TIMES: readonly DateShape[] = ["D.M.Y h:m:s", "D.M.Y h:m"];

const WORDS: Words = {
  both: new Map([["trade", EXCHANGE]]),
  incoming: new Map<string, Meaning>([
    ["deposit", DEPOSIT],
    ["airdrop", AIRDROP],
    ["bounty", REWARD],
    ["bounties", REWARD],
    ["cashback", REWARD],
    ["mining", MINING],
    ["staking", STAKING],
    ["hardfork", FORK],
    ["hard fork", FORK],
  ]),
  outgoing: new Map<string, Meaning>([
    ["withdrawal", WITHDRAWAL],
    ["fee", FEE],
    ["payment", SPEND],
    ["gift", GIFT_SENT],
    ["donation", DONATION],
    ["lost", LOST],
  ]),
};

/** Blockpit's export of transactions. */
export const blockpit = programSource({
  id: "blockpit",
  label: "Blockpit transactions",
  timeRule: "UTC",
  account: "Blockpit",
  kindColumn: "Transaction Type",
  timeColumn: "Timestamp",
  times: TIMES,
  headers: [
    {
      version: "export",
      header: (
        "Blockpit ID,Timestamp,Source Type,Source Name,Integration,Transaction Type,Outgoing Asset,Outgoing Amount," +
        "Incoming Asset,Incoming Amount,Fee Asset,Fee Amount,Transaction ID,Note,Merge ID"
      ).split(","),
    },
  ],
  sent: { amount: "Outgoing Amount", asset: "Outgoing Asset" },
  received: { amount: "Incoming Amount", asset: "Incoming Asset" },
  fee: { amount: "Fee Amount", asset: "Fee Asset" },
  accountColumns: ["Source Name", "Integration"],
  noteColumns: ["Note"],
  idColumns: ["Blockpit ID"],
  words: WORDS,
});

/** Blockpit's list with labels (also its import template). */
export const blockpitLabels = programSource({
  id: "blockpit-labels",
  label: "Blockpit list with labels",
  timeRule: "UTC, as the column says",
  account: "Blockpit",
  kindColumn: "Label",
  timeColumn: "Date (UTC)",
  times: TIMES,
  headers: [
    {
      version: "labels",
      header: (
        "Date (UTC),Integration Name,Label,Outgoing Asset,Outgoing Amount,Incoming Asset,Incoming Amount," +
        "Fee Asset (optional),Fee Amount (optional),Comment (optional),Trx. ID (optional),Source Type,Source Name"
      ).split(","),
    },
  ],
  sent: { amount: "Outgoing Amount", asset: "Outgoing Asset" },
  received: { amount: "Incoming Amount", asset: "Incoming Asset" },
  fee: { amount: "Fee Amount (optional)", asset: "Fee Asset (optional)" },
  accountColumns: ["Integration Name", "Source Name"],
  noteColumns: ["Comment (optional)"],
  hashColumn: "Trx. ID (optional)",
  words: WORDS,
});
