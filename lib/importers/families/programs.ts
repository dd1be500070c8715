import type { Source } from "@/lib/importers/source";
import { koinly } from "@/lib/importers/sources/koinly";
import { universal } from "@/lib/importers/sources/universal";

/** Files of other tax programs and the universal CSV. */
export const programs: readonly Source[] = [koinly, universal];
