/** What Next hands a page as its query. */
export type Query = Readonly<Record<string, string | string[] | undefined>>;

/** The parameters every page under a client gets. */
export interface ClientPageProps {
  params: Promise<{ clientId: string }>;
  searchParams: Promise<Query>;
}

/** One value of the query; of several the first. */
export function one(query: Query, name: string): string | undefined {
  const value = query[name];
  return Array.isArray(value) ? value[0] : value;
}

/** All values of the query under a name. */
export function many(query: Query, name: string): readonly string[] {
  const value = query[name];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** A page number of the query: 1 unless a positive whole number is given. */
export function pageNumber(query: Query): number {
  const text = one(query, "page") ?? "";
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
}

/** An address with the query changed: a null or empty value takes a name away, a list repeats it. */
export function address(
  path: string,
  query: Query,
  changes: Readonly<Record<string, string | readonly string[] | null>> = {},
): string {
  const kept = Object.entries({ ...query, ...changes });
  const search = new URLSearchParams();
  for (const [name, value] of kept) {
    for (const text of typeof value === "string" ? [value] : (value ?? [])) {
      if (text !== "") {
        search.append(name, text);
      }
    }
  }
  const text = search.toString();
  return text === "" ? path : `${path}?${text}`;
}
