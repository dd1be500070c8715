import type { QuarantineItem } from "@/db/queries/quarantine";
import { assetText } from "@/lib/assets/label";
import { groupKey } from "./selection";

/** Rows that are decided together: those of one file that seem to repeat another, or one token. */
export interface GroupView {
  readonly key: string;
  readonly kind: "twin" | "spam";
  /** The file whose rows wait. */
  readonly file: string;
  readonly batch: string;
  /** What it seems to repeat ("coinbase.csv", "entries by hand"); for a token its name. */
  readonly about: string;
  readonly contract: string | null;
  readonly count: number;
  /** Whole hours all of them are apart; null when they are not. */
  readonly shiftHours: number | null;
}

/** The groups of these rows, the largest first. `fileOf`: an import's file. */
export function groupsOf(
  items: readonly QuarantineItem[],
  fileOf: (batch: string) => string,
): readonly GroupView[] {
  const groups = new Map<string, QuarantineItem[]>();
  for (const item of items) {
    const key = groupKey(item);
    const there = groups.get(key);
    if (there === undefined) {
      groups.set(key, [item]);
    } else {
      there.push(item);
    }
  }
  return [...groups]
    .map(([key, rows]) => groupOf(key, rows, fileOf))
    .sort((a, b) => b.count - a.count);
}

function groupOf(
  key: string,
  rows: readonly QuarantineItem[],
  fileOf: (batch: string) => string,
): GroupView {
  const [first] = rows;
  const { kind = "twin", fileName = "", batch = "", otherBatch = null } = first ?? {};
  const shifts = new Set(rows.map(({ shiftHours }) => shiftHours));
  return {
    key,
    kind,
    file: fileName,
    batch,
    about:
      kind === "spam"
        ? assetText(first?.asset ?? "a token")
        : otherBatch === null
          ? "entries by hand"
          : fileOf(otherBatch),
    contract: first?.contract ?? null,
    count: rows.length,
    shiftHours: shifts.size === 1 ? (first?.shiftHours ?? null) : null,
  };
}
