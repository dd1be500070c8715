import { afterEach, describe, expect, it } from "vitest";
import { sessionCookieName, sessionCookieOptions } from "@/lib/auth/next-auth";
import { resetEnv } from "@/lib/env";

const at = (origin: string) => {
  process.env["APP_ORIGIN"] = origin;
  resetEnv();
};

afterEach(() => {
  delete process.env["APP_ORIGIN"];
  resetEnv();
});

describe("the session's cookie", () => {
  it("is bound to this very host over https: __Host-, Secure, the whole site, no domain", () => {
    at("https://books.example");
    expect(sessionCookieName()).toBe("__Host-lotwise.session");
    // RFC 6265bis, 4.1.3.2: a __Host- cookie is Secure, has the path "/" and names no domain.
    expect(sessionCookieOptions()).toEqual({
      httpOnly: true,
      sameSite: "lax",
      path: "/",
      secure: true,
    });
  });

  it("goes without the prefix on plain http, where browsers refuse it, and is out of reach of scripts all the same", () => {
    at("http://localhost:3000");
    expect(sessionCookieName()).toBe("lotwise.session");
    expect(sessionCookieOptions()).toMatchObject({
      httpOnly: true,
      sameSite: "lax",
      secure: false,
    });
  });
});
