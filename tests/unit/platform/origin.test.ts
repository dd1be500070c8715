import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { env, resetEnv } from "@/lib/env";
import { isSameOrigin } from "@/lib/origin";

const asked = (headers: Record<string, string>) => isSameOrigin(new Headers(headers));

beforeEach(() => {
  process.env["APP_ORIGIN"] = "http://localhost:4000/";
  resetEnv();
});
afterEach(() => {
  delete process.env["APP_ORIGIN"];
  resetEnv();
});

describe("a form is taken", () => {
  it("from our own pages, whether or not the browser says how it came", () => {
    expect(asked({ origin: "http://localhost:4000" })).toBe(true);
    expect(asked({ origin: "http://localhost:4000", "sec-fetch-site": "same-origin" })).toBe(true);
  });

  it.each<[string, Record<string, string>]>([
    ["without an origin", {}],
    ["from nowhere", { origin: "null" }],
    ["from another site", { origin: "https://evil.example" }],
    ["from another port", { origin: "http://localhost:4001" }],
    ["over another scheme", { origin: "https://localhost:4000" }],
    ["from a name that begins like ours", { origin: "http://localhost:4000.evil.example" }],
    [
      "with a forged host",
      { origin: "http://evil.example", host: "evil.example", "x-forwarded-host": "evil.example" },
    ],
    [
      "when the browser says it came across sites",
      { origin: "http://localhost:4000", "sec-fetch-site": "cross-site" },
    ],
    [
      "when the browser says it came from a sister site",
      { origin: "http://localhost:4000", "sec-fetch-site": "same-site" },
    ],
  ])("not %s", (_, headers) => {
    expect(asked(headers)).toBe(false);
  });
});

describe("the settings", () => {
  it("name what is wrong and never its value", () => {
    process.env["APP_ORIGIN"] = "s3cret no address";
    resetEnv();
    expect(() => env()).toThrow(/APP_ORIGIN/);
    expect(() => env()).not.toThrow(/s3cret/);
  });

  it("take an empty one for none", () => {
    process.env["SMTP_URL"] = " ";
    resetEnv();
    expect(env().SMTP_URL).toBeUndefined();
    delete process.env["SMTP_URL"];
  });
});
