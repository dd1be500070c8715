import { tableSource } from "@/lib/importers/table-source";
import { settleBinanceUs } from "./binance-us-kinds";
import { type BinanceUsRow, readBinanceUs } from "./binance-us-row";

/** Binance.US's transaction history: old headers with underscores, newer ones with blanks; the same columns (formats.md 5). */
export const binanceUs = tableSource<BinanceUsRow>({
  id: "binance-us",
  label: "Binance.US transaction history",
  timeRule: "UTC",
  account: "Binance.US",
  commas: "thousands",
  kindColumn: "operation",
  moneyColumn: "quote asset",
  order: -1,
  headers: [
    {
      version: "blanks",
      header: (
        "User ID,Time,Category,Operation,Order ID,Transaction ID,Primary Asset,Realized Amount For Primary Asset," +
        "Realized Amount for Primary Asset in USD,Base Asset,Realized Amount For Base Asset,Realized Amount For Base Asset In USD," +
        "Quote Asset,Realized Amount for Quote Asset,Realized Amount for Quote Asset in USD,Fee Asset,Realized Amount for Fee Asset," +
        "Realized Amount for Fee Asset in USD,Payment Method,Withdraw Method,Additional Note"
      ).split(","),
    },
    {
      version: "underscores",
      header: (
        "User_Id,Time,Category,Operation,Order_Id,Transaction_Id,Primary_Asset,Realized_Amount_For_Primary_Asset," +
        "Realized_Amount_For_Primary_Asset_In_USD_Value,Base_Asset,Realized_Amount_For_Base_Asset," +
        "Realized_Amount_For_Base_Asset_In_USD_Value,Quote_Asset,Realized_Amount_For_Quote_Asset," +
        "Realized_Amount_For_Quote_Asset_In_USD_Value,Fee_Asset,Realized_Amount_For_Fee_Asset," +
        "Realized_Amount_For_Fee_Asset_In_USD_Value,Payment_Method,Withdrawal_Method,Additional_Note"
      ).split(","),
    },
  ],
  // One name for a column of both: "Realized_Amount_For_Base_Asset_In_USD_Value" is "realized amount for base asset in usd".
  columns: (header) =>
    header.map((name) =>
      name
        .toLowerCase()
        .replaceAll("_", " ")
        .replace(/ value$/, ""),
    ),
  read: readBinanceUs,
  settle: (rows) => rows.map(settleBinanceUs),
});
