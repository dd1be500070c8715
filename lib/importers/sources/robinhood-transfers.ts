import { dollarsIn, legText, some, unsignedLegIn } from "@/lib/importers/amounts";
import type { Meaning } from "@/lib/importers/booking";
import { assetIn, type Cells, textIn, timeIn } from "@/lib/importers/cells";
import { chainRef } from "@/lib/importers/chain-ref";
import { type TableEvent, type TableRow, tableSource } from "@/lib/importers/table-source";
import type { Leg } from "@/lib/tax/transaction";

interface TransferRow extends TableRow {
  readonly type: string;
  readonly coin: Leg | null;
  readonly fee: Leg | null;
}

/** Robinhood's crypto transfers. The network fee is in the coin sent and comes on top of the amount; deposits pay none here. */
export const robinhoodTransfers = tableSource<TransferRow>({
  id: "robinhood-transfers",
  label: "Robinhood crypto transfers",
  timeRule: "Each cell states its zone (Z or an offset)",
  account: "Robinhood",
  kindColumn: "transfer_type",
  headers: [
    {
      version: "transfers",
      header: (
        "id,created_at,withdrawal_submitted_timestamp,currency_code,transfer_type,amount,network,network_fee,native_network_fee," +
        "usd_amount_at_request,fiat_amount_at_request,state,to_address,address_tag,blockchain_txn_id,blockchain_txn_state"
      ).split(","),
    },
  ],
  leavesOut: (cells) =>
    cells.length === 1 ? "The note at the end of the file, not a transaction." : null,
  read,
  settle: (rows) => rows.map(eventOf),
});

function read(cells: Cells): TransferRow | string {
  const state = textIn(cells, "state");
  if (state.toLowerCase() !== "succeeded") {
    return `Not imported: its state is ${state === "" ? "missing" : state}.`;
  }
  const time = timeIn(cells, "created_at");
  const asset = assetIn(cells, "currency_code");
  const type = textIn(cells, "transfer_type").toLowerCase();
  const coin = unsignedLegIn(cells, "amount", asset);
  return {
    cells,
    time,
    id: textIn(cells, "id"),
    content: [time.at, type, legText(coin), textIn(cells, "blockchain_txn_id")].join("|"),
    type,
    coin,
    fee: unsignedLegIn(cells, "network_fee", asset),
  };
}

function eventOf(row: TransferRow): TableEvent<TransferRow> {
  const { cells, type, coin, fee } = row;
  const value = dollarsIn(cells, "usd_amount_at_request");
  const hash = textIn(cells, "blockchain_txn_id");
  const told = {
    rows: [row],
    label: textIn(cells, "transfer_type"),
    note: [textIn(cells, "transfer_type"), textIn(cells, "network"), hash]
      .filter((text) => text !== "")
      .join(" "),
    value,
    chain: chainRef(hash, textIn(cells, "to_address")),
  };
  switch (type) {
    case "withdrawal":
      return { meaning: OUT, sent: coin, fees: some(fee), ...told };
    case "deposit":
      return { meaning: IN, received: coin, ...told };
    default:
      return { meaning: UNKNOWN, received: coin, ...told };
  }
}

const OUT: Meaning = { is: "withdrawal" };
const IN: Meaning = { is: "deposit" };
const UNKNOWN: Meaning = {
  is: "unknown",
  reason: "The transfer is neither a withdrawal nor a deposit: say what it is.",
};
