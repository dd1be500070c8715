import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { parse } from "csv-parse";
import pg from "pg";
import { LARGE_HEADER } from "./large-file";

/** Seconds a bare csv-parse of the file takes: every record made, none kept. */
export async function parseSeconds(path: string): Promise<number> {
  const started = performance.now();
  let records = 0;
  await pipeline(
    createReadStream(path),
    parse({
      on_record: () => {
        records += 1;
        return null;
      },
    }).resume(),
  );
  if (records === 0) {
    throw new Error("the file holds no records");
  }
  return (performance.now() - started) / 1000;
}

/** Seconds the server's own COPY of the file into a plain table of texts takes, without an index. */
export async function copySeconds(ownerUrl: string, path: string): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const columns = LARGE_HEADER.split(",").map((name) => `${client.escapeIdentifier(name)} text`);
  await client.query(`create table bare_floor (${columns.join(", ")})`);
  const started = performance.now();
  await client.query(
    `copy bare_floor from ${client.escapeLiteral(path)} with (format csv, header true)`,
  );
  const seconds = (performance.now() - started) / 1000;
  await client.query("drop table bare_floor");
  await client.end();
  return seconds;
}
