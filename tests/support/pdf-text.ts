import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { canInstallPackages, firstExisting, installPackages } from "./install";

/** A pdftotext program, and where it was found. */
export type PdfReader = { readonly path: string; readonly from: string };

/** PDFTOTEXT, else the one on the PATH or where Homebrew puts it; undefined when there is none. */
export function findPdfReader(): PdfReader | undefined {
  const chosen = process.env["PDFTOTEXT"];
  if (chosen) return { path: chosen, from: "PDFTOTEXT" };
  const name = process.platform === "win32" ? "pdftotext.exe" : "pdftotext";
  const folders = [
    ...(process.env["PATH"] ?? "").split(delimiter),
    "/opt/homebrew/bin",
    "/usr/local/bin",
  ];
  const system = firstExisting(folders.filter(Boolean).map((folder) => join(folder, name)));
  return system === undefined ? undefined : { path: system, from: "the system" };
}

/** Finds pdftotext or installs it with apt when root on Debian. Throws with what was tried. */
export function ensurePdfReader(): PdfReader {
  const found = findPdfReader();
  if (found !== undefined) return found;
  const problem = canInstallPackages() ? installPackages("poppler-utils") : undefined;
  const installed = findPdfReader();
  if (installed !== undefined) return { path: installed.path, from: "apt, just installed" };
  throw new Error(
    [
      "No pdftotext to read PDFs with. Install poppler (poppler-utils on Debian, poppler on",
      "Homebrew), or set PDFTOTEXT to the path of the program.",
      ...(problem === undefined ? [] : [problem]),
    ].join("\n"),
  );
}

/** The text of a PDF file as laid out on its pages; a form feed ends each page. */
export function pdfText(file: string, ...options: readonly string[]): string {
  const reader = ensurePdfReader();
  const result = spawnSync(reader.path, ["-layout", "-enc", "UTF-8", ...options, file, "-"], {
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
  });
  if (result.status === 0) return result.stdout;
  throw new Error(`pdftotext failed on ${file}: ${result.error?.message ?? result.stderr}`);
}
