import type { Meaning } from "@/lib/importers/booking";
import { type Cells, decimalIn, dollars, textIn } from "@/lib/importers/cells";
import { programSource } from "@/lib/importers/program";
import {
  AIRDROP,
  DEPOSIT,
  EXCHANGE,
  FORK,
  INTEREST,
  MINING,
  OTHER_INCOME,
  REWARD,
  SPEND,
  STAKING,
  WITHDRAWAL,
  type Words,
} from "@/lib/importers/two-sided";
import type { Usd } from "@/lib/money/usd";

const COLUMNS = (
  "Date,Type,Sent Asset,Sent Amount,Received Asset,Received Amount,Fee Asset,Fee Amount," +
  "Market Value Currency,Market Value,Description,Transaction Hash,Transaction ID"
).split(",");
const NAMES: ReadonlyMap<string, string> = new Map(
  COLUMNS.map((name) => [name.toLowerCase(), name]),
);

/** Types of TurboTax's help page. */
const WORDS: Words = {
  both: new Map([
    ["buy", EXCHANGE],
    ["sale", EXCHANGE],
    ["convert", EXCHANGE],
  ]),
  incoming: new Map<string, Meaning>([
    ["deposit", DEPOSIT],
    ["transfer", DEPOSIT],
    ["income", OTHER_INCOME],
    ["mining", MINING],
    ["airdrop", AIRDROP],
    ["forking", FORK],
    ["staking", STAKING],
    ["interest", INTEREST],
    ["rewards", REWARD],
  ]),
  outgoing: new Map<string, Meaning>([
    ["withdrawal", WITHDRAWAL],
    ["transfer", WITHDRAWAL],
    ["expense", SPEND],
  ]),
};

/** TurboTax's universal template of transactions (not its list of gains). */
export const turbotax = programSource({
  id: "turbotax",
  label: "TurboTax universal transactions",
  timeRule: "UTC, month before day; TurboTax does not name a zone",
  account: "TurboTax file",
  kindColumn: "Type",
  timeColumn: "Date",
  times: ["M/D/Y h:m:s", "M/D/Y h:m", "M/D/Y"],
  headers: [{ version: "universal", header: COLUMNS }],
  recognise: (header) =>
    header.length === COLUMNS.length &&
    header.every((cell, index) => NAMES.get(cell.toLowerCase()) === COLUMNS[index])
      ? "universal"
      : null,
  columns: (header) => header.map((cell) => NAMES.get(cell.toLowerCase()) ?? cell),
  sent: { amount: "Sent Amount", asset: "Sent Asset" },
  received: { amount: "Received Amount", asset: "Received Asset" },
  fee: { amount: "Fee Amount", asset: "Fee Asset" },
  noteColumns: ["Description"],
  idColumns: ["Transaction ID"],
  hashColumn: "Transaction Hash",
  words: WORDS,
  value: marketValue,
});

function marketValue(cells: Cells): Usd | null {
  const text = decimalIn(cells, "Market Value");
  const currency = textIn(cells, "Market Value Currency").toUpperCase();
  return text === null || currency !== "USD" ? null : dollars(text);
}
