/** Which way time runs through a file, learnt from its first two different times; rows of one moment then keep their true order. */
export interface FileOrder {
  readonly see: (at: string) => void;
  /** A number that rises with time: the line in files that run forward, its negative in files that run backward. */
  readonly sequence: (line: number) => number;
}

/** Starts with what the layout usually does (1 oldest first, -1 newest first). */
export function createOrder(usual: 1 | -1): FileOrder {
  let direction: 1 | -1 = usual;
  let first: string | null = null;
  let isKnown = false;
  return {
    see: (at) => {
      first ??= at;
      if (!isKnown && at !== first) {
        isKnown = true;
        direction = at > first ? 1 : -1;
      }
    },
    sequence: (line) => direction * line,
  };
}
