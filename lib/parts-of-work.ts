/** Work in parts: whoever runs it may do something else between two of them. A part tells how far it is by now, or nothing new. */
export type PartsOfWork<T> = Generator<number | null, T>;

/** Entries of a list between two parts. */
const ENTRIES = 500;

/** What is made of each entry of a list, some hundred of them a part. */
export function* mapInParts<T, U>(
  list: readonly T[],
  make: (each: T, index: number) => U,
): PartsOfWork<U[]> {
  const made: U[] = [];
  for (const [index, each] of list.entries()) {
    made.push(make(each, index));
    if (made.length % ENTRIES === 0) {
      yield null;
    }
  }
  return made;
}

/** The same without a word of how far it is: what it is a part of tells that itself. */
export function* untold<T>(work: PartsOfWork<T>): PartsOfWork<T> {
  for (;;) {
    const part = work.next();
    if (part.done === true) {
      return part.value;
    }
    yield null;
  }
}

/** All parts one after the other. */
export function atOnce<T>(work: PartsOfWork<T>): T {
  for (;;) {
    const part = work.next();
    if (part.done === true) {
      return part.value;
    }
  }
}
