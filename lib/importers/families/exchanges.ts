import type { Source } from "@/lib/importers/source";

/** Exchanges with order and transfer files of their own. */
export const exchanges: readonly Source[] = [];
