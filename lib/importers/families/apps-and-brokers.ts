import type { Source } from "@/lib/importers/source";

/** Apps, brokers and lenders that sell coins beside other things. */
export const appsAndBrokers: readonly Source[] = [];
