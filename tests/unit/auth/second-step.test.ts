import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { agentName } from "@/lib/auth/agent";
import { hashRecoveryCode, newRecoveryCodes } from "@/lib/auth/recovery-codes";
import { stageOf } from "@/lib/auth/stage";
import {
  codeOf,
  newTotpSecret,
  stepAt,
  stepOfCode,
  totpAddress,
  unusedCode,
} from "@/lib/auth/totp";

/** The key of RFC 6238, Appendix B, "12345678901234567890", in base32. */
const RFC = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

describe("codes of an authenticator app", () => {
  // Appendix B gives eight digits; six are their last six, because each is a remainder by a power of ten (RFC 4226, 5.3).
  it.each([
    [59, "94287082"],
    [1_111_111_109, "07081804"],
    [1_111_111_111, "14050471"],
    [1_234_567_890, "89005924"],
    [2_000_000_000, "69279037"],
    [20_000_000_000, "65353130"],
  ])("are those of RFC 6238 at %d seconds", (seconds, eight) => {
    const now = seconds * 1000;
    expect(codeOf(RFC, stepAt(now))).toBe(eight.slice(2));
    expect(stepOfCode(RFC, eight.slice(2), now)).toBe(Math.floor(seconds / 30));
    expect(stepOfCode(RFC, ` ${eight.slice(2, 5)} ${eight.slice(5)} `, now)).toBe(stepAt(now));
  });

  it.each(["", "12345", "1234567", "abcdef", "12345x", "-12345", "１２３４５６"])(
    "%j is none",
    (text) => {
      expect(stepOfCode(RFC, text, 59_000)).toBeNull();
    },
  );

  it("have keys of 160 bits of which no two are alike, and an address with the account's name", () => {
    const made = new Set(Array.from({ length: 200 }, newTotpSecret));
    expect(made.size).toBe(200);
    expect([...made].every((key) => /^[A-Z2-7]{32}$/.test(key))).toBe(true);
    const address = new URL(totpAddress(RFC, "ann@example.com"));
    expect(address.protocol).toBe("otpauth:");
    expect(decodeURIComponent(address.href)).toContain("Lotwise:ann@example.com");
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      issuer: "Lotwise",
      secret: RFC,
      digits: "6",
      period: "30",
    });
  });

  it("of the demo's telephone are this step's, then the next one's, then none until time goes on", () => {
    const now = 59_000;
    expect(unusedCode(RFC, null, now)).toBe("287082");
    expect(unusedCode(RFC, 0, now)).toBe("287082");
    expect(unusedCode(RFC, 1, now)).toBe(codeOf(RFC, 2));
    expect(unusedCode(RFC, 2, now)).toBeNull();
    expect(unusedCode(RFC, 2, now + 30_000)).toBe(codeOf(RFC, 3));
  });
});

describe("recovery codes", () => {
  it("are equally likely in every sign, and stored as the SHA-256 of their signs alone", () => {
    const all = Array.from({ length: 100 }, newRecoveryCodes).flat();
    const counts = new Map<string, number>();
    for (const sign of all.join("").replaceAll("-", "")) {
      counts.set(sign, (counts.get(sign) ?? 0) + 1);
    }
    // 24,000 signs over 32: 750 each; six standard deviations of a binomial are about 162.
    expect(counts.size).toBe(32);
    expect([...counts.values()].every((count) => Math.abs(count - 750) < 170)).toBe(true);
    const [code = ""] = all;
    const plain = createHash("sha256").update(code.replaceAll("-", "")).digest("hex");
    expect(hashRecoveryCode(code)).toBe(plain);
  });

  it("are the same however they are copied: case, spaces, o for 0, i and l for 1", () => {
    const stored = hashRecoveryCode("01ab-cdef-ghjk-mnpq-rstv-wxyz");
    for (const typed of [
      "O1AB CDEF GHJK MNPQ RSTV WXYZ",
      "oiabcdefghjkmnpqrstvwxyz",
      "0LAB–CDEF–GHJK–MNPQ–RSTV–WXYZ",
    ]) {
      expect(hashRecoveryCode(typed)).toBe(stored);
    }
    expect(hashRecoveryCode("01ab-cdef-ghjk-mnpq-rstv-wxy0")).not.toBe(stored);
  });
});

describe("what opens", () => {
  it.each([
    ["investor", false, [], "pending"],
    ["investor", false, ["password"], "full"],
    ["investor", true, ["password"], "pending"],
    ["investor", true, ["password", "totp"], "full"],
    ["investor", true, ["password", "recovery-code"], "full"],
    ["investor", true, ["passkey"], "full"],
    ["professional", false, [], "pending"],
    ["professional", false, ["password"], "pending"],
    ["professional", true, ["password"], "pending"],
    ["professional", true, ["password", "passkey"], "full"],
    ["professional", true, ["passkey"], "full"],
  ] as const)(
    "to %s with a second step %s who showed %j: %s",
    (kind, hasSecondStep, shown, stage) => {
      expect(stageOf({ kind, hasSecondStep, shown })).toBe(stage);
    },
  );
});

describe("a browser's name", () => {
  it.each([
    ["Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox on Linux"],
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0",
      "Edge on Windows",
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
      "Safari on Mac",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0.0.0 Mobile/15E148 Safari/604.1",
      "Chrome on iPhone",
    ],
    [
      "Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36",
      "Samsung Internet on Android",
    ],
    ["curl/8.5.0", "A program"],
    [null, "A program"],
  ])("%j is %s", (agent, name) => {
    expect(agentName(agent)).toBe(name);
  });

  it("holds nothing of what was sent, and fits its column", () => {
    for (const agent of [
      "<script>alert(1)</script> Firefox/1",
      `${"x".repeat(100_000)} Firefox/1`,
    ]) {
      expect(agentName(agent)).not.toContain("x".repeat(20));
      expect(agentName(agent)).not.toContain("<");
      expect(agentName(agent).length).toBeLessThanOrEqual(80);
    }
  });
});
