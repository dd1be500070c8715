import type { ChainRow } from "./chain-rows";
import type { ParseOptions } from "./source";

const IN_NAME = /0x[0-9a-f]{40}/g;

/**
 * Whose file it is, in lower case: what the person said, else the address in the file's own name (explorers put it there) when rows
 * hold it, else the one address that stands in every row of a file with two counterparties or more. Null: ask.
 */
export function ownAddresses(
  rows: readonly ChainRow[],
  { answers, fileName = "" }: ParseOptions,
): ReadonlySet<string> | null {
  const told = answers?.addresses ?? [];
  if (told.length > 0) {
    return new Set(told.map((address) => address.toLowerCase()));
  }
  const named = fileName.toLowerCase().match(IN_NAME) ?? [];
  const inRows = named.filter((address) =>
    rows.some(({ from, to }) => from === address || to === address),
  );
  return inRows.length > 0 ? new Set(inRows) : inEveryRow(rows);
}

function inEveryRow(rows: readonly ChainRow[]): ReadonlySet<string> | null {
  const [first] = rows;
  const all = [first?.from ?? "", first?.to ?? ""].filter(
    (address) => address !== "" && rows.every(({ from, to }) => from === address || to === address),
  );
  return all.length === 1 ? new Set(all) : null;
}
