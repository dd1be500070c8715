import type { ChosenSettings } from "@/db/queries/settings";
import { DEFAULT_LEDGER_SETTINGS } from "@/lib/tax/settings";

/** What holds before the client chose anything: New York time, and the engine's own default of every other choice. */
export const DEFAULT_SETTINGS: ChosenSettings = {
  timeZone: "America/New_York",
  pool: DEFAULT_LEDGER_SETTINGS.pool,
  transferFee: DEFAULT_LEDGER_SETTINGS.transferFee,
  swapCostsBefore2025: DEFAULT_LEDGER_SETTINGS.swapCostsBefore2025,
  conversions: DEFAULT_LEDGER_SETTINGS.conversions,
  washSalesOfDigitalAssetsFrom: DEFAULT_LEDGER_SETTINGS.washSalesOfDigitalAssetsFrom,
  rounding: "cents",
  exception1: "list",
  various: false,
};
