import { appendFile, mkdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** Beyond this many bytes a log is set aside at the next start; one older log is kept. */
const MOST_BYTES = 5_000_000;

const event = z.object({ level: z.string(), event: z.string() });

/**
 * Where the lines of one part go: all of them to its log file, and to the terminal those that a
 * person at it should see. Everything when developing.
 */
export function openOutput(
  folder: string,
  part: string,
  development: boolean,
): (line: string) => void {
  mkdirSync(join(folder, "log"), { recursive: true, mode: 0o700 });
  const file = join(folder, "log", `${part}.log`);
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MOST_BYTES) {
    renameSync(file, `${file}.old`);
  }
  return (line) => {
    appendFile(file, `${line}\n`, { mode: 0o600 }, () => undefined);
    if (development || concernsPerson(line)) console.log(`${part.padEnd(6)}  ${line}`);
  };
}

/** Routine events are for the file. Mail is not: without a mail server its link is read here. */
function concernsPerson(line: string): boolean {
  if (line.trim() === "") return false;
  const read = event.safeParse(parseJson(line));
  return !read.success || read.data.level !== "info" || read.data.event.startsWith("mail");
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
