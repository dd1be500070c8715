import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const FONTS = path.join(process.cwd(), "public", "fonts");
const LICENCES: Readonly<Record<string, string>> = {
  Geist: "Geist-OFL.txt",
  NotoSans: "NotoSans-OFL.txt",
  NotoSerifTibetan: "NotoSans-OFL.txt",
  NotoEmoji: "NotoEmoji-OFL.txt",
  DroidSansFallback: "DroidSansFallback-Apache-2.0.txt",
  GothicA1: "GothicA1-OFL.txt",
};

describe("fonts of the paper", () => {
  it("every font file lies beside its licence", () => {
    const files = readdirSync(FONTS).filter((file) => file.endsWith(".ttf"));
    expect(files.length).toBeGreaterThanOrEqual(10);
    for (const file of files) {
      const family = Object.keys(LICENCES).find((name) => file.startsWith(name));
      expect(family, file).toBeDefined();
      expect(existsSync(path.join(FONTS, LICENCES[family ?? ""] ?? "none")), file).toBe(true);
    }
  });
});
