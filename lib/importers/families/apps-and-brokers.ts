import type { Source } from "@/lib/importers/source";
import { blockfi } from "@/lib/importers/sources/blockfi";
import { cashApp } from "@/lib/importers/sources/cash-app";
import { celsius } from "@/lib/importers/sources/celsius";
import { nexo } from "@/lib/importers/sources/nexo";
import { paypal } from "@/lib/importers/sources/paypal";
import { river } from "@/lib/importers/sources/river";
import { robinhoodActivity } from "@/lib/importers/sources/robinhood-activity";
import { robinhoodOrders } from "@/lib/importers/sources/robinhood-orders";
import { robinhoodTransfers } from "@/lib/importers/sources/robinhood-transfers";
import { strike } from "@/lib/importers/sources/strike";
import { swan } from "@/lib/importers/sources/swan";
import { uphold } from "@/lib/importers/sources/uphold";

/** Apps, brokers and lenders that sell coins beside other things. */
export const appsAndBrokers: readonly Source[] = [
  cashApp,
  robinhoodActivity,
  robinhoodOrders,
  robinhoodTransfers,
  paypal,
  strike,
  river,
  swan,
  uphold,
  nexo,
  blockfi,
  celsius,
];
