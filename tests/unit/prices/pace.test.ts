import { expect, test } from "vitest";
import { patientAsk } from "@/lib/prices/ask";
import { tokenBucket } from "@/lib/prices/token-bucket";
import { json, loopback, standingClock } from "./loopback";

test("a burst is served at once, then one question a gap, whoever asks", async () => {
  const clock = standingClock("2026-11-20T00:00:00Z");
  const take = tokenBucket({ perSecond: 2, burst: 3 }, clock);
  for (let count = 0; count < 5; count += 1) {
    await take();
  }
  // Three at once; the fourth and fifth each half a second later.
  expect(clock.slept).toEqual([500, 500]);
  await clock.sleep(10_000);
  clock.slept.length = 0;
  for (let count = 0; count < 3; count += 1) {
    await take();
  }
  expect(clock.slept).toEqual([]);
});

test("who does not want to wait takes no turn", async () => {
  const clock = standingClock("2026-11-20T00:00:00Z");
  const take = tokenBucket({ perSecond: 0.1, burst: 1 }, clock);
  expect(await take(0)).toBe(true);
  expect(await take(2000)).toBe(false);
  await clock.sleep(10_000);
  expect(await take(0)).toBe(true);
});

test("a hasty asker asks once; a patient one again after failures of the other side, then tells", async () => {
  const { host, asked } = await loopback(() => json({}, 503));
  const clock = standingClock("2026-11-20T00:00:00Z");
  const pace = { perSecond: 100, burst: 10 };
  expect(await patientAsk(pace, { clock, isHasty: true })(new URL(host))).toMatchObject({
    ok: false,
    error: { code: "unreachable", detail: "status 503" },
  });
  expect(asked).toHaveLength(1);
  expect(await patientAsk(pace, { clock })(new URL(host))).toMatchObject({ ok: false });
  expect(asked).toHaveLength(4);
  expect(clock.slept).toEqual([1000, 2000]);
});

test("an error page of a gateway is tried again like any failure of the other side", async () => {
  let count = 0;
  const { host } = await loopback(() => {
    count += 1;
    return count < 3 ? { status: 502, body: "<html>Bad gateway</html>" } : json({ fine: true });
  });
  const clock = standingClock("2026-11-20T00:00:00Z");
  const answer = await patientAsk({ perSecond: 100, burst: 10 }, { clock })(new URL(host));
  expect(answer).toEqual({ ok: true, value: { status: 200, body: { fine: true } } });
  expect(clock.slept).toEqual([1000, 2000]);
});

test.each([
  [429, "the moment", "Fri, 20 Nov 2026 12:00:40 GMT", 40],
  [503, "the moment", "Fri, 20 Nov 2026 12:00:40 GMT", 40],
  [503, "the seconds", "7", 7],
])(
  "status %i with %s of Retry-After is waited for by the provider's own clock",
  async (status, _, wait, seconds) => {
    let count = 0;
    const { host } = await loopback(() => {
      count += 1;
      return count === 1
        ? {
            status,
            headers: { date: "Fri, 20 Nov 2026 12:00:00 GMT", "retry-after": wait },
            body: "wait",
          }
        : json({ fine: true });
    });
    const clock = standingClock("2026-01-01T00:00:00Z");
    const answer = await patientAsk({ perSecond: 100, burst: 10 }, { clock })(new URL(host));
    expect(answer.ok).toBe(true);
    expect(clock.slept).toEqual([seconds * 1000]);
  },
);
