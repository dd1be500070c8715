import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { brianEntries, janeEntries, meiLingFile } from "./clients";
import { coinbaseFile } from "./coinbase-file";
import { krakenFile } from "./kraken-file";
import { createRandom } from "./market";
import { noraBooks } from "./nora";

/** The demo's files by name: the same bytes at every run. `node --import tsx db/demo/generate.ts` writes them. */
export function demoFiles(): ReadonlyMap<string, string> {
  const nora = noraBooks();
  const brian = createRandom(600_000);
  return new Map([
    [
      "nora-coinbase.csv",
      coinbaseFile(
        nora.coinbase,
        { name: "Nora Whitfield", id: "3f1c6b52-8d0e-4f7a-9b1d-0c5e7a2f4d60" },
        "v5",
        createRandom(1),
      ),
    ],
    ["nora-kraken.csv", krakenFile(nora.kraken, createRandom(2), nora.opening)],
    [
      "jane-coinbase.csv",
      coinbaseFile(
        janeEntries(),
        { name: "Jane Okafor", id: "b7e4d1a9-52c3-4e86-a0f7-91d3c6b8e245" },
        "v4",
        createRandom(3),
      ),
    ],
    ["brian-kraken.csv", krakenFile(brianEntries(brian), brian)],
    ["mei-ling-universal.csv", meiLingFile()],
  ]);
}

async function main(): Promise<void> {
  const folder = new URL("./files/", import.meta.url);
  await mkdir(folder, { recursive: true });
  for (const [name, text] of demoFiles()) {
    await writeFile(new URL(name, folder), text);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main();
}
