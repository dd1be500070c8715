import { legText, some, unsignedLegIn } from "@/lib/importers/amounts";
import { assetIn, type Cells, textIn, timeIn } from "@/lib/importers/cells";
import { chainRef } from "@/lib/importers/chain-ref";
import { rowByRow, type ToldRow } from "@/lib/importers/fill";
import { tableSource } from "@/lib/importers/table-source";
import { stateOf } from "./states";

/**
 * Deposits and withdrawals of the Crypto.com Exchange. The two files have one layout, so only the file's name says which of them it is
 * (formats.md 9); a name that does not say so leaves the rows to be told by a person.
 */
export const cryptoComTransfers = tableSource<ToldRow>({
  id: "crypto-com-transfers",
  label: "Crypto.com Exchange deposits and withdrawals",
  timeRule: "UTC, by the column's name",
  account: "Crypto.com Exchange",
  order: -1,
  kindColumn: "status",
  moneyColumn: "currency",
  headers: [
    {
      version: "transfers",
      header: "create_time_utc,currency,amount,fee,address,status".split(","),
    },
  ],
  read: (cells, { options }) => {
    const state = stateOf(textIn(cells, "status"));
    if (state.is === "not-final") {
      return state.reason;
    }
    const time = timeIn(cells, "create_time_utc");
    const asset = assetIn(cells, "currency");
    const amount = unsignedLegIn(cells, "amount", asset);
    const fee = unsignedLegIn(cells, "fee", asset);
    const content = [time.at, legText(amount), legText(fee), textIn(cells, "address")].join("|");
    const direction = directionOf(options.fileName ?? "");
    const tells: ToldRow["tells"] = {
      label: direction ?? "transfer",
      ...sidesOf(cells, direction),
      ...(direction === "deposit" ? { received: amount } : { sent: amount }),
      fees: some(fee),
      chain: chainRef("", textIn(cells, "address")),
    };
    const odd = state.is === "unknown" ? { question: state.reason } : {};
    return { cells, time, id: "", content: `${direction}|${content}`, tells: { ...tells, ...odd } };
  },
  settle: rowByRow,
});

function directionOf(fileName: string): "deposit" | "withdrawal" | null {
  const [isIn, isOut] = [/deposit/i.test(fileName), /withdraw/i.test(fileName)];
  return isIn === isOut ? null : isIn ? "deposit" : "withdrawal";
}

function sidesOf(
  cells: Cells,
  direction: "deposit" | "withdrawal" | null,
): Pick<ToldRow["tells"], "meaning"> {
  const address = textIn(cells, "address");
  const reason = `The file's name says neither deposit nor withdrawal; the address is "${address}".`;
  return { meaning: direction === null ? { is: "unknown", reason } : { is: direction } };
}
