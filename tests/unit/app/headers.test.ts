import { NextRequest } from "next/server";
import { describe, expect, test } from "vitest";
import nextConfig from "@/next.config";
import { config, proxy } from "@/proxy";

const answer = (headers: Record<string, string> = {}) =>
  proxy(new NextRequest("http://localhost:3000/sign-in", { headers }));
const csp = (response: Response) => response.headers.get("content-security-policy") ?? "";
const nonceOf = (policy: string) => /'nonce-([^']+)'/.exec(policy)?.[1];

describe("the page policy", () => {
  test("carries a fresh nonce of 128 bits for every answer", () => {
    const nonces = Array.from({ length: 50 }, () => nonceOf(csp(answer())));
    expect(new Set(nonces).size).toBe(50);
    for (const nonce of nonces) {
      expect(Buffer.from(nonce ?? "", "base64")).toHaveLength(16);
    }
  });

  test("a client's own nonce and policy are overwritten before the page sees them", () => {
    const response = answer({ "x-nonce": "evil", "content-security-policy": "script-src *" });
    const seen = response.headers.get("x-middleware-request-content-security-policy");
    expect(seen).toBe(csp(response));
    expect(response.headers.get("x-middleware-request-x-nonce")).toBe(nonceOf(csp(response)));
    expect(csp(response)).not.toContain("evil");
  });

  test("nothing runs without the nonce, nothing frames us, forms go home", () => {
    const policy = csp(answer());
    const scripts = policy.split("; ").find((part) => part.startsWith("script-src"));
    expect(scripts).not.toMatch(/unsafe-inline|unsafe-eval|\*|https?:/);
    for (const part of [
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ]) {
      expect(policy).toContain(part);
    }
  });

  test("a form of more than a megabyte is answered in words, by its announced length, before Next reads it", async () => {
    const sent = (bytes: number, method = "POST") =>
      proxy(
        new NextRequest("http://localhost:3000/clients", {
          method,
          headers: { "content-length": String(bytes) },
        }),
      );
    const refused = sent(1_048_577);
    expect(refused.status).toBe(413);
    expect(refused.headers.get("content-type")).toMatch(/^text\/plain/);
    expect(await refused.text()).toMatch(/one megabyte\. Nothing was saved/);
    expect(csp(refused)).toContain("script-src");
    expect(sent(1_048_576).status).toBe(200);
    expect(sent(2_000_000, "GET").status).toBe(200);
  });

  test("routes under /api and static files never pass the proxy, pages and unknown paths do", () => {
    const passes = (path: string) => new RegExp(`^${config.matcher[0]}$`).test(path);
    expect(["/api/clients/1/uploads", "/_next/static/a.js", "/fonts/a.ttf"].some(passes)).toBe(
      false,
    );
    expect(["/", "/sign-in", "/clients/1/years/2025", "/nope.php", "/apis"].every(passes)).toBe(
      true,
    );
  });
});

describe("headers of every answer", () => {
  test("hold for all paths in production, with HSTS only where the line is https", async () => {
    const rules = (await nextConfig.headers?.()) ?? [];
    const all = rules.find((rule) => rule.source === "/:path*" && rule.has === undefined);
    expect(all?.headers.map(({ key }) => key)).toEqual(
      expect.arrayContaining([
        "X-Content-Type-Options",
        "Referrer-Policy",
        "Cross-Origin-Opener-Policy",
        "Cross-Origin-Resource-Policy",
        "Permissions-Policy",
      ]),
    );
    const hsts = rules.filter((rule) =>
      rule.headers.some(({ key }) => key === "Strict-Transport-Security"),
    );
    expect(hsts).toHaveLength(1);
    expect(hsts[0]?.has).toEqual([{ type: "header", key: "x-forwarded-proto", value: "https" }]);
  });

  test("the image optimiser is off and the server does not name itself", () => {
    expect(nextConfig.images?.unoptimized).toBe(true);
    expect(nextConfig.poweredByHeader).toBe(false);
  });
});
