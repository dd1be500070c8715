import { type Cells, knownTime, textIn } from "./cells";
import { type DateShape, readDateTime } from "./date-time";
import { type ReadTime, readUtcTime } from "./time";

/**
 * A cell's time in one of the shapes a source uses. `zone`: the IANA zone of times that carry none; in "UTC" the ISO-like shapes are
 * read as well.
 */
export function momentIn(
  cells: Cells,
  column: string,
  shapes: readonly DateShape[],
  zone = "UTC",
): ReadTime {
  const text = textIn(cells, column);
  const time = (zone === "UTC" ? readUtcTime(text) : null) ?? readDateTime(text, shapes, zone);
  return knownTime(time, cells, column);
}
