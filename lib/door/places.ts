/** How many may be worked for at once, and who waits. */
export interface Limits {
  readonly atOnce: number;
  /** The longest anybody waits for a place, in milliseconds; deeds twice as long. */
  readonly longestMs: number;
  /** The most who wait at all. */
  readonly waiting: number;
}

/** What waits for a place: what is sent goes before what is only read. */
export type Line = "deed" | "read";

/** A place to give back once, or how many seconds later to come again. */
export type Answer =
  | { readonly isIn: true; readonly leave: () => void }
  | { readonly isIn: false; readonly againInSeconds: number };

/** The places of one process. */
export interface Places {
  /** A place now or after a short wait; refused at once when the wait would be too long. `gone` ends the wait of who went away. */
  readonly enter: (line: Line, gone: AbortSignal) => Promise<Answer>;
  readonly taken: () => number;
  readonly waiting: () => number;
}

interface Waiter {
  readonly line: Line;
  readonly settle: (answer: Answer) => void;
}

/** Of so many who get a place while others wait, one has only come to read, however many deeds are waiting. */
const FAIR = 4;
/** How much one departure counts in the pace. */
const SHARE = 0.1;
const MOST_SECONDS = 30;

/**
 * Places for so many at once. Work that is begun ends sooner when less of it is begun at the same time, and who is told to come again at once
 * waits less than who is told after ten seconds. Times are of `now`, in milliseconds.
 */
export function openPlaces(limits: Limits, now: () => number = () => performance.now()): Places {
  const lines: Readonly<Record<Line, Waiter[]>> = { deed: [], read: [] };
  let taken = 0;
  let turn = 0;
  /** Milliseconds between two departures while somebody waits; 0: not known. */
  let pace = 0;
  let lastLeft: number | null = null;
  const longestOf = (line: Line) => limits.longestMs * (line === "deed" ? 2 : 1);
  const waiting = () => lines.deed.length + lines.read.length;

  const next = (): Waiter | undefined => {
    turn += 1;
    const first = turn % FAIR === 0 ? "read" : "deed";
    return lines[first].shift() ?? lines[first === "deed" ? "read" : "deed"].shift();
  };

  const place = (): Answer => {
    let isHeld = true;
    taken += 1;
    return {
      isIn: true,
      leave: () => {
        if (isHeld) {
          isHeld = false;
          taken -= 1;
          depart();
        }
      },
    };
  };

  const depart = () => {
    if (waiting() === 0) {
      lastLeft = null;
      return;
    }
    const at = now();
    if (lastLeft !== null) {
      const apart = at - lastLeft;
      pace = pace === 0 ? apart : pace + SHARE * (apart - pace);
    }
    lastLeft = at;
    next()?.settle(place());
  };

  const refused = (): Answer => {
    const seconds = Math.ceil((pace * (waiting() + 1)) / 1000);
    return { isIn: false, againInSeconds: Math.min(MOST_SECONDS, Math.max(1, seconds)) };
  };

  const wait = (line: Line, gone: AbortSignal): Promise<Answer> =>
    new Promise((resolve) => {
      const drop = () => {
        const at = lines[line].indexOf(waiter);
        if (at >= 0) {
          lines[line].splice(at, 1);
          waiter.settle(refused());
        }
      };
      const timer = setTimeout(drop, longestOf(line));
      const waiter: Waiter = {
        line,
        settle: (answer) => {
          clearTimeout(timer);
          gone.removeEventListener("abort", drop);
          resolve(answer);
        },
      };
      lines[line].push(waiter);
      gone.addEventListener("abort", drop, { once: true });
    });

  const enter = async (line: Line, gone: AbortSignal): Promise<Answer> => {
    if (taken < limits.atOnce) {
      return place();
    }
    // Deeds go first, so whoever only reads waits for all of them. A few may always wait: without them the pace would never be known anew.
    const ahead = lines.deed.length + (line === "read" ? lines.read.length : 0);
    const isTooLong = ahead >= limits.atOnce && pace * (ahead + 1) > longestOf(line);
    return waiting() >= limits.waiting || isTooLong || gone.aborted ? refused() : wait(line, gone);
  };

  return { enter, taken: () => taken, waiting };
}
