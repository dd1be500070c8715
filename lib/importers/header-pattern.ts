/**
 * True when a header has exactly these columns in this order; a pattern stands where a cell holds something that changes
 * (a currency, a coin, today's price).
 */
export function isHeader(
  header: readonly string[],
  columns: readonly (string | RegExp)[],
): boolean {
  return (
    header.length === columns.length &&
    columns.every((column, index) => {
      const cell = header[index] ?? "";
      return typeof column === "string" ? column === cell : column.test(cell);
    })
  );
}

/** What the first group of a pattern takes from the first header cell it fits; null when none does. */
export function inHeader(header: readonly string[], pattern: RegExp): string | null {
  for (const cell of header) {
    const found = pattern.exec(cell)?.[1];
    if (found !== undefined) {
      return found;
    }
  }
  return null;
}
