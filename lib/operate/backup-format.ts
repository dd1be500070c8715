import { createHash } from "node:crypto";

/*
 * A backup is a gzipped text. First a line that says what it is; then for each table a line that names it, its rows one a line as
 * PostgreSQL writes a row of it, and an empty line; last a line with how many rows each table has and the SHA-256 of all lines before.
 * A row's text has its line breaks and backslashes escaped, so a line is a row, and is never empty.
 */

/** The first line. */
export interface BackupHead {
  readonly format: "lotwise backup 1";
  /** SHA-256 of the last migration: a backup goes into a database of the same version. */
  readonly schema: string;
  /** The database's clock when the snapshot was taken, UTC. */
  readonly takenAt: string;
  /** Ids of the keys (ENCRYPTION_KEYS) without which its sealed texts cannot be read. */
  readonly keys: readonly string[];
}

/** The last line. */
export interface BackupEnd {
  readonly rows: Readonly<Record<string, number>>;
  readonly sha256: string;
}

/** One table: its name with its schema, and its columns in the order of a row's text. */
export interface BackupTable {
  readonly table: string;
  readonly columns: readonly string[];
}

/** A row's text as a line. */
export const rowLine = (text: string): string =>
  text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\r", "\\r");

/** The row's text of a line. */
export const rowOfLine = (line: string): string =>
  line.replace(/\\([\\nr])/g, (_, sign: string) =>
    sign === "n" ? "\n" : sign === "r" ? "\r" : "\\",
  );

/** A running SHA-256 over lines, each with its line feed. */
export function lineHash(): { readonly add: (line: string) => void; readonly hex: () => string } {
  const hash = createHash("sha256");
  return {
    add: (line) => {
      hash.update(line).update("\n");
    },
    hex: () => hash.digest("hex"),
  };
}
