import { noteDatabaseAway } from "@/lib/asked";

/** The database did not answer in time or at all, or the work was overtaken by other work. Nothing was saved; trying again may help. */
export class DatabaseUnavailable extends Error {
  override name = "DatabaseUnavailable";

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    noteDatabaseAway();
  }
}

/** SQLSTATE classes and codes that speak of the server's state, not of our statement. */
const PASSING =
  /^(?:08|53)|^(?:57014|57P01|57P02|57P03|57P05|55P03|25P03|25P04|40001|40P01)$|^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/;

const PASSING_WORDS =
  /Connection terminated|^timeout expired$|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/i;

/** True for errors of the connection or of time, however many wrappers are around them. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false;
  }
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return PASSING.test(code) || PASSING_WORDS.test(error.message) || isPassing(error.cause);
}
