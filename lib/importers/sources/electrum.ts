import {
  amountIn,
  CellError,
  type Cells,
  decimalIn,
  problemIn,
  textIn,
} from "@/lib/importers/cells";
import { chainRef } from "@/lib/importers/chain-ref";
import { movementOfNet } from "@/lib/importers/net-change";
import { readNumber } from "@/lib/importers/number";
import {
  type LeftOut,
  type TableEvent,
  type TableRow,
  tableSource,
} from "@/lib/importers/table-source";
import { assetOfWallet, localTimeIn } from "@/lib/importers/wallet-cells";
import { addQuantity, parseQuantity, type Quantity, quantityText } from "@/lib/money/quantity";
import { type AssetId, assetId } from "@/lib/tax/transaction";

interface ElectrumRow extends TableRow {
  readonly asset: AssetId;
  readonly net: Quantity;
  readonly fee: Quantity | null;
}

const LIGHTNING =
  "oc_transaction_hash,ln_payment_hash,label,confirmations,amount_chain_bc,amount_lightning_bc,fiat_value";

/** Electrum's history: the wallet's net change by transaction, the fee contained in it. */
export const electrum = tableSource<ElectrumRow>({
  id: "electrum",
  label: "Electrum",
  timeRule: "Local time of the computer that exported it, which the file does not name",
  account: "Electrum",
  kindColumn: "label",
  headers: [
    { version: "4.8", header: `${LIGHTNING},network_fee_bc,fiat_fee,timestamp`.split(",") },
    { version: "4.6", header: `${LIGHTNING},network_fee_satoshi,fiat_fee,timestamp`.split(",") },
    {
      version: "3.3",
      header: "transaction_hash,label,confirmations,value,fiat_value,fee,fiat_fee,timestamp".split(
        ",",
      ),
    },
    { version: "3.0", header: "transaction_hash,label,confirmations,value,timestamp".split(",") },
    { version: "2.0", header: "transaction_hash,label,value,timestamp".split(",") },
  ],
  // Copies of Electrum for other coins write the older layouts too; only the lightning ones are bitcoin by their column names.
  asks: (version) => (version.startsWith("4.") ? ["time-zone"] : ["time-zone", "asset"]),
  read: (cells, { version, options }) => {
    const isPending = textIn(cells, "confirmations") === "0" || textIn(cells, "timestamp") === "";
    if (isPending) {
      return "Not confirmed yet: it has no time.";
    }
    const hasLightning = version.startsWith("4.");
    const asset = hasLightning ? assetId("BTC") : assetOfWallet(cells, options, /^$/);
    const time = localTimeIn(cells, ["timestamp"], ["Y-M-D h:m:s", "Y-M-D h:m"], options);
    const net = hasLightning ? bothIn(cells) : requiredIn(cells, "value");
    const hash = hasLightning
      ? `${textIn(cells, "oc_transaction_hash")}/${textIn(cells, "ln_payment_hash")}`
      : textIn(cells, "transaction_hash");
    const content = [hash, quantityText(net), asset].join("|");
    return { cells, time, asset, net, id: "", content, fee: feeIn(cells, version) };
  },
  settle: (rows) => rows.map(settle),
});

function requiredIn(cells: Cells, column: string): Quantity {
  const amount = amountIn(cells, column);
  if (amount === null) {
    throw new CellError(problemIn(cells, column, "The amount is missing."));
  }
  return amount;
}

/** What changed on the chain and on lightning together: coins that move between the two stay in the wallet. */
function bothIn(cells: Cells): Quantity {
  const chain = amountIn(cells, "amount_chain_bc");
  const lightning = amountIn(cells, "amount_lightning_bc");
  if (chain === null || lightning === null) {
    return chain ?? lightning ?? requiredIn(cells, "amount_chain_bc");
  }
  return addQuantity(chain, lightning);
}

function feeIn(cells: Cells, version: string): Quantity | null {
  if (version !== "4.6") {
    return amountIn(cells, version === "4.8" ? "network_fee_bc" : "fee");
  }
  const satoshi = decimalIn(cells, "network_fee_satoshi");
  const bitcoin = readNumber(`${satoshi}e-8`);
  return satoshi !== null && bitcoin.kind === "number" ? parseQuantity(bitcoin.text) : null;
}

/** Payments over lightning leave no trace on the chain. */
const hashOf = ({ cells }: ElectrumRow) =>
  textIn(cells, "transaction_hash") || textIn(cells, "oc_transaction_hash");

function settle(row: ElectrumRow): TableEvent<ElectrumRow> | LeftOut<ElectrumRow> {
  const { asset, net, fee } = row;
  const label = textIn(row.cells, "label");
  const movement = movementOfNet({ asset, net, fee, label });
  if (movement === null) {
    return { rows: [row], leftOut: "Moved inside the wallet; nothing changed." };
  }
  return typeof movement === "string"
    ? { rows: [row], meaning: { is: "unknown", reason: movement }, label }
    : { rows: [row], chain: chainRef(hashOf(row)), ...movement };
}
