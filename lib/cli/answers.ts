import type { FileRefusal } from "@/lib/importers/refusal";
import { type Answers, TEXT_ENCODINGS } from "@/lib/importers/source";
import { err, ok, type Result } from "@/lib/result";
import { isTimeZone } from "@/lib/time/instant";

/** What is said about one file (by its path, or its name alone), or about every file (`file` null). */
export interface ToldAnswer {
  readonly file: string | null;
  readonly answers: Answers;
}

/** Reads `--answer [FILE:]NAME=VALUE` flags; an error is one sentence to print above the usage. */
export function readAnswerFlags(flags: readonly string[]): Result<readonly ToldAnswer[], string> {
  const told: ToldAnswer[] = [];
  for (const flag of flags) {
    const match = /^(?:(?<file>.+):)?(?<name>[a-z-]+)=(?<value>.*)$/.exec(flag)?.groups;
    const answers =
      match === undefined ? null : answerOf(match["name"] ?? "", match["value"] ?? "");
    if (answers === null) {
      return err(`"${flag}" is no answer. It is said as [FILE:]NAME=VALUE; ${NAMES}.`);
    }
    told.push({ file: match?.["file"] ?? null, answers });
  }
  return ok(told);
}

const NAMES =
  "NAME is time-zone, date-order (day-first or month-first), addresses (with commas between), asset, source or encoding";

/** What was said for one file: what is said for all, and over it what is said for this one. */
export function answersFor(path: string, told: readonly ToldAnswer[]): Answers {
  const name = path.split(/[\\/]/).at(-1) ?? path;
  const general = told.filter(({ file }) => file === null);
  const own = told.filter(({ file }) => file === path || file === name);
  return Object.assign({}, ...[...general, ...own].map(({ answers }) => answers));
}

function answerOf(name: string, value: string): Answers | null {
  switch (name) {
    case "time-zone":
      return isTimeZone(value) ? { timeZone: value } : null;
    case "date-order":
      return value === "day-first" || value === "month-first" ? { dateOrder: value } : null;
    case "addresses":
      return addressesOf(value);
    case "asset":
      return /^[\p{L}\p{N}$@.]{1,20}$/u.test(value) ? { asset: value.toUpperCase() } : null;
    case "source":
      return /^[a-z0-9-]{1,60}$/.test(value) ? { source: value } : null;
    case "encoding": {
      const encoding = TEXT_ENCODINGS.find((known) => known === value);
      return encoding === undefined ? null : { encoding };
    }
    default:
      return null;
  }
}

function addressesOf(value: string): Answers | null {
  const addresses = value
    .split(",")
    .map((one) => one.trim().toLowerCase())
    .filter((one) => one !== "");
  return addresses.length === 0 ? null : { addresses };
}

const FLAGS: Readonly<Record<string, string>> = {
  "date-order": "date-order=day-first or date-order=month-first",
  "time-zone": "time-zone=ZONE",
  "own-addresses": "addresses=ADDRESS,ADDRESS",
  asset: "asset=TICKER",
  source: "source=ID",
  encoding: `encoding=${TEXT_ENCODINGS.join("|")}`,
};

/** How to answer what a refused file asks; "" when nothing would help. */
export function answerHelp({ code, file, asks, choices }: FileRefusal): string {
  const asked = code === "encoding-unknown" ? ["encoding"] : asks;
  const name = file.split(/[\\/]/).at(-1) ?? file;
  const lines = asked.map((ask) => `\nSay it with --answer ${name}:${FLAGS[ask] ?? ask}`);
  const ids = choices.map(({ id, label }) => `\n  ${id}: ${label}`);
  return [...lines, ...ids].join("");
}
