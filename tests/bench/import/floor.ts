import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { parse } from "csv-parse";
import pg from "pg";
import { LARGE_HEADER } from "./large-file";
import { processorSeconds } from "./processor-seconds";

/** What a part of the floor took: on the clock, and of processors (null where the system does not tell). */
export interface FloorPart {
  readonly seconds: number;
  readonly cpuSeconds: number | null;
}

/** A bare csv-parse of the file: every record made, none kept. */
export async function bareParse(path: string): Promise<FloorPart> {
  const started = performance.now();
  const before = process.cpuUsage();
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
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - started) / 1000, cpuSeconds: (user + system) / 1e6 };
}

/** The server's own COPY of the file into a plain table of texts, without an index. `server`: its process number, where it is known. */
export async function bareCopy(
  ownerUrl: string,
  path: string,
  server: number | null = null,
): Promise<FloorPart> {
  const ticks = () => (server === null ? null : processorSeconds(server));
  const before = ticks();
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const columns = LARGE_HEADER.split(",").map((name) => `${client.escapeIdentifier(name)} text`);
  await client.query(`create table bare_floor (${columns.join(", ")})`);
  const started = performance.now();
  await client.query(
    `copy bare_floor from ${client.escapeLiteral(path)} with (format csv, header true)`,
  );
  const seconds = (performance.now() - started) / 1000;
  const after = ticks();
  await client.query("drop table bare_floor");
  await client.end();
  return { seconds, cpuSeconds: before === null || after === null ? null : after - before };
}
