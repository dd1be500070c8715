import type { Query } from "../../_gains/address";

/** What of the address a plain form keeps: all but the names it says itself. */
export function Kept({ query, without }: { query: Query; without: readonly string[] }) {
  return Object.entries(query)
    .filter(([name]) => !without.includes(name))
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value ?? ""]).map((text) => ({ name, text })),
    )
    .map(({ name, text }) => (
      <input key={`${name} ${text}`} type="hidden" name={name} value={text} />
    ));
}
