import { type Cells, knownTime, textIn } from "@/lib/importers/cells";
import { readDateTime } from "@/lib/importers/date-time";
import type { Ask, HeaderVersion } from "@/lib/importers/source";
import type { ReadAt, TableSpec } from "@/lib/importers/table-source";
import { type ReadTime, readUtcTime } from "@/lib/importers/time";

const ZONE = /\s*\(UTC([+-]\d{2}:\d{2})?\)/;
const ASK_ZONE: readonly Ask[] = ["time-zone"];

/** A column's name without its zone and the stray commas some files write inside a name ("Crypto Quantity,"). */
function plainName(name: string): string {
  return name.replace(ZONE, "").replace(/^,|,$/g, "").trim();
}

/** The offset the time columns' names state ("+08:00"); null when none does. */
export function zoneIn(header: readonly string[]): string | null {
  const found = header.map((name) => ZONE.exec(name)).find((match) => match !== null);
  return found === undefined ? null : (found?.[1] ?? "+00:00");
}

/** How the layouts of one KuCoin report are known: by the names without their zones, which vary with the account's setting. */
export function layouts(all: Readonly<Record<string, string>>): Pick<
  TableSpec<never>,
  "recognise" | "asks" | "columns" | "leavesOut" | "timeRule"
> & {
  readonly headers: readonly HeaderVersion[];
} {
  const versions = new Map(Object.entries(all).map(([version, names]) => [names, version]));
  return {
    timeRule: "By the offset in the column's name; files without one are asked for their zone",
    headers: Object.entries(all).map(([version, names]) => ({ version, header: names.split(",") })),
    recognise: (header) => versions.get(header.map(plainName).join(",")) ?? null,
    asks: (_version, header) => (zoneIn(header) === null ? ASK_ZONE : []),
    columns: (header) => header.map(plainName),
    leavesOut: ([first = ""]) => noRecords(first),
  };
}

/** KuCoin's word for an empty file, which stands where a row would. */
export function noRecords(first: string): string | null {
  return /^no matching records found/i.test(first.trim())
    ? "The file says itself that it holds no records."
    : null;
}

const SHAPES = ["Y-M-D h:m:s", "Y-M-DTh:m:s", "Y/M/D h:m:s"];

/** A cell's time, in the zone of the column's name or of the person's answer. */
export function kucoinTimeIn(cells: Cells, column: string, { header, options }: ReadAt): ReadTime {
  const text = textIn(cells, column);
  const offset = zoneIn(header);
  const time =
    offset === null
      ? readDateTime(text, SHAPES, options.answers?.timeZone ?? "UTC")
      : readUtcTime(`${text.replaceAll("/", "-")} ${offset}`);
  return knownTime(time, cells, column, "This is not a date and time of KuCoin.");
}
