import { readdirSync } from "node:fs";
import type { Expected, ExpectedFile } from "./expected";

/** What the lists of `expected/` say, by "source/file". */
export async function allExpected(): Promise<Map<string, ExpectedFile>> {
  const all = new Map<string, ExpectedFile>();
  for (const file of readdirSync("tests/unit/importers/expected")) {
    const source = file.replace(/\.ts$/, "");
    const { expected }: { expected: Expected } = await import(`./expected/${source}.ts`);
    for (const [name, told] of Object.entries(expected)) {
      all.set(`${source}/${name}`, told);
    }
  }
  return all;
}
