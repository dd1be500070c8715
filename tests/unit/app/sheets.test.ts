import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const APP = fileURLToPath(new URL("../../../app", import.meta.url));
const files = readdirSync(APP, { recursive: true, encoding: "utf8" });
const read = (file: string) => readFileSync(join(APP, file), "utf8");

/*
 * A page that only leads on, as the client board does an investor, would have the browser fetch a sheet of its own for
 * nothing, and complain of it. So the two roots bring the one sheet, and every other sheet is part of it.
 */
test("there is one style sheet, and every page has it from the root", () => {
  const importers = files.filter(
    (file) => /\.tsx?$/.test(file) && /^import "[^"]+\.css";$/m.test(read(file)),
  );
  expect(importers.sort()).toEqual(["global-error.tsx", "layout.tsx"]);
  const globals = read("globals.css");
  const parts = files.filter((file) => file.endsWith(".css") && file !== "globals.css");
  expect(parts.length).toBeGreaterThan(0);
  for (const part of parts) expect(globals).toContain(`@import "./${part}"`);
});
