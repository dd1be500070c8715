import { describe, expect, it } from "vitest";
import { controlsOf, durationText } from "@/lib/services/wisp/controls";
import type { WispFacts } from "@/lib/services/wisp/facts";

const FACTS: WispFacts = {
  members: { owner: 1, reviewer: 1, preparer: 3, viewer: 0 },
  secondSteps: { apps: 4, passkeys: 1, without: 1 },
  assignedOnly: true,
  clients: 1204,
  firmEvents: { count: 7, isMore: false },
  passwordMin: 15,
  idleSeconds: 1800,
  absoluteSeconds: 43_200,
  stepUpSeconds: 300,
  invitationDays: 7,
  isHttps: true,
  origin: "https://books.example",
  keys: 2,
  database: { host: "10.0.0.4", isLocal: false, isEncrypted: false },
  mailHost: "mail.example",
  priceHosts: ["Coinbase", "Kraken"],
};

const inForce = (facts: WispFacts, key: string) => {
  const found = controlsOf(facts)
    .flatMap(({ controls }) => controls)
    .find((control) => control.key === key);
  return [found?.inForce, found?.isWeak];
};

describe("the annex", () => {
  it.each([
    ["roles", "1 owner, 1 reviewer, 3 preparers, 0 read-only", false],
    ["assignment", "Those assigned to them", false],
    ["clients", "1,204", false],
    ["mfa", "4 people with an app, 1 person with a passkey, 1 without", false],
    ["password", "At least 15 characters", false],
    ["sessions", "End after 30 minutes unused, 12 hours at most", false],
    ["rest", "AES-256-GCM, 2 wrapping keys", false],
    ["transit", "HTTPS (https://books.example)", false],
    ["database", "10.0.0.4, without TLS", true],
    ["firm", "7 entries on record", false],
    ["mail", "mail.example", false],
    ["prices", "Coinbase, Kraken", false],
    ["db-host", "10.0.0.4", false],
  ])("says of %s what the facts say: %s", (key, words, isWeak) => {
    expect(inForce(FACTS, key)).toEqual([words, isWeak]);
  });

  it("says other facts otherwise, and marks what is weak", () => {
    const weak: WispFacts = {
      ...FACTS,
      members: { owner: 1, reviewer: 0, preparer: 1, viewer: 0 },
      assignedOnly: false,
      isHttps: false,
      origin: "http://localhost:3000",
      mailHost: null,
      database: { host: "localhost", isLocal: true, isEncrypted: false },
      firmEvents: { count: 500, isMore: true },
    };
    expect(inForce(weak, "roles")).toEqual(["1 owner, 0 reviewers, 1 preparer, 0 read-only", true]);
    expect(inForce(weak, "assignment")).toEqual(["Every client of the firm", true]);
    expect(inForce(weak, "transit")).toEqual(["No HTTPS (http://localhost:3000)", true]);
    expect(inForce(weak, "mail")).toEqual(["None: mails are kept on the server", false]);
    expect(inForce(weak, "database")).toEqual(["On the same machine", false]);
    expect(inForce(weak, "db-host")).toEqual([undefined, undefined]);
    expect(inForce(weak, "firm")).toEqual(["At least 500 entries on record", false]);
  });

  it("names a rule for each group and each control once", () => {
    const groups = controlsOf(FACTS);
    for (const { rule } of groups) expect(rule).toMatch(/^16 CFR 314\.4\([a-j]\)/);
    const keys = groups.flatMap(({ controls }) => controls.map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
  });

  /*
   * 16 CFR 314.4 as amended in 2021 and 2023 (86 FR 70308, 88 FR 77508): (a) qualified individual, (b) risk assessment, (c)(1) access,
   * (c)(2) inventory, (c)(3) encryption, (c)(5) second step, (c)(6) disposal, (c)(8) records of activity, (d) testing, (e) training,
   * (f) providers, (g) adjusting, (h) incidents, (i) yearly report, (j) telling the FTC. 314.6 excuses those with fewer than 5,000
   * consumers from (b)(1), (d)(2), (h) and (i).
   */
  it("gives each group the paragraph it answers to", () => {
    expect(
      controlsOf(FACTS).map(({ key, rule }) => [key, rule.replace("16 CFR 314.4", "")]),
    ).toEqual([
      ["access", "(c)(1)"],
      ["sign-in", "(c)(5)"],
      ["encryption", "(c)(3)"],
      ["activity", "(c)(8)"],
      ["retention", "(c)(6)"],
      ["providers", "(f)"],
      ["left", "(a), (b), (c)(2), (d), (e), (g), (h), (i)"],
    ]);
    const means = (wanted: string) =>
      controlsOf(FACTS)
        .flatMap(({ controls }) => controls)
        .find(({ key }) => key === wanted)?.means;
    expect(means("incidents")).toMatch(/within 30 days .*500 or more people .*314\.4\(j\)/);
    expect(means("small")).toMatch(/\(b\)\(1\).*\(d\)\(2\).*\(h\).*\(i\) \(16 CFR 314\.6\)/);
  });

  it("prints spans of time as people say them", () => {
    expect([300, 3600, 5400, 43_200].map(durationText)).toEqual([
      "5 minutes",
      "1 hour",
      "90 minutes",
      "12 hours",
    ]);
  });
});
