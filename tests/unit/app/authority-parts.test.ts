import { describe, expect, test } from "vitest";
import { authorityParts } from "@/app/(dashboard)/clients/[clientId]/_gains/authority-parts";

const told = (text: string) =>
  authorityParts(text).map((part) =>
    "citation" in part ? `#${part.citation}${part.paragraph}` : part.words,
  );

describe("authorities", () => {
  test.each([
    ["IRC 6001", ["#irc-6001"]],
    ["IRC 6001; Reg. 1.1012-1(j)", ["#irc-6001", "#reg-1-1012-1-j"]],
    ["IRC 1001, 267, 7701(o); Pub. 550", ["#irc-1001", "#irc-267", "#irc-7701-o", "#pub-550"]],
    ["IRC 1(h), 1(j), 1211(b)", ["#irc-1h", "IRC 1(j)", "#irc-1211"]],
    ["IRC 1222; Rev. Rul. 66-7", ["#irc-1222", "Rev. Rul. 66-7"]],
    ["Notice 2014-21 A-5", ["#notice-2014-21-a5"]],
    ["Notice 2014-21 A-7", ["#notice-2014-21", "A-7"]],
    ["Instructions for Form 8949, line 2", ["Instructions for", "#form-8949", "line 2"]],
    ["Form 1040 instructions, Digital Assets", ["Form 1040 instructions, Digital Assets"]],
    ["Notice 2026-201", ["Notice 2026-201"]],
    ["IRC 1091; IRC 1091", ["#irc-1091"]],
    ["Reg. 1.1012-1(j)(3), Notice 2026-20", ["#reg-1-1012-1-j(3)", "#notice-2026-20"]],
    [
      "Reg. 1.1012-1(j)(2)-(3); Notice 2025-7; Notice 2026-20",
      ["#reg-1-1012-1-j(2)-(3)", "Notice 2025-7", "#notice-2026-20"],
    ],
    ["Reg. 1.1012-1(j)(3)(ii)", ["#reg-1-1012-1-j(3)(ii)"]],
    ["Good practice", ["Good practice"]],
  ])("%s", (text, parts) => {
    expect(told(text)).toEqual(parts);
  });
});
