import { copyFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { fetchForms, listForms } from "@/lib/cli/forms";
import { testFolder } from "../../support/test-folder";

const IRS = "../shared/tax/irs-forms";
const folder = testFolder("forms");

describe("npm run forms", () => {
  it("keeps nothing that is not the pinned file, and says so", async () => {
    const asked: string[] = [];
    const { lines, isComplete } = await fetchForms(folder, (url) => {
      asked.push(url);
      return Promise.resolve(
        url.includes("2024") ? null : new TextEncoder().encode("%PDF-1.7 other"),
      );
    });
    expect(isComplete).toBe(false);
    expect(asked.every((url) => url.startsWith("https://www.irs.gov/pub/irs-prior/"))).toBe(true);
    expect(lines).toContain(
      "f8949--2025.pdf  not kept: the IRS has another file there than the one compared",
    );
    expect(lines.find((line) => line.startsWith("f8949--2024"))).toContain(
      "could not be downloaded",
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it.skipIf(!existsSync(IRS) /* the official forms are not part of the project */)(
    "keeps the pinned files and asks for none of them again",
    async () => {
      const get = (url: string) =>
        Promise.resolve(new Uint8Array(readFileSync(path.join(IRS, path.basename(url)))));
      copyFileSync(path.join(IRS, "f8949--2020.pdf"), path.join(folder, "f8949--2025.pdf"));
      expect(await listForms(folder)).toContain("f8949--2025.pdf  another file");
      const first = await fetchForms(folder, get);
      expect(first.isComplete).toBe(true);
      const again = await fetchForms(folder, () => Promise.reject(new Error("asked again")));
      expect(again.lines.every((line) => line.endsWith("  ready"))).toBe(true);
      expect(readdirSync(folder)).toHaveLength(12);
    },
  );
});
