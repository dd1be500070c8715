import { dataFolder } from "./paths";

/** What one start was asked for. */
export type Settings = {
  readonly development: boolean;
  readonly port: number;
  /** The address to listen on; undefined leaves it to Next, which listens on all. */
  readonly host: string | undefined;
  readonly folder: string;
  /** A server of one's own: nothing embedded, no demo books, no known password. */
  readonly ownDatabase: boolean;
};

/** Reads arguments and environment. Throws an Error with one clear sentence for a wrong value. */
export function readSettings(args: readonly string[]): Settings {
  const unknown = args.find((word) => word !== "--dev");
  if (unknown !== undefined) throw new Error(`Unknown argument "${unknown}". Known: --dev.`);
  const ownDatabase = Boolean(process.env["DATABASE_URL"]);
  return {
    development: args.includes("--dev"),
    port: parsePort(process.env["PORT"] || "3000"),
    // The demo's passwords are known to everybody: only this machine may reach it unless asked.
    host: process.env["HOST"] || (ownDatabase ? undefined : "127.0.0.1"),
    folder: dataFolder(),
    ownDatabase,
  };
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port > 0 && port < 65_536) return port;
  throw new Error(`PORT must be a number from 1 to 65535, not "${text}".`);
}
