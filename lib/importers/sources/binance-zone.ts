import { type Cells, knownTime, textIn } from "@/lib/importers/cells";
import { readDateTime } from "@/lib/importers/date-time";
import type { ReadTime } from "@/lib/importers/time";

const SHAPES = ["Y-M-D h:m:s", "y-M-D h:m:s"];
const ZONED = SHAPES.map((shape) => `${shape} Z`);

/**
 * The zone a Binance file name tells, as "+00:00" or "-06:00": "(UTC--6)" is six hours behind UTC, "(UTC+2)" two ahead. Null when the
 * name tells none, or tells one that can be read both ways: "(UTC-6)" may be a minus or the hyphen of "UTC-" before a plus-less 6.
 */
export function zoneOfName(fileName: string): string | null {
  const match = /\(UTC([+-]{0,2})(\d{1,2})(?:[:.]?(\d{2}))?\)/i.exec(fileName);
  if (match === null) {
    return null;
  }
  const [, sign = "", hours = "", minutes = "00"] = match;
  const isZero = /^0+$/.test(hours + minutes);
  if (isZero || sign === "--" || sign === "-+" || sign === "+") {
    const digits = `${hours.padStart(2, "0")}:${minutes}`;
    return isZero ? "+00:00" : `${sign === "--" ? "-" : "+"}${digits}`;
  }
  return null;
}

/** The zone a Binance column name tells, as "+00:00": "Date(UTC)", "Date(UTC+0)", "Date(UTC-6)", "Date(UTCnull)". Null when it tells none. */
export function zoneOfColumn(name: string): string | null {
  const match = /^Date\(UTC(?:null|([+-])(\d{1,2})(?::?(\d{2}))?)?\)$/.exec(name);
  if (match === null) {
    return null;
  }
  const [, sign = "+", hours = "0", minutes = "00"] = match;
  return `${sign}${hours.padStart(2, "0")}:${minutes}`;
}

/** A cell's time. `offset`: what `zoneOfName` or `zoneOfColumn` told; null: clocks of the IANA zone `zone`. Throws `CellError`. */
export function binanceTime(
  cells: Cells,
  column: string,
  offset: string | null,
  zone = "UTC",
): ReadTime {
  const text = textIn(cells, column);
  const time =
    offset === null
      ? readDateTime(text, SHAPES, zone)
      : readDateTime(`${text} ${offset}`, ZONED, zone);
  return knownTime(time, cells, column);
}
