/** Work in parts: whoever runs it may do something else between two of them. A part tells how far it is by now, or nothing new. */
export type PartsOfWork<T> = Generator<number | null, T>;

/** All parts one after the other. */
export function atOnce<T>(work: PartsOfWork<T>): T {
  for (;;) {
    const part = work.next();
    if (part.done === true) {
      return part.value;
    }
  }
}
