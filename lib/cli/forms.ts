import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { env } from "@/lib/env";
import { appearAs } from "@/lib/operate/appear";
import { BLANK_FORMS, type BlankForm, readBlankForm, sha256Of } from "@/lib/pdf/irs/blank-forms";

const USAGE = `Usage: npm run forms -- list|fetch

  list    which blank forms of the IRS are in FORMS_DIR and are the files this product was compared with
  fetch   downloads those that are missing from www.irs.gov and keeps only what has the pinned SHA-256`;

const TIMEOUT_MS = 30_000;
const LARGEST = 2_000_000;

/** Gets the bytes behind an address; null when there are none. Given, so that a test needs no network. */
export type Download = (url: string) => Promise<Uint8Array | null>;

/** One line a blank: "f8949--2025.pdf  ready", "missing" or "another file". */
export async function listForms(directory: string): Promise<readonly string[]> {
  const lines = BLANK_FORMS.map(async ({ form, year, file }) => {
    const found = await readBlankForm(directory, form, year);
    const state = found.ok
      ? "ready"
      : { "blank-missing": "missing", "blank-changed": "another file" }[found.error.code];
    return `${file}  ${state}`;
  });
  return Promise.all(lines);
}

/**
 * Downloads the blanks that are not there. A file is kept only when it is the pinned one to the last byte; nothing that was
 * there is replaced by something else. `isComplete`: every blank is ready.
 */
export async function fetchForms(
  directory: string,
  download: Download,
): Promise<{ readonly lines: readonly string[]; readonly isComplete: boolean }> {
  await mkdir(directory, { recursive: true });
  const lines: string[] = [];
  let isComplete = true;
  for (const blank of BLANK_FORMS) {
    const said = await fetchOne(directory, blank, download);
    lines.push(`${blank.file}  ${said.words}`);
    isComplete &&= said.isReady;
  }
  return { lines, isComplete };
}

async function fetchOne(
  directory: string,
  { form, year, file, url, sha256 }: BlankForm,
  download: Download,
): Promise<{ readonly words: string; readonly isReady: boolean }> {
  if ((await readBlankForm(directory, form, year)).ok) {
    return { words: "ready", isReady: true };
  }
  const bytes = await download(url);
  if (bytes === null) {
    return { words: `could not be downloaded from ${url}`, isReady: false };
  }
  if (sha256Of(bytes) !== sha256) {
    return {
      words: "not kept: the IRS has another file there than the one compared",
      isReady: false,
    };
  }
  const partial = path.join(directory, `${file}.part`);
  await writeFile(partial, bytes);
  await appearAs(partial, path.join(directory, file));
  return { words: "downloaded", isReady: true };
}

/** From www.irs.gov only; anything else, slow or large, is nothing. */
async function fromIrs(url: string): Promise<Uint8Array | null> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: "error" });
    const length = Number(answer.headers.get("content-length") ?? "0");
    if (!answer.ok || length > LARGEST) {
      return null;
    }
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return bytes.length > LARGEST ? null : bytes;
  } catch {
    return null;
  }
}

async function main([command]: readonly string[]): Promise<number> {
  const directory = env().FORMS_DIR;
  if (command === "list") {
    console.log((await listForms(directory)).join("\n"));
    return 0;
  }
  if (command === "fetch") {
    const { lines, isComplete } = await fetchForms(directory, fromIrs);
    console.log(lines.join("\n"));
    return isComplete ? 0 : 1;
  }
  console.error(USAGE);
  return 2;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await main(process.argv.slice(2));
}
