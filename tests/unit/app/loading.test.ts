import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { PROJECT_ROOT } from "../../support/folders";

const APP = join(PROJECT_ROOT, "app");

/** A loading.tsx begins the answer before the page has looked: what does not exist would answer 200, and differ from what is closed. */
describe("a page of something by its id", () => {
  const pages = readdirSync(APP, { recursive: true, encoding: "utf8" }).filter((file) =>
    /\[\w+Id\].*\/page\.tsx$/.test(file.replace(/^.*?\[clientId\]/, "")),
  );

  it("is found", () => {
    expect(pages.length).toBeGreaterThan(5);
  });

  it.each(pages)("%s stands below no loading.tsx", (page) => {
    const above: string[] = [];
    for (let folder = dirname(page); folder !== "."; folder = dirname(folder)) {
      if (existsSync(join(APP, folder, "loading.tsx"))) above.push(folder);
    }
    expect(above).toEqual([]);
  });
});
