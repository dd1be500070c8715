import { appsAndBrokers } from "./families/apps-and-brokers";
import { exchanges } from "./families/exchanges";
import { largeExchanges } from "./families/large-exchanges";
import { programs, results } from "./families/programs";
import { walletsAndChains } from "./families/wallets-and-chains";
import type { Source } from "./source";

/** Every source that is read; a new exchange is one file and one line in its family. Detection tries them in this order. */
export const SOURCES: readonly Source[] = [
  ...largeExchanges,
  ...exchanges,
  ...appsAndBrokers,
  ...walletsAndChains,
  ...programs,
];

/** Reports that look like ledgers and are not: importing them would count things twice or without their costs. */
export const NOT_LEDGERS: readonly {
  readonly header: readonly string[];
  readonly reason: string;
}[] = [
  ...results,
  {
    header: (
      "Transaction Type,Transaction ID,Tax lot ID,Asset name,Amount,Date Acquired,Cost basis (USD),Date of Disposition," +
      "Proceeds (USD),Gains (Losses) (USD),Holding period (Days),Data source"
    ).split(","),
    reason:
      "This is Coinbase's gain/loss report: results, not transactions. Upload the transaction history (CSV) instead.",
  },
  {
    header: [
      "Transaction ID",
      "Transaction Type",
      "Date & time",
      "Asset Acquired",
      "Quantity Acquired (Bought, Received, etc)",
      "Cost Basis (incl. fees and/or spread) (USD)",
      "Data Source",
      "Asset Disposed (Sold, Sent, etc)",
      "Quantity Disposed",
      "Proceeds (excl. fees and/or spread) (USD)",
    ],
    reason:
      "This is Coinbase's raw transactions report: it leaves out the fees of sales and what trades were paid with. Upload the transaction history (CSV) instead.",
  },
  ...[
    "txid,ordertxid,pair,time,type,ordertype,price,cost,fee,vol,margin,misc,ledgers",
    "txid,ordertxid,pair,time,type,ordertype,price,cost,fee,vol,margin,misc,ledgers,postxid,posstatus,cprice,ccost,cfee,cvol,cmargin,net,trades",
  ].map((header) => ({
    header: header.split(","),
    reason:
      "This is Kraken's trades file: it leaves out deposits, staking and instant purchases. Upload the ledgers file instead.",
  })),
];
