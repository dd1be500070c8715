import type { Source } from "@/lib/importers/source";
import { cashApp } from "@/lib/importers/sources/cash-app";

/** Apps, brokers and lenders that sell coins beside other things. */
export const appsAndBrokers: readonly Source[] = [cashApp];
