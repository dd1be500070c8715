import type { Source } from "@/lib/importers/source";

/** Wallets and block explorers: what moved, without prices. */
export const walletsAndChains: readonly Source[] = [];
