import { batchId, isUuid } from "@/db/ids";
import type { QuarantineFilter } from "@/db/queries/quarantine";

/**
 * What a decision or a list is about: single rows, or one of the groups a person sees. "twin:<import>:<other import>" ("hand" for rows
 * entered by hand), "spam:<contract or name>", "spam" for all tokens.
 */
export type Selection = { readonly ids: readonly string[] } | { readonly group: string };

/** Most rows named one by one. */
const IDS_MAX = 1000;

/** The group of a row. */
export function groupKey(item: {
  readonly kind: "twin" | "spam";
  readonly batch: string;
  readonly otherBatch: string | null;
  readonly contract: string | null;
  readonly asset: string | null;
}): string {
  return item.kind === "twin"
    ? `twin:${item.batch}:${item.otherBatch ?? "hand"}`
    : `spam:${item.contract ?? item.asset ?? ""}`;
}

/** The rows a selection means; null when it means nothing we know. */
export function filterOf(selection: Selection): QuarantineFilter | null {
  if ("ids" in selection) {
    const { ids } = selection;
    const isGood = ids.length > 0 && ids.length <= IDS_MAX && ids.every(isUuid);
    return isGood ? { ids } : null;
  }
  return selection.group.startsWith("twin:")
    ? twinGroup(selection.group)
    : tokenGroup(selection.group);
}

function twinGroup(group: string): QuarantineFilter | null {
  const [, batch = "", other = ""] = group.split(":");
  if (!(isUuid(batch) && (other === "hand" || isUuid(other)))) {
    return null;
  }
  const otherBatch = other === "hand" ? null : batchId(other);
  return { kind: "twin", batch: batchId(batch), otherBatch };
}

function tokenGroup(group: string): QuarantineFilter | null {
  if (group === "spam") {
    return { kind: "spam" };
  }
  const token = group.slice("spam:".length);
  return group.startsWith("spam:") && token !== "" ? { kind: "spam", token } : null;
}
