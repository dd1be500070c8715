import { address, type Query } from "../../../_gains/address";

/** The address of the quarantine with what was asked, changed; what was done last is forgotten unless `changes` says it. */
export function quarantineHref(
  clientId: string,
  query: Query,
  changes: Readonly<Record<string, string | null>> = {},
): string {
  const { done: _done, of: _of, rows: _rows, kept: _kept, ...asked } = query;
  return address(`/clients/${clientId}/review/quarantine`, asked, changes);
}

/** The query as one text, for a form that comes back here. */
export function backText(query: Query): string {
  return quarantineHref("", query).split("?")[1] ?? "";
}
