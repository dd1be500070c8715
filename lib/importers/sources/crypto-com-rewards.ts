import { some } from "@/lib/importers/amounts";
import type { Meaning } from "@/lib/importers/booking";
import { textIn, timeIn } from "@/lib/importers/cells";
import { rowByRow, type ToldRow } from "@/lib/importers/fill";
import { type Legs, legsText, readLeg } from "@/lib/importers/legs";
import { tableSource } from "@/lib/importers/table-source";
import { stateOf } from "./states";

const KOINLY = (
  "Date,Sent Amount,Sent Currency,Received Amount,Received Currency,Fee Amount,Fee Currency," +
  "Net Worth Amount,Net Worth Currency,Label,Description,TxHash"
).split(",");

/**
 * Rewards and withdrawals of the Crypto.com Exchange and the DeFi Wallet, which write the header of Koinly's template (formats.md 9):
 * the description says what a row is and whether it was completed.
 */
export const cryptoComRewards = tableSource<ToldRow>({
  id: "crypto-com-rewards",
  label: "Crypto.com Exchange rewards and DeFi Wallet (Koinly's header)",
  timeRule: "UTC, stated in the file",
  account: "Crypto.com Exchange",
  order: -1,
  kindColumn: "Description",
  moneyColumn: "Sent Currency",
  headers: [],
  shared: [{ version: "koinly", header: KOINLY, named: /crypto[._ -]?com/i }],
  read: (cells) => {
    const description = textIn(cells, "Description");
    const state = stateOf(/\(([A-Za-z]+)\)$/.exec(description)?.[1] ?? "completed");
    if (state.is === "not-final") {
      return state.reason;
    }
    const time = timeIn(cells, "Date");
    const legs: Legs = {
      sent: readLeg(cells, { amount: "Sent Amount", asset: "Sent Currency" }),
      received: readLeg(cells, { amount: "Received Amount", asset: "Received Currency" }),
      fee: readLeg(cells, { amount: "Fee Amount", asset: "Fee Currency" }),
    };
    const hash = textIn(cells, "TxHash");
    const content = [time.at, legsText(legs), description, hash].join("|");
    const label = textIn(cells, "Label");
    const tells: ToldRow["tells"] = {
      meaning: meaningOf(legs, label.toLowerCase(), description),
      label,
      note: description,
      sent: legs.sent,
      received: legs.received,
      fees: some(legs.fee),
      question: state.is === "unknown" ? state.reason : null,
    };
    return { cells, time, id: "", content, tells };
  },
  settle: rowByRow,
});

function meaningOf({ sent, received }: Legs, label: string, description: string): Meaning {
  if (sent !== null && received !== null) {
    return { is: "exchange" };
  }
  const known = received === null ? outgoing(label, description) : incoming(label, description);
  return known ?? { is: "unknown", reason: `"${description}" does not say what this was.` };
}

function incoming(label: string, description: string): Meaning | null {
  if (/^interest on /i.test(description)) {
    return { is: "income", kind: "interest" };
  }
  if (/^deposit /i.test(description)) {
    return { is: "deposit" };
  }
  return label === "reward" ? { is: "income", kind: "reward" } : null;
}

function outgoing(label: string, description: string): Meaning | null {
  if (/^withdrawal /i.test(description)) {
    return { is: "withdrawal" };
  }
  return label === "cost" ? { is: "fee" } : null;
}
