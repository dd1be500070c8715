import http from "node:http";
import { bookIds } from "../support/e2e/demo-ids";
import { baseUrl, expect, sessionCookie, test } from "../support/e2e/journey";

/** One request as it is said, past what a browser allows itself. */
function say(method: string, path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; headers: http.IncomingHttpHeaders; body: string }>(
    (resolve, reject) => {
      const request = http.request(`${baseUrl()}${path}`, { method, headers }, (answer) => {
        let body = "";
        answer.on("data", (data: Buffer) => {
          body += data.toString();
        });
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }),
        );
      });
      request.on("error", reject);
      request.end();
    },
  );
}

test("pages and routes are read or sent a form: every other method is refused and repeats nothing", async () => {
  for (const path of ["/", "/clients", "/api/health", "/samples/universal.csv", "/no-such-page"]) {
    for (const method of ["TRACE", "PUT", "DELETE", "PATCH", "OPTIONS"]) {
      const answer = await say(method, path, {
        cookie: sessionCookie("nora"),
        "x-canary": "c4n4ry",
      });
      expect.soft(answer.status, `${method} ${path}`).toBe(405);
      expect.soft(answer.headers.allow, `${method} ${path}`).toBe("GET, HEAD, POST");
      expect.soft(answer.headers["x-content-type-options"]).toBe("nosniff");
      expect.soft(answer.headers["content-security-policy"]).toContain("default-src 'none'");
      expect.soft(JSON.stringify(answer), `${method} ${path}`).not.toContain("c4n4ry");
    }
  }
});

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
