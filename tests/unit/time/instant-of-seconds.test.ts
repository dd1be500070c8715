import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantOfSeconds, parseInstant } from "@/lib/time/instant";

const two = (most: number) =>
  fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(2, "0"));
const year = fc.integer({ min: 0, max: 9999 }).map((number) => String(number).padStart(4, "0"));
/** Mostly real, some just beyond: months 0 and 13, day 32, hour 24, minute and second 60. */
const moment = fc
  .tuple(year, two(13), two(32), two(24), two(60), two(60))
  .map(
    ([y, month, day, hour, minute, second]) => `${y}-${month}-${day}T${hour}:${minute}:${second}`,
  );

describe("instantOfSeconds", () => {
  it("takes and refuses what the general reader takes and refuses", () => {
    fc.assert(
      fc.property(moment, (text) => {
        expect(instantOfSeconds(text.slice(0, 10), text.slice(11))).toBe(parseInstant(`${text}Z`));
      }),
      { numRuns: 2000 },
    );
  });

  it("refuses one wrong character anywhere", () => {
    const [day, time] = ["2024-02-29", "23:59:59"];
    expect(instantOfSeconds(day, time)).toBe("2024-02-29T23:59:59.000Z");
    for (const wrong of ["!", "/", ":", " ", "", "\u0662"]) {
      for (let at = 0; at < day.length + time.length; at += 1) {
        const text = day + time;
        const spoilt = `${text.slice(0, at)}${wrong}${text.slice(at + 1)}`;
        const isSame = spoilt === text;
        const read = instantOfSeconds(spoilt.slice(0, 10), spoilt.slice(10));
        expect([spoilt, read === null]).toEqual([spoilt, !isSame]);
      }
    }
  });
});
