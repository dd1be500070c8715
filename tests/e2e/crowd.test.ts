import { bookIds } from "../support/e2e/demo-ids";
import { expect, sessionCookie, test } from "../support/e2e/journey";
import { say } from "../support/e2e/say";

test("128 people at once: pages or 503 with when to come again, nobody waits ten seconds, and then all is as before", async ({
  request,
}) => {
  test.setTimeout(120_000);
  const { clientId } = await bookIds(request, "nora");
  const headers = { cookie: sessionCookie("nora"), accept: "text/html" };
  const paths = ["", "/years", "/ledger", "/lots", "/harvest", "/review"];
  const answers = await Promise.all(
    Array.from({ length: 128 }, async (_, n) => {
      const began = performance.now();
      const answer = await say("GET", `/clients/${clientId}${paths[n % paths.length]}`, headers);
      return { ...answer, took: performance.now() - began };
    }),
  );
  const shed = answers.filter(({ status }) => status === 503);
  for (const { headers: told, body } of shed) {
    expect(Number(told["retry-after"])).toBeGreaterThan(0);
    expect(body).toContain("Lotwise is busy");
  }
  const worst = Math.max(...answers.map(({ took }) => took));
  console.log(
    `128 at once: ${shed.length} told to come again, the slowest ${Math.round(worst)} ms`,
  );
  expect([...new Set(answers.map(({ status }) => status))].sort().join()).toMatch(/^200(,503)?$/);
  expect(worst).toBeLessThan(10_000);
  expect((await say("GET", `/clients/${clientId}`, headers)).status).toBe(200);
});
