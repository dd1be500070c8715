import { InvariantError } from "./result";

/** What may stand in a log line: ids, counts, codes, durations. Never a name, an e-mail, an amount, an asset or a file's name. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** The only writer of the console: one JSON line per event. `event` is a dotted name such as "import.committed". */
export const log = {
  info: (event: string, fields: LogFields = {}) => write("info", event, fields),
  warn: (event: string, fields: LogFields = {}) => write("warn", event, fields),
  /** A fault: the error's kind, code and stack, with its message made unreadable where it could hold a person's data. */
  fault: (event: string, error: unknown, fields: LogFields = {}) =>
    write("error", event, { ...fields, ...describe(error) }),
};

function write(level: "info" | "warn" | "error", event: string, fields: LogFields): void {
  const line = JSON.stringify({ at: new Date().toISOString(), level, event, ...fields });
  if (level === "error") {
    console.error(line);
  } else {
    console.log(line);
  }
}

const STACK_LINES = 12;

/** What of an error may be written down. PostgreSQL and parsers quote values in their messages; an invariant's text is ours. */
export function describe(error: unknown): LogFields {
  if (!(error instanceof Error)) {
    return { error: typeof error };
  }
  const stack = (error.stack ?? "").split("\n").filter((line) => line.startsWith("    at "));
  const constraint =
    "constraint" in error && typeof error.constraint === "string" ? error.constraint : null;
  return {
    error: error.name,
    message: error instanceof InvariantError ? error.message : masked(error.message),
    ...("code" in error && typeof error.code === "string" ? { code: error.code } : {}),
    ...(constraint === null ? {} : { constraint }),
    ...(error.cause === undefined ? {} : { cause: JSON.stringify(describe(error.cause)) }),
    stack: stack.slice(0, STACK_LINES).join("\n"),
  };
}

/** Longer messages hold a statement with its values: nothing after so many characters tells what went wrong. */
const LONGEST = 500;

/** Bounded first: masking costs the square of the longest word, and the values of a bulk insert are one word of a megabyte. */
function masked(text: string): string {
  if (text.length <= LONGEST) {
    return withoutValues(text);
  }
  // A word or a quotation that was cut through could not be told for what it is.
  const head = withoutValues(text.slice(0, LONGEST).replace(/\S*$/, ""));
  return head.replace(/["'(].*$/s, "<text>");
}

const withoutValues = (text: string) =>
  text
    .replace(/\S+@\S+/g, "<email>")
    .replace(/"[^"]*"|'[^']*'|\([^)]*\)=\([^)]*\)/g, "<text>")
    .replace(/:.*$/s, ": <text>")
    .replace(/\d/g, "#");
