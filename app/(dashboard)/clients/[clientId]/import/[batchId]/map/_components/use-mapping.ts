"use client";

import type { MappingForm } from "@/lib/services/mapping/mapping-form";
import type { MappingReading } from "@/lib/services/mapping/read-draft";
import { type Live, useLiveReading } from "./use-live-reading";

/** The mapping of transactions on the screen. */
export type Mapping = Live<MappingForm, MappingReading>;

/** Holds what is said of a table of transactions; name, account and units stay as they are typed. */
export function useMapping(url: string, first: MappingReading): Mapping {
  return useLiveReading<MappingForm, MappingReading>(url, first, {
    isTyped: (part) => "name" in part || "account" in part || "units" in part,
    merged: (read, { name, account, units }) => ({
      ...read,
      name,
      account,
      units: { ...read.units, ...units },
    }),
  });
}
