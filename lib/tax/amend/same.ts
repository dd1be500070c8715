/** True when two values are not equal in every part. */
export function differ(a: unknown, b: unknown): boolean {
  return !isSame(a, b);
}

/** Equal in every part; the order of an object's names does not count, for stored facts come back in another order than fresh ones. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) {
    return true;
  }
  if (!(isRecord(a) && isRecord(b)) || Array.isArray(a) !== Array.isArray(b)) {
    return false;
  }
  const names = namesOf(a);
  return names.length === namesOf(b).length && names.every((name) => isSame(a[name], b[name]));
}

/** True for objects and lists. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** A name with nothing in it is no name: storing drops it. */
const namesOf = (record: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.keys(record).filter((name) => record[name] !== undefined);
