import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { PROJECT_ROOT } from "../support/folders";

/** What puts a form's key into it; the last two are made of the first. */
const WITH_KEY = /\b(SubmitButton|FORM_KEY|TypedDeletion|AskFirst)\b/;

it("every form whose answer is waited for carries a key", () => {
  const files = readdirSync(join(PROJECT_ROOT, "app"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx"))
    .map((file) => ({ file, text: readFileSync(join(PROJECT_ROOT, "app", file), "utf8") }))
    .filter(({ text }) => text.includes("useActionState("));
  expect(files.length).toBeGreaterThan(60);
  expect(files.filter(({ text }) => !WITH_KEY.test(text)).map(({ file }) => file)).toEqual([]);
});
