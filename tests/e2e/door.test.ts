import { expect, sessionCookie, test } from "../support/e2e/journey";
import { say } from "../support/e2e/say";

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
