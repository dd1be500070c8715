import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Answer, type Line, openPlaces } from "@/lib/door/places";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const here = new AbortController().signal;

/** A place, or a failed test. */
async function inside(answer: Promise<Answer>): Promise<() => void> {
  const told = await answer;
  if (!told.isIn) {
    throw new Error("refused");
  }
  return told.leave;
}

/** Asks so often and notes who got in, in order; those inside stay there. */
function crowd(places: ReturnType<typeof openPlaces>) {
  const order: string[] = [];
  const leaves: (() => void)[] = [];
  const refused: string[] = [];
  return {
    order,
    leaves,
    refused,
    ask: (name: string, line: Line) =>
      places.enter(line, here).then((answer) => {
        if (answer.isIn) {
          order.push(name);
          leaves.push(answer.leave);
        } else {
          refused.push(name);
        }
      }),
  };
}

const settled = () => vi.advanceTimersByTimeAsync(0);

describe("places", () => {
  test("so many are in at once and never more, and each place is given back once", async () => {
    const places = openPlaces({ atOnce: 2, longestMs: 1000, waiting: 10 });
    const leave = await inside(places.enter("read", here));
    await inside(places.enter("read", here));
    const third = places.enter("read", here);
    expect([places.taken(), places.waiting()]).toEqual([2, 1]);
    leave();
    leave();
    await inside(third);
    expect([places.taken(), places.waiting()]).toEqual([2, 0]);
  });

  test("who came first gets in first; what is sent goes before what is read, but one in four who get in only reads", async () => {
    const places = openPlaces({ atOnce: 1, longestMs: 60_000, waiting: 100 });
    const { order, leaves, ask } = crowd(places);
    void ask("first", "read");
    await settled();
    for (let n = 1; n <= 2; n += 1) void ask(`read ${n}`, "read");
    for (let n = 1; n <= 5; n += 1) void ask(`deed ${n}`, "deed");
    for (let n = 0; n < 8; n += 1) {
      leaves.at(-1)?.();
      await settled();
    }
    expect(order).toEqual([
      "first",
      "deed 1",
      "deed 2",
      "deed 3",
      "read 1",
      "deed 4",
      "deed 5",
      "read 2",
    ]);
  });

  test("nobody waits longer than the longest wait, deeds twice that; then they are told when to come again", async () => {
    const places = openPlaces({ atOnce: 1, longestMs: 1000, waiting: 10 });
    await inside(places.enter("read", here));
    const { refused, ask } = crowd(places);
    void ask("read", "read");
    void ask("deed", "deed");
    await vi.advanceTimersByTimeAsync(999);
    expect(refused).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(refused).toEqual(["read"]);
    await vi.advanceTimersByTimeAsync(999);
    expect(refused).toEqual(["read"]);
    await vi.advanceTimersByTimeAsync(1);
    expect(refused).toEqual(["read", "deed"]);
    expect(places.waiting()).toBe(0);
  });

  test("beyond the line's length one is refused at once", async () => {
    const places = openPlaces({ atOnce: 1, longestMs: 1000, waiting: 1 });
    await inside(places.enter("read", here));
    void places.enter("read", here);
    await expect(places.enter("deed", here)).resolves.toMatchObject({ isIn: false });
  });

  test("whose wait would be too long by the pace of the last departures is refused at once, with that many seconds", async () => {
    const places = openPlaces({ atOnce: 1, longestMs: 4000, waiting: 100 });
    const { leaves, order, ask } = crowd(places);
    for (let n = 0; n < 4; n += 1) void ask(String(n), "read");
    await settled();
    // One leaves every two seconds: two departures tell the pace.
    for (let n = 0; n < 2; n += 1) {
      await vi.advanceTimersByTimeAsync(n === 0 ? 0 : 2000);
      leaves.at(-1)?.();
      await settled();
    }
    expect(order).toEqual(["0", "1", "2"]);
    // One is ahead: with them it would be four seconds, the longest there is.
    const fifth = places.enter("read", here);
    expect(places.waiting()).toBe(2);
    await expect(places.enter("read", here)).resolves.toEqual({ isIn: false, againInSeconds: 6 });
    await vi.advanceTimersByTimeAsync(4000);
    await expect(fifth).resolves.toMatchObject({ isIn: false });
  });

  test("a slow time before does not shut anybody out: as many as are worked for may always wait, and tell the pace anew", async () => {
    let now = 0;
    const places = openPlaces({ atOnce: 1, longestMs: 1000, waiting: 100 }, () => now);
    const { leaves, order, ask } = crowd(places);
    for (let n = 0; n < 3; n += 1) void ask(String(n), "read");
    await settled();
    for (const at of [0, 60_000]) {
      now = at;
      leaves.at(-1)?.();
      await settled();
    }
    expect(order).toEqual(["0", "1", "2"]);
    void ask("later", "read");
    expect(places.waiting()).toBe(1);
    leaves.at(-1)?.();
    await settled();
    expect(order.at(-1)).toBe("later");
  });

  test("who goes away while waiting leaves the line, and takes no place", async () => {
    const places = openPlaces({ atOnce: 1, longestMs: 1000, waiting: 10 });
    const leave = await inside(places.enter("read", here));
    const gone = new AbortController();
    const waiting = places.enter("read", gone.signal);
    gone.abort();
    await expect(waiting).resolves.toMatchObject({ isIn: false });
    leave();
    expect([places.taken(), places.waiting()]).toEqual([0, 0]);
  });
});
